#pragma once

#include "app/base/Error.h"
#include "app/secrets/SecretStore.h"

namespace tessera {

// What each state of the keychain is called and what its user can do about it: the same words in the window, in errors and
// in the terminal.
struct KeychainMessage {
    QString title; // a few words for the status bar
    QString advice; // what it means, and what to do
    bool operator==(const KeychainMessage &) const = default;
};

[[nodiscard]] KeychainMessage keychainMessage(KeychainState state);
// "unlocked", or "memory only (why)", for `keychain: ...` in the terminal.
[[nodiscard]] QString keychainSummary(KeychainState state);
// Kind Keychain: why an operation could not be done in this state.
[[nodiscard]] Error keychainError(KeychainState state);

}
