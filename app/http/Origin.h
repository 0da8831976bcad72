#pragma once

#include "app/base/Result.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace tessera {

// Scheme, host and port of a URL (RFC 6454): what a credential is bound to.
struct Origin {
    QString scheme; // "http" or "https"
    QString host; // lower case, punycode, IPv6 in brackets
    int port = 0;

    // Errors: Input, in words for the person who typed the URL ("has no host", "must begin with http:// or https://").
    [[nodiscard]] static Result<Origin> of(const QByteArray &url);
    [[nodiscard]] static Result<Origin> of(const QString &url) { return of(url.toUtf8()); }
    [[nodiscard]] bool isLoopback() const; // 127.0.0.0/8, ::1, localhost and names below it
    // Plain http over a network: whoever is on the way can read what goes there. A name that only looks like this computer
    // ("localhost.example.com") is none.
    [[nodiscard]] bool isExposed() const { return scheme != QLatin1StringView("https") && !isLoopback(); }
    [[nodiscard]] QString authority() const; // "host:8443", as a Host header has it
    [[nodiscard]] QString toString() const; // "https://host:8443", the port left out where it is the scheme's own

    bool operator==(const Origin &) const = default;
};

}
