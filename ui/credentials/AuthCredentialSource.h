#pragma once

#include "ui/credentials/CredentialSource.h"

namespace tessera {
class AuthManager;
class ProfileCatalog;
}

namespace tessera::ui {

class CredentialColors;

// The credentials of the AuthManager, each with what its profile says about it and its colour.
class AuthCredentialSource final : public CredentialSource {
    Q_OBJECT
public:
    AuthCredentialSource(
        const AuthManager &auth, const ProfileCatalog &profiles, CredentialColors &colors, QObject *parent = nullptr);

    [[nodiscard]] QList<CredentialId> ids() const override;
    [[nodiscard]] std::optional<CredentialItem> item(const CredentialId &id) const override;
    [[nodiscard]] TokenSet tokens(const CredentialId &id) const override;

private:
    void describeTyped(CredentialItem &item, const AuthProfile &profile) const;

    const AuthManager &m_auth;
    const ProfileCatalog &m_profiles;
    CredentialColors &m_colors;
};

}
