#pragma once

#include <functional>

namespace tessera::ui {

class BottomDock;
class CredentialDesk;
class RequestTabs;
class RightSide;
class SandboxDesk;
class Sidebar;
class TokenDesk;
class WindowMenu;
class WorkArea;

// What the main window's menu acts on.
struct MainMenuParts {
    RequestTabs &tabs;
    CredentialDesk &credentials;
    TokenDesk &tokens;
    WorkArea &work;
    BottomDock &dock;
    RightSide &right;
    Sidebar &sidebar;
    SandboxDesk &sandbox;
    std::function<void(bool isWork)> showWork; // or the welcome page
    std::function<void()> openSettings;
};

// Everything the main window can do that has no button of its own, with its shortcut.
void fillMainMenu(WindowMenu &menu, const MainMenuParts &parts);

}
