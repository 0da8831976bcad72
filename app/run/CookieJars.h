#pragma once

#include "app/auth/session/Credential.h"
#include "app/base/Completion.h"
#include "app/base/Secret.h"

#include <QtCore/QHash>
#include <QtCore/QObject>

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

    // An empty id: of requests as nobody. Shared with the calls under way, which fill it.
    [[nodiscard]] std::shared_ptr<CookieJar> jar(const CredentialId &id);
    // False: what is kept is not in it yet; then whenReady() tells. Errors: Keychain: it goes without them.
    [[nodiscard]] bool isReady(const CredentialId &id);
    void whenReady(const CredentialId &id, ResultCompletion<Done> completion);

    [[nodiscard]] bool isKept(const CredentialId &id);
    // Errors: of AuthManager::edit().
    void setKept(const CredentialId &id, bool isKept, ResultCompletion<Done> completion);
    void keep(const CredentialId &id); // what has changed, if anything has

Q_SIGNALS:
    void filled(const tessera::CredentialId &id); // with what was kept

private:
    struct Jar;
    Jar &find(const CredentialId &id);
    void read(const CredentialId &id);
    void take(const CredentialId &id, const std::shared_ptr<CookieJar> &jar, const Result<Secret> &entry);
    void drop(const CredentialId &id);
    void dropOfTheForgotten();

    AuthManager &m_auth;
    const Clock &m_clock;
    SecretStore *m_secrets = nullptr;
    QHash<CredentialId, std::shared_ptr<Jar>> m_jars; // shared: a hash copies what it holds
    QHash<CredentialId, std::vector<ResultCompletion<Done>>> m_waiting; // for the keychain
};

}
