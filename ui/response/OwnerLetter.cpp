#include "ui/response/OwnerLetter.h"

#include "app/base/Redactor.h"
#include "app/base/TimeText.h"
#include "app/http/VisibleText.h"
#include "app/run/RunWatch.h"
#include "ui/response/FindingCard.h"

#include <QtCore/QCoreApplication>

#include <array>

namespace tessera::ui {

using namespace Qt::StringLiterals;
using Cause = RefusalCause;

namespace {

constexpr int longestUrl = 500, longestValue = 200, longestSentence = 1000, mostHeaders = 40; // characters; headers

QString tr(const char *text)
{
    return QCoreApplication::translate("OwnerLetter", text);
}

// What came from outside, on one line. It is cut when its secrets are out: half of one is not found any more.
QString line(const QString &redacted, qsizetype limit)
{
    return VisibleText::of(redacted.toUtf8(), limit);
}

// By which a request is found in a server's log; the order is that of use.
constexpr std::array requestIds{"X-Request-Id", "Request-Id", "X-Correlation-Id", "X-Amzn-RequestId", "X-Amz-Cf-Id", "Apigw-RequestId",
    "X-Ms-Request-Id", "X-Trace-Id", "Traceparent", "CF-Ray"};

// Names alone: their values are nobody's business.
QString headerNames(const QByteArray &head, const Redactor &redactor)
{
    QStringList names;
    const QList<QByteArray> lines = head.split('\n');
    for (const QByteArray &each : lines) {
        const auto colon = each.indexOf(':', 1);
        if (const QByteArray name = each.left(colon).trimmed(); colon > 0 && !each.startsWith(':') && !name.contains(' '))
            names += line(redactor.text(QString::fromUtf8(name)), longestValue);
    }
    names.removeDuplicates();
    return names.mid(0, mostHeaders).join(u", "_s);
}

QStringList idsIn(const HttpHeaders &answer, const Redactor &redactor)
{
    QStringList ids;
    for (const char *name : requestIds)
        if (answer.contains(name))
            ids += u"    %1: %2"_s.arg(QLatin1String(name), line(redactor.text(QString::fromUtf8(answer.value(name))), longestValue));
    return ids;
}

QString who(const CredentialId &identity)
{
    return identity.isEmpty() ? tr("as nobody, without a credential") : tr("as %1 (%2, %3)").arg(identity.account, identity.profile, identity.environment);
}

// As whom it went in the end.
QString whoWent(const RunResult &result, const CredentialId &identity, const Redactor &redactor)
{
    const RunResult::Attempt &attempt = result.attempts.constLast();
    if (result.isWithheld && !identity.isEmpty())
        return tr("without a credential (%1 was kept back)").arg(identity.account);
    QStringList dropped;
    for (const HttpHop &hop : attempt.exchange.hops)
        for (const QByteArray &name : hop.withheldHeaders + hop.withheldQueryItems)
            dropped += line(redactor.text(QString::fromUtf8(name)), longestValue);
    const QString whole = who(attempt.credential.isEmpty() ? CredentialId() : identity);
    return dropped.isEmpty() ? whole : tr("%1, but without %2: it was sent on to another address").arg(whole, dropped.join(u", "_s));
}

QString questionFor(Cause cause)
{
    switch (cause) {
    case Cause::MissingScope:
    case Cause::MissingRole:
        return tr("Could this account be given the right, or is there another one that is meant for it?");
    case Cause::ClockSkew:
    case Cause::NotYetValid:
        return tr("Could you compare the server's clock with the time of the network?");
    case Cause::Blocked:
        return tr("Could you tell me which rule keeps this request out, and what it asks for?");
    case Cause::AccountBlocked:
        return tr("Could you tell me why the account is kept out, and what would let it in again?");
    case Cause::BoundToken:
        return tr("Could you tell me which proof or certificate is expected beside the token?");
    default:
        return tr("Could you tell me what is missing?");
    }
}

QStringList linesOf(const HttpHop &hop, const QString &whoWent, const Redactor &redactor)
{
    QStringList lines{u"    %1 %2"_s.arg(VisibleText::of(RunWatch::methodOf(hop), 20), line(redactor.url(QString::fromUtf8(hop.url)), longestUrl)),
        u"    "_s + TimeText::utc(hop.headTrip().second), u"    "_s + whoWent,
        u"    "_s + tr("with the headers %1 (their values are left out here)").arg(headerNames(hop.requestHead, redactor))};
    if (!hop.remoteAddress.isEmpty())
        lines += u"    "_s + tr("answered by %1").arg(hop.remoteAddress);
    return lines;
}

}

QString ownerLetter(const RunResult &result, const CredentialId &identity, const Redactor &redactor)
{
    const auto sentence = [&](const QString &text) { return line(redactor.text(text), longestSentence); };
    QStringList lines{tr("Hello,"), {}};
    if (const HttpExchange *last = result.error ? nullptr : result.last()) {
        const HttpHop &hop = last->last();
        lines << tr("This request was refused with %1:").arg(u"%1 %2"_s.arg(hop.status).arg(line(redactor.text(QString::fromUtf8(hop.reason)), longestValue)).trimmed()) << QString();
        lines << linesOf(hop, whoWent(result, identity, redactor), redactor);
        if (const QStringList ids = idsIn(hop.headers, redactor); !ids.isEmpty())
            lines << QString() << tr("In your log it is:") << ids;
    } else {
        lines << tr("A request could not be sent %1. %2").arg(who(identity), result.error ? sentence(result.error->message) : QString()).trimmed();
    }
    if (const Finding *finding = result.diagnosis.first()) {
        lines << QString() << tr("What it looks like from here (%1): %2. %3").arg(certaintyText(finding->certainty), sentence(finding->title), sentence(finding->text));
        for (const Evidence &evidence : finding->evidence)
            lines << u"  - "_s + sentence(evidence.text);
        lines << QString() << questionFor(finding->cause);
    }
    return VisibleText::inLines(redactor.text(lines.join(u'\n'))) + u'\n';
}

}
