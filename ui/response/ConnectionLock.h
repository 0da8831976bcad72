#pragma once

#include "app/http/HttpExchange.h"
#include "ui/theme/Icon.h"

#include <optional>

namespace tessera::ui {

// How a request was protected on its way, in a sign and a sentence.
struct ConnectionLock {
    // The better ones first.
    enum class Kind {
        Verified,
        PlainHere, // not encrypted, and did not leave this computer
        Exception, // trusted only because the user said so
        Plain, // not encrypted
        Failed, // no protected connection came about; nothing was sent
    } kind = Kind::Verified;
    int hop = 0; // that this is about
    QString words; // a sentence or two

    // Nothing where no connection came about that could be judged.
    [[nodiscard]] static std::optional<ConnectionLock> of(const HttpHop &hop);
    // A chain is as strong as its weakest hop.
    [[nodiscard]] static std::optional<ConnectionLock> weakestOf(const QList<HttpHop> &hops);

    [[nodiscard]] Icon icon() const;
    [[nodiscard]] Token token() const;
    bool operator==(const ConnectionLock &) const = default;
};

}
