#include "ui/response/JsonTreeView.h"

#include "ui/response/JsonTreeModel.h"
#include "ui/response/NodeWords.h"
#include "ui/theme/Theme.h"

#include <QtGui/QClipboard>
#include <QtGui/QContextMenuEvent>
#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QMenu>
#include <QtWidgets/QStyledItemDelegate>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

// The value, and dim behind it what is worth saying about it.
class ValueDelegate : public QStyledItemDelegate {
public:
    ValueDelegate(const Theme &theme, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        const QString remark = index.data(JsonTreeModel::RemarkRole).toString();
        if (remark.isEmpty())
            return;
        const QFontMetrics metrics(m_theme.font(TextRole::Mono));
        const QRect room = option.rect.adjusted(metrics.horizontalAdvance(index.data().toString()) + m_theme.px(26), 0, -m_theme.px(6), 0);
        painter->save();
        painter->setFont(m_theme.font(TextRole::Mono));
        painter->setPen(m_theme.color(Token::Dim));
        painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(remark, Qt::ElideRight, room.width()));
        painter->restore();
    }

private:
    const Theme &m_theme;
};

}

JsonTreeView::JsonTreeView(const Theme &theme, const Clock &clock, QWidget *parent)
    : QTreeView(parent)
    , m_theme(theme)
    , m_clock(clock)
    , m_model(new JsonTreeModel(theme, clock, this))
{
    setObjectName(u"jsonTree"_s);
    setAccessibleName(tr("Body of the answer as a tree"));
    setModel(m_model);
    setItemDelegateForColumn(JsonTreeModel::ValueColumn, new ValueDelegate(theme, this));
    setFrameShape(QFrame::NoFrame);
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setAnimated(false);
    header()->hide();
    header()->setStretchLastSection(true);
    connect(&theme, &Theme::changed, this, &JsonTreeView::measure);
}

void JsonTreeView::setIndex(std::shared_ptr<const JsonIndex> index)
{
    m_model->setIndex(std::move(index));
    measure();
    expand(m_model->index(0, 0));
    setCurrentIndex(m_model->index(0, 0));
}

void JsonTreeView::setNodes(const QList<JsonNode> &nodes)
{
    m_model->setNodes(nodes);
    measure();
    setCurrentIndex(m_model->index(0, 0));
}

void JsonTreeView::refresh()
{
    m_model->refresh();
    expand(m_model->index(0, 0));
}

void JsonTreeView::goTo(qint64 offset)
{
    const QModelIndex index = m_model->indexOf(offset);
    if (!index.isValid())
        return;
    for (QModelIndex above = index.parent(); above.isValid(); above = above.parent())
        expand(above);
    setCurrentIndex(index);
    scrollTo(index, QAbstractItemView::EnsureVisible);
}

void JsonTreeView::measure()
{
    setIndentation(m_theme.px(16));
    setColumnWidth(JsonTreeModel::NameColumn, qBound(m_theme.px(180), viewport()->width() * 2 / 5, m_theme.px(420)));
}

void JsonTreeView::resizeEvent(QResizeEvent *event)
{
    QTreeView::resizeEvent(event);
    measure();
}

void JsonTreeView::copy(NodePart part)
{
    const auto node = m_model->node(currentIndex());
    if (!node)
        return;
    if (const auto text = nodePart(*m_model->index(), *node, part))
        QGuiApplication::clipboard()->setText(*text);
    else
        Q_EMIT copyRefused();
}

QString JsonTreeView::token() const
{
    const auto node = m_model->node(currentIndex());
    return node ? NodeWords(*m_model->index(), m_clock).token(*node) : QString();
}

bool JsonTreeView::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Copy) || nodePartOfKey(key->key(), key->modifiers()))
            event->accept();
    }
    return QTreeView::event(event);
}

void JsonTreeView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        return copy(NodePart::Value);
    if (const auto part = nodePartOfKey(event->key(), event->modifiers()))
        return copy(*part);
    if (event->key() == Qt::Key_Asterisk)
        return; // opening everything below has no end here
    QTreeView::keyPressEvent(event);
}

void JsonTreeView::contextMenuEvent(QContextMenuEvent *event)
{
    if (!m_model->node(currentIndex()))
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addNodeActions(menu, [this](NodePart part) { copy(part); });
    if (const QString found = token(); !found.isEmpty())
        addTokenAction(menu, [this, found] { Q_EMIT inspectTokenRequested(found); });
    const bool isByKey = event->reason() == QContextMenuEvent::Keyboard;
    menu->popup(isByKey ? viewport()->mapToGlobal(visualRect(currentIndex()).bottomLeft()) : event->globalPos());
}

}
