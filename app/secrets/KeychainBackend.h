#pragma once

#include "app/base/Completion.h"
#include "app/base/Secret.h"

#include <QtCore/QString>

#include <limits>

namespace tessera {

// What came of one operation on one raw entry.
struct KeychainAnswer {
    enum class Outcome { Done, NotFound, Denied, Failed } outcome = Outcome::Failed;
    Secret text; // of a read
    QString words; // the keychain's own, where it said some
};

// Raw entries of the platform's keychain, one operation after the other. It believes what it is told, and an answer may
// never come: KeychainSecretStore knows better.
class KeychainBackend {
public:
    virtual ~KeychainBackend() = default;

    virtual void read(const QString &key, Completion<KeychainAnswer> completion) = 0;
    virtual void write(const QString &key, const Secret &text, Completion<KeychainAnswer> completion) = 0;
    virtual void remove(const QString &key, Completion<KeychainAnswer> completion) = 0;
    // Bytes of UTF-8 that one entry may hold.
    [[nodiscard]] virtual qsizetype entryLimit() const { return std::numeric_limits<qsizetype>::max(); }
};

}
