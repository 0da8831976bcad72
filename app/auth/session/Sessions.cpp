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
    , m_shared{parts.clock, parts.secrets, parts.transport, m_scheduler, m_turns, *this, *this,
          [this](const QString &id) { return m_parts.profiles.find(id); },
          [this](const QString &environment) { return network(environment); },
          [] { return QRandomGenerator::global()->generateDouble(); }}
{
    connect(&parts.profiles, &ProfileCatalog::changed, this, [this] {
        m_namedProfiles.clear();
        for (const auto &session : all())
            session->replan();
    });
    connect(&parts.clock, &Clock::jumped, this, [this] {
        const auto ids = m_order;
        for (const CredentialId &id : ids)
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

Sessions::~Sessions() = default;

Session *Sessions::make(const Member &member)
{
    auto made = std::make_shared<Session>(m_shared, member);
    m_pairs.note(*made);
    m_sessions.insert(member.credential.id, made);
    return made.get();
}

std::vector<std::shared_ptr<Session>> Sessions::all() const
{
    std::vector<std::shared_ptr<Session>> all;
    for (auto it = m_sessions.cbegin(); it != m_sessions.cend(); ++it) {
        if (it.key() == (*it)->members().front().credential.id)
            all.push_back(*it);
    }
    return all;
}

void Sessions::sessionChanged(const Session &session)
{
    for (const CredentialId &id : session.ids())
        Q_EMIT stateChanged(id);
}

void Sessions::sessionTold(const Session &session, const CredentialEvent &event)
{
    for (const CredentialId &id : session.ids())
        Q_EMIT eventHappened(id, event);
}

void Sessions::sessionGotTokens(const Session &session)
{
    m_pairs.note(session);
    for (const Member &member : session.members())
        hide(member);
}

void Sessions::sessionNeedsUser(const Session &session, const QString &message)
{
    for (const CredentialId &id : session.ids())
        Q_EMIT userNeeded(id, message);
}

// What another process did to one of several: it goes its own way.
void Sessions::memberParted(const Member &member)
{
    const CredentialId id = member.credential.id;
    detach(id);
    hide(member);
    if (const auto other = member.stored.tokens.isEmpty() ? nullptr : twin(member)) {
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
    const AuthProfile *profile = m_parts.profiles.find(member.credential.id.profile);
    const auto &captures = member.stored.tokens.captures;
    for (auto it = captures.cbegin(); it != captures.cend(); ++it) {
        if (!profile || profile->isSecret(it.key()))
            m_parts.redactor.addSecret(*it);
    }
    for (const Secret &secret : member.stored.secrets)
        m_parts.redactor.addSecret(secret);
    if (!profile || m_namedProfiles.contains(profile->id))
        return;
    m_namedProfiles.insert(profile->id);
    for (const QString &name : profile->secretNames())
        m_parts.redactor.addName(name);
}

// Takes a credential out of its session; the session goes when it was the last.
void Sessions::detach(const CredentialId &id)
{
    auto old = m_sessions.take(id);
    if (!old)
        return;
    old->leave(id);
    if (!old->members().empty())
        return;
    m_pairs.forget(*old);
    m_ended.push_back(std::move(old));
    QMetaObject::invokeMethod(
        this, [this] { m_ended.clear(); }, Qt::QueuedConnection);
}

std::shared_ptr<Session> Sessions::twin(const Member &member) const
{
    for (const Session *candidate : m_pairs.holders(member.stored.tokens)) {
        const Member &other = candidate->members().front();
        if (other.credential.id != member.credential.id && other.credential.id.profile == member.credential.id.profile
            && other.credential.baseUrl == member.credential.baseUrl && other.stored.tokens.isSamePair(member.stored.tokens))
            return m_sessions.value(other.credential.id);
    }
    return nullptr;
}

Session &Sessions::take(const Member &member)
{
    const CredentialId id = member.credential.id;
    const bool isNew = !m_sessions.contains(id);
    Session *mine = find(id);
    const auto other = twin(member);
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
        mine = other.get();
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
    const auto session = m_sessions.take(from);
    session->member(from)->credential = to;
    m_sessions.insert(to.id, session);
    m_order.replace(m_order.indexOf(from), to.id);
    if (m_unread.remove(from))
        m_unread.insert(to.id);
    session->restartRefresh();
    session->replan();
    Q_EMIT renamed(from, to.id);
    Q_EMIT changed();
}

void Sessions::remove(const CredentialId &id)
{
    m_order.removeAll(id);
    m_unread.remove(id);
    detach(id);
    Q_EMIT changed();
}

void Sessions::learnClock(const Origin &server, const ServerClock &clock)
{
    QHash<QString, bool> isThere; // of the few base URLs that very many have
    for (const auto &session : all()) {
        if (session->members().empty())
            continue;
        const QString &baseUrl = session->members().front().credential.baseUrl;
        auto known = isThere.constFind(baseUrl);
        if (known == isThere.cend())
            known = isThere.insert(baseUrl, Origin::of(baseUrl) == server);
        if (!*known)
            continue;
        session->learnClock(server, clock);
        sessionChanged(*session);
    }
}

void Sessions::setOnline(bool isOnline)
{
    if (std::exchange(m_shared.isOnline, isOnline) == isOnline)
        return;
    for (const auto &session : all())
        session->replan();
}

void Sessions::settle(Completion<Done> completion)
{
    m_shared.isSettling = true;
    for (const auto &session : all()) {
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
