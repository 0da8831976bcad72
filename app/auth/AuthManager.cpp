#include "app/auth/AuthManager.h"

#include "app/auth/Authoriser.h"
#include "app/auth/flow/DiscoveryJob.h"
#include "app/auth/flow/RequestBuilder.h"
#include "app/auth/flow/SignInAttempt.h"
#include "app/auth/flow/SignOutJob.h"
#include "app/auth/profile/ProfileCatalog.h"
#include "app/auth/session/Accounts.h"
#include "app/auth/session/Adoption.h"
#include "app/auth/session/CredentialEditor.h"
#include "app/auth/session/ServerClocks.h"
#include "app/auth/session/Sessions.h"
#include "app/base/Redactor.h"
#include "app/http/HttpExchange.h"
#include "app/http/UrlText.h"
#include "app/secrets/SecretStore.h"

#include <QtCore/QThread>

#include <algorithm>
#include <utility>

namespace tessera {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class AuthManager::Private {
public:
    explicit Private(AuthManager *manager, const Parts &given)
        : q(manager)
        , parts(given)
        , clocks(given.clock)
        , sessions(sessionsParts(given))
        , authoriser(given.clock, given.profiles, sessions)
        , editor(sessions, sessionsParts(given))
    {
    }

    static Sessions::Parts sessionsParts(const Parts &given)
    {
        return {
            given.clock, given.profiles, given.accounts, given.secrets, given.transport, given.redactor, given.lockFolder};
    }

    void adopt(const SignInRequest &request, const AuthProfile &profile, const Way &way, const AuthFlow::Success &success,
        std::function<void(Result<SignInOutcome>)> done)
    {
        if (way.gives == Way::Gives::Account) {
            endSignIn(request.id);
            return done(SignInOutcome{{}, way.next, way.nextWay});
        }
        (new Adoption({request, profile, way, success}, sessions, sessionsParts(parts), std::move(done), q))->start();
    }

    void endSignIn(const CredentialId &id)
    {
        if (Session *mine = sessions.find(id); mine && std::holds_alternative<SigningIn>(mine->state()))
            mine->endSignIn();
    }

    AuthManager *q;
    Parts parts;
    ServerClocks clocks;
    Sessions sessions;
    Authoriser authoriser;
    CredentialEditor editor;
};

AuthManager::AuthManager(const Parts &parts, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, parts))
{
    connect(&parts.transport, &QnamTransport::answered, this, [this](const Origin &server, const TokenAnswer &answer) {
        d->clocks.note(server, answer.headers, answer.sentAt, answer.receivedAt);
    });
    connect(&d->clocks, &ServerClocks::changed, this,
        [this](const Origin &server) { d->sessions.learnClock(server, *d->clocks.of(server)); });
    connect(&d->sessions, &Sessions::renamed, this, &AuthManager::credentialRenamed);
    connect(&d->sessions, &Sessions::changed, this, &AuthManager::credentialsChanged);
    connect(&d->sessions, &Sessions::stateChanged, this, &AuthManager::stateChanged);
    connect(&d->sessions, &Sessions::eventHappened, this, &AuthManager::eventHappened);
    connect(&d->sessions, &Sessions::userNeeded, this, &AuthManager::userNeeded);
}

AuthManager::~AuthManager() = default;

void AuthManager::load(ResultCompletion<Done> completion)
{
    d->sessions.load(std::move(completion));
}

QList<CredentialId> AuthManager::credentials() const
{
    return d->sessions.ids();
}

std::optional<CredentialStatus> AuthManager::status(const CredentialId &id) const
{
    Session *session = d->sessions.find(id);
    if (!session)
        return std::nullopt;
    CredentialStatus status = session->status(*session->member(id));
    status.isUnread = d->sessions.isUnread(id);
    if (const auto server = Origin::of(status.credential.baseUrl))
        status.serverClock = d->clocks.of(*server);
    return status;
}

TokenSet AuthManager::tokens(const CredentialId &id) const
{
    Session *session = d->sessions.find(id);
    return session ? session->stored().tokens : TokenSet();
}

const AuthProfile *AuthManager::profile(const QString &id) const
{
    return d->parts.profiles.find(id);
}

QMap<QString, QString> AuthManager::variables(const CredentialId &id) const
{
    Session *session = d->sessions.find(id);
    if (!session)
        return {};
    const Member &member = *session->member(id);
    QMap<QString, QString> values = member.credential.fields;
    if (const AuthProfile *profile = d->parts.profiles.find(id.profile)) {
        for (auto it = member.stored.tokens.captures.cbegin(); it != member.stored.tokens.captures.cend(); ++it) {
            if (!profile->isSecret(it.key()))
                values.insert(it.key(), it->reveal());
        }
    }
    values.insert(u"baseUrl"_s, member.credential.baseUrl);
    return values;
}

QStringList AuthManager::rememberedSecrets(const CredentialId &id) const
{
    Session *session = d->sessions.find(id);
    return session ? session->member(id)->stored.secrets.keys() : QStringList();
}

NetworkSettings AuthManager::network(const CredentialId &id) const
{
    return d->sessions.network(id.environment);
}

void AuthManager::setNetwork(const QString &environment, const NetworkSettings &settings, ResultCompletion<Done> completion)
{
    if (const auto kept = d->parts.accounts.setNetwork(environment, settings); !kept)
        return completion.deliver(failure(kept.error()));
    const NetworkSecrets passwords{settings.proxy.password, settings.clientCertificate.passphrase};
    d->sessions.storeNetworkSecrets(environment, passwords, std::move(completion));
}

Result<Done> AuthManager::trust(const QString &environment, const TlsException &exception)
{
    return d->parts.accounts.trust(environment, exception);
}

SignIn *AuthManager::signIn(const SignInRequest &request, QObject *owner)
{
    const AuthProfile *profile = d->parts.profiles.find(request.id.profile);
    if (!profile)
        return new FailedSignIn({ErrorKind::Profile, tr("There is no profile “%1”.").arg(request.id.profile), {}}, owner);
    const Way *way = profile->way(request.way);
    if (!way)
        return new FailedSignIn(
            {ErrorKind::Input, tr("%1 has no way in called “%2”.").arg(profile->name, request.way), {}}, owner);
    if (request.id.environment.isEmpty() || request.id.account.isEmpty())
        return new FailedSignIn({ErrorKind::Input, tr("The environment and the account need a name."), {}}, owner);
    if (const auto origin = Origin::of(request.baseUrl); !origin)
        return new FailedSignIn(origin.error(), owner);
    for (auto field = request.fields.cbegin(); field != request.fields.cend(); ++field) {
        if (const QString complaint = RequestBuilder::complaint(*profile, request.choices, field.key(), field->reveal()); !complaint.isEmpty())
            return new FailedSignIn({ErrorKind::Input, complaint, {}}, owner);
    }

    SignInRequest complete = request;
    std::optional<QStringList> onlyOrigins; // what the user typed goes where the profile says
    if (Session *old = d->sessions.find(request.id)) {
        // What is remembered stands in for secret fields that were left empty, and goes where it may go without asking.
        const StoredCredential &stored = old->member(request.id)->stored;
        for (auto it = stored.secrets.cbegin(); it != stored.secrets.cend(); ++it) {
            if (!complete.fields.value(it.key()).isEmpty() || it->isEmpty()
                || old->member(request.id)->credential.baseUrl != request.baseUrl)
                continue;
            complete.fields.insert(it.key(), *it);
            onlyOrigins = stored.origins;
        }
        if (way->gives == Way::Gives::Tokens)
            old->beginSignIn();
    }
    auto *attempt = new SignInAttempt(
        {*profile, complete.baseUrl, complete.fields, complete.choices, d->sessions.network(complete.id.environment),
            onlyOrigins, way->gives == Way::Gives::Tokens, d->parts.clock.now(), complete.allowsHttp},
        way->steps, d->parts.transport,
        [this, complete, profileCopy = *profile, wayCopy = *way](
            const AuthFlow::Success &success, std::function<void(Result<SignInOutcome>)> done) {
            d->adopt(complete, profileCopy, wayCopy, success, std::move(done));
        },
        owner);
    connect(attempt, &SignIn::finished, this, [this, id = request.id](const Result<SignInOutcome> &result) {
        if (!result)
            d->endSignIn(id);
    });
    connect(attempt, &QObject::destroyed, this, [this, id = request.id] { d->endSignIn(id); });
    return attempt;
}

void AuthManager::authorise(
    const HttpRequest &request, const CredentialId &id, ResultCompletion<AuthorisedRequest> completion)
{
    if (QThread::currentThread() != thread()) {
        QMetaObject::invokeMethod(
            this, [this, request, id, completion] { authorise(request, id, completion); }, Qt::QueuedConnection);
        return;
    }
    d->sessions.whenLoaded(
        [this, request, id, completion] { d->authoriser.authorise(request, id, Authoriser::Rules::Obeyed, completion); });
}

Result<AuthorisedRequest> AuthManager::preview(const HttpRequest &request, const CredentialId &id) const
{
    return d->authoriser.preview(request, id);
}

void AuthManager::credential(const CredentialId &id, ResultCompletion<AuthorisedRequest> completion)
{
    HttpRequest request;
    if (Session *session = d->sessions.find(id))
        request.url = UrlText::encoded(session->member(id)->credential.baseUrl);
    d->authoriser.authorise(request, id, Authoriser::Rules::Ignored, std::move(completion));
}

AnswerVerdict AuthManager::judge(const AuthorisedRequest &sent, int status, const QByteArray &body)
{
    Session *session = d->sessions.find(sent.credential);
    const AuthProfile *profile = d->parts.profiles.find(sent.credential.profile);
    if (!session || !profile || sent.isWithheld)
        return AnswerVerdict::Keep;
    session->tell({CredentialEvent::Kind::Used, CredentialEvent::Reason::None, {}, QString::fromUtf8(sent.request.method),
        {}, {}, {}, status});
    if (sent.isPublic || sent.generation == 0 || !session->member(sent.credential))
        return AnswerVerdict::Keep; // what is said of another token is no reason to refresh this one
    const bool isExpired = session->isAccessOver();
    const bool isNamed = std::any_of(profile->refreshOn.cbegin(), profile->refreshOn.cend(),
        [&](const AnswerMatch &match) { return match.matches(status, body, isExpired); });
    if (!isNamed || session->stored().tokens.isEmpty())
        return AnswerVerdict::Keep;
    if (session->member(sent.credential)->stored.tokens.generation != sent.generation)
        return AnswerVerdict::Repeat;
    if (session->isRefreshing())
        return AnswerVerdict::RefreshAndRepeat; // the one under way
    return session->isRefusedAfterRefresh() || session->refreshObstacle() ? AnswerVerdict::Keep
                                                                          : AnswerVerdict::RefreshAndRepeat;
}

void AuthManager::noteAnswer(const HttpHop &hop)
{
    const auto server = Origin::of(hop.url);
    if (!server || hop.status == 0)
        return;
    const auto [sentAt, receivedAt] = hop.headTrip();
    d->clocks.note(*server, hop.headers, sentAt, receivedAt);
}

void AuthManager::noteRefusedAfterRefresh(const AuthorisedRequest &sent)
{
    Session *session = d->sessions.find(sent.credential);
    if (session && session->member(sent.credential)->stored.tokens.generation == sent.generation)
        session->noteRefusedAfterRefresh();
}

void AuthManager::refresh(const CredentialId &id, CredentialEvent::Reason reason, ResultCompletion<Done> completion)
{
    if (QThread::currentThread() != thread()) {
        QMetaObject::invokeMethod(
            this, [this, id, reason, completion] { refresh(id, reason, completion); }, Qt::QueuedConnection);
        return;
    }
    Session *session = d->sessions.find(id);
    if (!session)
        return completion.deliver(failure(ErrorKind::SignInNeeded, tr("There is no credential “%1”.").arg(id.toString())));
    session->refresh(reason, std::move(completion));
}

void AuthManager::signOut(const CredentialId &id, ResultCompletion<SignOutOutcome> completion)
{
    if (!d->sessions.find(id))
        return completion.deliver(SignOutOutcome{});
    const AuthProfile *profile = d->parts.profiles.find(id.profile);
    auto *job = new SignOutJob(id,
        {profile ? std::optional(*profile) : std::nullopt, d->sessions.network(id.environment)}, d->sessions,
        Private::sessionsParts(d->parts), this);
    connect(job, &SignOutJob::finished, this, [job, completion](const QString &note) {
        job->deleteLater();
        completion.deliver(SignOutOutcome{note});
    });
    job->start();
}

void AuthManager::forget(const CredentialId &id, ResultCompletion<Done> completion)
{
    d->editor.forget(id, std::move(completion));
}

void AuthManager::bindOrigin(const CredentialId &id, const Origin &origin, ResultCompletion<Done> completion)
{
    d->editor.bindOrigin(id, origin, std::move(completion));
}

void AuthManager::edit(const CredentialId &id, const Credential &changed, ResultCompletion<Done> completion)
{
    d->editor.edit(id, changed, std::move(completion));
}

void AuthManager::discover(const SignInRequest &request, const QString &id, ResultCompletion<DiscoveryOutcome> completion)
{
    const AuthProfile *profile = d->parts.profiles.find(request.id.profile);
    const QList<Discovery> discoveries = profile ? profile->discoveries : QList<Discovery>();
    const auto discovery
        = std::find_if(discoveries.cbegin(), discoveries.cend(), [&](const Discovery &each) { return each.id == id; });
    if (discovery == discoveries.cend())
        return completion.deliver(failure(ErrorKind::Input, tr("There is nothing to look up.")));
    (new DiscoveryJob({*profile, request.baseUrl, request.fields, request.choices,
                          d->sessions.network(request.id.environment), std::nullopt, false, {}, request.allowsHttp},
         *discovery, d->parts.transport, std::move(completion), this))
        ->start();
}

void AuthManager::setOnline(bool isOnline)
{
    d->sessions.setOnline(isOnline);
}

void AuthManager::settle(Completion<Done> completion)
{
    d->sessions.settle(std::move(completion));
}

}
