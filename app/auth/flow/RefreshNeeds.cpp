#include "app/auth/flow/RefreshNeeds.h"

#include "app/auth/flow/RequestBuilder.h"
#include "app/auth/session/PlainHttp.h"
#include "app/http/Origin.h"

#include <QtCore/QCoreApplication>

namespace tessera::RefreshNeeds {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("RefreshNeeds", text);
}

}

QMap<QString, Secret> values(const Member &member)
{
    QMap<QString, Secret> all;
    for (auto it = member.credential.fields.cbegin(); it != member.credential.fields.cend(); ++it)
        all.insert(it.key(), Secret(*it));
    all.insert(member.stored.secrets);
    all.insert(member.stored.tokens.captures);
    return all;
}

QList<Step> steps(const AuthProfile &profile, const Member &member)
{
    if (profile.refresh.kind != RefreshRule::Kind::SignIn)
        return profile.refresh.steps;
    const Way *way = profile.way(member.credential.way);
    return way ? way->steps : QList<Step>();
}

std::optional<Error> httpObstacle(const Credential &credential)
{
    const auto origin = Origin::of(credential.baseUrl);
    if (!origin || !PlainHttp::isRefused(*origin, credential.baseUrl, credential.allowsHttp))
        return std::nullopt;
    return Error{ErrorKind::SignInNeeded, tr("This account may not use http://."),
        tr("Sign in again and allow it, or change its address to https://.")};
}

std::optional<Error> obstacle(const AuthProfile &profile, const Member &member)
{
    if (auto what = httpObstacle(member.credential))
        return what;
    const QString advice = tr("Sign in again.");
    const TokenSet &tokens = member.stored.tokens;
    switch (profile.refresh.kind) {
    case RefreshRule::Kind::None:
        return Error{ErrorKind::SignInNeeded, tr("This API has no refresh."), advice};
    case RefreshRule::Kind::Steps:
        if (member.stored.isRefreshDead)
            return Error{ErrorKind::SignInNeeded, tr("The refresh token is used up."), advice};
        if (profile.tokens.contains(u"refresh"_s) && !tokens.has(u"refresh"_s))
            return Error{ErrorKind::SignInNeeded, tr("There is no refresh token."), advice};
        return std::nullopt;
    case RefreshRule::Kind::SignIn: {
        if (member.stored.isRefreshDead)
            return Error{ErrorKind::SignInNeeded, tr("The server refused the remembered sign-in."), advice};
        const Way *way = profile.way(member.credential.way);
        if (!way || !way->isRepeatable)
            return Error{ErrorKind::SignInNeeded, tr("This way of signing in needs you."), advice};
        for (const Field &field : profile.fieldsOf(*way)) {
            if (field.isRequired && member.stored.secrets.value(field.name).isEmpty()
                && member.credential.fields.value(field.name).isEmpty() && field.defaultValue.isEmpty())
                return Error{ErrorKind::SignInNeeded,
                    tr("“%1” is not remembered, and this API refreshes by signing in again.").arg(field.label), advice};
        }
        return std::nullopt;
    }
    }
    Q_UNREACHABLE();
}

QStringList origins(const AuthProfile &profile, const Member &member)
{
    const auto known = values(member);
    const RequestBuilder::Context context{
        profile, member.credential.baseUrl, member.credential.choices, [&](const QString &name) {
            const auto found = known.constFind(name);
            return found == known.cend() ? std::nullopt : std::optional(found->reveal());
        }};
    QStringList origins;
    const auto add = [&](const QByteArray &url) {
        if (const auto origin = Origin::of(url); origin && !origins.contains(origin->toString()))
            origins += origin->toString();
    };
    add(member.credential.baseUrl.toUtf8());
    for (const Step &step : steps(profile, member) + profile.signOut) {
        if (const auto url = RequestBuilder::url(step.request, context))
            add(*url);
    }
    return origins;
}

}
