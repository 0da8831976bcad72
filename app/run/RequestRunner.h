#pragma once

#include "app/auth/AuthManager.h"
#include "app/diagnosis/Diagnosis.h"
#include "app/http/HttpExchange.h"
#include "app/run/WirePreview.h"
#include "app/workspace/RequestDocument.h"

#include <QtCore/QObject>

#include <memory>

namespace tessera {

class CookieJar;
class CookieJars;
class CurlTransport;
class Redactor;
class RunWatch;

// What became of one press of Send.
struct RunResult {
    struct Attempt {
        HttpExchange exchange;
        QList<AuthorisedRequest::Addition> additions;
        CredentialId credential; // it went as; empty: without one
        quint64 generation = 0; // of the token that went along; 0: none did
        Milliseconds waited{0}; // for a refresh, before it left
        enum class Reason { Asked, TokenChanged, Refreshed } reason = Reason::Asked; // why it was sent: first, or once more
    };
    QList<Attempt> attempts; // one, or two where the first was refused, the token refreshed and the request sent again
    std::optional<Error> error; // there is no answer (attempts may still hold hops that took place)
    QString errorField; // the place of an Input error: see ResolveError; empty otherwise
    QStringList notes; // what the user should know: withheld, refreshed first, went again
    bool isWithheld = false;
    QString whyWithheld; // one of the notes
    QString withheldOrigin; // the origin that the credential would have to be bound to; empty: that is not what it takes
    Diagnosis diagnosis = {}; // why it was refused; empty where it was not
    QString refreshTrouble = {}; // why the token could not be refreshed after a refusal; empty: it was not tried, or done
    bool trustsExceptions = true; // of its environment: RequestDocument::usesTlsExceptions
    QString environment; // whose network settings it went by
    CredentialId credential = {}; // it was to be sent as, by the name that it has now; empty: nobody

    [[nodiscard]] const HttpExchange *last() const { return attempts.isEmpty() ? nullptr : &attempts.constLast().exchange; }
};

// One request on its way through the pipeline. Belongs to `owner` of RequestRunner::run().
class RequestRun : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    virtual void cancel() = 0; // finished() follows at once
    [[nodiscard]] virtual const HttpExchange *current() const = 0; // of the attempt under way; may be null

Q_SIGNALS:
    void phaseChanged(const QString &text); // "Waiting for a refresh", "Sending", "Receiving"
    void uploaded(qint64 sent, qint64 total); // of a large body
    void headReceived(); // status and headers are there, the body begins
    void progressed(qint64 received, qint64 expected);
    void finished(const tessera::RunResult &result); // exactly once, never before run() has returned
};

// The way of a request: variables, credential, transport, one refresh and repeat where the profile's refreshOn says so.
// Each credential has a cookie jar of its own, and so has nobody in each environment.
class RequestRunner : public QObject {
    Q_OBJECT
public:
    RequestRunner(AuthManager &auth, CurlTransport &transport, const Redactor &redactor, QObject *parent = nullptr);
    ~RequestRunner() override;
    void setEnvironment(const QString &name); // that requests as nobody are sent in
    void setWatch(RunWatch *watch); // sees every attempt and explains refusals; null: nobody does

    [[nodiscard]] RequestRun *run(const RequestDocument &document, QObject *owner);
    // The request as it would go, without the credential: variables filled in, checked, what is secret in it marked. Errors:
    // Input; `field` says where.
    [[nodiscard]] Result<HttpRequest> resolve(const RequestDocument &document, QString *field = nullptr) const;

    // The way it would go through the network: that of the environment whose names it knows, in the place of its own. As
    // nobody it shows no certificate of that environment, which would say who one is. Errors as resolve().
    [[nodiscard]] Result<NetworkSettings> network(const RequestDocument &document, QString *field = nullptr) const;

    // What run() would put on the wire now, credential and all. Nothing is sent, refreshed or noted. Errors: Input (`field`
    // says where), SignInNeeded, Profile.
    [[nodiscard]] Result<WirePreview> preview(const RequestDocument &document, QString *field = nullptr) const;
    // The cookies of this credential; an empty id: of requests as nobody in the environment. Shared with the calls under way, which fill it: look
    // again when one has finished.
    [[nodiscard]] std::shared_ptr<CookieJar> cookies(const CredentialId &id);
    [[nodiscard]] CookieJars &cookieJars();

Q_SIGNALS:
    void cookiesFilled(const tessera::CredentialId &id); // with what was kept of an earlier run

private:
    class Private;
    std::unique_ptr<Private> d;
};

}
