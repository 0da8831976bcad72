#pragma once

#include "app/http/CurlTransport.h"
#include "app/run/RequestRunner.h"
#include "tests/support/SignedInWorld.h"

namespace tessera {

// What most tests of requests begin with: ada is signed in, and a runner that sends as her over the real transport.
struct RunWorld : SignedInWorld {
    RunWorld();

    CurlTransport transport;
    RequestRunner runner;
};

}
