#include "ui/response/ValueWords.h"

#include "app/token/TokenFacts.h"
#include "ui/credentials/LifeText.h"
#include "ui/widgets/HiddenCharacters.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestClaim = 120; // characters of what a token says
constexpr qsizetype longestInteger = 40; // digits

QString tr(const char *text)
{
    return QCoreApplication::translate("ValueWords", text);
}

QString distance(UtcTime at, UtcTime now)
{
    return at > now ? tr("in %1").arg(LifeText::length(at - now)) : LifeText::ago(now - at);
}

QString utc(UtcTime at)
{
    return QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count(), Qt::UTC).toString(u"yyyy-MM-dd HH:mm:ss"_s);
}

QString cut(const QString &claim)
{
    const QString shown = HiddenCharacters::shown(claim.left(longestClaim));
    return claim.size() > longestClaim ? shown + u'…' : shown;
}

QString endOf(UtcTime end, UtcTime now)
{
    return (end > now ? tr("expires %1") : tr("expired %1")).arg(distance(end, now));
}

QString remarkOfToken(const QByteArray &token, UtcTime now)
{
    const auto end = TokenFacts::of(QString::fromLatin1(token)).end();
    return end ? tr("JWT, %1").arg(endOf(*end, now)) : tr("JWT");
}

QString explainedToken(const QByteArray &token, UtcTime now)
{
    const TokenFacts facts = TokenFacts::of(QString::fromLatin1(token));
    QStringList lines{facts.name() + (facts.algorithm.isEmpty() ? QString() : u", "_s + cut(facts.algorithm))};
    if (!facts.subject.isEmpty())
        lines += tr("subject: %1").arg(cut(facts.subject));
    if (!facts.issuer.isEmpty())
        lines += tr("issuer: %1").arg(cut(facts.issuer));
    if (!facts.audience.isEmpty())
        lines += tr("audience: %1").arg(cut(facts.audience.join(u", "_s)));
    if (!facts.scopes.isEmpty())
        lines += tr("scopes: %1").arg(cut(facts.scopes.join(u' ')));
    if (const auto end = facts.end())
        lines += tr("%1 (%2 UTC)").arg(endOf(*end, now), utc(*end));
    lines += tr("Its signature was not checked.");
    return lines.join(u'\n');
}

// What a program that reads numbers as doubles makes of an integer; empty where it stays the same.
QByteArray rounded(QByteArrayView number)
{
    const QByteArrayView digits = number.startsWith('-') ? number.sliced(1) : number;
    const bool isInteger = !digits.isEmpty() && digits.size() <= longestInteger && std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!isInteger || digits.size() < 16) // 2^53 has 16
        return {};
    const QByteArray read = QByteArray::number(number.toByteArray().toDouble(), 'f', 0);
    return read == number ? QByteArray() : read;
}

}

QString ValueWords::remark(const ValueHint &hint, UtcTime now)
{
    if (hint.kind == ValueHint::Kind::Jwt)
        return remarkOfToken(hint.token, now);
    if (hint.kind == ValueHint::Kind::IsoTime)
        return distance(hint.at, now);
    return tr("%1 UTC, %2").arg(utc(hint.at), distance(hint.at, now));
}

QString ValueWords::explained(const ValueHint &hint, UtcTime now)
{
    if (hint.kind == ValueHint::Kind::Jwt)
        return explainedToken(hint.token, now);
    QStringList lines{tr("%1 UTC, %2").arg(utc(hint.at), distance(hint.at, now)), tr("%1 here").arg(LifeText::exactMoment(hint.at))};
    if (hint.kind == ValueHint::Kind::EpochSeconds)
        lines += tr("if it is a time: seconds since 1970");
    else if (hint.kind == ValueHint::Kind::EpochMilliseconds)
        lines += tr("if it is a time: milliseconds since 1970");
    else if (!hint.hasZone)
        lines += tr("it names no zone: taken as UTC");
    return lines.join(u'\n');
}

QString ValueWords::remarkOfNumber(QByteArrayView number)
{
    if (rounded(number).isEmpty())
        return {};
    if (number == "18446744073709551615")
        return tr("2^64 - 1, kept as written");
    if (number == "9223372036854775807")
        return tr("2^63 - 1, kept as written");
    return tr("kept as written");
}

QString ValueWords::explainedNumber(QByteArrayView number)
{
    const QByteArray read = rounded(number);
    return read.isEmpty() ? QString() : tr("Shown as it was written. Programs that read numbers as doubles, as JavaScript does, make %1 of it.").arg(QLatin1StringView(read));
}

}
