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
        describeTyped(item, *profile);
    }
    return item;
}

void AuthCredentialSource::describeTyped(CredentialItem &item, const AuthProfile &profile) const
{
    const QString typed = profile.tokens.value(QStringLiteral("access")).inputName();
    if (typed.isEmpty())
        return;
    const QMap<QString, QString> known = m_auth.variables(item.id());
    const QMap<QString, QString> &choices = item.status.credential.choices;
    item.scheme = CredentialScheme::of(profile, choices,
        [&](const QString &name) { return known.contains(name) ? std::optional(known.value(name)) : std::nullopt; });
    for (const Field &field : profile.fields) {
        if (field.name == typed) {
            item.accessLabel = field.label;
            item.isAccessPlain = !field.isSecret;
        }
        if (!field.isSecret && !known.value(field.name).isEmpty())
            item.given.append({field.label, known.value(field.name)});
    }
    for (const ApplyChoice &choice : profile.choices)
        for (const ApplyChoice::Option &option : choice.options)
            if (option.id == choices.value(choice.id))
                item.given.append({choice.label, option.label});
}

TokenSet AuthCredentialSource::tokens(const CredentialId &id) const
{
    return m_auth.tokens(id);
}

}
