#pragma once

#include "ui/login/LoginStart.h"

#include <optional>

namespace tessera {
class Sandbox;
}

namespace tessera::ui {

[[nodiscard]] QString sandboxEnvironment(); // what the environment of the APIs to try is called

// How to sign in to an API to try: its address, with its first account filled in. Nothing where it does not run.
[[nodiscard]] std::optional<LoginStart> sandboxStart(const Sandbox &sandbox, const QString &profileId);

}
