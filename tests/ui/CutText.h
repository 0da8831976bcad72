#pragma once

#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/ReadOnlyText.h"

#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QAbstractScrollArea>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QTreeView>

#include <algorithm>

// What a person would see cut off in a window: words of the program's own that have no room, tabs beyond the end of their
// bar, controls that lie outside of what holds them or over each other.
namespace tessera::ui::cut {

inline QString nameOf(const QWidget &widget)
{
    QString name = QString::fromLatin1(widget.metaObject()->className()) + u' ' + widget.objectName();
    for (const QWidget *each = widget.parentWidget(); each && widget.objectName().isEmpty(); each = each->parentWidget()) {
        if (!each->objectName().isEmpty())
            return name + QLatin1StringView("in ") + each->objectName();
    }
    return name;
}

inline bool isForeign(const QWidget &widget, const QStringList &foreign)
{
    return foreign.contains(widget.objectName()) || (widget.parentWidget() && foreign.contains(widget.parentWidget()->objectName()));
}

inline QString textOf(const QWidget &widget)
{
    if (const auto *tool = qobject_cast<const QToolButton *>(&widget); tool && tool->toolButtonStyle() == Qt::ToolButtonIconOnly)
        return {};
    if (const auto *label = qobject_cast<const QLabel *>(&widget))
        return label->text();
    if (const auto *button = qobject_cast<const QAbstractButton *>(&widget))
        return button->text();
    if (const auto *field = qobject_cast<const QLineEdit *>(&widget))
        return field->text().isEmpty() ? field->placeholderText() : QString(); // what is typed scrolls
    if (const auto *read = qobject_cast<const ReadOnlyText *>(&widget))
        return read->text();
    return {};
}

// The longest word has room, and a sentence a few words on a line.
inline bool isReadable(const QLabel &label)
{
    int needed = 0;
    for (const QString &word : label.text().simplified().split(u' '))
        needed = std::max(needed, label.fontMetrics().horizontalAdvance(word));
    const int few = std::min(label.fontMetrics().averageCharWidth() * 18, label.fontMetrics().horizontalAdvance(label.text()));
    return std::max(needed, few) <= label.contentsRect().width();
}

// Of the rows that are seen those whose names end before one can tell what they mean.
inline QStringList cutNames(const QTreeView &view)
{
    constexpr int enough = 12; // letters
    QStringList names;
    for (QModelIndex index = view.indexAt(QPoint(0, 0)); index.isValid(); index = view.indexBelow(index)) {
        const QRect place = view.visualRect(index);
        if (place.top() > view.viewport()->height())
            break;
        const QString name = index.data().toString();
        const int missing = view.itemDelegateForIndex(index)->sizeHint(QStyleOptionViewItem(), index).width() - place.width();
        const QFontMetrics metrics = view.fontMetrics();
        if (missing > 0 && metrics.horizontalAdvance(name) - missing < metrics.horizontalAdvance(name.left(enough) + u'…'))
            names += name;
    }
    return names;
}

inline bool hasRoom(const QWidget &widget)
{
    if (qobject_cast<const ReadOnlyText *>(&widget))
        return true; // it wraps, and scrolls
    if (const auto *elided = qobject_cast<const ElidedLabel *>(&widget))
        return !elided->isElided();
    if (const auto *field = qobject_cast<const QLineEdit *>(&widget)) {
        const QMargins margins = field->textMargins();
        return field->fontMetrics().horizontalAdvance(textOf(*field)) + margins.left() + margins.right() <= field->width();
    }
    if (const auto *button = qobject_cast<const QAbstractButton *>(&widget)) { // its hint has room around the words, too
        const int icon = button->icon().isNull() ? 0 : button->iconSize().width() + 4;
        return button->fontMetrics().size(Qt::TextShowMnemonic, button->text()).width() + icon <= button->width();
    }
    if (const auto *label = qobject_cast<const QLabel *>(&widget); label && label->wordWrap() && !isReadable(*label))
        return false;
    if (widget.hasHeightForWidth())
        return widget.heightForWidth(widget.width()) <= widget.height();
    return widget.sizeHint().width() <= widget.width() && widget.sizeHint().height() <= widget.height();
}

inline bool isInScrollArea(const QWidget &widget)
{
    for (const QWidget *each = widget.parentWidget(); each && !each->isWindow(); each = each->parentWidget())
        if (qobject_cast<const QAbstractScrollArea *>(each))
            return true;
    return false;
}

// One line for each; empty where all is well. Foreign words (a claim, an answer's own) may end in "…": those of
// widgets named in `foreign`, and of what lies in them.
inline QStringList found(const QWidget &window, const QStringList &foreign = {})
{
    QStringList result;
    const QList<QWidget *> all = window.findChildren<QWidget *>();
    for (const QWidget *widget : all) {
        if (!widget->isVisible() || widget->window() != &window)
            continue;
        if (const auto *tabs = qobject_cast<const QTabBar *>(widget)) {
            for (int i = 0; i < tabs->count() && !isForeign(*tabs, foreign); ++i) {
                if (!tabs->isTabVisible(i))
                    continue;
                const QRect place = tabs->tabRect(i);
                if (place.left() < 0 || place.right() > tabs->width() || tabs->fontMetrics().horizontalAdvance(tabs->tabText(i)) > place.width())
                    result += nameOf(*tabs) + QLatin1StringView(": a tab is cut off: ") + tabs->tabText(i);
            }
            continue;
        }
        if (const auto *tree = qobject_cast<const QTreeView *>(widget); tree && !isForeign(*tree, foreign)) {
            for (const QString &name : cutNames(*tree))
                result += nameOf(*tree) + QLatin1StringView(": a name is cut off: ") + name;
        }
        if (const auto *area = qobject_cast<const QScrollArea *>(widget); area && area->widget() && area->horizontalScrollBarPolicy() == Qt::ScrollBarAlwaysOff
            && area->widget()->width() > area->viewport()->width())
            result += QStringLiteral("%1: what it holds is %2 wide, it %3").arg(nameOf(*area)).arg(area->widget()->width()).arg(area->viewport()->width());
        const QString text = textOf(*widget);
        if (text.isEmpty())
            continue;
        if (!isForeign(*widget, foreign) && !hasRoom(*widget)) {
            const QSize wanted = widget->hasHeightForWidth() ? QSize(widget->width(), widget->heightForWidth(widget->width())) : widget->sizeHint();
            result += QStringLiteral("%1: \"%2\" has %3 x %4 of %5 x %6").arg(nameOf(*widget), text.left(60)).arg(widget->width()).arg(widget->height())
                          .arg(wanted.width()).arg(wanted.height());
        }
        const QWidget &parent = *widget->parentWidget();
        if (!isInScrollArea(*widget) && !qobject_cast<const ReadOnlyText *>(widget) && !parent.rect().contains(widget->geometry()))
            result += nameOf(*widget) + QLatin1StringView(": lies outside: ") + text.left(60);
        for (const QWidget *other : all) {
            if (other > widget && other->parentWidget() == &parent && other->isVisible() && !textOf(*other).isEmpty()
                && other->geometry().intersects(widget->geometry()))
                result += nameOf(*widget) + QLatin1StringView(": lies over ") + nameOf(*other);
        }
    }
    return result;
}

}
