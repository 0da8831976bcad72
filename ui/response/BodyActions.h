#pragma once

#include "ui/response/NodeActions.h"

#include <QtCore/QObject>

#include <memory>

class QMenu;
class QWidget;

namespace tessera {
class BodyStore;
class Clock;
}

namespace tessera::ui {

class BodyDocument;
class CodeView;
class JsonTreeView;

// What can be done with the value where the cursor is: its parts are copied, a token is inspected. By key and by menu, in the
// text and in the tree.
class BodyActions : public QObject {
    Q_OBJECT
public:
    struct Views {
        CodeView &code;
        JsonTreeView &tree;
    };
    BodyActions(const Views &views, const Clock &clock, QWidget *parent); // the keys are heard in the parent

    // What the text view shows; null: nothing that has values.
    struct Target {
        std::shared_ptr<BodyDocument> document; // shared: with who shows it
        std::shared_ptr<const BodyStore> store; // shared likewise
        // What a part of a node is, where its place in the document is not its place in the body.
        std::function<std::optional<QString>(const JsonNode &, NodePart)> part;
        bool isTree = false;
    };
    void setTarget(const Target &target);

Q_SIGNALS:
    void copyRefused(); // it would be more than the clipboard should hold
    void said(const QString &sentence); // why something else could not be done
    void inspectTokenRequested(const QString &token);

private:
    void copy(NodePart part);
    void inspect();
    void addToMenu(QMenu *menu);
    [[nodiscard]] QString token() const; // where the cursor is; empty: there is none

    Views m_views;
    const Clock &m_clock;
    Target m_target;
};

}
