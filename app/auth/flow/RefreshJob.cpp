#include "app/auth/flow/RefreshJob.h"

#include "app/http/Origin.h"
#include "app/secrets/SecretStore.h"

#include <utility>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

QMap<QString, Secret> flowValues(const Member &member)
{
    QMap<QString, Secret> values;
    for (auto it = member.credential.fields.cbegin(); it != member.credential.fields.cend(); ++it)
        values.insert(it.key(), Secret(*it));
    values.insert(member.stored.secrets);
    values.insert(member.stored.tokens.captures);
    return values;
}

QList<Step> refreshSteps(const AuthProfile &profile, const Member &member)
{
    if (profile.refresh.kind != RefreshRule::Kind::SignIn)
        return profile.refresh.steps;
    const Way *way = profile.way(member.credential.way);
    return way ? way->steps : QList<Step>();
}

}

RefreshJob::RefreshJob(Setup setup, Clock &clock, SecretStore &secrets, QnamTransport &transport, QObject *parent)
    : QObject(parent)
    , m_setup(std::move(setup))
    , m_clock(clock)
    , m_secrets(secrets)
    , m_transport(transport)
    , m_lock(clock, m_setup.lockFolder, keychainKey(m_setup.members.constFirst().credential.id))
{
}

std::optional<Error> RefreshJob::obstacle(const AuthProfile &profile, const Member &member)
{
    const QString advice = tr("Sign in again.");
    const TokenSet &tokens = member.stored.tokens;
    switch (profile.refresh.kind) {
    case RefreshRule::Kind::None:
        return Error{ErrorKind::SignInNeeded, tr("This API has no refresh."), advice};
    case RefreshRule::Kind::Steps:
        if (member.stored.isRefreshDead)
            return Error{ErrorKind::SignInNeeded, tr("The refresh token is used up."), advice};
        if (profile.tokens.contains(u"refresh"_s) && !tokens.has(u"refresh"_s))
            return Error{ErrorKind::SignInNeeded, tr("There is no refresh token."), advice};
        return std::nullopt;
    case RefreshRule::Kind::SignIn: {
        if (member.stored.isRefreshDead)
            return Error{ErrorKind::SignInNeeded, tr("The server refused the remembered sign-in."), advice};
        const Way *way = profile.way(member.credential.way);
        if (!way || !way->isRepeatable)
            return Error{ErrorKind::SignInNeeded, tr("This way of signing in needs you."), advice};
        for (const Field &field : profile.fieldsOf(*way)) {
            if (field.isRequired && member.stored.secrets.value(field.name).isEmpty()
                && member.credential.fields.value(field.name).isEmpty() && field.defaultValue.isEmpty())
                return Error{ErrorKind::SignInNeeded,
                    tr("“%1” is not remembered, and this API refreshes by signing in again.").arg(field.label), advice};
        }
        return std::nullopt;
    }
    }
    Q_UNREACHABLE();
}

QStringList RefreshJob::origins(const AuthProfile &profile, const Member &member)
{
    const auto values = flowValues(member);
    const RequestBuilder::Context context{
        profile, member.credential.baseUrl, member.credential.choices, [&](const QString &name) {
            const auto found = values.constFind(name);
            return found == values.cend() ? std::nullopt : std::optional(found->reveal());
        }};
    QStringList origins;
    const auto add = [&](const QByteArray &url) {
        if (const auto origin = Origin::of(url); origin && !origins.contains(origin->toString()))
            origins += origin->toString();
    };
    add(member.credential.baseUrl.toUtf8());
    for (const Step &step : refreshSteps(profile, member) + profile.signOut) {
        if (const auto url = RequestBuilder::url(step.request, context))
            add(*url);
    }
    return origins;
}

bool RefreshJob::rotates() const
{
    return m_setup.profile.refresh.kind == RefreshRule::Kind::Steps
        && m_setup.profile.refresh.rotates != RefreshRule::Rotates::No && m_setup.profile.tokens.contains(u"refresh"_s);
}

void RefreshJob::start()
{
    if (!m_secrets.isDurable()) { // nobody else can know these tokens
        QMetaObject::invokeMethod(this, &RefreshJob::announce, Qt::QueuedConnection);
        return;
    }
    m_lock.acquire({this, [this](const Result<Done> &locked) {
                        if (m_isCancelled)
                            return;
                        if (!locked)
                            return failForNow(locked.error());
                        m_secrets.read(keychainKey(m_setup.members.first().credential.id),
                            {this, [this](const Result<Secret> &entry) { compareWithKeychain(entry); }});
                    }});
}

void RefreshJob::cancel()
{
    if (m_isStoring || std::exchange(m_isCancelled, true))
        return;
    if (m_flow)
        return m_flow->cancel();
    QMetaObject::invokeMethod(
        this,
        [this] {
            failForNow({ErrorKind::Cancelled, tr("The refresh was cancelled."), {}});
        },
        Qt::QueuedConnection);
}

void RefreshJob::compareWithKeychain(const Result<Secret> &entry)
{
    if (m_isCancelled)
        return;
    if (!entry)
        return failForNow(entry.error());
    if (entry->isEmpty())
        return finish(Outcome::Kind::SignedOutElsewhere);
    const auto stored = StoredCredential::parse(*entry);
    if (!stored)
        return refuse(stored.error(), false);
    Member &mine = m_setup.members.first();
    if (stored->tokens.captures != mine.stored.tokens.captures && stored->tokens.has(u"access"_s)
        && stored->tokens.obtainedAt >= mine.stored.tokens.obtainedAt) {
        for (Member &member : m_setup.members) {
            const quint64 generation = member.stored.tokens.generation + 1;
            member.stored.tokens = stored->tokens;
            member.stored.tokens.generation = generation;
            member.stored.serverOffset = stored->serverOffset;
            member.stored.isRefreshDead = stored->isRefreshDead;
            member.stored.pendingRefresh.clear();
        }
        return finish(Outcome::Kind::FoundNewer);
    }
    if (rotates() && !stored->pendingRefresh.isEmpty())
        return refuse({ErrorKind::SignInNeeded,
                          tr("A refresh was cut off before its answer was stored, so the refresh token may be used up."),
                          tr("Sign in again.")},
            true);
    announce();
}

void RefreshJob::announce()
{
    if (m_isCancelled)
        return;
    for (const Member &member : std::as_const(m_setup.members)) {
        if (const auto what = obstacle(m_setup.profile, member))
            return refuse(*what, member.stored.isRefreshDead);
    }
    if (!rotates())
        return send();
    // What the keychain holds would be sent again after a restart, and nothing could be written there to prevent it.
    if (m_setup.members.constFirst().isInKeychain && !m_secrets.isDurable())
        return failForNow({ErrorKind::Keychain,
            tr("The keychain can't be written just now, and this refresh token may be used only once."),
            tr("Unlock the keychain, then refresh.")});
    for (Member &member : m_setup.members)
        member.stored.pendingRefresh = member.stored.tokens.captures.value(u"refresh"_s).fingerprint();
    store([this](const std::optional<Error> &error) {
        if (!error)
            return m_isCancelled ? failForNow({ErrorKind::Cancelled, tr("The refresh was cancelled."), {}}) : send();
        // Sent without this note, a token that is spent would be sent again after a crash. What is kept in memory for the
        // keychain to come must not hold the note either.
        failForNow(*error);
    });
}

void RefreshJob::send()
{
    const Member &member = m_setup.members.constFirst();
    m_flow = new AuthFlow({m_setup.profile, member.credential.baseUrl, flowValues(member), member.credential.choices,
                              m_setup.network, member.stored.origins, true},
        m_transport, this);
    connect(m_flow, &AuthFlow::succeeded, this, &RefreshJob::take);
    connect(m_flow, &AuthFlow::failed, this, &RefreshJob::judge);
    connect(m_flow, &AuthFlow::asked, this, [this] {
        m_flow->disconnect(this);
        refuse(
            {ErrorKind::SignInNeeded, tr("Signing in again needs an answer that only you can give."), tr("Sign in again.")},
            true);
    });
    m_flow->run(refreshSteps(m_setup.profile, member));
}

void RefreshJob::judge(const AuthFlow::Failure &failure)
{
    m_flow->deleteLater();
    m_flow = nullptr;
    const bool isLost = failure.wasSent && failure.status == 0;
    const bool isLater = failure.status == 429 || failure.status == 503 || failure.status == 408 || failure.status == 425;
    if (failure.error.kind == ErrorKind::OriginNotBound)
        return refuse(failure.error, false);
    if (failure.isDefinite)
        return refuse({ErrorKind::SignInNeeded, failure.error.message, tr("Sign in again.")}, true);
    if (!failure.wasSent || isLater) {
        // A template that can't be filled in stays so: trying again is no use.
        return failure.error.kind == ErrorKind::Input ? refuse(failure.error, false)
                                                      : failForNow(failure.error, failure.retryAfter);
    }
    const bool mayBeSpent = rotates()
        && (isLost || m_setup.profile.refresh.rotates == RefreshRule::Rotates::Yes
            || failure.error.kind == ErrorKind::Parse);
    if (mayBeSpent)
        return refuse(
            {ErrorKind::SignInNeeded,
                tr("The answer to a refresh was lost, so the refresh token may be used up: %1").arg(failure.error.message),
                tr("Sign in again.")},
            true);
    if (isLost && !m_isCancelled && !std::exchange(m_hasRetried, true))
        return send();
    failForNow(failure.error, failure.retryAfter);
}

void RefreshJob::take(const AuthFlow::Success &success)
{
    m_flow->deleteLater();
    m_flow = nullptr;
    for (Member &member : m_setup.members) {
        member.stored.tokens.merge(success.tokens);
        if (success.knowsServerClock)
            member.stored.serverOffset = success.serverClock.offset;
        if (!success.accountName.isEmpty())
            member.stored.accountName = success.accountName;
        if (!success.role.isEmpty())
            member.stored.role = success.role;
        member.stored.pendingRefresh.clear();
        member.stored.isRefreshDead = false;
    }
    store([this](const std::optional<Error> &error) {
        m_outcome.storeError = error;
        for (Member &member : m_setup.members)
            member.isInKeychain = member.isInKeychain && !error;
        finish(Outcome::Kind::Renewed);
    });
}

void RefreshJob::store(std::function<void(std::optional<Error>)> then)
{
    m_isStoring = true;
    storeFrom(0, std::nullopt, [this, then = std::move(then)](std::optional<Error> error) {
        m_isStoring = false;
        then(std::move(error));
    });
}

void RefreshJob::storeFrom(qsizetype index, std::optional<Error> first, std::function<void(std::optional<Error>)> then)
{
    if (index == m_setup.members.size())
        return then(std::move(first));
    const Member &member = m_setup.members.at(index);
    m_secrets.write(keychainKey(member.credential.id), member.stored.serialised(),
        {this, [this, index, first = std::move(first), then = std::move(then)](const Result<Done> &written) mutable {
             if (written)
                 m_setup.members[index].isInKeychain = m_secrets.isDurable();
             else if (!first)
                 first = written.error();
             storeFrom(index + 1, std::move(first), std::move(then));
         }});
}

void RefreshJob::failForNow(Error error, std::optional<Milliseconds> retryAfter)
{
    m_outcome.retryAfter = retryAfter;
    const bool wasAnnounced = !m_setup.members.constFirst().stored.pendingRefresh.isEmpty();
    if (!wasAnnounced)
        return finish(Outcome::Kind::FailedForNow, std::move(error));
    // It is known not to be spent: a later try may use it.
    for (Member &member : m_setup.members)
        member.stored.pendingRefresh.clear();
    store([this, error = std::move(error)](const std::optional<Error> &) { finish(Outcome::Kind::FailedForNow, error); });
}

void RefreshJob::refuse(Error error, bool isRefreshDead)
{
    const bool isNews = isRefreshDead != m_setup.members.constFirst().stored.isRefreshDead
        || !m_setup.members.constFirst().stored.pendingRefresh.isEmpty();
    if (!isNews)
        return finish(Outcome::Kind::Refused, std::move(error));
    for (Member &member : m_setup.members) {
        member.stored.pendingRefresh.clear();
        member.stored.isRefreshDead = isRefreshDead;
    }
    store([this, error = std::move(error)](const std::optional<Error> &) { finish(Outcome::Kind::Refused, error); });
}

void RefreshJob::finish(Outcome::Kind kind, Error error)
{
    m_lock.release();
    m_outcome.kind = kind;
    m_outcome.members = m_setup.members;
    m_outcome.error = std::move(error);
    Q_EMIT finished(m_outcome);
}

}
