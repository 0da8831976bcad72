#pragma once

#include "tests/support/AuthWorld.h"
#include "tests/support/TokenServer.h"

namespace tessera {

// What most tests of sessions begin with: ada is signed in to a server of the test's own.
//     SignedInWorld begun;
//     auto &[home, server, world] = begun;
struct SignedInWorld {
    // `rotates` as the profile says it; the server does as it says. With `remember` the password is kept.
    explicit SignedInWorld(const char *rotates = "true", bool remember = false);

    AuthHome home;
    TokenServer server;
    AuthWorld world;
};

}
