#include "app/auth/flow/RefreshJob.h"

#include "app/auth/flow/RefreshNeeds.h"
#include "app/secrets/SecretStore.h"

#include <algorithm>
#include <utility>

namespace tessera {

using namespace Qt::StringLiterals;

RefreshJob::RefreshJob(Setup setup, EntryTurns &turns, SecretStore &secrets, QnamTransport &transport, QObject *parent)
    : QObject(parent)
    , m_setup(std::move(setup))
    , m_secrets(secrets)
    , m_transport(transport)
    , m_group(turns, secrets)
{
}

bool RefreshJob::rotates() const
{
    return m_setup.profile.refresh.kind == RefreshRule::Kind::Steps
        && m_setup.profile.refresh.rotates != RefreshRule::Rotates::No && m_setup.profile.tokens.contains(u"refresh"_s);
}

void RefreshJob::start()
{
    QList<CredentialId> ids;
    for (const Member &member : std::as_const(m_setup.members))
        ids += member.credential.id;
    m_group.open(
        ids, EntryGroup::Sharing::Followed, {this, [this](const Result<Done> &opened) {
                                                 if (m_isOver)
                                                     return;
                                                 if (opened)
                                                     return compareWithKeychain();
                                                 // What is in memory only can be known to nobody else.
                                                 if (opened.error().kind == ErrorKind::Storage && !m_secrets.isDurable())
                                                     return announce();
                                                 failForNow(opened.error());
                                             }});
}

void RefreshJob::cancel()
{
    if (m_isOver || std::exchange(m_isCancelled, true) || m_group.isWriting())
        return;
    if (m_flow)
        return m_flow->cancel();
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (!m_isOver && !m_group.isWriting())
                failForNow({ErrorKind::Cancelled, tr("The refresh was cancelled."), {}});
        },
        Qt::QueuedConnection);
}

void RefreshJob::abandon()
{
    if (std::exchange(m_isOver, true))
        return;
    disconnect();
    if (m_flow)
        m_flow->disconnect(this);
    const auto ids = m_group.ids();
    for (const CredentialId &id : ids)
        m_group.drop(id);
    if (!m_group.isWriting())
        deleteLater();
}

bool RefreshJob::leaveOut(const CredentialId &id)
{
    if (m_isOver)
        return false;
    m_setup.members.removeIf([&](const Member &member) { return member.credential.id == id; });
    m_group.drop(id);
    if (m_setup.members.isEmpty())
        abandon();
    return !m_setup.members.isEmpty();
}

// What the entries of this process's members hold now. Another process may have refreshed them all, given one of them other
// tokens by a new sign-in, or signed it out.
std::optional<Error> RefreshJob::readMembers()
{
    const TokenSet held = m_setup.members.constFirst().stored.tokens;
    QList<Member> staying;
    for (Member &member : m_setup.members) {
        EntryGroup::Entry &entry = m_group.entry(member.credential.id);
        StoredCredential &now = entry.stored;
        if (entry.error && (entry.isThere || m_secrets.isDurable()))
            return entry.error;
        if (!entry.isThere && (entry.error || !member.isInKeychain)) {
            now = member.stored;
        } else if (now.succeeds(held)) {
            m_newest = now;
        } else if (!member.isInKeychain && !now.tokens.isEmpty()
            && now.tokens.generation < member.stored.tokens.generation) {
            now.tokens = member.stored.tokens; // these did not get into the keychain
            now.isRefreshDead = member.stored.isRefreshDead;
        } else if (now.tokens.captures != held.captures) {
            member.stored = now;
            m_outcome.parted += member;
            continue;
        }
        member.stored = now;
        staying += member;
    }
    m_setup.members = staying;
    return std::nullopt;
}

void RefreshJob::compareWithKeychain()
{
    if (m_isCancelled)
        return;
    const TokenSet held = m_setup.members.constFirst().stored.tokens;
    if (const auto error = readMembers()) {
        const bool isBroken = m_group.entry(m_setup.members.constFirst().credential.id).isThere;
        return isBroken ? refuse(*error, m_setup.members.constFirst().stored.isRefreshDead) : failForNow(*error);
    }
    if (m_setup.members.isEmpty()) {
        auto &parted = m_outcome.parted;
        const auto renewed = std::find_if(
            parted.begin(), parted.end(), [](const Member &member) { return !member.stored.tokens.isEmpty(); });
        if (renewed == parted.end()) {
            m_setup.members = std::exchange(parted, {});
            return finish(Outcome::Kind::SignedOutElsewhere);
        }
        m_setup.members = {*renewed};
        parted.erase(renewed);
        return finish(Outcome::Kind::FoundNewer);
    }
    const auto ids = m_group.ids();
    for (const CredentialId &id : ids) {
        if (std::any_of(
                m_setup.members.cbegin(), m_setup.members.cend(), [&](const Member &m) { return m.credential.id == id; }))
            continue;
        const EntryGroup::Entry &entry = m_group.entry(id);
        const bool isParted = std::any_of(
            m_outcome.parted.cbegin(), m_outcome.parted.cend(), [&](const Member &m) { return m.credential.id == id; });
        if (!isParted && entry.isThere && (entry.stored.tokens.isSamePair(held) || entry.stored.succeeds(held))) {
            m_twins += id;
            if (!entry.stored.tokens.isSamePair(held))
                m_newest = entry.stored;
        } else {
            m_group.drop(id);
        }
    }
    if (m_newest)
        return takeOver(*m_newest);
    const QString spent = held.captures.value(u"refresh"_s).fingerprint();
    for (const Member &member : std::as_const(m_setup.members)) {
        if (rotates() && member.stored.pendingRefresh == spent)
            return refuse({ErrorKind::SignInNeeded,
                              tr("A refresh was cut off before its answer was stored, so the refresh token may be used up."),
                              tr("Sign in again.")},
                true);
    }
    announce();
}

// Those that another process has not heard of get what it got.
void RefreshJob::takeOver(const StoredCredential &newest)
{
    bool isAnyBehind = false;
    change([&](StoredCredential &stored) {
        if (stored.tokens.captures == newest.tokens.captures)
            return;
        isAnyBehind = true;
        const quint64 generation = stored.tokens.generation + 1;
        stored.tokens = newest.tokens;
        stored.tokens.generation = generation;
        stored.serverOffset = newest.serverOffset;
        stored.isRefreshDead = newest.isRefreshDead;
        stored.replacedRefresh = newest.replacedRefresh;
        stored.pendingRefresh.clear();
    });
    if (!isAnyBehind)
        return finish(Outcome::Kind::FoundNewer);
    store([this](const std::optional<Error> &error) {
        m_outcome.storeError = error;
        finish(Outcome::Kind::FoundNewer);
    });
}

void RefreshJob::announce()
{
    if (m_isCancelled)
        return;
    for (const Member &member : std::as_const(m_setup.members)) {
        if (const auto what = RefreshNeeds::obstacle(m_setup.profile, member))
            return refuse(*what, member.stored.isRefreshDead);
    }
    if (!rotates())
        return send();
    // What the keychain holds would be sent again after a restart, and nothing could be written there to prevent it.
    if (m_setup.members.constFirst().isInKeychain && !m_secrets.isDurable())
        return failForNow({ErrorKind::Keychain,
            tr("The keychain can't be written just now, and this refresh token may be used only once."),
            tr("Unlock the keychain, then refresh.")});
    change(
        [](StoredCredential &stored) { stored.pendingRefresh = stored.tokens.captures.value(u"refresh"_s).fingerprint(); });
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
    if (rotates())
        m_spending = member.stored.tokens.captures.value(u"refresh"_s).fingerprint();
    m_flow = new AuthFlow({m_setup.profile, member.credential.baseUrl, RefreshNeeds::values(member),
                              member.credential.choices, m_setup.network, member.stored.origins, true, {}, member.credential.allowsHttp},
        m_transport, this);
    connect(m_flow, &AuthFlow::succeeded, this, &RefreshJob::take);
    connect(m_flow, &AuthFlow::failed, this, &RefreshJob::judge);
    connect(m_flow, &AuthFlow::asked, this, [this] {
        m_flow->disconnect(this);
        refuse(
            {ErrorKind::SignInNeeded, tr("Signing in again needs an answer that only you can give."), tr("Sign in again.")},
            true);
    });
    m_flow->run(RefreshNeeds::steps(m_setup.profile, member));
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
    QStringList names;
    for (const Member &member : std::as_const(m_setup.members))
        names += member.credential.id.toString();
    for (const CredentialId &id : std::as_const(m_twins))
        names += id.toString();
    change([&](StoredCredential &stored) {
        const Secret before = stored.tokens.captures.value(u"refresh"_s);
        stored.tokens.merge(success.tokens);
        const bool isNew = !before.isEmpty() && stored.tokens.captures.value(u"refresh"_s) != before;
        stored.replacedRefresh = isNew ? before.fingerprint() : QString();
        stored.sharedWith = names.size() > 1 ? names : QStringList();
        if (success.knowsServerClock)
            stored.serverOffset = success.serverClock.offset;
        if (!success.accountName.isEmpty())
            stored.accountName = success.accountName;
        if (!success.role.isEmpty())
            stored.role = success.role;
        stored.pendingRefresh.clear();
        stored.isRefreshDead = false;
    });
    store([this](const std::optional<Error> &error) {
        m_outcome.storeError = error;
        for (Member &member : m_setup.members)
            member.isInKeychain = member.isInKeychain && !error;
        finish(Outcome::Kind::Renewed);
    });
}

void RefreshJob::change(const std::function<void(StoredCredential &)> &change)
{
    for (Member &member : m_setup.members)
        change(member.stored);
    for (const CredentialId &id : std::as_const(m_twins))
        change(m_group.entry(id).stored);
}

void RefreshJob::store(std::function<void(std::optional<Error>)> then)
{
    QList<CredentialId> ids = m_twins;
    for (const Member &member : std::as_const(m_setup.members)) {
        m_group.entry(member.credential.id).stored = member.stored;
        ids += member.credential.id;
    }
    m_group.write(ids, {this, [this, then = std::move(then)](const Result<Done> &written) {
                            if (m_isOver) // abandoned meanwhile
                                return deleteLater();
                            for (Member &member : m_setup.members)
                                member.isInKeychain = written ? m_secrets.isDurable() : member.isInKeychain;
                            then(written ? std::nullopt : std::optional(written.error()));
                        }});
}

void RefreshJob::failForNow(Error error, std::optional<Milliseconds> retryAfter)
{
    m_outcome.retryAfter = retryAfter;
    if (m_setup.members.constFirst().stored.pendingRefresh.isEmpty())
        return finish(Outcome::Kind::FailedForNow, std::move(error));
    // It is known not to be spent: a later try may use it.
    change([](StoredCredential &stored) { stored.pendingRefresh.clear(); });
    store([this, error = std::move(error)](const std::optional<Error> &) { finish(Outcome::Kind::FailedForNow, error); });
}

void RefreshJob::refuse(Error error, bool isRefreshDead)
{
    const bool isNews = isRefreshDead != m_setup.members.constFirst().stored.isRefreshDead
        || !m_setup.members.constFirst().stored.pendingRefresh.isEmpty();
    if (!isNews)
        return finish(Outcome::Kind::Refused, std::move(error));
    change([&](StoredCredential &stored) {
        stored.pendingRefresh.clear();
        stored.isRefreshDead = isRefreshDead;
    });
    store([this, error = std::move(error)](const std::optional<Error> &) { finish(Outcome::Kind::Refused, error); });
}

void RefreshJob::finish(Outcome::Kind kind, Error error)
{
    m_isOver = true;
    m_group.close();
    m_outcome.kind = kind;
    m_outcome.members = m_setup.members;
    m_outcome.error = std::move(error);
    Q_EMIT finished(m_outcome);
}

}
