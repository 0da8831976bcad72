#include "ui/composer/AuthRequestContext.h"

#include "app/auth/AuthManager.h"
#include "app/auth/flow/RequestBuilder.h"
#include "app/auth/profile/ProfileCatalog.h"
#include "app/auth/session/PlainHttp.h"
#include "app/base/Clock.h"
#include "app/base/Redactor.h"
#include "app/run/CookieJars.h"
#include "app/run/RequestRunner.h"
#include "app/workspace/UrlQuery.h"

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

// Where the request would go; nullopt while that can't be told.
std::optional<Origin> originOf(const RequestDocument &document, const VariableScope &scope)
{
    const auto url = Template::parse(UrlQuery::beforeOf(document.url.trimmed()));
    const auto text = url ? url->render([&](const QString &name) { return scope.value(name); }) : Result<QString>(failure(url.error()));
    if (!text)
        return {};
    const auto origin = Origin::of(*text);
    return origin ? std::optional(*origin) : std::nullopt;
}

}

AuthRequestContext::AuthRequestContext(const Parts &parts, QObject *parent)
    : RequestContext(parent)
    , m_parts(parts)
{
    connect(&parts.auth, &AuthManager::stateChanged, this, &RequestContext::changed);
    connect(&parts.auth, &AuthManager::credentialsChanged, this, [this] { Q_EMIT changed({}); });
    connect(&parts.runner, &RequestRunner::cookiesFilled, this, &RequestContext::changed);
    connect(&parts.profiles, &ProfileCatalog::changed, this, [this] { Q_EMIT changed({}); });
}

VariableScope AuthRequestContext::variables(const CredentialId &id) const
{
    VariableScope scope;
    if (const auto status = m_parts.auth.status(id))
        scope.push(tr("%1, %2").arg(id.account, status->profileName), m_parts.auth.variables(id));
    return scope;
}

RequestContext::Going AuthRequestContext::going(const RequestDocument &document, bool isRevealed) const
{
    Going going;
    const CredentialId &id = document.credential;
    const auto status = m_parts.auth.status(id);
    const AuthProfile *profile = m_parts.profiles.find(id.profile);
    const auto origin = originOf(document, variables(document.variableSource()));
    going.origin = origin ? origin->toString() : QString();
    if (id.isEmpty() && m_parts.auth.status(document.variablesOf))
        going.state = tr("No credential goes along; {{names}} are those of %1.").arg(document.variablesOf.account);
    if (status && profile) {
        going.who = tr("%1, %2").arg(id.account, status->profileName);
        going.state = id.environment;
        if (origin && !status->origins.isEmpty() && !status->origins.contains(origin->toString())) {
            going.note = tr("Goes without %1: %2 is not an address it is bound to.").arg(id.account, origin->toString());
            going.foreignOrigin = origin->toString();
        } else if (origin && PlainHttp::isRefused(*origin, status->credential.baseUrl, status->credential.allowsHttp)) {
            going.note = tr("Goes without %1: %2 is not encrypted, and this account is not allowed to use http:// there.").arg(id.account, origin->toString());
        } else {
            const TokenSet tokens = m_parts.auth.tokens(id);
            const QMap<QString, QString> plain = m_parts.auth.variables(id);
            const QStringList remembered = m_parts.auth.rememberedSecrets(id);
            const auto shown = [&](const QString &name) -> std::optional<QString> {
                if (const auto value = plain.constFind(name); value != plain.cend())
                    return *value;
                if (isRevealed && tokens.has(name))
                    return tokens.captures.value(name).reveal();
                if (tokens.has(name) || remembered.contains(name))
                    return Redactor::mask();
                return std::nullopt;
            };
            auto applications = RequestBuilder::signedIn(*profile, status->credential.choices);
            applications += &profile->always;
            going.byCredential = AddedRow::fromCredential(applications, shown, tr("from %1").arg(going.who), document.headers);
        }
    }
    going.added = going.byCredential + AddedRow::fromRequest(document);
    return going;
}

QList<RequestContext::Standard> AuthRequestContext::standards() const
{
    QList<Standard> standards;
    const auto profiles = m_parts.profiles.profiles();
    for (const AuthProfile *profile : profiles) {
        if (profile->isStandard())
            standards.append({profile->id, profile->name});
    }
    return standards;
}

Result<WirePreview> AuthRequestContext::preview(const RequestDocument &document, QString *field) const
{
    return m_parts.runner.preview(document, field);
}

std::shared_ptr<CookieJar> AuthRequestContext::cookies(const CredentialId &id) const
{
    return m_parts.runner.cookies(id);
}

bool AuthRequestContext::keepsCookies(const CredentialId &id) const
{
    return m_parts.runner.cookieJars().isKept(id);
}

void AuthRequestContext::keepCookies(const CredentialId &id, bool isKept, ResultCompletion<Done> completion) const
{
    m_parts.runner.cookieJars().setKept(id, isKept, std::move(completion));
}

void AuthRequestContext::noteCookies(const CredentialId &id) const
{
    m_parts.runner.cookieJars().keep(id);
}

UtcTime AuthRequestContext::now() const
{
    return m_parts.clock.now();
}

}
