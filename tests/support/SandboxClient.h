#pragma once

#include "app/json/JsonReader.h"
#include "app/sandbox/Sandbox.h"
#include "tests/support/RawHttp.h"

#include <atomic>

namespace tessera {

// Talks to a running sandbox as a client would that knows nothing of Tessera.
class SandboxClient {
public:
    using Headers = QList<std::pair<QByteArray, QByteArray>>;

    explicit SandboxClient(const Sandbox &sandbox)
        : m_sandbox(sandbox)
    {
    }

    // A sandbox that tells the time by `now` (milliseconds since the epoch; 0: by the machine's clock), which must outlive it.
    static SandboxOptions onClock(const std::atomic<qint64> &now);

    // `path` comes after the API's base path; a body is sent as JSON.
    RawAnswer send(const QString &id, const QByteArray &method, const QByteArray &path, const Headers &headers = {},
        const QByteArray &json = {}) const;
    [[nodiscard]] RawAnswer signIn(const QString &id) const; // with the default account of one of the four
    // With the three headers of an API that wants an identity beside the token.
    [[nodiscard]] RawAnswer sendWithIdentity(const QString &id, const QByteArray &method, const QByteArray &path,
        const RawAnswer &signedIn, const QByteArray &json = {}) const;

    static QByteArray bearer(const QByteArray &token) { return "Bearer " + token; }
    static QByteArray basic(const QByteArray &user, const QByteArray &password)
    {
        return "Basic " + (user + ':' + password).toBase64();
    }
    static Json jsonOf(const RawAnswer &answer); // null where it is none
    static QByteArray at(const RawAnswer &answer, const char *pointer); // empty where there is nothing
    static Json claimsOf(const QByteArray &token); // null where the payload is no JSON

    static inline const QByteArray apiKey = "sandboxApiKey0123456789abcdefghijklmnop";

private:
    const Sandbox &m_sandbox;
};

}
