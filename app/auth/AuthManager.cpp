#include "app/auth/AuthManager.h"

#include "app/auth/flow/RequestBuilder.h"
#include "app/auth/flow/SignInAttempt.h"
#include "app/auth/profile/ProfileCatalog.h"
#include "app/auth/session/Accounts.h"
#include "app/auth/session/NetworkSecrets.h"
#include "app/auth/session/Session.h"
#include "app/base/Redactor.h"
#include "app/http/UrlText.h"
#include "app/secrets/SecretStore.h"

#include <QtCore/QPointer>
#include <QtCore/QRandomGenerator>
#include <QtCore/QThread>

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace tessera {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// The path of a URL below the base URL, as profiles' rules are written; the whole path where it is not below it.
QString pathBelow(const QByteArray &url, const QString &baseUrl)
{
    const QString path = QString::fromUtf8(UrlText::split(url).path);
    QString base = QString::fromUtf8(UrlText::split(baseUrl.toUtf8()).path);
    while (base.endsWith(u'/'))
        base.chop(1);
    const bool isBelow = path.startsWith(base) && (path.size() == base.size() || path.at(base.size()) == u'/');
    return isBelow ? path.mid(base.size()) : path;
}

bool hold(const TokenSet &a, const TokenSet &b)
{
    const auto same = [&](const QString &name) { return a.has(name) && a.captures.value(name) == b.captures.value(name); };
    return same(u"access"_s) && (same(u"refresh"_s) || (!a.has(u"refresh"_s) && !b.has(u"refresh"_s)));
}

}

class AuthManager::Private {
public:
    Private(AuthManager *manager, const Parts &given)
        : q(manager)
        , parts(given)
        , scheduler(given.clock)
        , shared{given.clock, given.secrets, given.transport, scheduler, given.lockFolder,
              [this](const QString &id) { return parts.profiles.find(id); },
              [this](const QString &environment) { return networkOf(environment); },
              [] { return QRandomGenerator::global()->generateDouble(); }}
    {
    }

    [[nodiscard]] Session *session(const CredentialId &id) const { return sessions.value(id); }
    [[nodiscard]] NetworkSettings networkOf(const QString &environment) const
    {
        NetworkSettings network = parts.accounts.network(environment);
        const NetworkSecrets secrets = networkSecrets.value(environment);
        network.proxy.password = secrets.proxyPassword;
        network.clientCertificate.passphrase = secrets.passphrase;
        return network;
    }

    Session *makeSession(const Member &member)
    {
        auto *made = new Session(shared, member, q);
        connect(made, &Session::changed, q, [this, made] {
            for (const Member &m : made->members())
                Q_EMIT q->stateChanged(m.credential.id);
        });
        connect(made, &Session::eventHappened, q, [this, made](const CredentialEvent &event) {
            for (const Member &m : made->members())
                Q_EMIT q->eventHappened(m.credential.id, event);
        });
        connect(made, &Session::tokensChanged, q, [this, made] {
            for (const Member &m : made->members())
                hide(m);
        });
        connect(made, &Session::userNeeded, q, [this, made](const QString &message) {
            for (const Member &m : made->members())
                Q_EMIT q->userNeeded(m.credential.id, message);
        });
        sessions.insert(member.credential.id, made);
        return made;
    }

    void hide(const Member &member)
    {
        const AuthProfile *profile = parts.profiles.find(member.credential.id.profile);
        for (auto it = member.stored.tokens.captures.cbegin(); it != member.stored.tokens.captures.cend(); ++it) {
            if (!profile || profile->isSecret(it.key()))
                parts.redactor.addSecret(*it);
        }
        for (const Secret &secret : member.stored.secrets)
            parts.redactor.addSecret(secret);
        if (profile) {
            for (const QString &name : profile->secretNames())
                parts.redactor.addName(name);
        }
    }

    // Takes a credential out of its session; the session goes when it was the last.
    void detach(const CredentialId &id)
    {
        Session *old = sessions.take(id);
        if (!old)
            return;
        old->leave(id);
        if (old->members().empty()) {
            old->cancelRefresh();
            old->deleteLater();
        }
    }

    // The one session that holds the same tokens for the same server already.
    [[nodiscard]] Session *twin(const Member &member) const
    {
        for (Session *candidate : sessions) {
            const Member &other = candidate->members().front();
            if (other.credential.id != member.credential.id && other.credential.id.profile == member.credential.id.profile
                && other.credential.baseUrl == member.credential.baseUrl && hold(other.stored.tokens, member.stored.tokens))
                return candidate;
        }
        return nullptr;
    }

    // Environments first: a refresh may need their proxy.
    void readNetwork(QStringList environments, Result<Done> first, ResultCompletion<Done> completion)
    {
        if (environments.isEmpty())
            return readEntry(0, std::move(first), std::move(completion));
        const QString environment = environments.takeFirst();
        const NetworkSettings network = parts.accounts.network(environment);
        if (network.proxy.user.isEmpty() && network.clientCertificate.certificateFile.isEmpty())
            return readNetwork(environments, std::move(first), std::move(completion));
        parts.secrets.read(NetworkSecrets::key(environment), {q, [this, environment, environments, first = std::move(first), completion = std::move(completion)](const Result<Secret> &entry) mutable {
                               if (entry)
                                   networkSecrets.insert(environment, NetworkSecrets::parse(*entry));
                               readNetwork(environments, std::move(first), std::move(completion));
                           }});
    }

    void readEntry(qsizetype index, Result<Done> first, ResultCompletion<Done> completion)
    {
        if (index == order.size()) {
            isLoading = false;
            Q_EMIT q->credentialsChanged();
            for (const auto &resume : std::exchange(afterLoading, {}))
                resume();
            return completion.deliver(std::move(first));
        }
        const CredentialId id = order.at(index);
        parts.secrets.read(keychainKey(id), {q, [this, id, index, first = std::move(first), completion = std::move(completion)](const Result<Secret> &entry) mutable {
                               if (const auto trouble = restore(id, entry); !trouble && first)
                                   first = trouble;
                               readEntry(index + 1, std::move(first), std::move(completion));
                           }});
    }

    Result<Done> restore(const CredentialId &id, const Result<Secret> &entry)
    {
        Session *mine = session(id);
        if (!mine || !mine->stored().tokens.isEmpty()) // forgotten, or signed in anew in the meantime
            return Done{};
        if (!entry) {
            unread.insert(id); // a locked keychain, say: looked at again when it opens
            return failure(entry.error());
        }
        unread.remove(id);
        if (entry->isEmpty())
            return Done{};
        auto stored = StoredCredential::parse(*entry);
        if (!stored)
            return failure(stored.error());
        Member *member = mine->member(id);
        member->stored = *std::move(stored);
        member->isInKeychain = parts.secrets.isDurable();
        hide(*member);
        if (Session *other = twin(*member); other && !member->stored.tokens.isEmpty()) {
            const Member copy = *member;
            detach(id);
            sessions.insert(id, other);
            other->join(copy);
            return Done{};
        }
        mine->restore();
        return Done{};
    }

    void adopt(const SignInRequest &request, const AuthProfile &profile, const Way &way, const AuthFlow::Success &success,
        std::function<void(Result<SignInOutcome>)> done)
    {
        if (way.gives == Way::Gives::Account) {
            endSignIn(request.id);
            return done(SignInOutcome{{}, way.next, way.nextWay});
        }
        Member member;
        if (Session *old = session(request.id))
            member = *old->member(request.id);
        member.credential.id = request.id;
        member.credential.baseUrl = request.baseUrl;
        member.credential.way = way.id;
        member.credential.choices = request.choices;
        member.credential.remembersSecrets = request.rememberSecrets;
        member.credential.fields.clear();
        QMap<QString, Secret> secrets;
        const QStringList needed = profile.sessionFields();
        for (const Field &field : profile.fieldsOf(way)) {
            const Secret value = success.values.value(field.name);
            const bool isNeeded = needed.contains(field.name);
            if (field.isSecret && (isNeeded || (request.rememberSecrets && field.isRemembered)))
                secrets.insert(field.name, value);
            else if (!field.isSecret && (isNeeded || field.isRemembered))
                member.credential.fields.insert(field.name, value.reveal());
        }
        const quint64 generation = member.stored.tokens.generation + 1;
        member.stored = {success.tokens, secrets, success.origins, success.serverClock.offset, success.accountName, success.role, {}, false};
        member.stored.tokens.generation = generation;
        for (const QString &origin : RefreshJob::origins(profile, member)) {
            if (!member.stored.origins.contains(origin))
                member.stored.origins += origin;
        }
        hide(member);
        parts.secrets.write(keychainKey(request.id), member.stored.serialised(),
            {q, [this, member, done = std::move(done)](const Result<Done> &written) mutable {
                 member.isInKeychain = written && parts.secrets.isDurable();
                 install(member, done);
             }});
    }

    void install(const Member &member, const std::function<void(Result<SignInOutcome>)> &done)
    {
        const CredentialId id = member.credential.id;
        const auto kept = parts.accounts.put(member.credential);
        const bool isNew = !order.contains(id);
        const QList<CredentialEvent> events = isNew ? QList<CredentialEvent>() : session(id)->status(member).events;
        Session *mine = session(id);
        Session *other = twin(member);
        if (mine && (mine->members().size() > 1 || other)) {
            detach(id);
            mine = nullptr;
        }
        if (isNew)
            order += id;
        if (other) {
            sessions.insert(id, other);
            for (const Member &each : other->members()) // the newer answer counts for all of them
                other->member(each.credential.id)->stored.tokens = member.stored.tokens;
            other->join(member);
            mine = other;
        } else if (mine) {
            *mine->member(id) = member;
        } else {
            mine = makeSession(member);
        }
        mine->takeTokens();
        mine->tell({CredentialEvent::Kind::SignedIn, CredentialEvent::Reason::User, {}, AuthManager::tr("Signed in."), {}, member.stored.tokens.access, member.stored.tokens.refresh, 0});
        if (isNew)
            Q_EMIT q->credentialsChanged();
        if (!kept)
            return done(failure(kept.error().kind, kept.error().message, AuthManager::tr("You are signed in, but this account will be gone when Tessera ends.")));
        done(SignInOutcome{id, {}, {}});
    }

    void endSignIn(const CredentialId &id)
    {
        if (Session *mine = session(id); mine && std::holds_alternative<SigningIn>(mine->state()))
            mine->endSignIn();
    }

    // Adds what `always` and, where wanted, the credential put into every request.
    [[nodiscard]] Result<Done> decorate(AuthorisedRequest &authorised, const AuthProfile &profile, const Member &member, bool isSignedIn) const
    {
        const auto lookup = [&](const QString &name) -> std::optional<QString> {
            if (const auto secret = member.stored.tokens.captures.constFind(name); secret != member.stored.tokens.captures.cend())
                return secret->reveal();
            if (const auto secret = member.stored.secrets.constFind(name); secret != member.stored.secrets.cend())
                return secret->reveal();
            if (const auto field = member.credential.fields.constFind(name); field != member.credential.fields.cend())
                return *field;
            const auto known = std::find_if(profile.fields.cbegin(), profile.fields.cend(), [&](const Field &f) { return f.name == name; });
            return known == profile.fields.cend() ? std::nullopt : std::optional(known->defaultValue);
        };
        QList<Application> applications;
        if (isSignedIn)
            applications = RequestBuilder::signedIn(profile, member.credential.choices);
        applications += profile.always;
        for (const Application &application : applications) {
            const auto outcome = Applier::apply(application, lookup, authorised.request);
            if (!outcome)
                return failure(outcome.error());
            authorised.additions += outcome->additions;
            for (const QString &name : outcome->composed)
                authorised.notes += AuthManager::tr("%1 was written by hand, so the one of %2 was left out.").arg(name, member.credential.id.account);
        }
        if (isSignedIn) {
            authorised.credential = member.credential.id;
            authorised.generation = member.stored.tokens.generation;
        }
        return Done{};
    }

    enum class Rules { Obeyed, Ignored }; // the profile's public endpoints
    void authorise(const HttpRequest &request, const CredentialId &id, Rules rules, ResultCompletion<AuthorisedRequest> completion)
    {
        if (isLoading) {
            afterLoading.push_back([this, request, id, rules, completion] { authorise(request, id, rules, completion); });
            return;
        }
        AuthorisedRequest authorised;
        authorised.request = request;
        if (id.isEmpty())
            return completion.deliver(authorised);
        Session *mine = session(id);
        if (!mine)
            return completion.deliver(failure(ErrorKind::SignInNeeded, AuthManager::tr("There is no credential “%1”.").arg(id.toString()), AuthManager::tr("Choose another one, or sign in.")));
        const AuthProfile *profile = parts.profiles.find(id.profile);
        if (!profile)
            return completion.deliver(failure(ErrorKind::Profile, AuthManager::tr("The profile “%1” is missing or can't be read.").arg(id.profile), AuthManager::tr("Look into the profile file.")));
        const Member &member = *mine->member(id);
        const auto origin = request.origin();
        if (!origin)
            return completion.deliver(failure(origin.error()));
        const auto baseOrigin = Origin::of(member.credential.baseUrl);
        const bool isBound = member.stored.origins.isEmpty() ? baseOrigin && *baseOrigin == *origin : member.stored.origins.contains(origin->toString());
        if (!isBound) {
            authorised.isWithheld = true;
            authorised.notes += AuthManager::tr("Went without %1: %2 is not an address it is bound to.").arg(id.account, origin->toString());
            mine->tell({CredentialEvent::Kind::Withheld, CredentialEvent::Reason::None, {}, AuthManager::tr("Kept back from %1.").arg(origin->toString()), {}, {}, {}, 0});
            return completion.deliver(authorised);
        }
        if (const PublicRule *rule = rules == Rules::Ignored ? nullptr : profile->publicRule(request.method, pathBelow(request.url, member.credential.baseUrl))) {
            const bool isUsable = !mine->stored().tokens.isEmpty() && !mine->isAccessOver() && !mine->isRefreshing() && std::holds_alternative<Active>(mine->state());
            const auto done = decorate(authorised, *profile, member, isUsable && !rule->neverCarries);
            authorised.isPublic = true;
            if (done)
                return completion.deliver(authorised);
            // Not even what every request carries is there (signed out): a public endpoint does not fail for it.
            authorised = {};
            authorised.request = request;
            authorised.isPublic = true;
            return completion.deliver(authorised);
        }
        const BootTime began = parts.clock.boot();
        mine->whenFresh({q, [this, authorised, id, began, completion](const Result<Done> &fresh) mutable {
                             if (!fresh)
                                 return completion.deliver(failure(fresh.error()));
                             const AuthProfile *now = parts.profiles.find(id.profile);
                             Session *then = session(id);
                             if (!now || !then)
                                 return completion.deliver(failure(ErrorKind::SignInNeeded, AuthManager::tr("%1 was forgotten in the meantime.").arg(id.account)));
                             authorised.waited = parts.clock.boot() - began;
                             if (const auto done = decorate(authorised, *now, *then->member(id), true); !done)
                                 return completion.deliver(failure(done.error()));
                             completion.deliver(authorised);
                         }});
    }

    void signOut(const CredentialId &id, bool tellServer, std::function<void(SignOutOutcome)> done)
    {
        Session *mine = session(id);
        const AuthProfile *profile = parts.profiles.find(id.profile);
        if (!mine)
            return done({});
        if (mine->members().size() > 1) {
            // The others still use these tokens, so the server is not told.
            const Member member = *mine->member(id);
            detach(id);
            Session *alone = makeSession(member);
            return wipe(alone, {AuthManager::tr("Another account holds the same tokens, so the server was not told.")}, std::move(done));
        }
        mine->whenIdle(3s, {q, [this, id, tellServer, profileCopy = profile ? std::optional(*profile) : std::nullopt, done = std::move(done)](Done) mutable {
                               Session *idle = session(id);
                               if (!idle)
                                   return done({});
                               if (!tellServer || !profileCopy || profileCopy->signOut.isEmpty() || idle->stored().tokens.isEmpty())
                                   return wipe(idle, {}, std::move(done));
                               tell(idle, *profileCopy, std::move(done));
                           }});
    }

    // Runs the profile's sign-out; whatever the server says, the tokens are wiped here.
    void tell(Session *mine, const AuthProfile &profile, std::function<void(SignOutOutcome)> done)
    {
        const Member member = mine->members().front();
        QMap<QString, Secret> values;
        for (auto it = member.credential.fields.cbegin(); it != member.credential.fields.cend(); ++it)
            values.insert(it.key(), Secret(*it));
        values.insert(member.stored.secrets);
        values.insert(member.stored.tokens.captures);
        auto *flow = new AuthFlow({profile, member.credential.baseUrl, values, member.credential.choices, networkOf(member.credential.id.environment),
                                      member.stored.origins, false},
            parts.transport, q);
        auto finish = [this, flow, guard = QPointer(mine), done = std::move(done)](const QString &note) {
            flow->deleteLater();
            if (guard)
                wipe(guard, {note}, done);
            else
                done({note});
        };
        connect(flow, &AuthFlow::succeeded, q, [finish] { finish({}); });
        connect(flow, &AuthFlow::failed, q, [finish](const AuthFlow::Failure &failed) {
            finish(AuthManager::tr("The server could not be told: %1").arg(failed.error.message));
        });
        flow->run(profile.signOut);
    }

    void wipe(Session *mine, const SignOutOutcome &outcome, std::function<void(SignOutOutcome)> done)
    {
        mine->wipeTokens();
        mine->tell({CredentialEvent::Kind::SignedOut, CredentialEvent::Reason::User, {}, AuthManager::tr("Signed out."), {}, {}, {}, 0});
        Member &member = *mine->member(mine->members().front().credential.id);
        const AuthProfile *profile = parts.profiles.find(member.credential.id.profile);
        if (!member.credential.remembersSecrets || !profile)
            member.stored.secrets.clear();
        auto answered = [done = std::move(done), outcome](const Result<Done> &wiped) {
            const QString trouble = wiped ? QString() : AuthManager::tr("The keychain still holds the old entry: %1").arg(wiped.error().message);
            done({u"%1 %2"_s.arg(outcome.note, trouble).trimmed()});
        };
        const QString key = keychainKey(member.credential.id);
        if (member.stored.secrets.isEmpty()) {
            member.stored.origins.clear();
            return parts.secrets.remove(key, {q, answered});
        }
        parts.secrets.write(key, member.stored.serialised(), {q, answered});
    }

    AuthManager *q;
    Parts parts;
    RefreshScheduler scheduler;
    SessionParts shared;
    QList<CredentialId> order;
    QHash<CredentialId, Session *> sessions;
    QHash<QString, NetworkSecrets> networkSecrets; // by environment
    QSet<CredentialId> unread; // entries that the keychain would not give
    bool isLoading = false;
    std::vector<std::function<void()>> afterLoading;
};

AuthManager::AuthManager(const Parts &parts, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, parts))
{
    connect(&parts.profiles, &ProfileCatalog::changed, this, [this] {
        for (Session *session : std::as_const(d->sessions))
            session->replan();
    });
    connect(&parts.secrets, &SecretStore::stateChanged, this, [this](KeychainState state) {
        if (state != KeychainState::Unlocked || d->isLoading)
            return;
        for (const CredentialId &id : std::as_const(d->unread))
            d->parts.secrets.read(keychainKey(id), {this, [this, id](const Result<Secret> &entry) { (void)d->restore(id, entry); }});
    });
    connect(&parts.clock, &Clock::jumped, this, [this] {
        for (const CredentialId &id : std::as_const(d->order))
            Q_EMIT stateChanged(id);
    });
}

AuthManager::~AuthManager()
{
    // Sessions first: they use what the private part holds.
    for (Session *session : QSet<Session *>(d->sessions.cbegin(), d->sessions.cend()))
        delete session;
}

void AuthManager::load(ResultCompletion<Done> completion)
{
    d->isLoading = true;
    const auto loaded = d->parts.accounts.load();
    for (const Credential &credential : d->parts.accounts.credentials()) {
        if (d->order.contains(credential.id))
            continue;
        d->order += credential.id;
        d->makeSession({credential, {}});
    }
    d->readNetwork(d->parts.accounts.environments(), loaded, std::move(completion));
}

QList<CredentialId> AuthManager::credentials() const
{
    return d->order;
}

std::optional<CredentialStatus> AuthManager::status(const CredentialId &id) const
{
    Session *session = d->session(id);
    return session ? std::optional(session->status(*session->member(id))) : std::nullopt;
}

TokenSet AuthManager::tokens(const CredentialId &id) const
{
    Session *session = d->session(id);
    return session ? session->stored().tokens : TokenSet();
}

QMap<QString, QString> AuthManager::variables(const CredentialId &id) const
{
    Session *session = d->session(id);
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
    Session *session = d->session(id);
    return session ? session->member(id)->stored.secrets.keys() : QStringList();
}

NetworkSettings AuthManager::network(const CredentialId &id) const
{
    return d->networkOf(id.environment);
}

void AuthManager::setNetwork(const QString &environment, const NetworkSettings &settings, ResultCompletion<Done> completion)
{
    if (const auto kept = d->parts.accounts.setNetwork(environment, settings); !kept)
        return completion.deliver(failure(kept.error()));
    d->networkSecrets.insert(environment, {settings.proxy.password, settings.clientCertificate.passphrase});
    d->parts.redactor.addSecret(settings.proxy.password);
    d->parts.redactor.addSecret(settings.clientCertificate.passphrase);
    const Secret entry = d->networkSecrets.value(environment).serialised();
    if (settings.proxy.password.isEmpty() && settings.clientCertificate.passphrase.isEmpty())
        return d->parts.secrets.remove(NetworkSecrets::key(environment), std::move(completion));
    d->parts.secrets.write(NetworkSecrets::key(environment), entry, std::move(completion));
}

SignIn *AuthManager::signIn(const SignInRequest &request, QObject *owner)
{
    const AuthProfile *profile = d->parts.profiles.find(request.id.profile);
    if (!profile)
        return new FailedSignIn({ErrorKind::Profile, tr("There is no profile “%1”.").arg(request.id.profile), {}}, owner);
    const Way *way = profile->way(request.way);
    if (!way)
        return new FailedSignIn({ErrorKind::Input, tr("%1 has no way in called “%2”.").arg(profile->name, request.way), {}}, owner);
    if (request.id.environment.isEmpty() || request.id.account.isEmpty())
        return new FailedSignIn({ErrorKind::Input, tr("The environment and the account need a name."), {}}, owner);
    if (const auto origin = Origin::of(request.baseUrl); !origin)
        return new FailedSignIn(origin.error(), owner);

    SignInRequest complete = request;
    if (Session *old = d->session(request.id)) {
        // What is remembered stands in for secret fields that were left empty.
        const auto &stored = old->member(request.id)->stored.secrets;
        for (auto it = stored.cbegin(); it != stored.cend(); ++it) {
            if (complete.fields.value(it.key()).isEmpty() && old->member(request.id)->credential.baseUrl == request.baseUrl)
                complete.fields.insert(it.key(), *it);
        }
        if (way->gives == Way::Gives::Tokens)
            old->beginSignIn();
    }
    auto *attempt = new SignInAttempt(
        {*profile, complete.baseUrl, complete.fields, complete.choices, d->networkOf(complete.id.environment),
            std::nullopt, way->gives == Way::Gives::Tokens},
        way->steps, d->parts.transport,
        [this, complete, profileCopy = *profile, wayCopy = *way](const AuthFlow::Success &success, std::function<void(Result<SignInOutcome>)> done) {
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

void AuthManager::authorise(const HttpRequest &request, const CredentialId &id, ResultCompletion<AuthorisedRequest> completion)
{
    if (QThread::currentThread() != thread()) {
        QMetaObject::invokeMethod(this, [this, request, id, completion] { d->authorise(request, id, Private::Rules::Obeyed, completion); }, Qt::QueuedConnection);
        return;
    }
    d->authorise(request, id, Private::Rules::Obeyed, std::move(completion));
}

void AuthManager::credential(const CredentialId &id, ResultCompletion<AuthorisedRequest> completion)
{
    HttpRequest request;
    if (Session *session = d->session(id))
        request.url = UrlText::encoded(session->member(id)->credential.baseUrl);
    d->authorise(request, id, Private::Rules::Ignored, std::move(completion));
}

AnswerVerdict AuthManager::judge(const AuthorisedRequest &sent, int status, const QByteArray &body)
{
    Session *session = d->session(sent.credential);
    const AuthProfile *profile = d->parts.profiles.find(sent.credential.profile);
    if (!session || !profile || sent.isWithheld)
        return AnswerVerdict::Keep;
    session->tell({CredentialEvent::Kind::Used, CredentialEvent::Reason::None, {}, QString::fromUtf8(sent.request.method), {}, {}, {}, status});
    if (sent.isPublic)
        return AnswerVerdict::Keep;
    const bool isExpired = session->isAccessOver();
    const bool isNamed = std::any_of(profile->refreshOn.cbegin(), profile->refreshOn.cend(),
        [&](const AnswerMatch &match) { return match.matches(status, body, isExpired); });
    if (!isNamed || session->stored().tokens.isEmpty())
        return AnswerVerdict::Keep;
    if (session->stored().tokens.generation != sent.generation)
        return AnswerVerdict::Repeat;
    if (session->isRefreshing())
        return AnswerVerdict::RefreshAndRepeat; // the one under way
    return session->isRefusedAfterRefresh() || session->refreshObstacle() ? AnswerVerdict::Keep : AnswerVerdict::RefreshAndRepeat;
}

void AuthManager::noteRefusedAfterRefresh(const AuthorisedRequest &sent)
{
    if (Session *session = d->session(sent.credential))
        session->noteRefusedAfterRefresh(sent.generation);
}

void AuthManager::refresh(const CredentialId &id, CredentialEvent::Reason reason, ResultCompletion<Done> completion)
{
    if (QThread::currentThread() != thread()) {
        QMetaObject::invokeMethod(this, [this, id, reason, completion] { refresh(id, reason, completion); }, Qt::QueuedConnection);
        return;
    }
    Session *session = d->session(id);
    if (!session)
        return completion.deliver(failure(ErrorKind::SignInNeeded, tr("There is no credential “%1”.").arg(id.toString())));
    session->refresh(reason, std::move(completion));
}

void AuthManager::signOut(const CredentialId &id, ResultCompletion<SignOutOutcome> completion)
{
    d->signOut(id, true, [completion](const SignOutOutcome &outcome) { completion.deliver(outcome); });
}

void AuthManager::forget(const CredentialId &id, ResultCompletion<Done> completion)
{
    if (const auto removed = d->parts.accounts.remove(id); !removed)
        return completion.deliver(failure(removed.error()));
    d->order.removeAll(id);
    d->detach(id);
    Q_EMIT credentialsChanged();
    d->parts.secrets.remove(keychainKey(id), std::move(completion));
}

void AuthManager::bindOrigin(const CredentialId &id, const Origin &origin, ResultCompletion<Done> completion)
{
    Session *session = d->session(id);
    if (!session)
        return completion.deliver(failure(ErrorKind::Input, tr("There is no credential “%1”.").arg(id.toString())));
    StoredCredential &stored = session->member(id)->stored;
    if (!stored.origins.contains(origin.toString()))
        stored.origins += origin.toString();
    session->tell({CredentialEvent::Kind::OriginBound, CredentialEvent::Reason::User, {}, tr("May go to %1 from now on.").arg(origin.toString()), {}, {}, {}, 0});
    session->addressBound();
    d->parts.secrets.write(keychainKey(id), stored.serialised(), std::move(completion));
}

void AuthManager::edit(const CredentialId &id, const Credential &changed, ResultCompletion<Done> completion)
{
    Session *session = d->session(id);
    if (!session)
        return completion.deliver(failure(ErrorKind::Input, tr("There is no credential “%1”.").arg(id.toString())));
    if (changed.id.profile != id.profile || changed.id.account.isEmpty() || changed.id.environment.isEmpty())
        return completion.deliver(failure(ErrorKind::Input, tr("A credential needs a name and an environment, and stays with its profile.")));
    if (changed.id != id && d->session(changed.id))
        return completion.deliver(failure(ErrorKind::Input, tr("There is a credential “%1” already.").arg(changed.id.toString()), tr("Choose another name.")));
    if (const auto origin = Origin::of(changed.baseUrl); !origin)
        return completion.deliver(failure(origin.error()));
    if (session->isRefreshing())
        return completion.deliver(failure(ErrorKind::Input, tr("It is being refreshed."), tr("Try again in a moment.")));
    if (const auto kept = d->parts.accounts.rename(id, changed); !kept)
        return completion.deliver(failure(kept.error()));
    session->member(id)->credential = changed;
    session->replan();
    if (changed.id == id) {
        Q_EMIT stateChanged(id);
        return completion.deliver(Done{});
    }
    d->sessions.insert(changed.id, d->sessions.take(id));
    d->order.replace(d->order.indexOf(id), changed.id);
    Q_EMIT credentialsChanged();
    const StoredCredential stored = session->member(changed.id)->stored;
    if (stored == StoredCredential{})
        return completion.deliver(Done{});
    // The new entry before the old one goes: a crash in between leaves one too many, not one too few.
    d->parts.secrets.write(keychainKey(changed.id), stored.serialised(), {this, [this, id, completion](const Result<Done> &written) {
                               if (!written)
                                   return completion.deliver(written);
                               d->parts.secrets.remove(keychainKey(id), completion);
                           }});
}

void AuthManager::discover(const SignInRequest &request, const QString &id, ResultCompletion<DiscoveryOutcome> completion)
{
    const AuthProfile *profile = d->parts.profiles.find(request.id.profile);
    const QList<Discovery> discoveries = profile ? profile->discoveries : QList<Discovery>();
    const auto discovery = std::find_if(discoveries.cbegin(), discoveries.cend(), [&](const Discovery &each) { return each.id == id; });
    if (discovery == discoveries.cend())
        return completion.deliver(failure(ErrorKind::Input, tr("There is nothing to look up.")));
    Step step;
    step.request = discovery->request;
    step.captures = discovery->captures;
    auto *flow = new AuthFlow({*profile, request.baseUrl, request.fields, request.choices, d->networkOf(request.id.environment), std::nullopt, false},
        d->parts.transport, this);
    connect(flow, &AuthFlow::failed, this, [flow, completion](const AuthFlow::Failure &failed) {
        flow->deleteLater();
        completion.deliver(failure(failed.error));
    });
    connect(flow, &AuthFlow::succeeded, this, [flow, completion, found = *discovery](const AuthFlow::Success &success) {
        flow->deleteLater();
        DiscoveryOutcome outcome;
        const auto lookup = [&](const QString &name) {
            const auto value = success.values.constFind(name);
            return value == success.values.cend() ? std::nullopt : std::optional(value->reveal());
        };
        for (auto it = found.fills.cbegin(); it != found.fills.cend(); ++it) {
            if (const auto value = it->render(lookup); value && !value->isEmpty())
                outcome.fields.insert(it.key(), *value);
        }
        const TokenAnswer &answer = *success.lastAnswer;
        for (const Discovery::Note &note : found.notes) {
            const QString text = note.value.from({answer.status, answer.headers, answer.body}).value_or(note.otherwise);
            if (!text.isEmpty())
                outcome.notes.append({note.label, text.left(500)});
        }
        if (outcome.fields.isEmpty() && outcome.notes.isEmpty())
            return completion.deliver(failure(ErrorKind::Parse, tr("The server answered, but with nothing that helps here."), tr("Check the address.")));
        completion.deliver(outcome);
    });
    flow->run({step});
}

void AuthManager::setOnline(bool isOnline)
{
    if (std::exchange(d->shared.isOnline, isOnline) == isOnline)
        return;
    for (Session *session : std::as_const(d->sessions))
        session->replan();
}

void AuthManager::settle(Completion<Done> completion)
{
    d->shared.isSettling = true;
    auto left = std::make_shared<int>(1); // shared: by the sessions that still have to answer
    const auto one = [left, completion] {
        if (--*left == 0)
            completion.deliver(Done{});
    };
    for (Session *session : QSet<Session *>(d->sessions.cbegin(), d->sessions.cend())) {
        if (!session->isRefreshing())
            continue;
        ++*left;
        session->whenIdle(3s, {this, [one](Done) { one(); }});
    }
    one();
}

}
