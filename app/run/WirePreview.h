#pragma once

#include "app/auth/apply/AuthorisedRequest.h"
#include "app/http/NetworkSettings.h"

#include <QtCore/QList>
#include <QtCore/QStringList>

namespace tessera {

class CookieJar;

// "As sent", before it is sent: the bytes that will go out. A test holds it against what a server receives.
struct WirePreview {
    // A stretch of `head` and where it comes from; what no span covers was composed. In order, without overlaps.
    struct Span {
        enum class From {
            Composed, // by hand, but secret
            Program, // Host, Content-Length, the Content-Type of the body's kind, Proxy-Authorization
            Jar, // cookies that a server set before
            Credential,
        };
        qsizetype begin = 0, size = 0;
        From from = From::Program;
        bool isSecret = false; // to be masked until it is asked for: the value of a header, a query item, a cookie
        bool isPlaceholder = false; // what stands there is known only when it is sent
        bool operator==(const Span &) const = default;
    };

    QByteArray head; // request line, header lines and the empty line, with CRLF; secrets in clear
    QList<Span> spans;
    BodySource body; // exactly what follows the head
    bool hasBody = false;
    bool isExact = true; // false: a note says what can't be known before
    QStringList notes; // whole sentences; also what was left out and why
    QByteArray url; // that will be asked for
    CredentialId credential; // it goes as; empty: nobody

    // The same with every secret replaced by the mask, and spans that fit: what is shown first.
    [[nodiscard]] WirePreview masked(const QByteArray &mask) const;
    bool operator==(const WirePreview &) const = default;
};

// What is sent for this request through this network; the jar may be null. `added`: headers that nobody composed and the
// program put in. A system's proxy is not asked for, which may take a while: the preview is that of a direct connection then.
[[nodiscard]] WirePreview previewOf(const AuthorisedRequest &authorised, const QList<QByteArray> &added,
    const NetworkSettings &network, const CookieJar *jar, UtcTime now);

}
