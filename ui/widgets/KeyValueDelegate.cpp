#include "ui/widgets/KeyValueDelegate.h"

#include "ui/theme/Icon.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/KeyValueTable.h"
#include "ui/widgets/VariableMark.h"
#include "ui/widgets/VariableWords.h"

#include <QtCore/QRegularExpression>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtGui/QTextLayout>
#include <QtWidgets/QLineEdit>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

// The text with its variables in their colours, those without a value underlined.
void paintVariables(QPainter &painter, const QRect &room, const QString &text, const VariableScope &scope, const Theme &theme)
{
    QList<QTextLayout::FormatRange> formats;
    for (const VariableMark &mark : VariableMark::in(text, scope)) {
        const bool isGood = mark.kind == VariableMark::Kind::Known;
        QTextCharFormat format;
        format.setForeground(theme.color(isGood ? Token::AccentText : Token::BadText));
        if (!isGood) {
            format.setUnderlineStyle(QTextCharFormat::DashUnderline);
            format.setUnderlineColor(theme.color(Token::Bad));
        }
        formats.append({int(mark.start), int(mark.length), format});
    }
    QTextLayout layout(text, painter.font());
    layout.setFormats(formats);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(room.width() * 2);
    layout.endLayout();
    layout.draw(&painter, QPointF(room.left(), room.top() + (room.height() - line.height()) / 2));
}

}

KeyValueDelegate::KeyValueDelegate(const Theme &theme, KeyValueTable *table)
    : QStyledItemDelegate(table)
    , m_theme(theme)
    , m_table(table)
{
}

QRect KeyValueDelegate::removeButton(const Theme &theme, const QRect &valueCell)
{
    const int side = theme.px(18);
    return {valueCell.right() - side - theme.px(4), valueCell.center().y() - side / 2, side, side};
}

void KeyValueDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool isFixed = index.data(KeyValueModel::FixedRole).toBool();
    const bool isGhost = index.data(KeyValueModel::GhostRole).toBool();
    const bool hasError = !index.data(KeyValueModel::ErrorRole).toString().isEmpty();
    const bool isSelected = option.state.testFlag(QStyle::State_Selected) && m_table->hasFocus();
    const bool isHovered = index.row() == m_table->m_hovered;
    if (hasError)
        painter->fillRect(option.rect, m_theme.color(Token::BadGround));
    else if (isSelected && !isGhost)
        painter->fillRect(option.rect, m_theme.color(Token::AccentGround));
    painter->fillRect(
        QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), m_theme.color(Token::Hairline));

    if (index.column() == KeyValueModel::EnabledColumn && m_table->m_model->isGiven())
        return;
    if (index.column() == KeyValueModel::EnabledColumn) {
        QStyleOptionViewItem box = option;
        box.state = QStyle::State_None;
        if (!isFixed)
            box.state |= QStyle::State_Enabled;
        if (index.data(Qt::CheckStateRole).toInt() == Qt::Checked)
            box.state |= QStyle::State_On;
        m_table->style()->drawPrimitive(QStyle::PE_IndicatorItemViewItemCheck, &box, painter, m_table);
        return;
    }

    QRect text = option.rect.adjusted(m_theme.px(4), 0, -m_theme.px(4), -1);
    painter->save();
    const bool isRemovable = !isFixed && !isGhost && !m_table->m_model->isGiven();
    const bool isFaultSaid = hasError && index.column() == KeyValueModel::ValueColumn && !(isHovered && isRemovable);
    const QString note = index.data(isFaultSaid ? int(KeyValueModel::ErrorRole) : int(KeyValueModel::NoteRole)).toString();
    if (!note.isEmpty()) {
        painter->setFont(m_theme.font(isFaultSaid ? TextRole::Small : TextRole::Tiny));
        painter->setPen(m_theme.color(isFaultSaid ? Token::BadText : Token::Dim));
        const bool isAlone = index.data(Qt::DisplayRole).toString().isEmpty();
        const QString shown = painter->fontMetrics().elidedText(note, Qt::ElideRight, isAlone ? text.width() : text.width() / 2);
        painter->drawText(text, Qt::AlignRight | Qt::AlignVCenter, shown);
        text.setRight(text.right() - painter->fontMetrics().horizontalAdvance(shown) - m_theme.px(8));
    } else if (isHovered && index.column() == KeyValueModel::ValueColumn && isRemovable) {
        const QRect button = removeButton(m_theme, option.rect);
        themedIcon(m_theme, Icon::Close).paint(painter, button.adjusted(2, 2, -2, -2));
        text.setRight(button.left() - m_theme.px(4));
    }
    painter->setFont(index.data(Qt::FontRole).value<QFont>());
    painter->setPen(hasError ? m_theme.color(Token::BadText) : index.data(Qt::ForegroundRole).value<QColor>());
    const QString line = index.data(Qt::DisplayRole).toString().left(2000).replace(u'\n', u'⏎').replace(u'\r', u'␍').replace(QChar(0), u'␀');
    const QString shown = painter->fontMetrics().elidedText(line, Qt::ElideRight, text.width());
    const bool isOn = m_table->m_model->isGiven() || index.siblingAtColumn(KeyValueModel::EnabledColumn).data(Qt::CheckStateRole).toInt() == Qt::Checked;
    if (!isFixed && !isGhost && !hasError && isOn && shown.contains("{{"_L1))
        paintVariables(*painter, text, shown, m_table->m_model->scope(), m_theme);
    else
        painter->drawText(text, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, shown);
    painter->restore();
    if (m_table->hasFocus() && index == m_table->currentIndex()) {
        QStyleOptionFocusRect focus;
        focus.rect = option.rect.adjusted(0, 0, 0, -1);
        focus.state = option.state | QStyle::State_KeyboardFocusChange;
        m_table->style()->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, painter, m_table);
    }
}

QWidget *KeyValueDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &index) const
{
    auto *editor = new QLineEdit(parent);
    editor->setObjectName(u"cellEditor"_s);
    editor->setAccessibleName(index.column() == KeyValueModel::NameColumn ? tr("Name") : tr("Value"));
    editor->setFont(m_theme.font(TextRole::Mono));
    auto *ahead = new TypeAhead(m_theme, editor);
    const bool isName = index.column() == KeyValueModel::NameColumn;
    const QString name = index.siblingAtColumn(KeyValueModel::NameColumn).data(Qt::EditRole).toString();
    ahead->setSource([table = m_table, name, isName](const QString &before, bool isAsked) {
        TypeAhead::Offer offer = table->m_words ? table->m_words(name, isName, before, isAsked) : TypeAhead::Offer();
        return offer.words.isEmpty() ? variableWords(table->m_model->scope(), before, isAsked) : offer;
    });
    return editor;
}

void KeyValueDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &) const
{
    // The text stands where it stood: the field's own inset is taken back.
    editor->setGeometry(option.rect.adjusted(-m_theme.px(5), 0, 0, -1));
}

bool KeyValueDelegate::eventFilter(QObject *object, QEvent *event)
{
    auto *editor = qobject_cast<QLineEdit *>(object);
    if (editor && event->type() == QEvent::KeyPress) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (auto *ahead = editor->findChild<TypeAhead *>(); ahead) {
            if (ahead->takes(*key))
                return true;
            if (key->key() == Qt::Key_Down) {
                ahead->ask();
                return true;
            }
        }
        const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (isEnter && key->modifiers() == Qt::NoModifier) {
            const bool isDone = editor->text().isEmpty() && m_table->currentIndex().data(KeyValueModel::GhostRole).toBool();
            Q_EMIT commitData(editor);
            Q_EMIT closeEditor(editor, isDone ? NoHint : EditNextItem);
            return true;
        }
        if (key->matches(QKeySequence::Paste)) {
            pasteInto(*editor);
            return true;
        }
    }
    return QStyledItemDelegate::eventFilter(object, event);
}

// Several lines are rows only where a name is still to come. Elsewhere they are one value that somebody broke: Send says so
// where it can't be sent like that.
void KeyValueDelegate::pasteInto(QLineEdit &editor)
{
    static const QRegularExpression breaksAround(u"^[\\r\\n]+|[\\r\\n]+$"_s);
    const QString text = QGuiApplication::clipboard()->text().remove(breaksAround);
    const bool isName = m_table->currentIndex().column() == KeyValueModel::NameColumn;
    if (!isName || !editor.text().isEmpty() || !text.contains(u'\n'))
        return editor.insert(text);
    Q_EMIT closeEditor(&editor, RevertModelCache);
    m_table->paste();
}

bool KeyValueDelegate::editorEvent(
    QEvent *event, QAbstractItemModel *, const QStyleOptionViewItem &, const QModelIndex &index)
{
    // The whole cell of the box counts, not only the box.
    if (index.column() != KeyValueModel::EnabledColumn || event->type() != QEvent::MouseButtonRelease)
        return false;
    m_table->m_model->toggle(index.row());
    return true;
}

}
