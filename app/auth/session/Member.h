#pragma once

#include "app/auth/session/Credential.h"
#include "app/auth/session/StoredCredential.h"

namespace tessera {

// One credential of a session: its record, and its keychain entry as this process knows it. Members of one session hold
// the same tokens.
struct Member {
    Credential credential;
    StoredCredential stored;
    bool isInKeychain = false; // the entry outlives this process; else the session is in memory only
};

}
