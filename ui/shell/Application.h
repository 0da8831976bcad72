#pragma once

#include "app/cli/CommandLine.h"

namespace tessera::ui {

// The program with a window, until that is closed; gives the exit code.
[[nodiscard]] int openWindow(const OpenWindow &options, int argc, char **argv);

}
