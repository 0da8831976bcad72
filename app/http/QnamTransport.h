#pragma once

#include "app/base/Clock.h"
#include "app/base/Completion.h"
#include "app/http/HttpExchange.h"
#include "app/http/HttpRequest.h"
#include "app/http/NetworkSettings.h"
#include "app/http/Origin.h"

#include <QtCore/QObject>

#include <memory>
#include <optional>

namespace tessera {

// The answer of a token call: small, whole, and checked for what QNetworkAccessManager lets pass.
struct TokenAnswer {
    int status = 0;
    QByteArray reason;
    HttpHeaders headers;
    QByteArray body; // at most 1 MiB
    UtcTime sentAt, receivedAt; // local clock; with the Date header they give the server's offset
    bool operator==(const TokenAnswer &) const = default;
};

// `wasSent` says whether any byte of the request may have left: a rotating token must then count as used.
struct TokenCallFailure {
    Error error;
    bool wasSent = false;
    std::optional<TlsInfo> tls; // what a server that is not trusted showed: for a deliberate exception
    bool operator==(const TokenCallFailure &) const = default;
};
using TokenCallResult = tl::expected<TokenAnswer, TokenCallFailure>;

// The auth manager's token calls on QNetworkAccessManager, hardened: whatever happens to the connection a request is sent
// once, on a connection of its own; nothing follows a redirect, HTTP/1.1 only, no jar, no cache, no authenticationRequired,
// a total deadline (request.timeouts.total, 30 s where zero). Lengths are checked as far as Qt lets them be seen: it hides
// broken chunks, so what a chunked body leaves out is noticed only by who reads it.
// Errors: Network, Timeout, Tls (with the reason in words), Cancelled, Input. Each message is a plain sentence, its detail
// says what to try. A status of 400 and more is an answer, not an error; a redirect is an error that names where to.
class QnamTransport : public QObject {
    Q_OBJECT
public:
    explicit QnamTransport(Clock &clock, QObject *parent = nullptr);
    ~QnamTransport() override;

    // Returns an id for cancel(), after which the completion gets ErrorKind::Cancelled.
    quint64 send(const HttpRequest &request, const NetworkSettings &settings, Completion<TokenCallResult> completion);
    void cancel(quint64 id);

Q_SIGNALS:
    void answered(const tessera::Origin &server, const tessera::TokenAnswer &answer); // before whoever asked hears of it

private:
    class Private;
    std::unique_ptr<Private> d;
};

}
