#include "app/diagnosis/TokenClues.h"

#include "app/base/TimeText.h"
#include "app/http/Origin.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace tessera::TokenClues {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Cause = RefusalCause;

namespace {

constexpr Milliseconds tellsSkew = 5s;

QString tr(const char *text)
{
    return QCoreApplication::translate("TokenClues", text);
}

Evidence token(const QString &claim, const QString &text)
{
    return {Evidence::Place::Token, claim, text};
}

// Of the server's clock against this one: "10 min ahead of", "10 min behind".
QString skewFrom(Milliseconds offset)
{
    const Milliseconds whole = std::chrono::round<std::chrono::seconds>(offset);
    return (offset > 0ms ? tr("%1 ahead of") : tr("%1 behind")).arg(TimeText::length(whole));
}

QString skewText(Milliseconds offset)
{
    const Milliseconds whole = std::chrono::round<std::chrono::seconds>(offset); // a Date counts no less
    return (offset > 0ms ? tr("%1 ahead") : tr("%1 behind")).arg(TimeText::length(whole));
}

Evidence clockEvidence(const DiagnosisFacts &facts)
{
    const Milliseconds offset = offsetOf(facts);
    if (!facts.serverClock)
        return {Evidence::Place::Clock, {}, tr("When the token came, the server's clock was %1 this computer's.").arg(skewFrom(offset))};
    return {Evidence::Place::Clock, u"Date"_s,
        tr("By the Date of the answer it was %1 there and %2 here: the server's clock is %3, give or take %4 s.")
            .arg(TimeText::utc(facts.at + offset), TimeText::utc(facts.at), skewText(offset))
            .arg(double(facts.serverClock->uncertainty.count()) / 1000, 0, 'f', 1)};
}

void lookAtEnd(const DiagnosisFacts &facts, const SentCredential &sent, Suspects &suspects)
{
    const auto end = endOf(facts, sent);
    if (!end || !isOver(facts, sent))
        return;
    const UtcTime serverNow = facts.at + offsetOf(facts);
    const bool isEstimate = !sent.facts.end() && facts.session && facts.session->access.isEstimate;
    const QString name = sent.facts.expires ? u"exp"_s : sent.facts.end() ? u"exi"_s : u"expires"_s;
    const Evidence evidence = sent.facts.end()
        ? token(name, tr("“%1” says that the token ended at %2.").arg(name, TimeText::utc(*end)))
        : Evidence{Evidence::Place::Session, name, tr("The server said at sign-in that the token ends at %1.").arg(TimeText::utc(*end))};
    const QString ago = TimeText::length(serverNow - *end);
    const bool isOverHere = *end <= facts.at;
    if (!isOverHere && std::chrono::abs(offsetOf(facts)) > tellsSkew) {
        suspects.add(Cause::ClockSkew, 95, clockEvidence(facts),
            {{u"skew"_s, skewFrom(offsetOf(facts))}, {u"verdict"_s, tr("was over %1 ago").arg(ago)}});
        suspects.add(Cause::ClockSkew, 95, evidence);
        suspects.add(Cause::Expired, 82, evidence, {{u"ago"_s, ago}});
        return;
    }
    // 403 says that the server knows who asks: it may have looked at the time, or not got that far.
    suspects.add(Cause::Expired, facts.status == 403 ? 83 : isEstimate ? 84 : 94, evidence, {{u"ago"_s, ago}});
}

void lookAtBeginning(const DiagnosisFacts &facts, const SentCredential &sent, Suspects &suspects)
{
    const UtcTime serverNow = facts.at + offsetOf(facts);
    const bool hasSkew = std::chrono::abs(offsetOf(facts)) > tellsSkew;
    if (sent.facts.notBefore && !sent.facts.notBefore->isOutOfRange && sent.facts.notBefore->at > serverNow) {
        const UtcTime begin = sent.facts.notBefore->at;
        const Evidence evidence = token(u"nbf"_s, tr("“nbf” says that the token is valid from %1 on.").arg(TimeText::utc(begin)));
        const QString until = TimeText::length(begin - serverNow);
        if (begin <= facts.at && hasSkew) {
            suspects.add(Cause::ClockSkew, 95, clockEvidence(facts), {{u"skew"_s, skewFrom(offsetOf(facts))}, {u"verdict"_s, tr("is not valid yet")}});
            suspects.add(Cause::NotYetValid, 82, evidence, {{u"ago"_s, until}});
        } else {
            suspects.add(Cause::NotYetValid, 94, evidence, {{u"ago"_s, until}});
        }
    } else if (sent.facts.issued && !sent.facts.issued->isOutOfRange && sent.facts.issued->at > serverNow + tellsSkew) {
        suspects.add(Cause::ClockSkew, 72,
            token(u"iat"_s, tr("“iat” says that the token was made at %1, which is yet to come by the server's clock.").arg(TimeText::utc(sent.facts.issued->at))),
            {{u"skew"_s, hasSkew ? skewFrom(offsetOf(facts)) : QString()}, {u"verdict"_s, tr("was made in the future")}});
    }
}

QString claimText(const SentCredential &sent, QStringView name)
{
    const TokenClaim *claim = sent.facts.jwt ? sent.facts.jwt->payload().claims.find(name) : nullptr;
    return claim && claim->type == TokenClaim::Type::Text ? claim->text() : QString();
}

void lookWhichItIs(const DiagnosisFacts &facts, const SentCredential &sent, Suspects &suspects)
{
    if (sent.isRefreshCall) {
        if (sent.isFromSession || claimText(sent, u"usefor"_s) == "access"_L1)
            suspects.add(Cause::WrongToken, 97, {Evidence::Place::Profile, u"refresh"_s, tr("The profile calls this address to refresh.")},
                {{u"which"_s, tr("the access token")}, {u"wanted"_s, tr("the refresh token")}});
        return;
    }
    if (sent.isRefreshToken)
        suspects.add(Cause::WrongToken, 97, {Evidence::Place::Session, {}, tr("It is the session's refresh token.")}, {{u"which"_s, tr("the refresh token")}});
    for (const auto &[claim, refreshes] : {std::pair(u"usefor"_s, u"refresh"_s), std::pair(u"typ"_s, u"Refresh"_s), std::pair(u"typ"_s, u"Offline"_s),
             std::pair(u"token_type"_s, u"refresh"_s), std::pair(u"token_use"_s, u"refresh"_s)})
        if (claimText(sent, claim) == refreshes)
            suspects.add(Cause::WrongToken, 97, token(claim, tr("“%1” is “%2”: it is made for refreshing only.").arg(claim, refreshes)),
                {{u"which"_s, tr("a refresh token")}});
    const TokenFacts own = TokenFacts::of(facts.tokens.captures.value(u"access"_s).reveal());
    const QString use = claimText(sent, u"token_use"_s);
    const TokenClaim *ownUse = own.jwt ? own.jwt->payload().claims.find(u"token_use") : nullptr;
    if (ownUse && !use.isEmpty() && ownUse->text() != use)
        suspects.add(Cause::WrongToken, 96, token(u"token_use"_s, tr("“token_use” is “%1”, the API's own tokens have “%2”.").arg(use, ownUse->text())),
            {{u"which"_s, tr("the %1 token").arg(use)}});
    if (!own.issuer.isEmpty() && !sent.facts.issuer.isEmpty() && own.issuer != sent.facts.issuer)
        suspects.add(Cause::WrongIssuer, 88, token(u"iss"_s, tr("“iss” is “%1”, the API's own tokens have “%2”.").arg(sent.facts.issuer, own.issuer)),
            {{u"issuer"_s, sent.facts.issuer}, {u"expected"_s, own.issuer}});
    const bool isForOther = !own.audience.isEmpty() && !sent.facts.audience.isEmpty() && own.audience != sent.facts.audience;
    if (isForOther)
        suspects.add(Cause::WrongAudience, 86,
            token(u"aud"_s, tr("“aud” is “%1”, the API's own tokens have “%2”.").arg(sent.facts.audience.join(u", "_s), own.audience.join(u", "_s))));
}

// An audience that is an address says which server it is for.
void lookWhomItIsFor(const DiagnosisFacts &facts, const SentCredential &sent, Suspects &suspects)
{
    const auto asked = Origin::of(facts.url);
    if (!asked || sent.facts.audience.isEmpty())
        return;
    suspects.set(u"audience"_s, sent.facts.audience.join(u", "_s));
    QStringList hosts;
    for (const QString &audience : sent.facts.audience) {
        const auto origin = Origin::of(audience);
        if (!origin)
            return; // a name: only the server knows whose
        hosts += origin->host;
    }
    if (!hosts.contains(asked->host))
        suspects.add(Cause::WrongAudience, 72, token(u"aud"_s, tr("“aud” names %1, and the request went to %2.").arg(hosts.join(u", "_s), asked->host)));
}

void lookAtShape(const SentCredential &sent, Suspects &suspects)
{
    if (!sent.facts.jwt)
        return;
    const Jwt &jwt = *sent.facts.jwt;
    if (sent.facts.algorithm.compare("none"_L1, Qt::CaseInsensitive) == 0)
        suspects.add(Cause::TokenUnsigned, 96, token(u"alg"_s, tr("“alg” is “%1”.").arg(sent.facts.algorithm)), {{u"alg"_s, sent.facts.algorithm}});
    else if (jwt.kind() == Jwt::Kind::Signed && (!jwt.hasSignaturePart() || jwt.signature().encoded.isEmpty()))
        suspects.add(Cause::TokenMalformed, 93, token({}, tr("The token ends before its signature.")), {{u"defect"_s, tr("its signature is missing.")}});
    else if (!sent.facts.broken.isEmpty())
        suspects.add(Cause::TokenMalformed, 86, token({}, sent.facts.broken), {{u"defect"_s, sent.facts.broken}});
    const TokenClaim *bound = jwt.payload().claims.find(u"cnf");
    if (bound && sent.scheme.compare("DPoP"_L1, Qt::CaseInsensitive) != 0)
        suspects.add(Cause::BoundToken, 89, token(u"cnf"_s, tr("“cnf” binds the token to a key.")),
            {{u"wanted"_s, bound->json.contains("x5t") ? tr("a client certificate") : tr("a DPoP proof")}});
}

}

Milliseconds offsetOf(const DiagnosisFacts &facts)
{
    return facts.serverClock ? facts.serverClock->offset : facts.session ? facts.session->serverOffset : Milliseconds(0);
}

std::optional<UtcTime> endOf(const DiagnosisFacts &facts, const SentCredential &sent)
{
    if (const auto end = sent.facts.end())
        return end;
    const bool isKnown = facts.session && (sent.isFromSession || !sent.isThere) && facts.session->access.kind == Expiry::Kind::At;
    return isKnown ? std::optional(facts.session->access.at) : std::nullopt;
}

bool isOver(const DiagnosisFacts &facts, const SentCredential &sent)
{
    const auto end = endOf(facts, sent);
    return end && *end <= facts.at + offsetOf(facts);
}

void look(const DiagnosisFacts &facts, const SentCredential &sent, Suspects &suspects)
{
    if (!sent.isThere)
        return;
    lookAtEnd(facts, sent, suspects);
    lookAtBeginning(facts, sent, suspects);
    lookAtShape(sent, suspects);
    lookWhomItIsFor(facts, sent, suspects);
    suspects.set(u"wanted"_s, tr("the access token"));
    lookWhichItIs(facts, sent, suspects);
}

}
