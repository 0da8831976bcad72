#pragma once

#include "app/http/NetworkFailure.h"
#include "app/http/QnamTransport.h"
#include "app/http/tls/ServerTrust.h"

#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>

namespace tessera {

class SentOnceBody;

// One token call: a manager of its own, its reply and its deadline.
class QnamCall final : public QObject {
    Q_OBJECT
public:
    QnamCall(Clock &clock, HttpRequest request, NetworkSettings settings, Completion<TokenCallResult> completion,
        QObject *parent);
    ~QnamCall() override;

    void start();
    void cancel();

Q_SIGNALS:
    void answered(const tessera::Origin &server, const tessera::TokenAnswer &answer);
    // Exactly once. A manager that is still at work inside can't be deleted without waiting for it: null, or to be kept a while.
    void finished(QNetworkAccessManager *atWork);

private:
    [[nodiscard]] Result<QNetworkRequest> prepare();
    void follow(QNetworkReply *reply);
    void judgeCertificate(const QList<QSslError> &errors);
    void takeBytes();
    void finish();
    [[nodiscard]] TokenCallResult outcome();
    [[nodiscard]] TokenCallResult answer(int status);
    [[nodiscard]] Error transportError() const;
    [[nodiscard]] Error noAnswerError() const;
    [[nodiscard]] bool mayHaveBeenSent() const;
    [[nodiscard]] NetworkFailure trouble(NetworkFailure::Kind kind) const { return {kind, m_origin}; }
    void fail(const Error &error);
    void deliver(TokenCallResult result);

    Clock &m_clock;
    HttpRequest m_request;
    NetworkSettings m_settings;
    Completion<TokenCallResult> m_completion;
    Origin m_origin;
    ProxySettings m_proxy;
    std::shared_ptr<const ServerTrust> m_trust; // shared: decisions are made where they are needed
    QNetworkAccessManager *m_manager = nullptr;
    QNetworkReply *m_reply = nullptr;
    SentOnceBody *m_body = nullptr;
    quint64 m_deadline = 0;
    UtcTime m_sentAt, m_receivedAt;
    QByteArray m_received;
    bool m_isEncrypted = false;
    bool m_isDone = false;
    std::optional<Error> m_tlsError;
    std::optional<TlsInfo> m_refused;
};

}
