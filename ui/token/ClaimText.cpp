#include "ui/token/ClaimText.h"

#include "app/base/TimeText.h"
#include "ui/widgets/HiddenCharacters.h"

#include <QtCore/QCoreApplication>

#include <chrono>

namespace tessera::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype longestLine = 200; // characters
constexpr qsizetype longestWhole = 20'000;
constexpr Milliseconds tellsSkew = 5s;

QString tr(const char *text)
{
    return QCoreApplication::translate("ClaimText", text);
}

QString visible(const QString &text, qsizetype most)
{
    return HiddenCharacters::shown(text.size() > most ? text.left(most) + u'…' : text);
}

// A list of texts, one a line: an address is not to be broken where another one begins.
QString inLines(const QStringList &items)
{
    QStringList lines;
    qsizetype size = 0;
    for (const QString &item : items) {
        if ((size += item.size() + 1) > longestWhole) {
            lines += u"…"_s;
            break;
        }
        lines += HiddenCharacters::shown(item);
    }
    return lines.join(u'\n');
}

// The time of day alone where it is today.
QString shortLocal(UtcTime at, const TokenMoment &moment)
{
    const QString local = TimeText::local(at);
    const QString time = local.section(u' ', 1, 1), day = local.section(u' ', 0, 0);
    return day == TimeText::local(moment.now).section(u' ', 0, 0) ? time : day + u' ' + time;
}

void takeDate(ClaimText &text, const ClaimFact &fact, const NumericDate &date, const TokenMoment &moment)
{
    const UtcTime now = moment.serverNow();
    const QString written = tr("%1 in the token").arg(visible(QString::fromUtf8(fact.claim.json), longestLine));
    if (date.isOutOfRange) {
        text.times = written;
        text.note = fact.reading;
        text.tone = ClaimText::Tone::Bad;
        return;
    }
    text.value = shortLocal(date.at, moment);
    text.note = TimeText::relative(date.at, now);
    QStringList times{written, TimeText::utc(date.at), TimeText::local(date.at)};
    times.removeDuplicates(); // who lives by UTC reads it once
    if (std::chrono::abs(moment.serverOffset) >= tellsSkew)
        times += tr("when this computer's clock shows %1").arg(TimeText::local(moment.localOf(date.at)));
    text.times = times.join(u'\n');
    if (fact.claim.name == "exp"_L1 && date.at <= now)
        text.tone = ClaimText::Tone::Bad;
    else if ((fact.claim.name == "nbf"_L1 || fact.claim.name == "iat"_L1) && date.at > now)
        text.tone = ClaimText::Tone::Warn;
}

}

ClaimText ClaimText::of(const ClaimFact &fact, const TokenMoment &moment)
{
    using Form = ClaimMeaning::Form;
    const TokenClaim &claim = fact.claim;
    ClaimText text;
    text.name = visible(claim.name, longestLine);
    const QStringList items = claim.type == TokenClaim::Type::List ? claim.texts() : QStringList();
    const QString whole = items.isEmpty() ? claim.text() : items.mid(0, 100).join(u", "_s);
    text.value = visible(whole.left(longestLine + 1).simplified(), longestLine);
    text.whole = whole.size() <= 24 ? QString() : items.isEmpty() ? visible(claim.text(), longestWhole) : inLines(items);
    text.copied = claim.text();
    text.title = fact.meaning.source.isEmpty() ? fact.meaning.title : fact.meaning.title + u" · "_s + visible(fact.meaning.source, 80);
    text.sentence = fact.meaning.text;
    text.note = visible(fact.meaning.title, 40);
    const auto date = fact.meaning.form == Form::Date ? NumericDate::fromJson(claim.json) : std::nullopt;
    if (date) {
        takeDate(text, fact, *date, moment);
        text.whole.clear();
    } else if (fact.meaning.form == Form::Duration || fact.meaning.form == Form::Date) {
        text.note = fact.reading;
    } else if (claim.type == TokenClaim::Type::Number && !fact.reading.isEmpty()) {
        text.times = fact.reading; // an unknown number that would be an instant
    }
    if (text.sentence.isEmpty())
        text.sentence = tr("Not a registered name: what it means is its issuer's to say.");
    if (fact.isOverruled) {
        text.note = tr("overruled");
        text.tone = Tone::Warn;
        text.sentence = tr("The same name stands further down again: most programs take that one. %1").arg(text.sentence);
    }
    text.spoken = fact.meaning.title.isEmpty() ? tr("%1: %2. %3").arg(text.name, text.value, text.sentence)
                                               : tr("%1, %2: %3, %4. %5").arg(text.name, fact.meaning.title, text.value, text.note, text.sentence);
    return text;
}

}
