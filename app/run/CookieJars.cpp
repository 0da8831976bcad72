#include "app/run/CookieJars.h"

#include "app/auth/AuthManager.h"
#include "app/auth/session/StoredCredential.h"
#include "app/base/Clock.h"
#include "app/http/CookieJar.h"
#include "app/run/KeptCookies.h"
#include "app/secrets/SecretStore.h"

#include <utility>

namespace tessera {

struct CookieJars::Jar {
    std::shared_ptr<CookieJar> cookies = std::make_shared<CookieJar>(); // shared: with calls and dialogs
    bool isKept = false;
    bool isFilled = false; // what is kept is in it: only then it may take the entry's place
    bool isWriting = false;
    std::optional<quint64> seen; // the cookies' revision when they were looked at last
    Secret written;
    bool isTroubled = false; // and it was told
    std::vector<ResultCompletion<Done>> waiting; // for the write
};

namespace {

Error troubleOf(const Error &error, const QString &what)
{
    return {error.kind, CookieJars::tr("%1 %2 It is tried again after the next request.").arg(what, error.message), error.detail};
}

}

CookieJars::CookieJars(AuthManager &auth, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_auth(auth)
    , m_clock(clock)
{
    using Kind = CredentialEvent::Kind;
    connect(&auth, &AuthManager::eventHappened, this, [this](const CredentialId &id, const CredentialEvent &event) {
        if (event.kind == Kind::SignedIn || event.kind == Kind::SignedOut)
            drop(id);
    });
    connect(&auth, &AuthManager::credentialRenamed, this, [this](const CredentialId &from, const CredentialId &to) {
        if (auto jar = m_jars.take(from))
            m_jars.insert(to, std::move(jar));
    });
    connect(&auth, &AuthManager::credentialsChanged, this, &CookieJars::dropOfTheForgotten);
}

CookieJars::~CookieJars() = default;

void CookieJars::setKeychain(SecretStore *secrets)
{
    m_secrets = secrets;
    if (!secrets)
        return;
    connect(secrets, &SecretStore::stateChanged, this, [this](KeychainState state) {
        if (state != KeychainState::Unlocked)
            return;
        removeLeftOver();
        const auto ids = m_jars.keys();
        for (const CredentialId &id : ids)
            keep(id);
    });
}

CookieJars::Jar &CookieJars::find(const CredentialId &id)
{
    auto &found = m_jars[id];
    if (!found) {
        found = std::make_shared<Jar>();
        if (m_secrets && !id.isEmpty()) {
            const auto status = m_auth.status(id);
            found->isKept = status && status->credential.keepsCookies;
        }
        found->isFilled = !found->isKept || m_leftOver.contains(id);
    }
    return *found;
}

std::shared_ptr<CookieJar> CookieJars::jar(const CredentialId &id)
{
    const Jar &found = find(id);
    if (!found.isFilled && !m_waiting.contains(id))
        read(id);
    return found.cookies;
}

bool CookieJars::isReady(const CredentialId &id)
{
    return find(id).isFilled;
}

void CookieJars::whenReady(const CredentialId &id, ResultCompletion<Done> completion)
{
    if (isReady(id))
        return completion.deliver(Done{});
    const bool isAsked = m_waiting.contains(id);
    m_waiting[id].push_back(std::move(completion));
    if (!isAsked)
        read(id);
}

void CookieJars::read(const CredentialId &id)
{
    (void)m_waiting[id]; // it is asked
    m_secrets->read(cookiesKey(id), {this, [this, id, jar = find(id).cookies](const Result<Secret> &entry) { take(id, jar, entry); }});
}

void CookieJars::take(const CredentialId &id, const std::shared_ptr<CookieJar> &jar, const Result<Secret> &entry)
{
    const auto cookies = entry ? KeptCookies::parse(*entry) : Result<QList<Cookie>>(failure(entry.error()));
    const auto waiting = m_waiting.take(id);
    const auto found = m_jars.value(id);
    if (found && found->cookies == jar && !found->isFilled && cookies) { // else it has ended in the meantime
        const QList<Cookie> newer = jar->all();
        for (const Cookie &cookie : *cookies)
            jar->insert(cookie);
        for (const Cookie &cookie : newer)
            jar->insert(cookie);
        found->isFilled = true;
        found->seen = jar->revision();
        found->written = *entry;
        Q_EMIT filled(id);
        if (!newer.isEmpty()) {
            found->seen.reset();
            keep(id);
        }
    }
    for (const auto &completion : waiting)
        completion.deliver(cookies ? Result<Done>(Done{}) : failure(cookies.error()));
}

bool CookieJars::isKept(const CredentialId &id)
{
    return find(id).isKept;
}

void CookieJars::setKept(const CredentialId &id, bool isKept, ResultCompletion<Done> completion)
{
    const auto status = m_auth.status(id);
    if (!m_secrets || !status)
        return completion.deliver(failure(ErrorKind::Input, tr("There is no credential to keep cookies of.")));
    Credential credential = status->credential;
    credential.keepsCookies = isKept;
    m_auth.edit(id, credential, {this, [this, id, isKept, completion](const Result<Done> &edited) {
                                     if (!edited)
                                         return completion.deliver(edited);
                                     Jar &jar = find(id);
                                     jar.isKept = isKept;
                                     jar.isFilled = true;
                                     jar.seen.reset();
                                     jar.written = {};
                                     if (!isKept)
                                         return remove(id, completion);
                                     keep(id);
                                     if (jar.isWriting)
                                         jar.waiting.push_back(completion);
                                     else
                                         completion.deliver(Done{});
                                 }});
}

// One write at a time: what changes meanwhile goes with the next.
void CookieJars::keep(const CredentialId &id)
{
    removeLeftOver();
    const auto jar = m_jars.value(id);
    if (!m_secrets || !jar || !jar->isKept || !jar->isFilled || jar->isWriting)
        return;
    const quint64 revision = jar->cookies->revision();
    if (jar->seen == revision)
        return;
    jar->seen = revision;
    const Secret entry = KeptCookies::serialised(jar->cookies->current(m_clock.now()));
    if (entry == jar->written)
        return;
    jar->written = entry;
    jar->isWriting = true;
    const ResultCompletion<Done> written(this, [this, id, jar](const Result<Done> &done) { noteWritten(id, jar, done); });
    if (entry.isEmpty())
        m_secrets->remove(cookiesKey(id), written);
    else
        m_secrets->write(cookiesKey(id), entry, written);
}

void CookieJars::noteWritten(const CredentialId &id, const std::shared_ptr<Jar> &jar, const Result<Done> &done)
{
    const bool isPresent = m_jars.value(id) == jar; // else its entry goes, whatever is in it
    jar->isWriting = false;
    if (done) {
        jar->isTroubled = false;
        if (isPresent) {
            m_leftOver.remove(id);
            keep(id);
        }
        if (jar->isWriting)
            return;
    } else {
        jar->seen.reset();
        jar->written = {};
    }
    const auto outcome = done ? done : failure(troubleOf(done.error(), tr("The cookies of %1 could not be kept.").arg(id.account)));
    const auto waiting = std::exchange(jar->waiting, {});
    for (const auto &completion : waiting)
        completion.deliver(outcome);
    if (!outcome && isPresent && waiting.empty() && !std::exchange(jar->isTroubled, true))
        Q_EMIT troubled(id, outcome.error());
}

void CookieJars::remove(const CredentialId &id, const ResultCompletion<Done> &completion)
{
    const bool isTold = m_leftOver.contains(id);
    m_leftOver.insert(id);
    m_secrets->remove(cookiesKey(id), {this, [this, id, isTold, completion](const Result<Done> &done) {
                                           if (done) {
                                               m_leftOver.remove(id);
                                               return completion.deliver(done);
                                           }
                                           const Error error = troubleOf(done.error(), tr("The kept cookies of %1 could not be deleted.").arg(id.account));
                                           if (!completion && !isTold)
                                               Q_EMIT troubled(id, error);
                                           completion.deliver(failure(error));
                                       }});
}

void CookieJars::removeLeftOver()
{
    const auto ids = m_leftOver;
    for (const CredentialId &id : ids) {
        const auto jar = m_jars.value(id);
        if (!jar || !jar->isWriting) // else the write takes its place
            remove(id);
    }
}

// A call under way may still fill the old jar; it serves nobody else.
void CookieJars::drop(const CredentialId &id)
{
    const bool wasKept = find(id).isKept;
    m_jars.take(id)->cookies->clear();
    if (wasKept)
        remove(id);
}

void CookieJars::dropOfTheForgotten()
{
    const auto known = m_auth.credentials();
    const auto ids = m_jars.keys();
    for (const CredentialId &id : ids) {
        if (!id.isEmpty() && !known.contains(id)) // the entry goes with the account
            m_jars.take(id)->cookies->clear();
    }
}

}
