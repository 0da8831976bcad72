#pragma once

#include "app/base/Clock.h"
#include "app/base/Completion.h"
#include "app/http/HttpExchange.h"
#include "app/http/HttpRequest.h"
#include "app/http/NetworkSettings.h"

#include <QtCore/QObject>

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

// The auth manager's token calls on QNetworkAccessManager, hardened: a body is sent once whatever happens to the
// connection, nothing follows a redirect, HTTP/1.1 only, no jar, no cache, no authenticationRequired, total deadline
// (request.timeouts.total, 30 s where zero), lengths checked, a manager that met trouble is thrown away.
// Errors: Network, Timeout, Tls (with the reason in words), Cancelled, Input. Each message is a plain sentence, its detail
// says what to try. A status of 400 and more is an answer, not an error; a redirect is an error that names where to.
// `wasSent` in the error says whether any byte of the request may have left (a rotating token must then count as used).
struct TokenCallFailure {
    Error error;
    bool wasSent = false;
};

class QnamTransport : public QObject {
    Q_OBJECT
public:
    explicit QnamTransport(Clock &clock, QObject *parent = nullptr);
    ~QnamTransport() override;

    // `key` names the credential: calls of one key share a manager and its connections. Returns an id for cancel().
    quint64 send(const QString &key, const HttpRequest &request, const NetworkSettings &settings,
        Completion<tl::expected<TokenAnswer, TokenCallFailure>> completion);
    void cancel(quint64 id);

private:
    class Private;
    std::unique_ptr<Private> d;
};

}
