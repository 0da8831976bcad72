#pragma once

#include "app/base/Clock.h"
#include "app/base/Secret.h"

#include <QtCore/QMap>
#include <QtCore/QString>

namespace tessera {

// When a token ends, by the server's clock; "unknown" and "never" are different answers.
struct Expiry {
    enum class Kind { At, Never, Unknown } kind = Kind::Unknown;
    UtcTime at{}; // meaningful for Kind::At
    bool isEstimate = false; // the profile's word, not the server's: shown as "about"; a refresh is still tried after it
    bool operator==(const Expiry &) const = default;
};

// What a sign-in or refresh gave.
struct TokenSet {
    QMap<QString, Secret> captures; // "access", "refresh", "identityId", "key": whatever the profile names
    Expiry access, refresh;
    UtcTime obtainedAt{}; // by the server's clock
    quint64 generation = 0; // counts up with every new access token of this credential: the higher one is the newer one

    void merge(const TokenSet &refreshed); // what an answer leaves out keeps its old value
    [[nodiscard]] bool isEmpty() const { return captures.isEmpty(); }
    [[nodiscard]] bool has(const QString &name) const { return !captures.value(name).isEmpty(); }
    // The same access and refresh token, whatever else came with them.
    [[nodiscard]] bool isSamePair(const TokenSet &other) const;
    bool operator==(const TokenSet &) const = default;
};

}
