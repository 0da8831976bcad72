#pragma once

#include "app/base/Clock.h"
#include "app/base/Secret.h"
#include "app/http/BodySource.h"
#include "app/http/HttpHeaders.h"
#include "app/http/Origin.h"

#include <QtCore/QString>

#include <optional>

namespace tessera {

// How long each phase may take. Zero: no limit.
struct Timeouts {
    Milliseconds connect = std::chrono::seconds(15);
    Milliseconds firstByte = std::chrono::seconds(60);
    Milliseconds idle = std::chrono::seconds(60);
    Milliseconds total = Milliseconds(0);
    bool operator==(const Timeouts &) const = default;
};

// How much of an answer is kept. Zero: no limit.
struct BodyLimits {
    qint64 bytes = qint64(4) * 1024 * 1024 * 1024; // decoded
    bool mayUseDisk = true; // for what memory should not hold; see BodyStore
    int ratio = 100; // decoded to received, once 16 MiB are decoded: more is a decompression bomb
    bool operator==(const BodyLimits &) const = default;
};

// A scheme whose answer depends on what the server asks first: the library goes the rounds (RFC 7616; MS-NLMP).
struct HttpLogin {
    enum class Scheme { Digest, Ntlm } scheme = Scheme::Digest;
    QString user; // of NTLM: with its domain, "DOMAIN\\user", where it has one
    Secret password;
    bool operator==(const HttpLogin &) const = default;
};

enum class HttpVersion { Negotiated, Http1_1, Http2 };

// One request, resolved and complete: what stands here is what goes on the wire, and nothing else that can be left out.
struct HttpRequest {
    QByteArray method = "GET"; // any token
    QByteArray url; // absolute, http or https, percent-encoded, as it is to be sent: nothing tidies it; a fragment is left out
    HttpHeaders headers;
    BodySource body;
    bool hasBody = false; // an empty body is not the same as none (Content-Length: 0)
    // Names of headers and query items that hold credentials: they don't cross to another origin on a redirect.
    QList<QByteArray> secretHeaders;
    QList<QByteArray> secretQueryItems;
    bool bodyIsSecret = false;
    std::optional<HttpLogin> login; // for this origin alone; each of its rounds is a hop of the exchange

    Timeouts timeouts;
    BodyLimits limits;
    bool followRedirects = true;
    int maxRedirects = 10;
    HttpVersion version = HttpVersion::Negotiated;

    // Method, URL and headers can be sent as they are. Errors: Input, one plain sentence that names the field.
    [[nodiscard]] Result<Done> check() const;
    // The parts of check(), for who shows the error at its field; headers have their own.
    [[nodiscard]] static Result<Done> checkMethod(const QByteArray &method);
    [[nodiscard]] static Result<Done> checkUrl(const QByteArray &url);
    [[nodiscard]] Result<Origin> origin() const { return Origin::of(url); }
};

}
