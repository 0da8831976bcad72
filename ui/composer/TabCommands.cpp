#include "ui/composer/TabCommands.h"

#include "ui/composer/RequestTabs.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QShortcut>
#include <QtWidgets/QMenu>

namespace tessera::ui::TabCommands {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("TabCommands", text);
}

}

void addShortcuts(RequestTabs &tabs)
{
    const auto shortcut = [&tabs](const QString &keys, auto run) {
        QObject::connect(new QShortcut(QKeySequence(keys), &tabs), &QShortcut::activated, &tabs, run);
    };
    shortcut(u"Ctrl+T"_s, [&tabs] { tabs.openNew(); });
    shortcut(u"Ctrl+W"_s, [&tabs] { tabs.close(tabs.current()); });
    shortcut(u"Ctrl+Shift+T"_s, [&tabs] { tabs.reopen(); });
    shortcut(u"Ctrl+J"_s, [&tabs] { tabs.flipSplit(); });
    shortcut(u"Ctrl+Tab"_s, [&tabs] { tabs.goBy(1); });
    shortcut(u"Ctrl+Shift+Tab"_s, [&tabs] { tabs.goBy(-1); });
    shortcut(u"Ctrl+PgDown"_s, [&tabs] { tabs.goBy(1); });
    shortcut(u"Ctrl+PgUp"_s, [&tabs] { tabs.goBy(-1); });
    for (int i = 0; i < 9; ++i)
        shortcut(u"Alt+%1"_s.arg(i + 1), [&tabs, i] { tabs.goTo(i == 8 ? tabs.count() - 1 : i); });
}

void showMenu(RequestTabs &tabs, int index, const QPoint &place)
{
    auto *menu = new QMenu(&tabs);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString &text, auto run) { QObject::connect(menu->addAction(text), &QAction::triggered, &tabs, run); };
    if (index >= 0) {
        add(tr("Rename"), [&tabs, index] { tabs.startRename(index); });
        add(tr("Duplicate"), [&tabs, index] { tabs.duplicate(index); });
        menu->addSeparator();
        add(tr("Close\tCtrl+W"), [&tabs, index] { tabs.close(index); });
        add(tr("Close the others"), [&tabs, index] { tabs.closeOthers(index); });
    }
    if (tabs.canReopen())
        add(tr("Reopen what was closed\tCtrl+Shift+T"), [&tabs] { tabs.reopen(); });
    menu->popup(place);
}

}
