#include "ui/response/BodyActions.h"

#include "app/http/BodyStore.h"
#include "ui/response/JsonRows.h"
#include "ui/response/JsonTreeView.h"
#include "ui/response/NodeWords.h"
#include "ui/response/TokenAround.h"
#include "ui/widgets/CodeView.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QShortcut>

namespace tessera::ui {

BodyActions::BodyActions(const Views &views, const Clock &clock, QWidget *parent)
    : QObject(parent)
    , m_views(views)
    , m_clock(clock)
{
    const auto shortcut = [this, parent](const QKeySequence &keys, auto run) {
        auto *made = new QShortcut(keys, parent);
        made->setContext(Qt::WidgetWithChildrenShortcut);
        connect(made, &QShortcut::activated, this, run);
    };
    for (const NodePart part : {NodePart::Value, NodePart::Json, NodePart::Pointer, NodePart::Path})
        shortcut(nodePartKeys(part), [this, part] { copy(part); });
    shortcut(tokenKeys(), [this] { inspect(); });
    connect(&m_views.code, &CodeView::menuRequested, this, &BodyActions::addToMenu);
    connect(&m_views.code, &CodeView::copyRefused, this, &BodyActions::copyRefused);
    connect(&m_views.tree, &JsonTreeView::copyRefused, this, &BodyActions::copyRefused);
    connect(&m_views.tree, &JsonTreeView::inspectTokenRequested, this, &BodyActions::inspectTokenRequested);
}

void BodyActions::setTarget(const Target &target)
{
    m_target = target;
}

void BodyActions::copy(NodePart part)
{
    const auto rows = std::dynamic_pointer_cast<JsonRows>(m_target.document);
    const auto node = rows ? rows->nodeAt(m_views.code.cursor().row) : std::nullopt;
    if (!node)
        return;
    const auto text = m_target.part ? m_target.part(*node, part) : nodePart(*rows->index(), *node, part);
    if (text)
        QGuiApplication::clipboard()->setText(*text);
    else if (part == NodePart::Pointer || part == NodePart::Path)
        Q_EMIT said(tr("These come from several places: nothing leads to all of them."));
    else
        Q_EMIT copyRefused();
}

QString BodyActions::token() const
{
    if (m_target.isTree)
        return m_views.tree.token();
    if (!m_target.document || !m_target.store)
        return {};
    const CodePlace cursor = m_views.code.cursor();
    if (const auto rows = std::dynamic_pointer_cast<JsonRows>(m_target.document)) {
        const auto node = rows->nodeAt(cursor.row);
        return node ? NodeWords(*rows->index(), m_clock).token(*node) : QString();
    }
    return tokenAround(m_target.store->bytes(), m_target.document->offsetOf(cursor));
}

void BodyActions::inspect()
{
    if (const QString found = token(); !found.isEmpty())
        Q_EMIT inspectTokenRequested(found);
    else
        Q_EMIT said(tr("There is no token where the cursor is."));
}

void BodyActions::addToMenu(QMenu *menu)
{
    if (std::dynamic_pointer_cast<JsonRows>(m_target.document))
        addNodeActions(menu, [this](NodePart part) { copy(part); });
    if (const QString found = token(); !found.isEmpty())
        addTokenAction(menu, [this, found] { Q_EMIT inspectTokenRequested(found); });
}

}
