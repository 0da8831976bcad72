#pragma once

#include <QtCore/QObject>

#include <functional>

class QAction;
class QMenu;
class QWidget;

namespace tessera::ui {

// Everything the window can do that has no button of its own: the menu at the top right, and the shortcuts, which work
// wherever the focus is.
class WindowMenu : public QObject {
    Q_OBJECT
public:
    explicit WindowMenu(QWidget *window);

    // In the order of the calls; an empty text is a separator. `keys` may be several, separated by ", ".
    QAction *add(const QString &text, const QString &keys, QObject *context, std::function<void()> run);
    // The same for what hears its keys by itself: they are only shown.
    QAction *addKnown(const QString &text, const QString &keys, QObject *context, std::function<void()> run);
    void addSeparator();
    QMenu *addMenu(const QString &text);
    // A shortcut alone.
    void addKeys(const QString &keys, QObject *context, std::function<void()> run);
    [[nodiscard]] QMenu *menu() const { return m_menu; }
    // Text and keys of all that has keys, for the page that lists them.
    [[nodiscard]] QList<std::pair<QString, QString>> shortcuts() const;

private:
    QWidget *m_window;
    QMenu *m_menu;
};

}
