#pragma once

#include "app/base/Completion.h"
#include "app/http/NetworkSettings.h"
#include "app/token/Jwks.h"

#include <QtCore/QObject>

#include <functional>

namespace tessera {

class CurlTransport;
class HttpCall;
struct HttpExchange;

// Asks an issuer for its keys, because a person wants to: by its description (OpenID Connect Discovery 1.0), which names the
// address of its key set, and then by that address. Each is one GET without any credential, client certificate or cookie;
// https only, but for loopback; no redirects, 1 MiB and 15 s at most. One call at a time: a second one cancels the first.
// What arrives is read in another thread: a foreign set may be large.
// Errors: Input (the address, a set without a usable key), Network, Timeout, Tls, Cancelled, Parse.
class IssuerKeys : public QObject {
    Q_OBJECT
public:
    explicit IssuerKeys(CurlTransport &transport, QObject *parent = nullptr);

    // Where the issuer describes itself: what find() will ask.
    [[nodiscard]] static Result<QString> descriptionOf(const QString &issuer);
    // That one may ask there.
    [[nodiscard]] static Result<Done> check(const QString &url);
    // The address of the key set in a description, which must be of that very issuer.
    [[nodiscard]] static Result<QString> keySetIn(const QByteArray &description, const QString &issuer);

    void find(const QString &issuer, const NetworkSettings &network, ResultCompletion<QString> completion);
    void fetch(const QString &url, const NetworkSettings &network, ResultCompletion<Jwks> completion);
    void cancel(); // what is under way ends as Cancelled

Q_SIGNALS:
    void progressed(qint64 received); // bytes

private:
    using Take = std::function<void(const Result<QByteArray> &body)>;
    void get(const QString &url, const NetworkSettings &network, Take take);
    [[nodiscard]] static Result<QByteArray> bodyOf(const Result<HttpExchange> &result);

    CurlTransport &m_transport;
    HttpCall *m_call = nullptr; // under way
    ResultCompletion<Jwks> m_reading; // waits for keys that arrived and are being read
};

}
