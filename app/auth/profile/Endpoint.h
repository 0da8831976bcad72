#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace tessera {

// Method and path below the base URL: "POST /users", "/auth/**" (any method); "*" is one segment, "**" any number, none
// included. GET covers HEAD (RFC 9110 section 9.3.2). Paths are compared as they are sent, up to "?" or "#"; one that a
// server could read in another way ("..", "%2e", "%2f", "//", a backslash) matches nothing.
struct Endpoint {
    QString method; // empty: any
    QString path;
    bool operator==(const Endpoint &) const = default;

    [[nodiscard]] bool matches(const QByteArray &askedMethod, const QString &askedPath) const;
};

}
