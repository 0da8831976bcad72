#pragma once

#include <memory>

namespace tessera::Libsecret {

// What a program that outlives its keyring and its session bus has to tell libsecret and GLib, which QtKeychain uses
// underneath. Found at run time, as QtKeychain finds them.

// Whether libsecret is there: without it there is no way in, whatever service answers. Reads from disk the first time.
[[nodiscard]] bool isInstalled();

// libsecret keeps one session with the service and goes on using it after that service was replaced ("The session does not
// exist"): it must be told to begin anew.
void forgetSession();

// GLib ends the process when its session bus goes away, unless told not to before. As long as the answer is held, that
// bus connection is the one that libsecret uses. Connects, and waits for that: not in the main thread. May be null.
[[nodiscard]] std::shared_ptr<void> holdBus(); // shared: released by whoever comes last

}
