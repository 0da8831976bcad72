#include "app/auth/session/Sessions.h"

#include "app/auth/profile/ProfileCatalog.h"
#include "app/auth/session/Accounts.h"
#include "app/base/Redactor.h"
#include "app/secrets/SecretStore.h"

#include <QtCore/QRandomGenerator>

#include <utility>

namespace tessera {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

bool holdTheSame(const TokenSet &a, const TokenSet &b)
{
    const auto same = [&](const QString &name) { return a.has(name) && a.captures.value(name) == b.captures.value(name); };
    return same(u"access"_s) && (same(u"refresh"_s) || (!a.has(u"refresh"_s) && !b.has(u"refresh"_s)));
}

}

Sessions::Sessions(const Parts &parts, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
    , m_scheduler(parts.clock)
    , m_shared{parts.clock, parts.secrets, parts.transport, m_scheduler, parts.lockFolder,
          [this](const QString &id) { return m_parts.profiles.find(id); },
          [this](const QString &environment) { return network(environment); },
          [] { return QRandomGenerator::global()->generateDouble(); }}
{
    connect(&parts.profiles, &ProfileCatalog::changed, this, [this] {
        for (Session *session : all())
            session->replan();
    });
    connect(&parts.clock, &Clock::jumped, this, [this] {
        for (const CredentialId &id : std::as_const(m_order))
            Q_EMIT stateChanged(id);
    });
    connect(&parts.secrets, &SecretStore::stateChanged, this, [this](KeychainState state) {
        if (state != KeychainState::Unlocked || m_isLoading)
            return;
        for (const CredentialId &id : std::as_const(m_unread))
            m_parts.secrets.read(
                keychainKey(id), {this, [this, id](const Result<Secret> &entry) { (void)restore(id, entry); }});
    });
}

Sessions::~Sessions()
{
    // Before the scheduler, which they use.
    for (Session *session : all())
        delete session;
}

void Sessions::load(ResultCompletion<Done> completion)
{
    m_isLoading = true;
    const auto loaded = m_parts.accounts.load();
    for (const Credential &credential : m_parts.accounts.credentials()) {
        if (m_order.contains(credential.id))
            continue;
        m_order += credential.id;
        make({credential, {}, false});
    }
    readNetwork(m_parts.accounts.environments(), loaded, std::move(completion));
}

void Sessions::whenLoaded(std::function<void()> run)
{
    m_isLoading ? m_afterLoading.push_back(std::move(run)) : run();
}

// Environments first: a refresh may need their proxy.
void Sessions::readNetwork(QStringList environments, Result<Done> first, ResultCompletion<Done> completion)
{
    if (environments.isEmpty())
        return readEntry(0, std::move(first), std::move(completion));
    const QString environment = environments.takeFirst();
    const NetworkSettings known = m_parts.accounts.network(environment);
    if (known.proxy.user.isEmpty() && known.clientCertificate.certificateFile.isEmpty())
        return readNetwork(environments, std::move(first), std::move(completion));
    m_parts.secrets.read(NetworkSecrets::key(environment),
        {this, [=, this, completion = std::move(completion)](const Result<Secret> &entry) mutable {
             if (entry)
                 m_networkSecrets.insert(environment, NetworkSecrets::parse(*entry));
             readNetwork(environments, std::move(first), std::move(completion));
         }});
}

void Sessions::readEntry(qsizetype index, Result<Done> first, ResultCompletion<Done> completion)
{
    if (index == m_order.size()) {
        m_isLoading = false;
        Q_EMIT changed();
        for (const auto &resume : std::exchange(m_afterLoading, {}))
            resume();
        return completion.deliver(std::move(first));
    }
    const CredentialId id = m_order.at(index);
    m_parts.secrets.read(
        keychainKey(id), {this, [=, this, completion = std::move(completion)](const Result<Secret> &entry) mutable {
                              if (const auto trouble = restore(id, entry); !trouble && first)
                                  first = trouble;
                              readEntry(index + 1, std::move(first), std::move(completion));
                          }});
}

Result<Done> Sessions::restore(const CredentialId &id, const Result<Secret> &entry)
{
    Session *mine = find(id);
    if (!mine || !mine->stored().tokens.isEmpty()) // forgotten, or signed in anew in the meantime
        return Done{};
    if (!entry) {
        m_unread.insert(id); // a locked keychain, say: looked at again when it opens
        return failure(entry.error());
    }
    m_unread.remove(id);
    if (entry->isEmpty())
        return Done{};
    auto stored = StoredCredential::parse(*entry);
    if (!stored)
        return failure(stored.error());
    Member *member = mine->member(id);
    member->stored = *std::move(stored);
    member->isInKeychain = m_parts.secrets.isDurable();
    hide(*member);
    if (Session *other = twin(*member); other && !member->stored.tokens.isEmpty()) {
        const Member copy = *member;
        detach(id);
        m_sessions.insert(id, other);
        other->join(copy);
        return Done{};
    }
    mine->restore();
    return Done{};
}

Session *Sessions::make(const Member &member)
{
    auto *made = new Session(m_shared, member, this);
    const auto forEach = [made](const auto &tell) {
        for (const Member &each : made->members())
            tell(each);
    };
    connect(made, &Session::changed, this,
        [this, forEach] { forEach([this](const Member &each) { Q_EMIT stateChanged(each.credential.id); }); });
    connect(made, &Session::eventHappened, this, [this, forEach](const CredentialEvent &event) {
        forEach([&](const Member &each) { Q_EMIT eventHappened(each.credential.id, event); });
    });
    connect(made, &Session::tokensChanged, this, [this, forEach] { forEach([this](const Member &each) { hide(each); }); });
    connect(made, &Session::userNeeded, this, [this, forEach](const QString &message) {
        forEach([&](const Member &each) { Q_EMIT userNeeded(each.credential.id, message); });
    });
    m_sessions.insert(member.credential.id, made);
    return made;
}

void Sessions::hide(const Member &member)
{
    const AuthProfile *profile = m_parts.profiles.find(member.credential.id.profile);
    const auto &captures = member.stored.tokens.captures;
    for (auto it = captures.cbegin(); it != captures.cend(); ++it) {
        if (!profile || profile->isSecret(it.key()))
            m_parts.redactor.addSecret(*it);
    }
    for (const Secret &secret : member.stored.secrets)
        m_parts.redactor.addSecret(secret);
    if (!profile)
        return;
    for (const QString &name : profile->secretNames())
        m_parts.redactor.addName(name);
}

// Takes a credential out of its session; the session goes when it was the last.
void Sessions::detach(const CredentialId &id)
{
    Session *old = m_sessions.take(id);
    if (!old)
        return;
    old->leave(id);
    if (!old->members().empty())
        return;
    old->cancelRefresh();
    old->deleteLater();
}

Session *Sessions::twin(const Member &member) const
{
    for (Session *candidate : m_sessions) {
        const Member &other = candidate->members().front();
        if (other.credential.id != member.credential.id && other.credential.id.profile == member.credential.id.profile
            && other.credential.baseUrl == member.credential.baseUrl
            && holdTheSame(other.stored.tokens, member.stored.tokens))
            return candidate;
    }
    return nullptr;
}

Session &Sessions::take(const Member &member)
{
    const CredentialId id = member.credential.id;
    const bool isNew = !m_order.contains(id);
    Session *mine = find(id);
    Session *other = twin(member);
    if (mine && (mine->members().size() > 1 || other)) {
        detach(id);
        mine = nullptr;
    }
    if (other) {
        for (const Member &each : other->members()) // the newer answer counts for all of them
            other->member(each.credential.id)->stored.tokens = member.stored.tokens;
        m_sessions.insert(id, other);
        other->join(member);
        mine = other;
    } else if (mine) {
        *mine->member(id) = member;
    } else {
        mine = make(member);
    }
    if (isNew)
        m_order += id;
    mine->takeTokens();
    if (isNew)
        Q_EMIT changed();
    return *mine;
}

Session &Sessions::separate(const CredentialId &id)
{
    Session *mine = find(id);
    if (mine->members().size() == 1)
        return *mine;
    const Member member = *mine->member(id);
    detach(id);
    return *make(member);
}

void Sessions::rename(const CredentialId &from, const CredentialId &to)
{
    m_sessions.insert(to, m_sessions.take(from));
    m_order.replace(m_order.indexOf(from), to);
    Q_EMIT changed();
}

void Sessions::remove(const CredentialId &id)
{
    m_order.removeAll(id);
    m_unread.remove(id);
    detach(id);
    Q_EMIT changed();
}

NetworkSettings Sessions::network(const QString &environment) const
{
    NetworkSettings settings = m_parts.accounts.network(environment);
    const NetworkSecrets secrets = m_networkSecrets.value(environment);
    settings.proxy.password = secrets.proxyPassword;
    settings.clientCertificate.passphrase = secrets.passphrase;
    return settings;
}

void Sessions::setNetworkSecrets(const QString &environment, const NetworkSecrets &secrets)
{
    m_networkSecrets.insert(environment, secrets);
    m_parts.redactor.addSecret(secrets.proxyPassword);
    m_parts.redactor.addSecret(secrets.passphrase);
}

void Sessions::setOnline(bool isOnline)
{
    if (std::exchange(m_shared.isOnline, isOnline) == isOnline)
        return;
    for (Session *session : all())
        session->replan();
}

void Sessions::settle(Completion<Done> completion)
{
    m_shared.isSettling = true;
    auto left = std::make_shared<int>(1); // shared: by the sessions that still have to answer
    const auto one = [left, completion] {
        if (--*left == 0)
            completion.deliver(Done{});
    };
    for (Session *session : all()) {
        if (!session->isRefreshing())
            continue;
        ++*left;
        session->whenIdle(3s, {this, [one](Done) { one(); }});
    }
    one();
}

}
