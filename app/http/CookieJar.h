#pragma once

#include "app/http/Cookie.h"

#include <QtCore/QList>

#include <mutex>

namespace tessera {

// The cookies of one credential in one environment, never shared with another; in memory. RFC 6265, and stricter: a cookie
// goes back only to the scheme and port it came from, so that no other server on the same machine gets it.
// May be used from any thread: the I/O thread fills it while the window shows it.
class CookieJar {
public:
    // Takes in or deletes, as a Set-Cookie field of an answer of `url` says. Errors: Input, why it was refused.
    [[nodiscard]] Result<Done> take(const QByteArray &setCookie, const QByteArray &url, UtcTime now);
    // Those that go along to this URL, the longest paths first.
    [[nodiscard]] QList<Cookie> matching(const QByteArray &url, UtcTime now) const;
    // A Cookie field for this URL: the jar's, and before them `composed` as it stands, which wins where names are the same.
    // Empty where there is nothing to send.
    [[nodiscard]] QByteArray header(const QByteArray &url, const QByteArray &composed, UtcTime now) const;

    [[nodiscard]] QList<Cookie> all() const;
    [[nodiscard]] QList<Cookie> current(UtcTime now) const; // without those whose time is over
    [[nodiscard]] quint64 revision() const; // another number whenever something has changed
    void insert(const Cookie &cookie); // in place of the one of the same name, domain, path and origin
    void replace(const Cookie &old, const Cookie &edited); // an edit; keeps its turn
    void remove(const Cookie &cookie);
    void clear();

private:
    void insertLocked(const Cookie &cookie);

    mutable std::mutex m_mutex;
    QList<Cookie> m_cookies; // the oldest first
    quint64 m_revision = 0;
};

}
