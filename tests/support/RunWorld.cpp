#include "tests/support/RunWorld.h"

namespace tessera {

RunWorld::RunWorld()
    : transport(world.clock)
    , runner(world.auth, transport, world.redactor)
{
}

}
