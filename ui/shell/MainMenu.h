#pragma once

#include <functional>

namespace tessera::ui {

class BottomDock;
class CredentialDesk;
class RequestTabs;
class SandboxDesk;
class Sidebar;
class WindowMenu;
class WorkArea;

// What the main window's menu acts on.
struct MainMenuParts {
    RequestTabs &tabs;
    CredentialDesk &credentials;
    WorkArea &work;
    BottomDock &dock;
    Sidebar &sidebar;
    SandboxDesk &sandbox;
    std::function<void(bool isWork)> showWork; // or the welcome page
    std::function<void()> openSettings;
};

// Everything the main window can do that has no button of its own, with its shortcut.
void fillMainMenu(WindowMenu &menu, const MainMenuParts &parts);

}
