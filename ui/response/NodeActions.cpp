#include "ui/response/NodeActions.h"

#include "app/json/JsonPointer.h"
#include "ui/response/BodyDocument.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QKeySequence>
#include <QtWidgets/QMenu>

#include <array>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

struct Entry {
    NodePart part;
    const char *text;
    int key;
};
constexpr int plain = Qt::CTRL | Qt::SHIFT;
constexpr std::array entries{
    Entry{NodePart::Value, QT_TRANSLATE_NOOP("NodeActions", "Copy value"), plain | Qt::Key_C},
    Entry{NodePart::Json, QT_TRANSLATE_NOOP("NodeActions", "Copy as JSON, with all below"), plain | Qt::Key_D},
    Entry{NodePart::Pointer, QT_TRANSLATE_NOOP("NodeActions", "Copy JSON Pointer"), plain | Qt::Key_P},
    Entry{NodePart::Path, QT_TRANSLATE_NOOP("NodeActions", "Copy JSONPath"), plain | Qt::Key_A},
};

}

std::optional<QString> nodePart(const JsonIndex &index, const JsonNode &node, NodePart part)
{
    if (part == NodePart::Pointer)
        return index.pointer(node);
    if (part == NodePart::Path)
        return index.normalizedPath(node);
    const QByteArrayView value = index.value(node);
    if (value.size() > CodeDocument::mostCopied)
        return std::nullopt;
    if (part == NodePart::Value && node.kind == JsonKind::String)
        return JsonPointer().textIn(value.toByteArray()).value_or(QString()); // what the string says, without quotes and escapes
    return BodyDocument::decoded(value);
}

void addNodeActions(QMenu *menu, const std::function<void(NodePart)> &copy)
{
    menu->addSeparator();
    for (const Entry &entry : entries) {
        auto *action = menu->addAction(QCoreApplication::translate("NodeActions", entry.text), menu, [copy, part = entry.part] { copy(part); });
        action->setShortcut(QKeySequence(entry.key)); // shown; the key itself comes to the view
        action->setShortcutContext(Qt::WidgetShortcut);
    }
}

void addTokenAction(QMenu *menu, const std::function<void()> &inspect)
{
    menu->addSeparator();
    auto *action = menu->addAction(QCoreApplication::translate("NodeActions", "Inspect token"), menu, inspect);
    action->setObjectName(u"inspectToken"_s);
    action->setShortcut(tokenKeys()); // shown; the key itself comes to the view
    action->setShortcutContext(Qt::WidgetShortcut);
}

QKeySequence tokenKeys()
{
    return QKeySequence(plain | Qt::Key_K);
}

QKeySequence nodePartKeys(NodePart part)
{
    for (const Entry &entry : entries) {
        if (entry.part == part)
            return QKeySequence(entry.key);
    }
    return {};
}

std::optional<NodePart> nodePartOfKey(int key, Qt::KeyboardModifiers modifiers)
{
    for (const Entry &entry : entries) {
        if (entry.key == (int(modifiers & ~Qt::KeypadModifier) | key))
            return entry.part;
    }
    return std::nullopt;
}

}
