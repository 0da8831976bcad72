#pragma once

#include "ui/composer/RequestContext.h"

namespace tessera {
class AuthManager;
class Clock;
class ProfileCatalog;
class RequestRunner;
}

namespace tessera::ui {

// From the AuthManager, the profiles and the runner.
class AuthRequestContext final : public RequestContext {
    Q_OBJECT
public:
    struct Parts {
        const AuthManager &auth;
        const ProfileCatalog &profiles;
        RequestRunner &runner;
        const Clock &clock;
    };
    explicit AuthRequestContext(const Parts &parts, QObject *parent = nullptr);

    [[nodiscard]] VariableScope variables(const CredentialId &id) const override;
    [[nodiscard]] Going going(const RequestDocument &document, bool isRevealed = false) const override;
    [[nodiscard]] QList<Standard> standards() const override;
    [[nodiscard]] Result<WirePreview> preview(const RequestDocument &document, QString *field) const override;
    [[nodiscard]] std::shared_ptr<CookieJar> cookies(const CredentialId &id) const override;
    [[nodiscard]] bool keepsCookies(const CredentialId &id) const override;
    void keepCookies(const CredentialId &id, bool isKept, ResultCompletion<Done> completion) const override;
    void noteCookies(const CredentialId &id) const override;
    [[nodiscard]] UtcTime now() const override;

private:
    const Parts m_parts;
};

}
