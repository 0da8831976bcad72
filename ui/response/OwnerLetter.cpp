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

constexpr int longestUrl = 500, longestValue = 200, mostHeaders = 40; // characters; headers

QString tr(const char *text)
{
    return QCoreApplication::translate("OwnerLetter", text);
}

// By which a request is found in a server's log; the order is that of use.
constexpr std::array requestIds{"X-Request-Id", "Request-Id", "X-Correlation-Id", "X-Amzn-RequestId", "X-Amz-Cf-Id", "Apigw-RequestId",
    "X-Ms-Request-Id", "X-Trace-Id", "Traceparent", "CF-Ray"};

// Names alone: their values are nobody's business.
QString headerNames(const QByteArray &head)
{
    QStringList names;
    const QList<QByteArray> lines = head.split('\n');
    for (const QByteArray &line : lines) {
        const auto colon = line.indexOf(':', 1);
        if (const QString name = VisibleText::of(line.left(colon).trimmed(), longestValue); colon > 0 && !line.startsWith(':') && !name.contains(u' '))
            names += name;
    }
    names.removeDuplicates();
    return names.mid(0, mostHeaders).join(u", "_s);
}

QStringList idsIn(const HttpHeaders &answer, const Redactor &redactor)
{
    QStringList ids;
    for (const char *name : requestIds)
        if (answer.contains(name))
            ids += u"    %1: %2"_s.arg(QLatin1String(name), redactor.text(VisibleText::of(answer.value(name), longestValue)));
    return ids;
}

QString who(const CredentialId &identity)
{
    return identity.isEmpty() ? tr("as nobody, without a credential") : tr("as %1 (%2, %3)").arg(identity.account, identity.profile, identity.environment);
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

QStringList linesOf(const HttpHop &hop, const CredentialId &identity, const Redactor &redactor)
{
    QStringList lines{u"    %1 %2"_s.arg(VisibleText::of(RunWatch::methodOf(hop), 20), redactor.url(VisibleText::of(hop.url, longestUrl))),
        u"    "_s + TimeText::utc(hop.headTrip().second), u"    "_s + who(identity),
        u"    "_s + tr("with the headers %1 (their values are left out here)").arg(headerNames(hop.requestHead))};
    if (!hop.remoteAddress.isEmpty())
        lines += u"    "_s + tr("answered by %1").arg(hop.remoteAddress);
    return lines;
}

}

QString ownerLetter(const RunResult &result, const CredentialId &identity, const Redactor &redactor)
{
    QStringList lines{tr("Hello,"), {}};
    if (const HttpExchange *last = result.error ? nullptr : result.last()) {
        const HttpHop &hop = last->last();
        lines << tr("This request was refused with %1:").arg(u"%1 %2"_s.arg(hop.status).arg(VisibleText::of(hop.reason, longestValue)).trimmed()) << QString();
        lines << linesOf(hop, identity, redactor);
        if (const QStringList ids = idsIn(hop.headers, redactor); !ids.isEmpty())
            lines << QString() << tr("In your log it is:") << ids;
    } else {
        lines << tr("A request could not be sent %1. %2").arg(who(identity), result.error ? redactor.text(result.error->message) : QString()).trimmed();
    }
    if (const Finding *finding = result.diagnosis.first()) {
        lines << QString() << tr("What it looks like from here (%1): %2. %3").arg(certaintyText(finding->certainty), finding->title, finding->text);
        for (const Evidence &evidence : finding->evidence)
            lines << u"  - "_s + evidence.text;
        lines << QString() << questionFor(finding->cause);
    }
    return lines.join(u'\n') + u'\n';
}

}
