#pragma once

#include "app/auth/AuthManager.h"
#include "app/auth/profile/ProfileCatalog.h"
#include "app/auth/session/Accounts.h"
#include "app/base/Redactor.h"
#include "app/http/QnamTransport.h"
#include "tests/support/FakeClock.h"
#include "tests/support/FakeSecretStore.h"

#include <QtCore/QTemporaryDir>

#include <memory>
#include <optional>

namespace tessera {

// A profile for TokenServer; `rotates` as the profile says it: "true", "false" or "\"maybe\"". Signing out may be a matter of
// this side only. Its second way, "code", asks a question on the way.
[[nodiscard]] QByteArray testProfile(const char *rotates = "true", bool tellsServer = true);

// A data folder and a keychain that outlive a program.
struct AuthHome {
    QTemporaryDir folder;
    std::shared_ptr<FakeSecretStore::Entries> entries = std::make_shared<FakeSecretStore::Entries>(); // shared: by "processes"

    void writeProfile(const char *rotates = "true", bool tellsServer = true) const;
    void write(const QByteArray &profile) const;
};

// One running program around an AuthManager, on a clock and a keychain that the test owns.
struct AuthWorld {
    explicit AuthWorld(const AuthHome &home);

    static const CredentialId ada;
    [[nodiscard]] std::optional<Error> load();
    // A sign-in with a name and a password, which is not remembered.
    [[nodiscard]] static SignInRequest request(const QString &baseUrl, const CredentialId &id = ada, const QString &password = QStringLiteral("fake-password-canary"));
    [[nodiscard]] std::optional<Error> signIn(const QString &baseUrl, const CredentialId &id = ada, bool remember = false, const QString &password = QStringLiteral("fake-password-canary"));
    [[nodiscard]] Result<AuthorisedRequest> authorise(const QString &url, const CredentialId &id = ada, const QByteArray &method = "GET");
    [[nodiscard]] std::optional<Error> refresh(CredentialEvent::Reason reason = CredentialEvent::Reason::User, const CredentialId &id = ada);
    [[nodiscard]] CredentialStatus status(const CredentialId &id = ada) const { return *auth.status(id); }
    [[nodiscard]] QString access(const CredentialId &id = ada) const { return auth.tokens(id).captures.value(QStringLiteral("access")).reveal(); }

    FakeClock clock;
    FakeSecretStore secrets;
    Redactor redactor;
    ProfileCatalog profiles;
    Accounts accounts;
    QnamTransport transport;
    AuthManager auth;
};

}
