#pragma once

#include "app/base/Clock.h"
#include "app/http/HttpHeaders.h"

#include <QtCore/QList>
#include <QtCore/QString>

#include <memory>
#include <optional>
#include <utility>

namespace tessera {

class BodyStore;

// Durations of one hop's phases; nullopt where a phase did not take place (a connection that was there already).
struct HopTimings {
    std::optional<std::chrono::microseconds> nameLookup, connect, tls, send, wait, receive;
    std::chrono::microseconds total{0};

    bool operator==(const HopTimings &) const = default;
};

struct TlsCertificate {
    QString subject, issuer;
    UtcTime notBefore, notAfter;
    QByteArray sha256; // fingerprint, 32 bytes

    bool operator==(const TlsCertificate &) const = default;
};

// What was made of a server's certificate.
enum class TlsTrust {
    Verified,
    Exception, // trusted only because the user said so
    Refused, // nothing was sent
    Replaced, // refused, and another one than the user trusts at this host and port
};

struct TlsInfo {
    QString version, cipher; // "TLSv1.3", "TLS_AES_128_GCM_SHA256"; empty where it was not agreed upon
    QList<TlsCertificate> chain; // the server's own first
    TlsTrust trust = TlsTrust::Verified;

    [[nodiscard]] bool isRefused() const { return trust == TlsTrust::Refused || trust == TlsTrust::Replaced; }

    bool operator==(const TlsInfo &) const = default;
};

// One request and its answer as they were on the wire.
struct HttpHop {
    QByteArray url;
    QByteArray requestHead; // request line and header lines as they went (from the library's debug output), HTTP/2 in its form
    QByteArray requestBody; // up to 64 KiB of it
    qint64 requestBodySize = 0;
    QByteArray responseHead; // status line and header lines as they came, of the final answer
    QList<QByteArray> informational; // heads of 1xx answers
    QByteArray version; // "HTTP/1.1", "HTTP/2"
    int status = 0;
    QByteArray reason;
    HttpHeaders headers;
    HttpHeaders trailers;
    qint64 receivedBodySize = 0; // on the wire, before decoding
    QString remoteAddress; // "127.0.0.1:8080"
    QString localAddress;
    HopTimings timings;
    std::optional<TlsInfo> tls;
    QList<QByteArray> withheldHeaders; // left out because the redirect went to another origin
    QList<QByteArray> withheldQueryItems; // names
    UtcTime startedAt;

    // From the first byte that went to the first that came: within it the server made its answer.
    [[nodiscard]] std::pair<UtcTime, UtcTime> headTrip() const
    {
        using std::chrono::microseconds;
        const microseconds none{0};
        const microseconds before = timings.nameLookup.value_or(none) + timings.connect.value_or(none) + timings.tls.value_or(none);
        const microseconds until = timings.wait ? before + timings.send.value_or(none) + *timings.wait : timings.total;
        return {startedAt + std::chrono::floor<Milliseconds>(before), startedAt + std::chrono::ceil<Milliseconds>(until)};
    }
    bool operator==(const HttpHop &) const = default;
};

// The whole life of one request: its hops, and the body of the last.
struct HttpExchange {
    QList<HttpHop> hops; // at least one
    std::shared_ptr<BodyStore> body; // shared: the viewer and the history read it while tabs come and go
    QStringList warnings; // "The server closed the connection before the body was complete": shown, never swallowed
    bool isComplete = true; // false: framing was broken or the body was cut short

    [[nodiscard]] const HttpHop &last() const { return hops.constLast(); }
    [[nodiscard]] int status() const { return hops.isEmpty() ? 0 : hops.constLast().status; }
    bool operator==(const HttpExchange &) const = default; // the same body, not an equal one; signals ask for it
};

}
