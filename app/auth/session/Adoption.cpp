#include "app/auth/session/Adoption.h"

#include "app/auth/flow/SignInAttempt.h"
#include "app/auth/session/Accounts.h"
#include "app/secrets/SecretStore.h"

#include <algorithm>
#include <utility>

namespace tessera {

using namespace Qt::StringLiterals;

Adoption::Adoption(Setup setup, Sessions &sessions, const Sessions::Parts &parts, Ended done, QObject *parent)
    : QObject(parent)
    , m_setup(std::move(setup))
    , m_sessions(sessions)
    , m_parts(parts)
    , m_done(std::move(done))
    , m_group(sessions.turns(), parts.secrets)
{
}

void Adoption::start()
{
    const CredentialId id = m_setup.request.id;
    m_member = SignInAttempt::memberOf(m_setup.request, m_setup.profile, m_setup.way, m_setup.success, 0);
    if (const Credential *known = m_parts.accounts.find(id))
        m_member.credential.keepsCookies = known->keepsCookies;
    m_sessions.hide(m_member);
    // A refresh that spends this very pair decides what becomes of it; any other has nothing to say any more.
    Session *old = m_sessions.find(id);
    m_hasWaited = old && old->currentRefresh().isSpending(m_member.stored.tokens.captures.value(u"refresh"_s));
    if (old && !m_hasWaited)
        m_sessions.separate(id).currentRefresh().drop();
    m_group.open({id}, EntryGroup::Sharing::Ignored,
        {this, [this, id](const Result<Done> &) {
             QList<CredentialId> candidates;
             (void)m_parts.accounts.load(); // others may have come
             for (const Credential &each : m_parts.accounts.credentials()) {
                 if (each.id != id && each.id.profile == id.profile && each.baseUrl == m_setup.request.baseUrl)
                     candidates += each.id;
             }
             if (m_setup.profile.refresh.rotates == RefreshRule::Rotates::No || !m_member.stored.tokens.has(u"refresh"_s))
                 candidates.clear(); // nothing that another could spend
             lookForTwins(candidates);
         }});
}

void Adoption::lookForTwins(QList<CredentialId> left)
{
    if (!left.isEmpty()) {
        const CredentialId id = left.takeFirst();
        return m_parts.secrets.read(
            keychainKey(id), {this, [this, left, id](const Result<Secret> &entry) {
                                  const auto stored = entry && !entry->isEmpty() ? StoredCredential::parse(*entry)
                                                                                 : Result<StoredCredential>();
                                  const TokenSet &mine = m_member.stored.tokens;
                                  if (stored && (stored->tokens.isSamePair(mine) || stored->succeeds(mine)))
                                      m_twins += id;
                                  lookForTwins(left);
                              }});
    }
    if (m_twins.isEmpty() || !m_group.isOpen())
        return decide();
    // What they held counts only while nobody else can write it: their own refresh may be under way.
    m_group.open(QList<CredentialId>{m_setup.request.id} + m_twins, EntryGroup::Sharing::Ignored,
        {this, [this](const Result<Done> &) { decide(); }});
}

quint64 Adoption::newGeneration()
{
    const CredentialId id = m_setup.request.id;
    const Session *old = m_sessions.find(id);
    const quint64 here = old ? m_sessions.find(id)->member(id)->stored.tokens.generation : 0;
    return std::max(here, m_group.entry(id).stored.tokens.generation) + 1;
}

void Adoption::decide()
{
    const CredentialId id = m_setup.request.id;
    StoredCredential &mine = m_member.stored;
    const TokenSet given = mine.tokens;
    const auto takeOver = [&](const StoredCredential &newer) {
        mine.tokens = newer.tokens;
        mine.serverOffset = newer.serverOffset;
        mine.replacedRefresh = newer.replacedRefresh;
    };
    const quint64 generation = newGeneration();
    // What another server gave says nothing of these.
    const Credential *known = m_parts.accounts.find(id);
    const StoredCredential before
        = known && known->baseUrl == m_setup.request.baseUrl ? m_group.entry(id).stored : StoredCredential();
    if (before.succeeds(given))
        takeOver(before);
    else if (m_hasWaited && before.tokens.isSamePair(given))
        mine.isRefreshDead = before.isRefreshDead; // spent, and the answer was lost
    m_twins.removeIf([&](const CredentialId &twin) {
        const StoredCredential &theirs = m_group.entry(twin).stored;
        if (!theirs.tokens.isSamePair(given) && !theirs.succeeds(given)) {
            m_group.drop(twin);
            return true;
        }
        if (theirs.succeeds(given))
            takeOver(theirs);
        return false;
    });
    mine.tokens.generation = generation;
    QStringList names;
    for (const CredentialId &twin : std::as_const(m_twins))
        names += twin.toString();
    if (!names.isEmpty())
        names += id.toString();
    mine.sharedWith = names;
    m_group.entry(id).stored = mine;
    for (const CredentialId &twin : std::as_const(m_twins)) {
        StoredCredential &theirs = m_group.entry(twin).stored;
        theirs.sharedWith = names;
        if (theirs.tokens.captures != mine.tokens.captures || theirs.tokens.access != mine.tokens.access) {
            const quint64 theirGeneration = theirs.tokens.generation + 1;
            theirs.tokens = mine.tokens; // the newer answer counts for all of them
            theirs.tokens.generation = theirGeneration;
        }
    }
    m_sessions.hide(m_member);
    m_group.write({id}, {this, [this](const Result<Done> &written) {
                             m_member.isInKeychain = written && m_parts.secrets.isDurable();
                             if (m_twins.isEmpty())
                                 return install();
                             m_group.write(m_twins, {this, [this](const Result<Done> &) { install(); }});
                         }});
}

void Adoption::install()
{
    m_member.credential.signedInAt = m_parts.clock.now();
    const auto kept = m_parts.accounts.put(m_member.credential);
    for (const CredentialId &twin : std::as_const(m_twins)) {
        if (Session *theirs = m_sessions.find(twin))
            theirs->member(twin)->stored = m_group.entry(twin).stored;
    }
    m_sessions.take(m_member).tell({CredentialEvent::Kind::SignedIn, CredentialEvent::Reason::User, {}, tr("Signed in."), {},
        m_member.stored.tokens.access, m_member.stored.tokens.refresh, 0});
    m_group.close();
    if (!kept)
        m_done(failure(kept.error().kind, kept.error().message,
            tr("You are signed in, but this account will be gone when Tessera ends.")));
    else
        m_done(SignInOutcome{m_member.credential.id, {}, {}});
    deleteLater();
}

}
