#pragma once

#include "app/auth/flow/RequestBuilder.h"
#include "app/auth/flow/SignIn.h"
#include "app/auth/profile/AuthProfile.h"
#include "app/auth/session/ServerClock.h"
#include "app/auth/session/TokenSet.h"
#include "app/http/NetworkSettings.h"
#include "app/http/QnamTransport.h"

#include <QtCore/QObject>
#include <QtCore/QStringList>

#include <functional>
#include <optional>

namespace tessera {

struct Origin;

// Runs the steps of a way, a refresh, a sign-out or a discovery: asks, sends, captures, one step after the other. Everything
// it reports comes after the call that caused it has returned; it ends with succeeded() or failed(), once.
class AuthFlow : public QObject {
    Q_OBJECT
public:
    // Errors where nothing leaves: OriginNotBound, Input (an address without encryption that the account may not go to, too).
    struct Setup {
        AuthProfile profile; // as it was when the flow began
        QString baseUrl;
        QMap<QString, Secret> values; // fields, remembered secrets, captures of before
        QMap<QString, QString> choices;
        NetworkSettings network;
        std::optional<QStringList> onlyOrigins; // nothing leaves for another one
        bool needsTokens = false; // success is a 2xx and the access token in it
        UtcTime startedAt{}; // when a way without requests gives its tokens
        bool allowsHttp = false; // see Credential
    };
    struct Success {
        TokenSet tokens; // what this flow's answers held; times by the server's clock
        QMap<QString, Secret> values; // all that is known now: fields asked for on the way, captures
        QString accountName, role;
        ServerClock serverClock;
        bool knowsServerClock = false;
        QStringList origins; // where it sent to
        std::optional<TokenAnswer> lastAnswer; // none where there was nothing to send
    };
    struct Failure {
        Error error;
        int status = 0; // 0: no answer
        bool wasSent = false; // the last request may have reached the server
        bool isDefinite = false; // the server said no: a 4xx that is not "later"
        std::optional<Milliseconds> retryAfter;
    };

    AuthFlow(Setup setup, QnamTransport &transport, QObject *parent = nullptr);
    ~AuthFlow() override;

    void run(const QList<Step> &steps);
    void answer(const QMap<QString, Secret> &fields);
    void act(int action);
    void cancel();

Q_SIGNALS:
    void progressed(const QString &text);
    void asked(const tessera::SignInQuestion &question);
    void actionDone(const QString &text);
    void distrusted(const tessera::TlsInfo &tls, const tessera::Origin &place); // where that was asked
    void succeeded(const tessera::AuthFlow::Success &success);
    void failed(const tessera::AuthFlow::Failure &failure);

private:
    using Answered = std::function<void(const TokenAnswer &)>;

    [[nodiscard]] RequestBuilder::Context context() const;
    [[nodiscard]] const Step &step() const { return m_steps.at(m_step); }
    void beginStep();
    void ask(const SignInQuestion &question, std::function<void()> go);
    void send(const RequestTemplate &request, Answered answered);
    void send(const RequestTemplate &request, Answered answered, std::function<void(const Failure &)> failed);
    void sendStep();
    void judgeStep(const TokenAnswer &answer);
    bool recover(const TokenAnswer &answer);
    void askRecovery(const Recovery &recovery, const QString &document);
    void goOnFrom(const Recovery &recovery);
    [[nodiscard]] std::optional<QString> captured(const Capture &capture, const TokenAnswer &answer) const;
    void take(const TokenAnswer &answer);
    void takeTokens(const TokenAnswer &answer);
    void takeTyped();
    void finish();
    void fail(Failure failure);
    [[nodiscard]] Failure before(Error error) const; // of what was not sent
    [[nodiscard]] Failure refusal(const TokenAnswer &answer) const;

    Setup m_setup;
    QnamTransport &m_transport;
    QList<Step> m_steps;
    qsizetype m_step = 0;
    int m_recoveriesLeft = 3; // a server that always answers the same must not keep us going round
    bool m_isOver = false;
    quint64 m_call = 0;
    std::function<void()> m_afterAnswer; // what goes on once the user has answered
    QList<StepAction> m_actions; // of the question that is open
    Success m_success;
};

}
