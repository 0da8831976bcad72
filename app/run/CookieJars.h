#pragma once

#include "app/auth/session/Credential.h"
#include "app/base/Completion.h"
#include "app/base/Secret.h"

#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QSet>

#include <memory>
#include <optional>
#include <vector>

namespace tessera {

class AuthManager;
class Clock;
class CookieJar;
class SecretStore;

// A cookie jar for each credential, which ends with its sign-in: nobody inherits a session. Where the person wishes it, the
// cookies that have an end outlive the program in the keychain; they are read when a jar is first asked for, and deleted
// with the sign-in, the credential and the wish.
class CookieJars : public QObject {
    Q_OBJECT
public:
    CookieJars(AuthManager &auth, const Clock &clock, QObject *parent = nullptr);
    ~CookieJars() override;
    void setKeychain(SecretStore *secrets); // null: nothing is kept

    // Without a profile: of requests as nobody in that environment. Shared with the calls under way, which fill it.
    [[nodiscard]] std::shared_ptr<CookieJar> jar(const CredentialId &id);
    // False: what is kept is not in it yet; then whenReady() tells. Errors: Keychain: it goes without them.
    [[nodiscard]] bool isReady(const CredentialId &id);
    void whenReady(const CredentialId &id, ResultCompletion<Done> completion);

    [[nodiscard]] bool isKept(const CredentialId &id);
    // Errors: of AuthManager::edit(); Keychain: the wish holds, but what is there could not be written or deleted yet.
    void setKept(const CredentialId &id, bool isKept, ResultCompletion<Done> completion);
    // What has changed, if anything has. What the keychain refused before, of anybody, is tried again.
    void keep(const CredentialId &id);

Q_SIGNALS:
    void filled(const tessera::CredentialId &id); // with what was kept
    // Cookies could not be written or deleted, and nobody waits to hear of it. Once, until it succeeds.
    void troubled(const tessera::CredentialId &id, const tessera::Error &error);

private:
    struct Jar;
    Jar &find(const CredentialId &id);
    void read(const CredentialId &id);
    void take(const CredentialId &id, const std::shared_ptr<CookieJar> &jar, const Result<Secret> &entry);
    void noteWritten(const CredentialId &id, const std::shared_ptr<Jar> &jar, const Result<Done> &done);
    void remove(const CredentialId &id, const ResultCompletion<Done> &completion = {});
    void removeLeftOver();
    void drop(const CredentialId &id);
    void dropOfTheForgotten();

    AuthManager &m_auth;
    const Clock &m_clock;
    SecretStore *m_secrets = nullptr;
    QHash<CredentialId, std::shared_ptr<Jar>> m_jars; // shared: a hash copies what it holds
    QHash<CredentialId, std::vector<ResultCompletion<Done>>> m_waiting; // for the keychain
    QSet<CredentialId> m_leftOver; // their entries are to be deleted and may still be there: nobody reads them
};

}
