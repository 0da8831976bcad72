#pragma once

#include "app/base/Completion.h"
#include "app/base/Secret.h"

#include <QtCore/QObject>
#include <QtCore/QString>

namespace tessera {

// The keychain as the program meets it. Each state is said in the window with what to do: see KeychainMessage.
enum class KeychainState {
    Unknown, // not asked yet
    Unlocked,
    Locked, // there, and its owner must unlock it (or make his first keyring)
    Absent, // no Secret Service on the bus, or no bus
    Refusing, // it answers, and says no (access denied, prompt dismissed)
    Hanging, // it does not answer in time
    Lost, // it was there and went away
};

// Where secrets are kept: one text per key. Answers come in order of the calls for one key. Only text is stored (QtKeychain
// mixes text and binary up, and cuts text at NUL): anything else is refused with ErrorKind::Input. Other errors: Keychain, a
// sentence that says which of the states it is and what to do.
class SecretStore : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    // An absent entry is an empty secret; a locked keychain is an error, never an empty answer.
    virtual void read(const QString &key, ResultCompletion<Secret> completion) = 0;
    // Done: kept as durably as isDurable() said at the time of the call.
    virtual void write(const QString &key, const Secret &secret, ResultCompletion<Done> completion) = 0;
    virtual void remove(const QString &key, ResultCompletion<Done> completion) = 0;

    [[nodiscard]] virtual KeychainState state() const = 0;
    // Asks the keychain anew ("Try again" in the status bar); may show the desktop's own unlock prompt.
    virtual void unlock() = 0;
    // False: what is written here, or something that was written before, is gone with the process.
    [[nodiscard]] virtual bool isDurable() const = 0;

Q_SIGNALS:
    // Also when only isDurable() has changed.
    void stateChanged(tessera::KeychainState state);
};

}
