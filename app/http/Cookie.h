#pragma once

#include "app/base/Clock.h"
#include "app/base/Result.h"
#include "app/http/Origin.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <optional>

namespace tessera {

// One cookie as a jar keeps it (RFC 6265).
struct Cookie {
    QByteArray name, value;
    QString domain; // host names it goes to: this one, and those below it unless isHostOnly
    bool isHostOnly = true;
    QByteArray path = "/";
    Origin origin; // that set it; the cookie goes to its scheme and port only
    std::optional<UtcTime> expires; // none: a session cookie
    bool isSecure = false, isHttpOnly = false;
    QByteArray sameSite;
    UtcTime created;

    // Reads a Set-Cookie field (section 5.2) as an answer of `url` brings it. An expiry in the past is a cookie, too: it
    // deletes. Errors: Input, a sentence that says why the cookie is refused.
    [[nodiscard]] static Result<Cookie> parse(const QByteArray &setCookie, const QByteArray &url, UtcTime now);
    // What was typed in an editor can be kept and sent (section 4.1.1). Errors: Input, a sentence that names what is wrong.
    [[nodiscard]] Result<Done> check() const;
    [[nodiscard]] bool isExpired(UtcTime now) const { return expires && *expires <= now; }
    // Whether it goes along with a request to this path there.
    [[nodiscard]] bool matches(const Origin &to, const QByteArray &requestedPath) const;

    bool operator==(const Cookie &) const = default;
};

// A date as cookies hold it, in any of the many forms seen (section 5.1.1).
[[nodiscard]] std::optional<UtcTime> cookieDate(const QByteArray &text);

}
