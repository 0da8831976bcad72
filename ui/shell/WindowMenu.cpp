#include "ui/shell/WindowMenu.h"

#include <QtGui/QAction>
#include <QtGui/QShortcut>
#include <QtWidgets/QMenu>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

QList<QKeySequence> sequences(const QString &keys)
{
    QList<QKeySequence> all;
    for (const QString &one : keys.split(u", "_s, Qt::SkipEmptyParts))
        all << QKeySequence(one);
    return all;
}

}

WindowMenu::WindowMenu(QWidget *window)
    : QObject(window)
    , m_window(window)
    , m_menu(new QMenu(window))
{
    m_menu->setObjectName(u"windowMenu"_s);
}

QAction *WindowMenu::add(const QString &text, const QString &keys, QObject *context, std::function<void()> run)
{
    auto *action = m_menu->addAction(text);
    action->setShortcuts(sequences(keys));
    connect(action, &QAction::triggered, context, std::move(run));
    m_window->addAction(action); // heard also while the menu is closed
    return action;
}

QAction *WindowMenu::addKnown(const QString &text, const QString &keys, QObject *context, std::function<void()> run)
{
    auto *action = m_menu->addAction(text + u'\t' + QKeySequence(keys).toString(QKeySequence::NativeText));
    connect(action, &QAction::triggered, context, std::move(run));
    return action;
}

void WindowMenu::addSeparator()
{
    m_menu->addSeparator();
}

QMenu *WindowMenu::addMenu(const QString &text)
{
    return m_menu->addMenu(text);
}

void WindowMenu::addKeys(const QString &keys, QObject *context, std::function<void()> run)
{
    for (const QKeySequence &sequence : sequences(keys)) {
        auto *shortcut = new QShortcut(sequence, m_window);
        connect(shortcut, &QShortcut::activated, context, run);
    }
}

QList<std::pair<QString, QString>> WindowMenu::shortcuts() const
{
    QList<std::pair<QString, QString>> all;
    const QList<QAction *> actions = m_menu->actions();
    for (const QAction *action : actions) {
        QStringList keys;
        for (const QKeySequence &sequence : action->shortcuts())
            keys << sequence.toString(QKeySequence::NativeText);
        if (!keys.isEmpty())
            all.append({QString(action->text()).remove(u'&'), keys.join(u", "_s)});
    }
    return all;
}

}
