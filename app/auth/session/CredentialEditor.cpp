#include "app/auth/session/CredentialEditor.h"

#include "app/auth/session/Accounts.h"
#include "app/secrets/SecretStore.h"

#include <QtCore/QRegularExpression>

#include <utility>

namespace tessera {

using namespace Qt::StringLiterals;

CredentialEditor::CredentialEditor(Sessions &sessions, const Sessions::Parts &parts, QObject *parent)
    : QObject(parent)
    , m_sessions(sessions)
    , m_parts(parts)
{
}

namespace {

// http:// was allowed for the address that was shown, not for the one that is put in its place.
Credential withOwnHttp(const Credential &before, Credential changed)
{
    const auto place = Origin::of(changed.baseUrl);
    if (place && place->isExposed() && Origin::of(before.baseUrl) != place)
        changed.allowsHttp = false;
    return changed;
}

}

Error CredentialEditor::missing(const CredentialId &id)
{
    return {ErrorKind::Input, tr("There is no credential “%1”.").arg(id.toString()), {}};
}

// Without a keychain there is nothing that could be lost in it.
std::optional<Error> CredentialEditor::unreadable(const EntryGroup::Entry &entry) const
{
    return m_parts.secrets.state() == KeychainState::Absent ? std::nullopt : entry.error;
}

void CredentialEditor::open(
    const QList<CredentialId> &ids, EntryGroup::Sharing sharing, const ResultCompletion<Done> &completion, Opened then)
{
    auto *group = new EntryGroup(m_sessions.turns(), m_parts.secrets, this);
    group->open(ids, sharing, {this, [this, group, completion, then = std::move(then)](const Result<Done> &opened) {
                                   if (!opened && m_parts.secrets.isDurable())
                                       return close(*group, completion, opened);
                                   then(*group);
                               }});
}

void CredentialEditor::close(EntryGroup &group, const ResultCompletion<Done> &completion, Result<Done> result)
{
    group.close();
    group.deleteLater();
    completion.deliver(std::move(result));
}

void CredentialEditor::addOrigin(const CredentialId &id, const QString &origin)
{
    Session *session = m_sessions.find(id);
    if (!session || session->member(id)->stored.origins.contains(origin))
        return;
    session->member(id)->stored.origins += origin;
    session->tell({CredentialEvent::Kind::OriginBound, CredentialEvent::Reason::User, {},
        tr("May go to %1 from now on.").arg(origin), {}, {}, {}, 0});
    session->addressBound();
}

void CredentialEditor::bindOrigin(const CredentialId &id, const Origin &origin, ResultCompletion<Done> completion)
{
    const Session *session = m_sessions.find(id);
    if (!session)
        return completion.deliver(failure(missing(id)));
    const QString place = origin.toString();
    open({id}, EntryGroup::Sharing::Ignored, completion, [this, id, place, completion](EntryGroup &group) {
        EntryGroup::Entry &entry = group.entry(id);
        const Session *now = m_sessions.find(id);
        if (!now)
            return close(group, completion, failure(missing(id)));
        const Member &member = *m_sessions.find(id)->member(id);
        if (entry.isThere && entry.error)
            return close(group, completion, failure(*entry.error));
        if (const auto error = unreadable(entry); error && (member.isInKeychain || m_sessions.isUnread(id)))
            return close(group, completion, failure(*error));
        if (!entry.isThere) {
            if (member.isInKeychain && !member.stored.tokens.isEmpty()) // signed out by another process
                return close(group, completion, Done{});
            entry.stored = member.stored;
        }
        addOrigin(id, place);
        if (!entry.stored.origins.contains(place))
            entry.stored.origins += place;
        group.write(
            {id}, {this, [this, &group, completion](const Result<Done> &written) { close(group, completion, written); }});
    });
    // In its turn behind a refresh that is under way; requests may go there at once.
    if (!m_sessions.isUnread(id))
        addOrigin(id, place);
}

void CredentialEditor::edit(const CredentialId &id, const Credential &wanted, ResultCompletion<Done> completion)
{
    Session *session = m_sessions.find(id);
    if (!session)
        return completion.deliver(failure(missing(id)));
    const Credential changed = withOwnHttp(session->member(id)->credential, wanted);
    if (changed.id.profile != id.profile || changed.id.account.isEmpty() || changed.id.environment.isEmpty())
        return completion.deliver(
            failure(ErrorKind::Input, tr("A credential needs a name and an environment, and stays with its profile.")));
    if (const auto origin = Origin::of(changed.baseUrl); !origin)
        return completion.deliver(failure(origin.error()));
    if (changed.id != id)
        return open({id, changed.id}, EntryGroup::Sharing::Followed, completion,
            [this, id, changed, completion](EntryGroup &group) { rename(id, changed, group, completion); });
    if (const auto kept = m_parts.accounts.rename(id, changed); !kept)
        return completion.deliver(failure(kept.error()));
    session->member(id)->credential = changed;
    session->replan();
    completion.deliver(Done{});
}

void CredentialEditor::rename(
    const CredentialId &id, const Credential &changed, EntryGroup &group, const ResultCompletion<Done> &completion)
{
    Session *session = m_sessions.find(id);
    if (!session)
        return close(group, completion, failure(missing(id)));
    if (m_sessions.find(changed.id))
        return close(group, completion,
            failure(ErrorKind::Input, tr("There is a credential “%1” already.").arg(changed.id.toString()),
                tr("Choose another name.")));
    EntryGroup::Entry &old = group.entry(id);
    if (const auto error = unreadable(old))
        return close(group, completion, failure(*error));
    group.entry(changed.id).stored = old.isThere ? old.stored : session->member(id)->stored;
    const auto ids = group.ids();
    for (const CredentialId &each : ids)
        group.entry(each).stored.sharedWith.replaceInStrings(
            QRegularExpression(u'^' + QRegularExpression::escape(id.toString()) + u'$'), changed.id.toString());
    QList<CredentialId> others = ids;
    others.removeAll(id);
    others.removeIf([&](const CredentialId &each) { return each != changed.id && !group.entry(each).isThere; });
    // The new entry before the old one goes: a crash in between leaves one too many, not one too few.
    group.write(others,
        {this, [this, id, changed, &group, completion](const Result<Done> &written) {
             if (!written)
                 return close(group, completion, written);
             if (const auto kept = m_parts.accounts.rename(id, changed); !kept) {
                 group.entry(changed.id).stored = {};
                 return group.write({changed.id},
                     {this, [this, &group, completion, kept](const Result<Done> &) { close(group, completion, kept); }});
             }
             if (changed.keepsCookies)
                 moveCookies(id, changed.id);
             if (m_sessions.find(id))
                 m_sessions.rename(id, changed);
             group.entry(id).stored = {};
             group.write({id},
                 {this, [this, &group, completion](const Result<Done> &removed) { close(group, completion, removed); }});
         }});
}

void CredentialEditor::moveCookies(const CredentialId &from, const CredentialId &to)
{
    m_parts.secrets.read(cookiesKey(from), {this, [this, from, to](const Result<Secret> &entry) {
                                                if (!entry)
                                                    return;
                                                if (!entry->isEmpty())
                                                    m_parts.secrets.write(cookiesKey(to), *entry, {});
                                                m_parts.secrets.remove(cookiesKey(from), {});
                                            }});
}

void CredentialEditor::forget(const CredentialId &id, ResultCompletion<Done> completion)
{
    if (m_sessions.find(id))
        m_sessions.separate(id).dropRefresh(
            {ErrorKind::SignInNeeded, tr("%1 was forgotten in the meantime.").arg(id.account), {}});
    open({id}, EntryGroup::Sharing::Ignored, completion,
        [this, id, completion](EntryGroup &group) { remove(id, group, completion); });
}

// First the entry, then the account: a crash in between leaves an account that is signed out, not an entry that nobody knows.
void CredentialEditor::remove(const CredentialId &id, EntryGroup &group, const ResultCompletion<Done> &completion)
{
    Session *session = m_sessions.find(id);
    const bool mayBeThere = m_sessions.isUnread(id) || (session && session->member(id)->isInKeychain);
    const EntryGroup::Entry &entry = group.entry(id);
    if (const auto error = entry.isThere ? std::nullopt : unreadable(entry); error && mayBeThere) {
        if (session)
            session->replan();
        return close(group, completion, failure(*error));
    }
    if (session && session->member(id)->credential.keepsCookies)
        m_parts.secrets.remove(cookiesKey(id), {});
    m_parts.secrets.remove(keychainKey(id), {this, [this, id, mayBeThere, &group, completion](const Result<Done> &removed) {
                                                 Session *now = m_sessions.find(id);
                                                 if (now)
                                                     now->wipeTokens();
                                                 if (!removed && mayBeThere)
                                                     return close(group, completion, removed);
                                                 const auto kept = m_parts.accounts.remove(id);
                                                 if (kept && now)
                                                     m_sessions.remove(id);
                                                 close(group, completion, kept);
                                             }});
}

}
