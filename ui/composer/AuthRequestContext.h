#pragma once

#include "ui/composer/RequestContext.h"

namespace tessera {
class AuthManager;
class ProfileCatalog;
}

namespace tessera::ui {

// From the AuthManager and the profiles.
class AuthRequestContext final : public RequestContext {
    Q_OBJECT
public:
    AuthRequestContext(const AuthManager &auth, const ProfileCatalog &profiles, QObject *parent = nullptr);

    [[nodiscard]] VariableScope variables(const CredentialId &id) const override;
    [[nodiscard]] Going going(const RequestDocument &document) const override;

private:
    const AuthManager &m_auth;
    const ProfileCatalog &m_profiles;
};

}
