#pragma once

#include "app/base/Completion.h"
#include "app/secrets/SecretStore.h"

#include <memory>

namespace tessera {

// Asks how the keychain is, without touching an entry: QtKeychain's answers don't tell (a locked keyring reads as empty,
// and everything else is "other error"). Never blocks.
class KeychainProbe : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    // Unlocked, Locked, Absent, Refusing, Lost, or Hanging; an answer that never comes is the caller's to time.
    virtual void probe(Completion<KeychainState> completion) = 0;
    // Asks the desktop to unlock (or make) the keyring, which may show its own prompt for as long as the user likes, and
    // answers with how it is then: a dismissed prompt is Refusing. Other states are looked at anew.
    virtual void unlock(Completion<KeychainState> completion) = 0;

Q_SIGNALS:
    void changed(); // the keychain came, went, was locked or unlocked: probe() again
};

// The Secret Service's where there is one; elsewhere the platform's keychain is taken to be unlocked until it fails.
[[nodiscard]] std::unique_ptr<KeychainProbe> makeKeychainProbe();

}
