#include "app/diagnosis/RequestClues.h"

#include "app/auth/apply/AuthorisedRequest.h"
#include "app/http/Origin.h"
#include "app/http/UrlText.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace tessera::RequestClues {

using namespace Qt::StringLiterals;
using Cause = RefusalCause;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("RequestClues", text);
}

Evidence request(const QString &what, const QString &text)
{
    return {Evidence::Place::Request, what, text};
}

bool same(const QString &a, const QString &b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

bool offers(const QList<Challenge> &challenges, QStringView scheme)
{
    return std::any_of(challenges.begin(), challenges.end(), [&](const Challenge &challenge) { return challenge.is(scheme); });
}

QString missingText(const SentCredential &sent)
{
    if (sent.place == Applier::Addition::Place::Connection)
        return tr("No client certificate was shown.");
    return (sent.place == Applier::Addition::Place::Query ? tr("The URL has no query item %1.") : tr("The request has no header %1.")).arg(sent.header);
}

// What there is in place of a word before a token.
QString shownText(const SentCredential &sent)
{
    if (sent.place == Applier::Addition::Place::Connection)
        return tr("a client certificate was shown.");
    if (sent.kind == CredentialScheme::Kind::Key)
        return tr("%1 holds a key.").arg(sent.header);
    return sent.scheme.isEmpty() ? tr("%1 holds the token alone.").arg(sent.header) : tr("%1 begins with “%2”.").arg(sent.header, sent.scheme);
}

void lookWhatIsMissing(const DiagnosisFacts &facts, const SentCredential &sent, const QList<Challenge> &challenges, Suspects &suspects)
{
    const PublicRule *rule = facts.profile && facts.session
        ? facts.profile->publicRule(facts.method, pathBelow(facts.url, facts.session->credential.baseUrl))
        : nullptr;
    if (!sent.apiKeyHeader.isEmpty())
        suspects.add(Cause::ApiKeyMissing, 96,
            request(sent.apiKeyHeader, tr("The request has no header %1.").arg(sent.apiKeyHeader)), {{u"header"_s, sent.apiKeyHeader}});
    if (rule && rule->neverCarries && !sent.isRefreshCall)
        return; // a sign-in: it brings what it needs in its body
    if (!sent.missingPart.isEmpty() && sent.isThere)
        suspects.add(Cause::IdentityMissing, 94,
            request(sent.missingPart, tr("The request has neither a header nor a query item %1.").arg(sent.missingPart)),
            {{u"header"_s, sent.missingPart}});
    if (sent.isThere)
        return;
    if (facts.sent.contains(sent.header.toUtf8())) // empty: somebody wrote it in the place of the credential's own
        suspects.add(facts.session ? Cause::WrittenByHand : Cause::NothingSent, 98,
            request(sent.header, tr("%1 is there and has no value.").arg(sent.header)), {{u"header"_s, sent.header}});
    int score = facts.status == 403 && challenges.isEmpty() ? 88 : 95;
    if (rule && !sent.isRefreshCall) {
        score = 86;
        suspects.add(Cause::NothingSent, score,
            {Evidence::Place::Profile, u"public"_s, tr("The profile counts this address among those that need no credential.")});
    }
    if (!facts.sent.contains(sent.header.toUtf8()))
        suspects.add(Cause::NothingSent, score, request(sent.header, missingText(sent)));
    if (!challenges.isEmpty())
        suspects.add(Cause::NothingSent, score,
            {Evidence::Place::Answer, u"WWW-Authenticate"_s, tr("The server asks for a sign-in by %1.").arg(challenges.first().scheme)});
}

// What stands before the token, against the profile's word and the server's.
void lookAtScheme(const DiagnosisFacts &facts, const SentCredential &sent, const QList<Challenge> &challenges, Suspects &suspects)
{
    const QMap<QString, QString> values{{u"header"_s, sent.header}, {u"scheme"_s, sent.scheme}};
    const auto with = [&](const QString &expected) {
        auto more = values;
        more.insert(u"expected"_s, expected);
        return more;
    };
    const QString shown = shownText(sent);
    const QString expected = sent.expectedScheme.value_or(QString());
    if (sent.expectedScheme && !same(expected, sent.scheme)) {
        const bool isPair = QByteArray::fromBase64(sent.token.toUtf8()).contains(':');
        const int score = same(expected, u"Basic"_s) && isPair ? 55 : 93; // name and password are there all the same
        const Evidence evidence = request(sent.header, shown);
        if (expected.isEmpty())
            suspects.add(Cause::UnwantedScheme, score, evidence, values);
        else if (sent.scheme.isEmpty() && !same(expected, u"Basic"_s))
            suspects.add(Cause::MissingScheme, score, evidence, with(expected));
        else
            suspects.add(Cause::WrongScheme, score, evidence, with(expected));
        return;
    }
    if (challenges.isEmpty() || offers(challenges, sent.scheme))
        return;
    // The profile is obeyed, or there is none, and the server wants another word: no fresh token would help, so that this comes
    // before one that is over.
    const QString wanted = challenges.first().scheme;
    const Evidence evidence{Evidence::Place::Answer, u"WWW-Authenticate"_s, tr("The server asks for “%1”; %2").arg(wanted, shown)};
    if (same(wanted, u"DPoP"_s))
        suspects.add(Cause::BoundToken, 96, evidence, {{u"wanted"_s, tr("a DPoP proof")}});
    else if (sent.scheme.isEmpty() && facts.sent.contains("Authorization"))
        suspects.add(Cause::MissingScheme, 96, evidence, with(wanted));
    else if (facts.sent.contains("Authorization"))
        suspects.add(Cause::WrongScheme, 96, evidence, with(wanted));
    else if (sent.kind != CredentialScheme::Kind::Token)
        suspects.add(Cause::WrongScheme, 90, evidence, with(wanted));
}

QString defectOf(const SentCredential &sent)
{
    const QString &token = sent.token;
    if (token.isEmpty())
        return tr("nothing stands after “%1”.").arg(sent.scheme);
    if (token.contains("{{"_L1) || token.contains("}}"_L1))
        return tr("it is a variable that was not filled in.");
    for (const auto word : {"undefined"_L1, "null"_L1, "[object Object]"_L1, "None"_L1})
        if (token == word)
            return tr("it is the word “%1”: a script had no token to put there.").arg(word);
    if (token.startsWith("Bearer "_L1, Qt::CaseInsensitive) || token.startsWith("Basic "_L1, Qt::CaseInsensitive))
        return tr("the word before it stands there twice.");
    if (token.size() > 2 && token.front() == token.back() && (token.front() == u'"' || token.front() == u'\''))
        return tr("it stands in quotes.");
    if (sent.facts.kind == TokenFacts::Kind::Abbreviated)
        return tr("it was shortened for showing.");
    if (same(sent.scheme, u"Basic"_s) && !sent.decoded.contains(u':'))
        return tr("it is not base64 of a name and a password with a colon between them.");
    if (token.contains(u' ') && !same(sent.header, u"Cookie"_s) && sent.kind != CredentialScheme::Kind::Key)
        return tr("there is a space in it.");
    return {};
}

void lookAtShape(const SentCredential &sent, Suspects &suspects)
{
    if (const QString defect = defectOf(sent); !defect.isEmpty())
        suspects.add(Cause::TokenMalformed, 97, request(sent.header, tr("%1: %2").arg(sent.header, defect)), {{u"defect"_s, defect}, {u"header"_s, sent.header}});
}

void lookWhoseItIs(const DiagnosisFacts &facts, const SentCredential &sent, Suspects &suspects)
{
    for (const DiagnosisFacts::Other &other : facts.others) {
        if (!sent.isFromSession && sent.carries(other.access.reveal()))
            suspects.add(Cause::WrongIdentity, 87, request(sent.header, tr("The token is the one of %1.").arg(other.id.toString())),
                {{u"other"_s, other.id.toString()}, {u"header"_s, sent.header}});
    }
    const bool isAsExpected = sent.isComputed && sent.expectedScheme && same(*sent.expectedScheme, sent.scheme);
    if (facts.session && facts.profile && !facts.tokens.isEmpty() && !sent.isFromSession && !isAsExpected)
        suspects.add(Cause::WrittenByHand, 84, // more than what a profile takes for likely: of another token it knows nothing
            request(sent.header, tr("What stands in %1 is not the token of %2.").arg(sent.header, facts.identity.account)), {{u"header"_s, sent.header}});
}

// The same server, but not below the base URL: a stage or a version is missing.
void lookAtPath(const DiagnosisFacts &facts, Suspects &suspects)
{
    if (!facts.session || facts.url.isEmpty())
        return;
    const QString &base = facts.session->credential.baseUrl;
    const auto asked = Origin::of(facts.url), own = Origin::of(base);
    QString basePath = QString::fromUtf8(UrlText::split(base.toUtf8()).path);
    while (basePath.endsWith(u'/'))
        basePath.chop(1);
    const QString path = QString::fromUtf8(UrlText::split(facts.url).path);
    const bool isBelow = path == basePath || path.startsWith(basePath + u'/');
    if (asked && own && *asked == *own && !basePath.isEmpty() && !isBelow)
        suspects.add(Cause::WrongPath, 90,
            request(u"URL"_s, tr("The path does not begin with %1, as the base URL of %2 does.").arg(basePath, facts.identity.account)));
}

// What the title and the text beside it don't say: where the credential may go.
QString boundTo(const DiagnosisFacts &facts)
{
    constexpr qsizetype mostNamed = 3;
    QStringList origins = facts.session ? facts.session->origins : QStringList();
    if (origins.isEmpty())
        return tr("The URL begins with another address than the one of %1.").arg(facts.identity.account);
    const qsizetype unnamed = origins.size() - mostNamed;
    origins = origins.mid(0, mostNamed);
    return unnamed > 0 ? tr("%1 is bound to %2 and %3 more.").arg(facts.identity.account, origins.join(u", "_s)).arg(unnamed)
                       : tr("%1 is bound to %2.").arg(facts.identity.account, origins.join(u", "_s));
}

}

bool asksForAnotherScheme(const SentCredential &sent, const QList<Challenge> &challenges)
{
    return !challenges.isEmpty() && sent.expectedScheme && !offers(challenges, *sent.expectedScheme);
}

void look(const DiagnosisFacts &facts, const SentCredential &sent, const QList<Challenge> &challenges, Suspects &suspects)
{
    if (facts.isUnencrypted) {
        suspects.add(Cause::Unencrypted, 100,
            request(u"URL"_s, tr("The URL begins with http://.")));
        return;
    }
    if (facts.isWithheld) {
        suspects.add(Cause::Withheld, 100, request(u"URL"_s, boundTo(facts)));
        if (asksForAnotherScheme(sent, challenges))
            suspects.add(Cause::Withheld, 100,
                {Evidence::Place::Answer, u"WWW-Authenticate"_s,
                    tr("The server asks for a sign-in by %1, which is not what %2 has.").arg(challenges.first().scheme, facts.identity.account)});
        return;
    }
    if (!facts.droppedOnRedirect.isEmpty() && !sent.isThere)
        suspects.add(Cause::WithheldOnRedirect, 99,
            request(facts.droppedOnRedirect.first(), tr("A redirect led to another server; left out there: %1.").arg(facts.droppedOnRedirect.join(u", "_s))),
            {{u"header"_s, facts.droppedOnRedirect.first()}});
    lookWhatIsMissing(facts, sent, challenges, suspects);
    lookAtPath(facts, suspects);
    if (!sent.isThere)
        return;
    lookAtScheme(facts, sent, challenges, suspects);
    if (!sent.isComputed)
        lookAtShape(sent, suspects);
    lookWhoseItIs(facts, sent, suspects);
}

}
