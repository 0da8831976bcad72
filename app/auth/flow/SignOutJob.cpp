#include "app/auth/flow/SignOutJob.h"

#include "app/auth/flow/RefreshNeeds.h"

namespace tessera {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

SignOutJob::SignOutJob(
    const CredentialId &id, Setup setup, Sessions &sessions, const Sessions::Parts &parts, QObject *parent)
    : QObject(parent)
    , m_id(id)
    , m_setup(std::move(setup))
    , m_sessions(sessions)
    , m_transport(parts.transport)
    , m_group(sessions.turns(), parts.secrets)
{
}

Session *SignOutJob::session()
{
    const Session *mine = m_sessions.find(m_id);
    if (!mine)
        return nullptr;
    if (mine->members().size() > 1)
        m_note = tr("Another account holds the same tokens, so the server was not told.");
    return &m_sessions.separate(m_id);
}

bool SignOutJob::tellsServer() const
{
    return m_note.isEmpty() && m_setup.profile && !m_setup.profile->signOut.isEmpty();
}

void SignOutJob::start()
{
    Session *mine = session();
    if (!mine || !tellsServer())
        return begin();
    mine->currentRefresh().whenIdle(3s, {this, [this](Done) { begin(); }});
}

void SignOutJob::begin()
{
    Session *mine = session();
    if (!mine)
        return finish({});
    mine->dropRefresh(
        {ErrorKind::SignInNeeded, tr("%1 was signed out.").arg(m_id.account), tr("Sign in, then send again.")});
    if (!tellsServer()) // nobody needs them any more, however long the keychain takes
        mine->wipeTokens();
    m_group.open({m_id}, EntryGroup::Sharing::Ignored, {this, [this](const Result<Done> &opened) {
                                                            const Session *now = session();
                                                            if (!now)
                                                                return finish({});
                                                            if (!opened)
                                                                return wipe(opened.error().message);
                                                            if (!tellsServer() || now->stored().tokens.isEmpty())
                                                                return wipe(m_note);
                                                            tellServer();
                                                        }});
}

void SignOutJob::tellServer()
{
    Member member = session()->members().front();
    if (const StoredCredential &now = m_group.entry(m_id).stored; !now.tokens.isEmpty() && member.isInKeychain)
        member.stored = now; // another process may have refreshed since
    auto *flow = new AuthFlow({*m_setup.profile, member.credential.baseUrl, RefreshNeeds::values(member),
                                  member.credential.choices, m_setup.network, member.stored.origins, false, {}, member.credential.allowsHttp},
        m_transport, this);
    connect(flow, &AuthFlow::succeeded, this, [this] { wipe({}); });
    connect(flow, &AuthFlow::failed, this,
        [this](const AuthFlow::Failure &failed) { wipe(tr("The server could not be told: %1").arg(failed.error.message)); });
    flow->run(m_setup.profile->signOut);
}

void SignOutJob::wipe(const QString &note)
{
    Session *mine = session();
    if (!mine)
        return finish(note);
    mine->wipeTokens();
    mine->tell({CredentialEvent::Kind::SignedOut, CredentialEvent::Reason::User, {}, tr("Signed out."), {}, {}, {}, 0});
    if (!mine->member(m_id)) // whoever was told has forgotten it
        return finish(note);
    Member &member = *mine->member(m_id);
    if (!member.credential.remembersSecrets)
        member.stored.secrets.clear();
    if (member.stored.secrets.isEmpty())
        member.stored.origins.clear();
    m_group.entry(m_id).stored = member.stored;
    m_group.write({m_id}, {this, [this, note](const Result<Done> &wiped) {
                               const QString trouble = wiped
                                   ? QString()
                                   : tr("The keychain still holds the old entry: %1").arg(wiped.error().message);
                               finish(u"%1 %2"_s.arg(note, trouble).trimmed());
                           }});
}

void SignOutJob::finish(const QString &note)
{
    m_group.close();
    Q_EMIT finished(note);
}

}
