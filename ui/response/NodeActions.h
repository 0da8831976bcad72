#pragma once

#include "app/json/JsonIndex.h"

#include <functional>

class QKeySequence;
class QMenu;

namespace tessera::ui {

// What can be copied of a node in a JSON body.
enum class NodePart { Value, Json, Pointer, Path };

// Nullopt where it would be more than the clipboard should hold.
[[nodiscard]] std::optional<QString> nodePart(const JsonIndex &index, const JsonNode &node, NodePart part);

// Adds an entry for each, with its key; `copy` gets the one that is chosen.
void addNodeActions(QMenu *menu, const std::function<void(NodePart)> &copy);
void addTokenAction(QMenu *menu, const std::function<void()> &inspect);
[[nodiscard]] QKeySequence tokenKeys();
[[nodiscard]] QKeySequence nodePartKeys(NodePart part);
// The part that a key asks for; nullopt for other keys.
[[nodiscard]] std::optional<NodePart> nodePartOfKey(int key, Qt::KeyboardModifiers modifiers);

}
