#include "app/token/TokenReport.h"

#include "app/base/TimeText.h"
#include "app/http/VisibleText.h"
#include "app/json/JsonReader.h"
#include "app/json/JsonText.h"

#include <QtCore/QCoreApplication>

namespace tessera::TokenReport {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestLine = 4000;

QString tr(const char *text)
{
    return QCoreApplication::translate("TokenReport", text);
}

std::string utf8(const QString &text)
{
    return text.toStdString();
}

// JSON as it was written, where it is JSON that other programs can read: UTF-8.
QByteArray lossless(const JwtPart &part)
{
    if (part.bytes.isEmpty() || QString::fromUtf8(part.bytes).toUtf8() != part.bytes)
        return {};
    return JsonText::compact(part.bytes).value_or(QByteArray());
}

// Control characters of a token must not reach a terminal.
QString shown(const QByteArray &line)
{
    return VisibleText::of(line, longestLine);
}

QString partText(const JwtJsonPart &part)
{
    const auto indented = JsonText::indented(part.bytes);
    QString text;
    for (const QByteArray &line : (indented ? *indented : part.bytes).left(64 * 1024).split('\n'))
        text += "  "_L1 + shown(line) + u'\n';
    return text;
}

QString claimsText(const QList<ClaimFact> &facts)
{
    QString text;
    for (const ClaimFact &fact : facts) {
        if (fact.meaning.text.isEmpty() && fact.reading.isEmpty())
            continue;
        text += u"  %1"_s.arg(shown(fact.claim.name.toUtf8()));
        if (!fact.reading.isEmpty())
            text += ": "_L1 + shown(fact.reading.toUtf8());
        text += u'\n';
        if (!fact.meaning.text.isEmpty())
            text += "      "_L1 + fact.meaning.text + u'\n';
    }
    return text;
}

QString odditiesText(const TokenDetails &details)
{
    QString text;
    for (const TokenOddity &oddity : details.oddities)
        text += (oddity.severity == TokenOddity::Severity::Danger ? "  ! "_L1 : "  - "_L1) + shown(oddity.text.toUtf8()) + u'\n';
    return text;
}

Json odditiesJson(const TokenDetails &details)
{
    Json list = Json::array();
    for (const TokenOddity &oddity : details.oddities) {
        const char *severities[] = {"note", "warning", "danger"};
        list.push_back({{"kind", utf8(TokenOddity::nameOf(oddity.kind))}, {"severity", severities[int(oddity.severity)]},
            {"text", utf8(oddity.text)}, {"member", oddity.member.isEmpty() ? Json(nullptr) : Json(utf8(oddity.member))}});
    }
    return list;
}

Json claimsJson(const TokenDetails &details)
{
    Json list = Json::array();
    for (const QList<ClaimFact> *facts : {&details.header, &details.payload}) {
        for (const ClaimFact &fact : *facts) {
            const auto orNull = [](const QString &text) { return text.isEmpty() ? Json(nullptr) : Json(utf8(text)); };
            list.push_back({{"part", fact.part == TokenPart::Header ? "header" : "payload"}, {"name", utf8(fact.claim.name)},
                {"json", utf8(QString::fromUtf8(fact.claim.json))}, {"title", orNull(fact.meaning.title)},
                {"explanation", orNull(fact.meaning.text)}, {"source", orNull(fact.meaning.source)},
                {"reading", orNull(fact.reading)}, {"overruled", fact.isOverruled}});
        }
    }
    return list;
}

Json timesJson(const TokenDetails &details)
{
    Json times = Json::object();
    for (const char *name : {"issued", "notBefore", "ends"})
        times[name] = nullptr;
    for (const TokenTime &time : details.times) {
        const char *names[] = {"issued", "notBefore", "ends"};
        times[names[int(time.kind)]] = {{"utc", utf8(TimeText::iso(time.at))}, {"local", utf8(time.local)}, {"relative", utf8(time.relative)}};
    }
    times["lifeSeconds"] = details.life ? Json(qint64(std::chrono::floor<std::chrono::seconds>(*details.life).count())) : Json(nullptr);
    return times;
}

// `members` of an object with `raw` ones before them, whose values stand as they were written.
QByteArray assembled(const QList<std::pair<QByteArray, QByteArray>> &raw, const Json &members)
{
    QByteArray text = "{";
    for (const auto &[name, value] : raw)
        text += '"' + name + "\":" + (value.isEmpty() ? QByteArray("null") : value) + ',';
    text += QByteArray::fromStdString(members.dump(-1, ' ', false, Json::error_handler_t::replace)).mid(1);
    return JsonText::indented(text).value_or(text) + '\n';
}

}

bool isSound(const TokenDetails &details)
{
    const auto &jwt = details.facts.jwt;
    return jwt && jwt->isWellFormed() && !(details.facts.isMeantAsClaims() && jwt->payload().fault && !jwt->payload().bytes.isEmpty());
}

QString text(const TokenDetails &details)
{
    const TokenFacts &facts = details.facts;
    QString text = tr("%1, %2 characters").arg(facts.name()).arg(details.size) + u'\n';
    for (const QString &remark : details.remarks)
        text += "  "_L1 + shown(remark.toUtf8()) + u'\n';
    if (facts.jwt) {
        const JwtJsonPart &loose = facts.jwt->unprotectedHeader();
        if (facts.jwt->isHeaderProtected())
            text += u'\n' + tr("Header, %1 bytes").arg(details.headerBytes) + u'\n' + partText(facts.jwt->header());
        if (!loose.bytes.isEmpty())
            text += u'\n' + tr("Header that is not signed, %1 bytes").arg(loose.bytes.size()) + u'\n' + partText(loose);
        if (facts.kind == TokenFacts::Kind::SignedJwt) {
            text += u'\n' + tr("Payload, %1 bytes").arg(details.payloadBytes) + u'\n' + partText(facts.jwt->payload());
            text += u'\n' + tr("Signature, %1 bytes: not checked. \"tessera jwt verify\" checks it.").arg(details.signatureBytes) + u'\n';
        }
    }
    if (!details.times.isEmpty()) {
        text += u'\n' + tr("Times") + u'\n';
        for (const TokenTime &time : details.times)
            text += u"  %1: %2, %3\n"_s.arg(
                time.label, time.local == time.utc ? time.utc : tr("%1 (%2)").arg(time.utc, time.local), time.relative);
        if (details.life)
            text += "  "_L1 + tr("Lives for %1.").arg(TimeText::length(*details.life)) + u'\n';
    }
    if (const QString claims = claimsText(details.header + details.payload); !claims.isEmpty())
        text += u'\n' + tr("What it says") + u'\n' + claims;
    if (!details.oddities.isEmpty())
        text += u'\n' + tr("What is unusual") + u'\n' + odditiesText(details);
    return text;
}

QByteArray json(const TokenDetails &details)
{
    const TokenFacts &facts = details.facts;
    Json remarks = Json::array();
    for (const QString &remark : details.remarks)
        remarks.push_back(utf8(remark));
    const bool hasPayload = facts.kind == TokenFacts::Kind::SignedJwt;
    const bool hasHeader = facts.jwt && facts.jwt->isHeaderProtected();
    const QByteArray header = hasHeader ? lossless(facts.jwt->header()) : QByteArray();
    const QByteArray unprotected = facts.jwt ? lossless(facts.jwt->unprotectedHeader()) : QByteArray();
    const QByteArray payload = hasPayload ? lossless(facts.jwt->payload()) : QByteArray();
    const auto textOf = [](bool isThere, const JwtPart *part) {
        return isThere ? Json(utf8(QString::fromUtf8(part->bytes))) : Json(nullptr);
    };
    const Json rest{
        {"headerText", textOf(hasHeader && header.isEmpty(), facts.jwt ? &facts.jwt->header() : nullptr)},
        {"payloadText", textOf(hasPayload && payload.isEmpty(), facts.jwt ? &facts.jwt->payload() : nullptr)},
        {"version", 1},
        {"kind", utf8(kindName(facts.kind))},
        {"kindName", utf8(facts.name())},
        {"signature", "not checked"},
        {"sound", isSound(details)},
        {"broken", facts.broken.isEmpty() ? Json(nullptr) : Json(utf8(facts.broken))},
        {"sizes", {{"characters", details.size}, {"header", details.headerBytes}, {"payload", details.payloadBytes}, {"signature", details.signatureBytes}}},
        {"times", timesJson(details)},
        {"claims", claimsJson(details)},
        {"unusual", odditiesJson(details)},
        {"remarks", remarks},
    };
    return assembled({{"header", header}, {"unprotectedHeader", unprotected}, {"payload", payload}}, rest);
}

QString checkText(const SignatureCheck &check, const TokenDetails &details)
{
    QString text;
    switch (check.state) {
    case SignatureCheck::State::NotChecked: text = tr("The signature was not checked."); break;
    case SignatureCheck::State::Valid: text = tr("The signature is valid with the %1 (%2).").arg(check.key, check.algorithm); break;
    case SignatureCheck::State::Invalid: text = tr("The signature is invalid: %1").arg(check.reason); break;
    }
    text = shown(text.toUtf8()) + u'\n';
    if (!check.note.isEmpty())
        text += "  - "_L1 + check.note + u'\n';
    return check.state == SignatureCheck::State::Valid ? text + odditiesText(details) : text;
}

QByteArray checkJson(const SignatureCheck &check, const TokenDetails &details)
{
    const auto orNull = [](const QString &text) { return text.isEmpty() ? Json(nullptr) : Json(utf8(text)); };
    const char *states[] = {"not checked", "valid", "invalid"};
    const bool isValid = check.state == SignatureCheck::State::Valid;
    const QByteArray payload = isValid && details.facts.jwt ? lossless(details.facts.jwt->payload()) : QByteArray();
    return assembled({{"payload", payload}},
        {{"version", 1}, {"state", states[int(check.state)]}, {"key", orNull(check.key)}, {"algorithm", orNull(check.algorithm)},
            {"reason", orNull(check.reason)}, {"note", orNull(check.note)}, {"times", timesJson(details)}, {"unusual", odditiesJson(details)}});
}

QString kindName(TokenFacts::Kind kind)
{
    using Kind = TokenFacts::Kind;
    switch (kind) {
    case Kind::Empty: return u"empty"_s;
    case Kind::SignedJwt: return u"signed-jwt"_s;
    case Kind::EncryptedJwt: return u"encrypted-jwt"_s;
    case Kind::Paseto: return u"paseto"_s;
    case Kind::Uuid: return u"uuid"_s;
    case Kind::Hex: return u"hex"_s;
    case Kind::Base64: return u"base64"_s;
    case Kind::Json: return u"json"_s;
    case Kind::Words: return u"words"_s;
    case Kind::Abbreviated: return u"abbreviated"_s;
    case Kind::Opaque: return u"opaque"_s;
    }
    Q_UNREACHABLE();
}

}
