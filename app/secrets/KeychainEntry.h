#pragma once

#include "app/base/Secret.h"

#include <QtCore/QList>
#include <QtCore/QString>

#include <variant>

namespace tessera::KeychainEntry {

// How one secret lies in a keychain whose entries may be small: whole in the entry of its key, or in numbered parts beside
// it, which that entry then counts. Parts are written to the slot that the entry does not point to, so that the entry
// switches from old to new at once and a crash between the writes costs nothing. Entries say the version of this layout.

enum class Slot { A, B };

struct Whole {
    Secret text;
};
struct Parts {
    Slot slot = Slot::A;
    int count = 0;
    QByteArray sha256; // of the text put together, in hex
};
struct Foreign { }; // not ours, or of a later version

using Content = std::variant<Whole, Parts, Foreign>;

[[nodiscard]] QString key(const QString &prefix, const QString &name);
[[nodiscard]] QString partKey(const QString &prefix, const QString &name, Slot slot, int number); // from 0

[[nodiscard]] Secret encode(const Whole &whole);
[[nodiscard]] Secret encode(const Parts &parts);
[[nodiscard]] Content decode(const Secret &entry);

// The texts of the parts, each of at most `limit` bytes of UTF-8 and cut between characters.
[[nodiscard]] QList<Secret> split(const Secret &text, qsizetype limit);
[[nodiscard]] Parts describe(const Secret &text, Slot slot, qsizetype count);

}
