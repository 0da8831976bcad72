#pragma once

#include "app/cli/CommandLine.h"

namespace tessera {
class AuthManager;
}

namespace tessera::ui {

// The program with a window, until that is closed; gives the exit code.
[[nodiscard]] int openWindow(const OpenWindow &options, int argc, char **argv);

// Runs until the last window is closed, or whatever else ends the program, and what is under way then has reached the
// keychain: a refresh that is cut off would cost the session. Nothing is to be seen meanwhile. A minute at most.
[[nodiscard]] int runToTheEnd(AuthManager &auth);

}
