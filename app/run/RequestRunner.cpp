#include "app/run/RequestRunner.h"

#include "app/http/BodyStore.h"
#include "app/http/CookieJar.h"
#include "app/http/CurlTransport.h"
#include "app/run/CookieJars.h"
#include "app/run/RequestResolver.h"
#include "app/run/RunWatch.h"
#include "app/run/SecretMarks.h"

#include <QtCore/QPointer>

#include <algorithm>
#include <utility>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

// An answer's words decide about a refresh; the first of them are enough.
constexpr qint64 judgedBytes = 64 * 1024;

}

class RequestRunner::Private {
public:
    AuthManager &auth;
    CurlTransport &transport;
    const Redactor &redactor;
    CookieJars jars;
    RunWatch *watch = nullptr;
    QString environment = {};

    // Whose cookies go along. Nobody is another one in each environment.
    [[nodiscard]] CredentialId holder(const CredentialId &id) const { return id.isEmpty() ? CredentialId{{}, environment, {}} : id; }

    VariableScope scope(const CredentialId &id) const
    {
        VariableScope scope;
        if (!id.isEmpty())
            scope.push(id.toString(), auth.variables(id));
        return scope;
    }

    struct Ready {
        HttpRequest request;
        NetworkSettings network;
    };
    Resolved<HttpRequest> resolved(const RequestDocument &document) const
    {
        auto request = resolveRequest(document, scope(document.variableSource()));
        if (request)
            markSecrets(*request, redactor);
        return request;
    }
    Resolved<NetworkSettings> network(const RequestDocument &document) const
    {
        NetworkSettings environment = auth.network(document.variableSource());
        if (document.credential.isEmpty() && !document.variablesOf.isEmpty())
            environment.clientCertificate = {};
        return resolveNetwork(document, scope(document.variableSource()), environment);
    }
    Resolved<Ready> ready(const RequestDocument &document) const
    {
        auto request = resolved(document);
        if (!request)
            return tl::make_unexpected(request.error());
        auto network = this->network(document);
        if (!network)
            return tl::make_unexpected(network.error());
        return Ready{*std::move(request), *std::move(network)};
    }
};

namespace {

// One press of Send: authorise, send, and at most once refresh and send again.
class Run final : public RequestRun {
public:
    Run(const HttpRequest &request, const CredentialId &credential, AuthManager &auth, CurlTransport &transport,
        const NetworkSettings &network, CookieJars &jars, const CredentialId &holder, QObject *owner)
        : RequestRun(owner)
        , m_request(request)
        , m_credential(credential)
        , m_auth(auth)
        , m_transport(transport)
        , m_network(network)
        , m_jar(jars.jar(holder))
    {
        connect(&auth, &AuthManager::credentialRenamed, this, &Run::followRename);
        if (jars.isReady(holder)) {
            QMetaObject::invokeMethod(this, &Run::authorise, Qt::QueuedConnection);
            return;
        }
        jars.whenReady(holder, {this, [this](const Result<Done> &ready) {
                                        if (!ready)
                                            m_result.notes += tr("It went without the cookies that were kept: %1").arg(ready.error().message);
                                        authorise();
                                    }});
    }

    Run(const Error &error, const QString &field, const CredentialId &credential, AuthManager &auth, CurlTransport &transport, QObject *owner)
        : RequestRun(owner)
        , m_credential(credential)
        , m_auth(auth)
        , m_transport(transport)
    {
        connect(&auth, &AuthManager::credentialRenamed, this, &Run::followRename);
        m_result.errorField = field;
        QMetaObject::invokeMethod(
            this, [this, error] { finish(error); }, Qt::QueuedConnection);
    }

    void setWatch(RunWatch *watch) { m_watch = watch; }
    void setTrustsExceptions(bool isTrusting) { m_result.trustsExceptions = isTrusting; }
    void setEnvironment(const QString &name) { m_result.environment = name; }

    void cancel() override
    {
        if (m_call)
            return m_call->cancel(); // its finished() ends this run
        finish(Error{ErrorKind::Cancelled, tr("Cancelled."), {}});
    }

    [[nodiscard]] const HttpExchange *current() const override { return m_call ? &m_call->exchange() : nullptr; }

private:
    void authorise()
    {
        if (m_isOver)
            return;
        if (!m_credential.isEmpty())
            Q_EMIT phaseChanged(tr("Waiting for %1").arg(m_credential.account));
        m_auth.authorise(m_request, m_credential, {this, [this, asked = m_credential](const Result<AuthorisedRequest> &authorised) {
                                                       if (m_isOver)
                                                           return;
                                                       if (asked != m_credential)
                                                           return authorise(); // nobody of that name is left
                                                       if (!authorised)
                                                           return finish(authorised.error());
                                                       send(*authorised);
                                                   }});
    }

    void followRename(const CredentialId &from, const CredentialId &to)
    {
        for (CredentialId *each : {&m_credential, &m_sent.credential})
            if (*each == from)
                *each = to;
        for (RunResult::Attempt &attempt : m_result.attempts)
            if (attempt.credential == from)
                attempt.credential = to;
    }

    void send(const AuthorisedRequest &authorised)
    {
        m_sent = authorised;
        QStringList notes = authorised.notes;
        if (authorised.isWithheld)
            notes.prepend(authorised.whyWithheld);
        for (const QString &note : std::as_const(notes)) {
            if (!m_result.notes.contains(note))
                m_result.notes += note;
        }
        m_result.isWithheld = authorised.isWithheld;
        m_result.whyWithheld = authorised.whyWithheld;
        if (const auto origin = authorised.request.origin(); origin && authorised.isWithheld && !authorised.isUnencrypted)
            m_result.withheldOrigin = origin->toString();
        if (authorised.waited >= std::chrono::milliseconds(50))
            m_result.notes += tr("Waited %1 ms for a refresh first.").arg(authorised.waited.count());
        Q_EMIT phaseChanged(tr("Sending"));
        NetworkSettings network = m_network;
        if (authorised.isWithheld)
            network.clientCertificate = {}; // it is a credential, too, and so are its cookies
        if (authorised.certificate)
            network.clientCertificate = *authorised.certificate;
        m_hasCertificate = !network.clientCertificate.certificateFile.isEmpty();
        m_call = m_transport.send(authorised.request, network, authorised.isWithheld ? nullptr : m_jar, this);
        connect(m_call, &HttpCall::uploaded, this, [this](qint64 uploaded, qint64 total) {
            Q_EMIT RequestRun::uploaded(uploaded, total);
            if (uploaded >= total)
                Q_EMIT phaseChanged(tr("Waiting for the answer"));
        });
        connect(m_call, &HttpCall::headReceived, this, [this] {
            Q_EMIT phaseChanged(tr("Receiving"));
            Q_EMIT headReceived();
        });
        connect(m_call, &HttpCall::progressed, this, &RequestRun::progressed);
        connect(m_call, &HttpCall::finished, this, &Run::take);
    }

    void take(const Result<HttpExchange> &result)
    {
        const HttpExchange exchange = result ? *result : m_call->exchange();
        m_call->deleteLater();
        m_call = nullptr;
        if (result || !exchange.hops.isEmpty()) {
            m_result.attempts += RunResult::Attempt{exchange, m_sent.additions, m_sent.credential, m_sent.generation, m_sent.waited, m_reason};
            if (m_watch)
                m_watch->take(m_result.attempts.constLast(), m_sent);
        }
        if (!result) {
            // All else was looked at before: what is left is a certificate or its key that is not what it should be.
            if (result.error().kind == ErrorKind::Input && m_hasCertificate)
                m_result.errorField = u"setting:clientCertificate"_s;
            return finish(result.error());
        }
        const QByteArray body = exchange.body ? exchange.body->read(0, judgedBytes) : QByteArray();
        const AnswerVerdict verdict = m_auth.judge(m_sent, exchange.status(), body);
        if (m_isRepeated) {
            if (verdict != AnswerVerdict::Keep)
                m_auth.noteRefusedAfterRefresh(m_sent);
            return finish({});
        }
        switch (verdict) {
        case AnswerVerdict::Keep:
            return finish({});
        case AnswerVerdict::Repeat:
            m_isRepeated = true;
            m_reason = RunResult::Attempt::Reason::TokenChanged;
            m_result.notes += tr("Answered %1: the token had been refreshed in the meantime, so it was sent again.")
                                  .arg(exchange.status());
            return authorise();
        case AnswerVerdict::RefreshAndRepeat:
            break;
        }
        Q_EMIT phaseChanged(tr("Refreshing %1").arg(m_credential.account));
        m_auth.refresh(m_credential, CredentialEvent::Reason::Answer401,
            {this, [this, status = exchange.status()](const Result<Done> &refreshed) {
                 if (m_isOver)
                     return;
                 if (!refreshed) {
                     m_result.refreshTrouble = refreshed.error().message;
                     m_result.notes += tr("Answered %1, and the refresh failed: %2 %3")
                                           .arg(QString::number(status), refreshed.error().message, refreshed.error().detail)
                                           .trimmed();
                     return finish({});
                 }
                 m_isRepeated = true;
                 m_reason = RunResult::Attempt::Reason::Refreshed;
                 m_result.notes += tr("Answered %1: refreshed the token and sent it again.").arg(status);
                 authorise();
             }});
    }

    void finish(const std::optional<Error> &error)
    {
        if (std::exchange(m_isOver, true))
            return;
        m_result.error = error;
        m_result.credential = m_credential;
        if (m_watch)
            m_result.diagnosis = m_watch->explain(m_result, m_credential);
        Q_EMIT finished(m_result);
    }

    HttpRequest m_request;
    CredentialId m_credential;
    AuthManager &m_auth;
    CurlTransport &m_transport;
    QPointer<RunWatch> m_watch;
    NetworkSettings m_network;
    std::shared_ptr<CookieJar> m_jar;
    AuthorisedRequest m_sent;
    HttpCall *m_call = nullptr;
    RunResult m_result;
    bool m_hasCertificate = false;
    RunResult::Attempt::Reason m_reason = RunResult::Attempt::Reason::Asked;
    bool m_isRepeated = false;
    bool m_isOver = false;
};

}

RequestRunner::RequestRunner(AuthManager &auth, CurlTransport &transport, const Redactor &redactor, QObject *parent)
    : QObject(parent)
    , d(new Private{auth, transport, redactor, {auth, transport.clock()}})
{
    connect(&d->jars, &CookieJars::filled, this, &RequestRunner::cookiesFilled);
}

RequestRunner::~RequestRunner() = default;

void RequestRunner::setEnvironment(const QString &name)
{
    d->environment = name;
}

void RequestRunner::setWatch(RunWatch *watch)
{
    d->watch = watch;
}

RequestRun *RequestRunner::run(const RequestDocument &document, QObject *owner)
{
    const auto ready = d->ready(document);
    if (!ready)
        return new Run(ready.error().error, ready.error().field, document.credential, d->auth, d->transport, owner);
    const CredentialId holder = d->holder(document.credential);
    auto *run = new Run(
        ready->request, document.credential, d->auth, d->transport, ready->network, d->jars, holder, owner);
    run->setWatch(d->watch);
    run->setTrustsExceptions(document.usesTlsExceptions);
    run->setEnvironment(document.variableSource().environment);
    connect(run, &RequestRun::finished, this, [this](const RunResult &result) { d->jars.keep(d->holder(result.credential)); });
    return run;
}

Result<HttpRequest> RequestRunner::resolve(const RequestDocument &document, QString *field) const
{
    auto resolved = d->resolved(document);
    if (resolved)
        return *std::move(resolved);
    if (field)
        *field = resolved.error().field;
    return failure(resolved.error().error);
}

Result<NetworkSettings> RequestRunner::network(const RequestDocument &document, QString *field) const
{
    auto network = d->network(document);
    if (network)
        return *std::move(network);
    if (field)
        *field = network.error().field;
    return failure(network.error().error);
}

Result<WirePreview> RequestRunner::preview(const RequestDocument &document, QString *field) const
{
    const auto ready = d->ready(document);
    if (!ready) {
        if (field)
            *field = ready.error().field;
        return failure(ready.error().error);
    }
    const auto authorised = d->auth.preview(ready->request, document.credential);
    if (!authorised)
        return failure(authorised.error());
    const bool isTypeComposed = std::any_of(document.headers.cbegin(), document.headers.cend(), [](const auto &row) {
        return row.isOn && row.name.trimmed().compare("Content-Type"_L1, Qt::CaseInsensitive) == 0;
    });
    NetworkSettings network = ready->network;
    if (authorised->isWithheld)
        network.clientCertificate = {};
    const QList<QByteArray> added = isTypeComposed ? QList<QByteArray>() : QList<QByteArray>{"Content-Type"};
    const auto jar = d->jars.jar(d->holder(document.credential));
    return previewOf(*authorised, added, network, authorised->isWithheld ? nullptr : jar.get(), d->transport.clock().now());
}

std::shared_ptr<CookieJar> RequestRunner::cookies(const CredentialId &id)
{
    return d->jars.jar(d->holder(id));
}

CookieJars &RequestRunner::cookieJars()
{
    return d->jars;
}

}
