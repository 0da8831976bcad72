#include "ui/shell/MainMenu.h"

#include "ui/composer/RequestTabs.h"
#include "ui/shell/BottomDock.h"
#include "ui/shell/CredentialDesk.h"
#include "ui/shell/RightSide.h"
#include "ui/shell/SandboxDesk.h"
#include "ui/shell/Sidebar.h"
#include "ui/shell/TokenDesk.h"
#include "ui/shell/WindowMenu.h"
#include "ui/shell/WorkArea.h"

#include <QtCore/QCoreApplication>
#include <QtWidgets/QMenu>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("MainMenu", text);
}

}

void fillMainMenu(WindowMenu &menu, const MainMenuParts &parts)
{
    RequestTabs *tabs = &parts.tabs;
    WorkArea *work = &parts.work;
    const auto toggle = [work](WorkArea::Side side) { return [work, side] { work->setShown(side, !work->isShown(side)); }; };
    menu.addKnown(tr("New request"), u"Ctrl+T"_s, tabs, [tabs, showWork = parts.showWork] {
        showWork(true);
        tabs->openNew();
    });
    menu.addKnown(tr("Close the tab"), u"Ctrl+W"_s, tabs, [tabs] { tabs->close(tabs->current()); });
    menu.addKnown(tr("Reopen a closed tab"), u"Ctrl+Shift+T"_s, tabs, [tabs] { tabs->reopen(); });
    menu.add(tr("Break it on purpose…"), u"Ctrl+Shift+B"_s, tabs, [tabs, work] {
        if (RequestTab *page = tabs->currentPage(); page && work->isVisible())
            page->breakOnPurpose();
    });
    menu.addSeparator();
    menu.add(tr("Sign in…"), u"Ctrl+Shift+I"_s, &parts.credentials, [desk = &parts.credentials] { desk->signInAs({}); });
    menu.add(tr("Inspect a token…"), u"Ctrl+Shift+J"_s, &parts.tokens, [desk = &parts.tokens] { desk->openPaste(); });
    menu.add(tr("APIs to try"), {}, work, [work, showWork = parts.showWork] { showWork(!work->isVisible()); });
    menu.menu()->addMenu(parts.sandbox.menu());
    menu.addSeparator();
    menu.add(tr("Show or hide the requests"), u"Ctrl+\\"_s, work, toggle(WorkArea::Side::Left));
    menu.add(tr("Show or hide the credentials"), u"Ctrl+Shift+\\"_s, work, toggle(WorkArea::Side::Right));
    menu.add(tr("Show or hide the timeline"), u"Ctrl+Shift+L"_s, work, [dock = &parts.dock, showWork = parts.showWork] {
        const bool isSeen = dock->isShown() && dock->isVisible();
        showWork(true);
        dock->setShown(!isSeen);
    });
    menu.add(tr("Show or hide the token"), {}, &parts.right, [right = &parts.right] { right->setInspectorShown(!right->isInspectorShown()); });
    menu.addKnown(tr("Answer beside or below"), u"Ctrl+J"_s, tabs, [tabs] { tabs->flipSplit(); });
    menu.add(tr("Find a request"), u"Ctrl+Shift+F"_s, work, [work, sidebar = &parts.sidebar] {
        work->setShown(WorkArea::Side::Left, true);
        sidebar->focusFilter();
    });
    menu.addSeparator();
    menu.add(tr("Settings…"), u"Ctrl+,"_s, work, parts.openSettings);
    menu.add(tr("Quit"), u"Ctrl+Q"_s, work, [work] { work->window()->close(); });
}

}
