#include "ui/composer/AuthRequestContext.h"

#include "app/auth/AuthManager.h"
#include "app/auth/flow/RequestBuilder.h"
#include "app/auth/profile/ProfileCatalog.h"
#include "app/base/Redactor.h"

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

// Where the request would go; nullopt while that can't be told.
std::optional<Origin> originOf(const RequestDocument &document, const VariableScope &scope)
{
    const auto url = Template::parse(document.url.trimmed());
    const auto text = url ? url->render([&](const QString &name) { return scope.value(name); }) : Result<QString>(failure(url.error()));
    if (!text)
        return {};
    const auto origin = Origin::of(*text);
    return origin ? std::optional(*origin) : std::nullopt;
}

}

AuthRequestContext::AuthRequestContext(const AuthManager &auth, const ProfileCatalog &profiles, QObject *parent)
    : RequestContext(parent)
    , m_auth(auth)
    , m_profiles(profiles)
{
    connect(&auth, &AuthManager::stateChanged, this, &RequestContext::changed);
    connect(&auth, &AuthManager::credentialsChanged, this, [this] { Q_EMIT changed({}); });
    connect(&profiles, &ProfileCatalog::changed, this, [this] { Q_EMIT changed({}); });
}

VariableScope AuthRequestContext::variables(const CredentialId &id) const
{
    VariableScope scope;
    if (const auto status = m_auth.status(id))
        scope.push(tr("%1, %2").arg(id.account, status->profileName), m_auth.variables(id));
    return scope;
}

RequestContext::Going AuthRequestContext::going(const RequestDocument &document) const
{
    Going going;
    const CredentialId &id = document.credential;
    const auto status = m_auth.status(id);
    const AuthProfile *profile = m_profiles.find(id.profile);
    if (status && profile) {
        const auto origin = originOf(document, variables(id));
        if (origin && !status->origins.isEmpty() && !status->origins.contains(origin->toString())) {
            going.note = tr("Goes without %1: %2 is not an address it is bound to.").arg(id.account, origin->toString());
        } else {
            const TokenSet tokens = m_auth.tokens(id);
            const QMap<QString, QString> plain = m_auth.variables(id);
            const QStringList remembered = m_auth.rememberedSecrets(id);
            const auto shown = [&](const QString &name) -> std::optional<QString> {
                if (const auto value = plain.constFind(name); value != plain.cend())
                    return *value;
                if (tokens.has(name) || remembered.contains(name))
                    return Redactor::mask();
                return std::nullopt;
            };
            auto applications = RequestBuilder::signedIn(*profile, status->credential.choices);
            applications += profile->always;
            going.added = AddedRow::fromCredential(applications, shown, tr("from %1, %2").arg(id.account, status->profileName), document.headers);
        }
    }
    going.added += AddedRow::fromRequest(document);
    return going;
}

}
