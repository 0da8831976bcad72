#pragma once

#include "app/secrets/KeychainBackend.h"

namespace tessera {

// QtKeychain's jobs. Used from the main thread, whose event loop must be GLib's on Linux (main() sees to that).
class QtKeychainBackend final : public KeychainBackend {
public:
    void read(const QString &key, Completion<KeychainAnswer> completion) override;
    void write(const QString &key, const Secret &text, Completion<KeychainAnswer> completion) override;
    void remove(const QString &key, Completion<KeychainAnswer> completion) override;
    [[nodiscard]] qsizetype entryLimit() const override;
};

}
