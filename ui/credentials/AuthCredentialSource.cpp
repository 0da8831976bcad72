#include "ui/credentials/AuthCredentialSource.h"

#include "app/auth/AuthManager.h"
#include "app/auth/profile/ProfileCatalog.h"
#include "ui/theme/CredentialColors.h"

#include <algorithm>

namespace tessera::ui {

AuthCredentialSource::AuthCredentialSource(
    const AuthManager &auth, const ProfileCatalog &profiles, CredentialColors &colors, QObject *parent)
    : CredentialSource(parent)
    , m_auth(auth)
    , m_profiles(profiles)
    , m_colors(colors)
{
    connect(&auth, &AuthManager::credentialsChanged, this, &CredentialSource::idsChanged);
    connect(&auth, &AuthManager::stateChanged, this, &CredentialSource::itemChanged);
    // A profile that was edited may say something else about every credential of its API.
    connect(&profiles, &ProfileCatalog::changed, this, &CredentialSource::idsChanged);
}

QList<CredentialId> AuthCredentialSource::ids() const
{
    return m_auth.credentials();
}

std::optional<CredentialItem> AuthCredentialSource::item(const CredentialId &id) const
{
    const auto status = m_auth.status(id);
    if (!status)
        return std::nullopt;
    CredentialItem item;
    item.status = *status;
    const AuthProfile *profile = m_profiles.find(id.profile);
    // The accounts of one API begin with its colour, the one that its card on the welcome page has.
    item.colorIndex = m_colors.colorOf(id.toString(), std::max(0, int(m_profiles.profiles().indexOf(profile))));
    item.hasProfile = profile != nullptr;
    if (profile) {
        item.refresh = profile->refresh.kind;
        item.choices = profile->choices;
        item.signOutNote = profile->signOutNote;
        item.plainCaptures = profile->plainCaptures;
    }
    return item;
}

TokenSet AuthCredentialSource::tokens(const CredentialId &id) const
{
    return m_auth.tokens(id);
}

}
