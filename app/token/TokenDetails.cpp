#include "app/token/TokenDetails.h"

#include "app/base/TimeText.h"
#include "app/token/WordDiff.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>
#include <QtCore/QUuid>

namespace tessera {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("TokenDetails", text);
}

QString dateReading(UtcTime at, const TokenMoment &moment)
{
    return u"%1, %2"_s.arg(TimeText::utc(at), TimeText::relative(at, moment.serverNow()));
}

QString reading(const TokenClaim &claim, ClaimMeaning::Form form, const TokenMoment &moment)
{
    using Form = ClaimMeaning::Form;
    switch (form) {
    case Form::Date:
        if (const auto date = NumericDate::fromJson(claim.json))
            return date->isOutOfRange ? tr("outside the years 1 to 9999") : dateReading(date->at, moment);
        return tr("not a time");
    case Form::Duration:
        if (const auto seconds = secondsFromJson(claim.json))
            return TimeText::length(*seconds);
        return tr("not a duration");
    case Form::List:
        if (claim.type == TokenClaim::Type::List)
            return claim.texts().mid(0, 100).join(u", "_s);
        return claim.type == TokenClaim::Type::Text ? claim.text().simplified().replace(u' ', ", "_L1) : QString();
    case Form::Text:
        break;
    }
    return {};
}

// A number of an unknown name that would be an instant between 2001 and 2100.
QString guess(const TokenClaim &claim, const TokenMoment &moment)
{
    if (claim.type != TokenClaim::Type::Number)
        return {};
    const auto date = NumericDate::fromJson(claim.json);
    const bool isLikely = date && date->at >= UtcTime(1'000'000'000s) && date->at < UtcTime(4'102'444'800s);
    return isLikely ? tr("as a time: %1").arg(dateReading(date->at, moment)) : QString();
}

QList<ClaimFact> explained(TokenPart part, const TokenClaims &claims, const TokenMoment &moment, const ClaimCatalog &catalog)
{
    QList<ClaimFact> facts;
    const auto last = claims.byName();
    for (const TokenClaim &claim : claims.all()) {
        ClaimFact fact = TokenDetails::explain(part, claim, moment, catalog);
        fact.isOverruled = last.value(claim.name) != &claim;
        facts.append(fact);
    }
    return facts;
}

QString uuidRemark(const QString &text)
{
    const QUuid uuid = QUuid::fromString(text);
    const QString digits = text.toLower().remove(u'-');
    const int version = digits.mid(12, 1).toInt(nullptr, 16);
    if (uuid.isNull())
        return tr("The UUID of nothing: all zeros.");
    if (version == 7) {
        const qint64 milliseconds = digits.left(12).toLongLong(nullptr, 16);
        return tr("Version 7: made at %1, the rest by chance.").arg(TimeText::utc(UtcTime(Milliseconds(milliseconds))));
    }
    if (version == 1) { // 100 ns since 1582-10-15
        const quint64 ticks = (digits.mid(13, 3) + digits.mid(8, 4) + digits.left(8)).toULongLong(nullptr, 16);
        const qint64 milliseconds = qint64(ticks / 10'000) - 12'219'292'800'000;
        return tr("Version 1: made at %1 on one machine. Such a token can be guessed.").arg(TimeText::utc(UtcTime(Milliseconds(milliseconds))));
    }
    return version == 4 ? tr("Version 4: 122 bits by chance. It says nothing by itself.") : tr("Version %1.").arg(version);
}

QString pasetoRemark(const QString &token)
{
    const QStringList parts = token.split(u'.');
    const QString remark = parts.value(1) == "local"_L1
        ? tr("Version %1, local: encrypted with a shared key; only who has it can look inside.").arg(parts.value(0).mid(1))
        : tr("Version %1, public: signed. Its signature can't be checked here.").arg(parts.value(0).mid(1));
    const QByteArray footer = parts.size() > 3 ? Base64Url::decode(parts.at(3).toLatin1()).bytes : QByteArray();
    return footer.isEmpty() ? remark : remark + u' ' + tr("Its footer says: %1").arg(QString::fromUtf8(footer.left(500)));
}

QString base64Remark(const QString &token)
{
    const QByteArray bytes = Base64Url::decode(token.toLatin1()).bytes;
    const QString text = QString::fromUtf8(bytes);
    const bool isText = !text.isEmpty() && text.toUtf8() == bytes
        && std::all_of(text.begin(), text.end(), [](QChar c) { return c.isPrint(); });
    if (!isText)
        return tr("%1 bytes that are no text.").arg(bytes.size());
    return text.contains(u':') ? tr("Text with a colon in it, as Basic authentication has name and password: anybody can read it.")
                               : tr("Plain text of %1 characters: base64 hides nothing.").arg(text.size());
}

QString wordsRemark(const QString &text)
{
    constexpr qsizetype mostWords = 200;
    const auto blank = std::find_if(text.begin(), text.end(), [](QChar c) { return c.isSpace(); }) - text.begin();
    if (text.startsWith("Basic "_L1, Qt::CaseInsensitive)) {
        const QString pair = QString::fromUtf8(Base64Url::decode(text.mid(6).trimmed().toLatin1()).bytes);
        if (const auto colon = pair.indexOf(u':'); colon > 0 && std::all_of(pair.begin(), pair.end(), [](QChar c) { return c.isPrint(); }))
            return tr("No token, but a user name, “%1”, and a password of %2 characters: base64 hides nothing.")
                .arg(pair.left(colon).left(100))
                .arg(pair.size() - colon - 1);
    }
    const QString remark = tr("This is no token: a token has no blanks, and here is one after %1 characters.").arg(blank);
    const QStringList words = text.left(Jwt::largest).split(QRegularExpression(u"\\s+"_s)).mid(0, mostWords);
    for (qsizetype i = 0; i < words.size(); ++i)
        if (Jwt::decode(words.at(i)))
            return remark + u' ' + tr("Word %1 looks like one: paste it alone.").arg(i + 1);
    return remark;
}

QString jsonRemark(const QString &text)
{
    QStringList names;
    const TokenClaims members = TokenClaims::read(text.toUtf8());
    for (const TokenClaim &member : members.all())
        if (member.type == TokenClaim::Type::Text && Jwt::decode(member.text()))
            names += member.name;
    return names.isEmpty() ? tr("A whole answer of a server, perhaps: the token is one of its members.")
                           : tr("A whole answer of a server, perhaps. These in it are tokens; paste one alone: %1.").arg(WordDiff::listed(names));
}

// What can be told of a payload of a public PASETO or an opaque token, in sentences.
QStringList remarksOn(TokenFacts::Kind kind, const QString &token, const ClaimCatalog &catalog)
{
    using Kind = TokenFacts::Kind;
    QStringList remarks;
    if (const QString whose = catalog.whose(token); !whose.isEmpty())
        remarks += whose;
    switch (kind) {
    case Kind::Uuid: remarks += uuidRemark(token); break;
    case Kind::Paseto: remarks += pasetoRemark(token); break;
    case Kind::Hex: remarks += tr("%1 bits in hexadecimal. It says nothing by itself.").arg(token.size() * 4); break;
    case Kind::Base64: remarks += base64Remark(token); break;
    case Kind::Json: remarks += jsonRemark(token); break;
    case Kind::Words: remarks += wordsRemark(token); break;
    case Kind::Abbreviated: remarks += tr("Copy the whole token to look into it."); break;
    case Kind::Opaque:
        if (remarks.isEmpty())
            remarks += tr("Only the server that made it knows what it means.");
        break;
    case Kind::EncryptedJwt: remarks += tr("Encrypted: only its header can be read without the key."); break;
    case Kind::SignedJwt:
    case Kind::Empty: break;
    }
    return remarks;
}

}

ClaimFact TokenDetails::explain(TokenPart part, const TokenClaim &claim, const TokenMoment &moment, const ClaimCatalog &catalog)
{
    ClaimFact fact;
    fact.part = part;
    fact.claim = claim;
    if (const ClaimMeaning *known = catalog.find(part, claim.name)) {
        fact.meaning = *known;
        fact.reading = reading(claim, known->form, moment);
        return fact;
    }
    fact.meaning.name = claim.name;
    if (claim.name.startsWith("https://"_L1) || claim.name.startsWith("http://"_L1)) {
        fact.meaning.title = claim.name.section(u'/', -1);
        fact.meaning.text = tr("A claim of its own: the address before the name says whose.");
        fact.meaning.source = claim.name.section(u'/', 2, 2);
    }
    fact.reading = guess(claim, moment);
    return fact;
}

TokenDetails TokenDetails::of(const QString &token, const TokenMoment &moment, const ClaimCatalog &catalog)
{
    TokenDetails details;
    details.facts = TokenFacts::of(token);
    details.oddities = TokenOddity::in(details.facts, moment);
    const QString bare = token.size() > Jwt::largest ? token : QString::fromUtf8(Jwt::bare(token.toUtf8()));
    details.remarks = remarksOn(details.facts.kind, bare, catalog);
    if (const int signatures = details.facts.jsonSignatures; signatures > 1)
        details.remarks += tr("It has %1 signatures; what is shown belongs to the first.").arg(signatures);
    details.size = details.facts.jwt ? details.facts.jwt->size() : bare.size();
    if (!details.facts.jwt)
        return details;
    const Jwt &jwt = *details.facts.jwt;
    details.header = explained(TokenPart::Header, jwt.header().claims, moment, catalog);
    if (jwt.isHeaderProtected())
        details.header += explained(TokenPart::Header, jwt.unprotectedHeader().claims, moment, catalog);
    details.payload = explained(TokenPart::Payload, jwt.payload().claims, moment, catalog);
    details.headerBytes = jwt.header().bytes.size();
    details.payloadBytes = jwt.payload().bytes.size();
    details.signatureBytes = jwt.signature().bytes.size();
    details.life = details.facts.life();
    const auto add = [&](TokenTime::Kind kind, const QString &label, const std::optional<UtcTime> &at) {
        if (at)
            details.times.append({kind, label, *at, TimeText::utc(*at), TimeText::local(*at),
                TimeText::relative(*at, moment.serverNow())});
    };
    const auto instant = [](const std::optional<NumericDate> &date) { return date && !date->isOutOfRange ? std::optional(date->at) : std::nullopt; };
    add(TokenTime::Kind::Issued, tr("Issued"), instant(details.facts.issued));
    add(TokenTime::Kind::NotBefore, tr("Not before"), instant(details.facts.notBefore));
    if (!details.facts.expires || !details.facts.expires->isOutOfRange)
        add(TokenTime::Kind::Ends, tr("Ends"), details.facts.end());
    return details;
}

}
