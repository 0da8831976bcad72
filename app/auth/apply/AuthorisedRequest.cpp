#include "app/auth/apply/AuthorisedRequest.h"

#include "app/auth/flow/RequestBuilder.h"
#include "app/auth/session/Member.h"
#include "app/http/UrlText.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace tessera {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("AuthorisedRequest", text);
}

}

QString pathBelow(const QByteArray &url, const QString &baseUrl)
{
    const QString path = QString::fromUtf8(UrlText::split(url).path);
    QString base = QString::fromUtf8(UrlText::split(baseUrl.toUtf8()).path);
    while (base.endsWith(u'/'))
        base.chop(1);
    const bool isBelow = path.startsWith(base) && (path.size() == base.size() || path.at(base.size()) == u'/');
    return isBelow ? path.mid(base.size()) : path;
}

void signAws(AuthorisedRequest &authorised, const QByteArray &payloadHash, UtcTime now)
{
    if (authorised.aws)
        AwsSigner::sign(authorised.request, *authorised.aws, payloadHash, now);
    authorised.aws.reset();
}

Result<Done> addCredential(AuthorisedRequest &authorised, const AuthProfile &profile, const Member &member, bool isSignedIn)
{
    const auto lookup = [&](const QString &name) -> std::optional<QString> {
        if (const auto secret = member.stored.tokens.captures.constFind(name);
            secret != member.stored.tokens.captures.cend())
            return secret->reveal();
        if (const auto secret = member.stored.secrets.constFind(name); secret != member.stored.secrets.cend())
            return secret->reveal();
        if (const auto field = member.credential.fields.constFind(name); field != member.credential.fields.cend())
            return *field;
        const auto known
            = std::find_if(profile.fields.cbegin(), profile.fields.cend(), [&](const Field &f) { return f.name == name; });
        return known == profile.fields.cend() ? std::nullopt : std::optional(known->defaultValue);
    };
    QList<const Application *> applications;
    if (isSignedIn)
        applications = RequestBuilder::signedIn(profile, member.credential.choices);
    applications += &profile.always;
    bool isTokenLeftOut = false, isTokenIn = false;
    for (const Application *application : std::as_const(applications)) {
        const auto outcome = Applier::apply(*application, lookup, authorised.request);
        if (!outcome)
            return failure(outcome.error());
        authorised.additions += outcome->additions;
        isTokenLeftOut = isTokenLeftOut || outcome->isTokenLeftOut;
        isTokenIn = isTokenIn || outcome->isTokenIn;
        if (outcome->certificate)
            authorised.certificate = outcome->certificate;
        if (outcome->aws)
            authorised.aws = outcome->aws;
        for (const QString &name : outcome->composed)
            authorised.notes
                += tr("%1 was written by hand, so the one of %2 was left out.").arg(name, member.credential.id.account);
    }
    if (isSignedIn) {
        authorised.credential = member.credential.id;
        authorised.generation = isTokenLeftOut && !isTokenIn ? 0 : member.stored.tokens.generation;
        authorised.scheme = CredentialScheme::of(profile, member.credential.choices, lookup).kind;
    }
    return Done{};
}

}
