#include "app/diagnosis/AnswerClues.h"

#include "app/auth/apply/AuthorisedRequest.h"
#include "app/base/TimeText.h"
#include "app/diagnosis/SessionClues.h"
#include "app/diagnosis/TokenClues.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>

#include <algorithm>

namespace tessera::AnswerClues {

using namespace Qt::StringLiterals;
using Cause = RefusalCause;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("AnswerClues", text);
}

int scoreOf(Certainty certainty, bool isVendor)
{
    switch (certainty) {
    case Certainty::Certain: return isVendor ? 98 : 96;
    case Certainty::Likely: return isVendor ? 81 : 79;
    case Certainty::Possible: return isVendor ? 62 : 60;
    }
    Q_UNREACHABLE();
}

QString wordsOf(const DiagnosisFacts &facts)
{
    return facts.profile ? facts.profile->errorText({facts.status, facts.answer, facts.body}) : QString();
}

void lookAtHints(const DiagnosisFacts &facts, const SentCredential &sent, Suspects &suspects)
{
    if (!facts.profile)
        return;
    const QString path = facts.session ? pathBelow(facts.url, facts.session->credential.baseUrl) : QString::fromUtf8(facts.url);
    const bool isOver = TokenClues::isOver(facts, sent), isTaken = SessionClues::isTaken(facts, sent);
    for (const Hint &hint : facts.profile->hints) {
        if (!hint.cause || (hint.endpoint && !hint.endpoint->matches(facts.method, path)) || !hint.match.matches(facts.status, facts.body, isOver)
            || (hint.onlyWhenTaken && !isTaken))
            continue;
        suspects.add(*hint.cause, scoreOf(hint.certainty, true), {Evidence::Place::Answer, {}, tr("The profile knows this answer.")});
        suspects.setHint(*hint.cause, hint.text);
    }
}

// The header that a server wants its CSRF token in, where its answer tells: by its name, or by the cookie that it comes in.
QString forgeryHeaderOf(const DiagnosisFacts &facts)
{
    static const QRegularExpression name(u"\\bX-[A-Z-]*(CSRF|XSRF)[A-Z-]*"_s, QRegularExpression::CaseInsensitiveOption);
    for (const HttpHeader &header : facts.answer) {
        if (name.match(QString::fromLatin1(header.name)).hasMatch())
            return QString::fromLatin1(header.name);
        if (header.name.compare("Set-Cookie", Qt::CaseInsensitive) == 0 && header.value.startsWith("XSRF-TOKEN="))
            return u"X-XSRF-TOKEN"_s; // Angular, Spring
        if (header.name.compare("Set-Cookie", Qt::CaseInsensitive) == 0 && header.value.startsWith("csrftoken="))
            return u"X-CSRFToken"_s; // Django
    }
    return name.match(QString::fromUtf8(facts.body)).captured();
}

// The server's word against the token's.
void weighExpiry(const DiagnosisFacts &facts, const SentCredential &sent, Suspects &suspects)
{
    const auto end = TokenClues::endOf(facts, sent);
    if (!suspects.has(Cause::Expired) || !end || TokenClues::isOver(facts, sent))
        return;
    const UtcTime serverNow = facts.at + TokenClues::offsetOf(facts);
    suspects.note(Cause::Expired, {Evidence::Place::Token, sent.facts.end() ? u"exp"_s : QString(),
        tr("The token itself says otherwise: it ends %1, at %2. The server's clock may be wrong, or it goes by an end of its own, of a session say.")
            .arg(TimeText::relative(*end, serverNow), TimeText::utc(*end))});
}

// RFC 9470 section 3
QString wantedSignIn(const Challenge &challenge)
{
    QStringList wanted;
    if (const QString kinds = challenge.parameters.value(u"acr_values"_s).simplified(); !kinds.isEmpty())
        wanted += tr("of the kind %1").arg(QString(kinds).replace(u' ', tr(" or ")));
    if (const QString age = challenge.parameters.value(u"max_age"_s); !age.isEmpty())
        wanted += tr("not older than %1 s").arg(age);
    return wanted.join(u", "_s);
}

void lookAtScopes(const SentCredential &sent, const QList<Challenge> &challenges, const DiagnosisFacts &facts, Suspects &suspects)
{
    for (const Challenge &challenge : challenges) {
        const QString error = challenge.parameters.value(u"error"_s);
        if (error == "insufficient_user_authentication"_L1)
            suspects.set(u"wanted"_s, wantedSignIn(challenge));
        const QStringList wanted = challenge.parameters.value(u"scope"_s).split(u' ', Qt::SkipEmptyParts);
        if (wanted.isEmpty())
            continue;
        QStringList missing;
        std::copy_if(wanted.begin(), wanted.end(), std::back_inserter(missing), [&](const QString &scope) { return !sent.facts.scopes.contains(scope); });
        suspects.set(u"scope"_s, missing.isEmpty() ? wanted.join(u' ') : missing.join(u' '));
        suspects.set(u"has"_s, sent.facts.scopes.isEmpty() ? tr("none that can be read") : sent.facts.scopes.join(u' '));
        if (error != "insufficient_scope"_L1 || missing.isEmpty())
            continue;
        suspects.add(Cause::MissingScope, 96, {Evidence::Place::Answer, u"WWW-Authenticate"_s, tr("The server wants: %1.").arg(wanted.join(u", "_s))});
        if (sent.facts.jwt)
            suspects.add(Cause::MissingScope, 96, {Evidence::Place::Token, u"scope"_s, tr("The token lacks: %1.").arg(missing.join(u", "_s))});
        for (const DiagnosisFacts::Other &other : facts.others)
            if (other.isUsable && std::all_of(missing.begin(), missing.end(), [&](const QString &scope) { return other.scopes.contains(scope); }))
                suspects.set(u"other"_s, other.id.toString());
    }
}

QString refusalOfPassword()
{
    return tr("A user name and a password went along, and the server refuses them: they are wrong, or it wants another kind of credential here.");
}

// No more than can be told from here.
QString refusalOf(const SentCredential &sent, bool isOver)
{
    using Kind = CredentialScheme::Kind;
    if (sent.kind == Kind::ClientCertificate)
        return tr("A client certificate was shown, and the server refuses the request: it does not take this one, or wants another kind of credential here.");
    if (sent.kind == Kind::Key && sent.isFromSession)
        return tr("The key went along in %1, and the server refuses it: it is wrong, switched off, or the server wants another kind of credential here.").arg(sent.header);
    if (isOver)
        return tr("The server refuses the token. Its time is over besides, so that only a fresh one can tell whether there is more to it.");
    if (sent.isComputed && (sent.kind == Kind::AwsSigV4 || sent.scheme.startsWith("AWS4"_L1, Qt::CaseInsensitive)))
        return tr("The request is signed with an access key, and the server refuses it: the key or its secret is wrong, or something was changed on the way.");
    if (sent.isComputed && sent.scheme.compare("Negotiate"_L1, Qt::CaseInsensitive) != 0) // that may be a ticket
        return refusalOfPassword();
    if (sent.facts.kind == TokenFacts::Kind::SignedJwt && sent.facts.broken.isEmpty())
        return tr("The token looks good from here, and the server refuses it: it was taken back, or another server signed it.");
    if (sent.scheme.compare("Basic"_L1, Qt::CaseInsensitive) == 0)
        return refusalOfPassword();
    if (sent.isFromSession)
        return tr("It went as it is kept, and the server refuses it: it is wrong, was taken back, or the server wants another kind of credential here.");
    return tr("What stands in %1 can't be read from here, and the server refuses it: it is no token of this server, or was taken back.").arg(sent.header);
}

// What is left when nothing says more.
void lookAtStatus(const DiagnosisFacts &facts, const SentCredential &sent, const QList<Challenge> &challenges, Suspects &suspects)
{
    if (!sent.isThere || (facts.status != 401 && facts.status != 403))
        return;
    const bool isRefusal = facts.status == 401;
    const bool isHtml = facts.answer.value("Content-Type").contains("text/html");
    if (!isRefusal && isHtml)
        suspects.add(Cause::Blocked, 50, {Evidence::Place::Answer, u"Content-Type"_s, tr("The answer is a web page.")});
    suspects.set(u"refusal"_s, refusalOf(sent, TokenClues::isOver(facts, sent)));
    suspects.add(isRefusal ? Cause::TokenRefused : Cause::MissingRole, isRefusal ? 56 : 58,
        {Evidence::Place::Answer, {},
            isRefusal ? tr("401 says that the server does not know who asks.") : tr("403 says that the server knows who asks, and won't.")});
    const QString realm = challenges.isEmpty() ? QString() : challenges.constFirst().parameters.value(u"realm"_s);
    if (isRefusal && !realm.isEmpty())
        suspects.note(Cause::TokenRefused, {Evidence::Place::Answer, u"WWW-Authenticate"_s, tr("It asks for a sign-in by %1 to “%2”.").arg(challenges.constFirst().scheme, realm)});
}

}

void look(const DiagnosisFacts &facts, const SentCredential &sent, const QList<Challenge> &challenges, const AnswerRules &rules, Suspects &suspects)
{
    suspects.set(u"words"_s, wordsOf(facts));
    suspects.set(u"forgeryHeader"_s, forgeryHeaderOf(facts));
    lookAtHints(facts, sent, suspects);
    for (const AnswerRules::Hit &hit : rules.hits(facts, sent, challenges))
        suspects.add(hit.cause, scoreOf(hit.certainty, false), hit.evidence);
    weighExpiry(facts, sent, suspects);
    lookAtScopes(sent, challenges, facts, suspects);
    lookAtStatus(facts, sent, challenges, suspects);
}

}
