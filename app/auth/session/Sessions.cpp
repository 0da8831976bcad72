#include "app/auth/session/Sessions.h"

#include "app/auth/profile/ProfileCatalog.h"
#include "app/auth/session/Accounts.h"
#include "app/base/Redactor.h"
#include "app/http/Origin.h"
#include "app/secrets/SecretStore.h"

#include <QtCore/QRandomGenerator>

#include <utility>

namespace tessera {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto longestSettling = 60s; // a token call ends in 30 s, and a keychain has its own time-outs

}

Sessions::Sessions(const Parts &parts, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
    , m_scheduler(parts.clock)
    , m_turns(parts.clock, parts.lockFolder)
    , m_shared{parts.clock, parts.secrets, parts.transport, m_scheduler, m_turns, *this,
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
        if (state == KeychainState::Unlocked && !m_isLoading)
            readAgain();
        noteMovedIn();
    });
    connect(&parts.accounts, &Accounts::putElsewhere, this, &Sessions::takeAccount);
    connect(&parts.accounts, &Accounts::removedElsewhere, this, &Sessions::loseAccount);
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
        if (m_sessions.contains(credential.id))
            continue;
        m_order += credential.id;
        make({credential, {}, false});
    }
    readNetwork(m_parts.accounts.environments() << QString(), loaded, std::move(completion));
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
                 takeNetworkSecrets(environment, NetworkSecrets::parse(*entry));
             else
                 m_unreadNetworks.insert(environment);
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
    if (m_unread.remove(id))
        Q_EMIT stateChanged(id);
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
        const auto members = made->members(); // a copy: whoever hears of it may change them
        for (const Member &each : members)
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
    connect(made, &Session::parted, this, &Sessions::part);
    m_sessions.insert(member.credential.id, made);
    return made;
}

// What another process did to one of several: it goes its own way.
void Sessions::part(const Member &member)
{
    const CredentialId id = member.credential.id;
    detach(id);
    hide(member);
    if (Session *other = member.stored.tokens.isEmpty() ? nullptr : twin(member)) {
        m_sessions.insert(id, other);
        other->join(member);
        return;
    }
    Session *own = make(member);
    own->restore();
    if (member.stored.tokens.isEmpty())
        own->tell({CredentialEvent::Kind::SignedOut, CredentialEvent::Reason::OtherProcess, {},
            tr("Another program signed it out."), {}, {}, {}, 0});
    Q_EMIT stateChanged(id);
}

void Sessions::hide(const Member &member)
{
    m_pairs.note(member.credential.id, member.stored.tokens);
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
    if (old->members().empty())
        old->deleteLater();
}

Session *Sessions::twin(const Member &member) const
{
    const auto holders = m_pairs.holders(member.stored.tokens);
    for (const CredentialId &id : holders) {
        Session *candidate = find(id);
        if (!candidate)
            continue;
        const Member &other = candidate->members().front();
        if (other.credential.id != member.credential.id && other.credential.id.profile == member.credential.id.profile
            && other.credential.baseUrl == member.credential.baseUrl && other.stored.tokens.isSamePair(member.stored.tokens))
            return candidate;
    }
    return nullptr;
}

Session &Sessions::take(const Member &member)
{
    const CredentialId id = member.credential.id;
    const bool isNew = !m_sessions.contains(id);
    Session *mine = find(id);
    Session *other = twin(member);
    if (mine && (mine->members().size() > 1 || other)) {
        if (mine->members().size() == 1)
            mine->currentRefresh().answerWaiters(Done{}); // they ask anew, and find these tokens
        detach(id);
        mine = nullptr;
    }
    if (other) {
        const auto others = other->members();
        for (const Member &each : others) { // the newer answer counts for all of them
            TokenSet &tokens = other->member(each.credential.id)->stored.tokens;
            const quint64 generation = tokens.generation;
            tokens = member.stored.tokens;
            tokens.generation = generation;
        }
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
    m_unread.remove(id); // whatever it held, this is what the user wants now
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
    Session *own = make(member);
    own->restore();
    return *own;
}

void Sessions::rename(const CredentialId &from, const Credential &to)
{
    Session *session = m_sessions.take(from);
    session->member(from)->credential = to;
    m_sessions.insert(to.id, session);
    m_pairs.forget(from);
    m_pairs.note(to.id, session->member(to.id)->stored.tokens);
    m_order.replace(m_order.indexOf(from), to.id);
    if (m_unread.remove(from))
        m_unread.insert(to.id);
    session->restartRefresh();
    session->replan();
    Q_EMIT changed();
}

void Sessions::remove(const CredentialId &id)
{
    m_order.removeAll(id);
    m_unread.remove(id);
    m_pairs.forget(id);
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

void Sessions::takeNetworkSecrets(const QString &environment, const NetworkSecrets &secrets)
{
    m_networkSecrets.insert(environment, secrets);
    m_parts.redactor.addSecret(secrets.proxyPassword);
    m_parts.redactor.addSecret(secrets.passphrase);
}

void Sessions::storeNetworkSecrets(
    const QString &environment, const NetworkSecrets &secrets, ResultCompletion<Done> completion)
{
    takeNetworkSecrets(environment, secrets);
    if (m_unreadNetworks.contains(environment))
        return completion.deliver(Done{}); // see readAgain()
    if (secrets.isEmpty())
        return m_parts.secrets.remove(NetworkSecrets::key(environment), std::move(completion));
    m_parts.secrets.write(NetworkSecrets::key(environment), secrets.serialised(), std::move(completion));
}

// What the keychain would not give at the start.
void Sessions::readAgain()
{
    for (const QString &environment : std::exchange(m_unreadNetworks, {})) {
        m_parts.secrets.read(NetworkSecrets::key(environment),
            {this, [this, environment](const Result<Secret> &entry) {
                 if (!entry) {
                     m_unreadNetworks.insert(environment);
                     return;
                 }
                 const NetworkSecrets typed = m_networkSecrets.value(environment);
                 takeNetworkSecrets(environment, typed.completedBy(NetworkSecrets::parse(*entry)));
                 if (!typed.isEmpty())
                     storeNetworkSecrets(environment, m_networkSecrets.value(environment), {});
             }});
    }
    for (const CredentialId &id : std::as_const(m_unread))
        m_parts.secrets.read(keychainKey(id), {this, [this, id](const Result<Secret> &entry) { (void)restore(id, entry); }});
}

void Sessions::learnClock(const Origin &server, const ServerClock &clock)
{
    for (Session *session : all()) {
        const auto members = session->members(); // a copy: whoever hears of it may change them
        if (Origin::of(members.front().credential.baseUrl) != server)
            continue;
        session->learnClock(server, clock);
        for (const Member &member : members)
            Q_EMIT stateChanged(member.credential.id);
    }
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
    for (Session *session : all()) {
        session->currentRefresh().settle();
        session->replan();
    }
    // What has no turn any more may still wait in the keychain's queue; a question that comes after it is answered after it.
    m_turns.whenIdle(
        {this, [this, completion](Done) {
             m_parts.secrets.read(u"settle"_s, {this, [completion](const Result<Secret> &) { completion.deliver(Done{}); }});
         }});
    m_parts.clock.after(longestSettling, this, [completion] { completion.deliver(Done{}); });
}

}
