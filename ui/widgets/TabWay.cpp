#include "ui/widgets/TabWay.h"

#include <QtCore/QSet>
#include <QtGui/QGuiApplication>
#include <QtGui/QStyleHints>
#include <QtWidgets/QButtonGroup>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QRadioButton>
#include <QtWidgets/QSplitter>

#include <algorithm>
#include <utility>

namespace tessera::ui {

namespace {

void addWidget(QWidget &place, QWidgetList &way);

void addLayout(QLayout &layout, QWidgetList &way)
{
    QList<QLayoutItem *> items;
    for (int i = 0; i < layout.count(); ++i)
        items.append(layout.itemAt(i));
    if (auto *grid = qobject_cast<QGridLayout *>(&layout)) { // it keeps them as they came
        const auto placeOf = [&](QLayoutItem *item) {
            int row = 0, column = 0, rows = 0, columns = 0;
            grid->getItemPosition(grid->indexOf(item), &row, &column, &rows, &columns);
            return std::pair(row, column);
        };
        std::stable_sort(items.begin(), items.end(), [&](QLayoutItem *a, QLayoutItem *b) { return placeOf(a) < placeOf(b); });
    }
    for (QLayoutItem *item : std::as_const(items)) {
        if (item->widget())
            addWidget(*item->widget(), way);
        else if (item->layout())
            addLayout(*item->layout(), way);
    }
}

// Itself, what its layout holds, and what lies in none: the parts of a splitter, the contents of a scroll area.
void addWidget(QWidget &place, QWidgetList &way)
{
    if (!place.isVisible())
        return;
    way.append(&place);
    const qsizetype begin = way.size();
    if (place.layout())
        addLayout(*place.layout(), way);
    const QSet<QWidget *> held(way.cbegin() + begin, way.cend());
    QWidgetList rest = place.findChildren<QWidget *>(Qt::FindDirectChildrenOnly);
    rest.removeIf([&](QWidget *each) { return each->isWindow() || held.contains(each); });
    if (const auto *splitter = qobject_cast<QSplitter *>(&place))
        std::stable_sort(rest.begin(), rest.end(), [&](QWidget *a, QWidget *b) { return splitter->indexOf(a) < splitter->indexOf(b); });
    for (QWidget *each : std::as_const(rest))
        addWidget(*each, way);
}

bool isStop(const QWidget &widget)
{
    const bool isEveryControl = QGuiApplication::styleHints()->tabFocusBehavior() == Qt::TabFocusAllControls;
    const int needed = isEveryControl ? Qt::TabFocus : Qt::StrongFocus; // as Qt reads it
    if ((widget.focusPolicy() & needed) != needed || widget.focusProxy() || !widget.isEnabled())
        return false;
    const auto *radio = qobject_cast<const QRadioButton *>(&widget); // the arrow keys go on from the chosen one
    return !radio || radio->isChecked() || !radio->group() || !radio->group()->checkedButton();
}

}

bool moveFocus(QWidget &window, bool isForward)
{
    QWidgetList way;
    addWidget(window, way);
    const qsizetype count = way.size();
    qsizetype at = way.indexOf(window.focusWidget());
    if (at < 0 && !isForward)
        at = 0;
    for (qsizetype steps = 0; steps < count; ++steps) {
        at = (at + (isForward ? 1 : count - 1)) % count;
        if (!isStop(*way.at(at)))
            continue;
        way.at(at)->setFocus(isForward ? Qt::TabFocusReason : Qt::BacktabFocusReason);
        return true;
    }
    return false;
}

}
