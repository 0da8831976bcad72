#include "tests/support/SignedInWorld.h"

namespace tessera {

namespace {

AuthHome homeWithProfile(const char *rotates)
{
    AuthHome home;
    home.writeProfile(rotates);
    return home;
}

}

SignedInWorld::SignedInWorld(const char *rotates, bool remember)
    : home(homeWithProfile(rotates))
    , server(qstrcmp(rotates, "false") != 0)
    , world(home)
{
    auto trouble = world.load();
    if (!trouble)
        trouble = world.signIn(server.url(), AuthWorld::ada, remember);
    if (trouble)
        qFatal("the test can't begin: %s", qPrintable(trouble->message));
}

}
