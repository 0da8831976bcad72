#pragma once

class QPoint;

namespace tessera::ui {

class RequestTabs;

// What can be done with the tabs by keyboard and by a click on one of them.
namespace TabCommands {

void addShortcuts(RequestTabs &tabs);
void showMenu(RequestTabs &tabs, int index, const QPoint &place); // on the screen; -1: beside the tabs

}

}
