#pragma once

#include "ui/response/NodeActions.h"

#include <QtWidgets/QTreeView>

namespace tessera {
class Clock;
}

namespace tessera::ui {

class JsonTreeModel;
class Theme;

// JSON as a tree to walk through: arrow keys open and close, Ctrl+C copies the value, and the menu what else there is.
class JsonTreeView : public QTreeView {
    Q_OBJECT
public:
    JsonTreeView(const Theme &theme, const Clock &clock, QWidget *parent = nullptr);
    [[nodiscard]] JsonTreeModel &tree() const { return *m_model; }
    void setIndex(std::shared_ptr<const JsonIndex> index); // and opens the root
    void setNodes(const QList<JsonNode> &nodes);
    void refresh();
    void goTo(qint64 offset); // opens the way to the node there, and chooses it
    [[nodiscard]] QString token() const; // where the cursor is; empty: there is none

Q_SIGNALS:
    void copyRefused(); // it would be more than the clipboard should hold
    void inspectTokenRequested(const QString &token);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    void copy(NodePart part);
    void measure();

    const Theme &m_theme;
    const Clock &m_clock;
    JsonTreeModel *m_model;
};

}
