#include "app/auth/flow/SignOutJob.h"

#include "app/secrets/SecretStore.h"

namespace tessera {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

SignOutJob::SignOutJob(Session &session, Setup setup, SecretStore &secrets, QnamTransport &transport, QObject *parent)
    : QObject(parent)
    , m_session(&session)
    , m_setup(std::move(setup))
    , m_secrets(secrets)
    , m_transport(transport)
{
}

void SignOutJob::start()
{
    m_session->whenIdle(3s, {this, [this](Done) {
                                 if (!m_session)
                                     Q_EMIT finished({});
                                 else if (!m_setup.note.isEmpty() || !m_setup.profile || m_setup.profile->signOut.isEmpty()
                                     || m_session->stored().tokens.isEmpty())
                                     wipe(m_setup.note);
                                 else
                                     tellServer();
                             }});
}

void SignOutJob::tellServer()
{
    const Member &member = m_session->members().front();
    QMap<QString, Secret> values;
    for (auto it = member.credential.fields.cbegin(); it != member.credential.fields.cend(); ++it)
        values.insert(it.key(), Secret(*it));
    values.insert(member.stored.secrets);
    values.insert(member.stored.tokens.captures);
    auto *flow = new AuthFlow({*m_setup.profile, member.credential.baseUrl, values, member.credential.choices,
                                  m_setup.network, member.stored.origins, false},
        m_transport, this);
    connect(flow, &AuthFlow::succeeded, this, [this] { wipe({}); });
    connect(flow, &AuthFlow::failed, this,
        [this](const AuthFlow::Failure &failed) { wipe(tr("The server could not be told: %1").arg(failed.error.message)); });
    flow->run(m_setup.profile->signOut);
}

void SignOutJob::wipe(const QString &note)
{
    if (!m_session) {
        Q_EMIT finished(note);
        return;
    }
    m_session->wipeTokens();
    m_session->tell({CredentialEvent::Kind::SignedOut, CredentialEvent::Reason::User, {}, tr("Signed out."), {}, {}, {}, 0});
    Member &member = *m_session->member(m_session->members().front().credential.id);
    if (!member.credential.remembersSecrets)
        member.stored.secrets.clear();
    const ResultCompletion<Done> answered{
        this, [this, note](const Result<Done> &wiped) {
            const QString trouble
                = wiped ? QString() : tr("The keychain still holds the old entry: %1").arg(wiped.error().message);
            Q_EMIT finished(u"%1 %2"_s.arg(note, trouble).trimmed());
        }};
    const QString key = keychainKey(member.credential.id);
    if (!member.stored.secrets.isEmpty())
        return m_secrets.write(key, member.stored.serialised(), answered);
    member.stored.origins.clear();
    m_secrets.remove(key, answered);
}

}
