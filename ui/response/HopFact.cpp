#include "ui/response/HopFact.h"

#include "app/http/Origin.h"
#include "app/http/VisibleText.h"
#include "ui/response/BodyProbe.h"
#include "ui/widgets/Quantity.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("HopFact", text);
}

QString dateOf(UtcTime time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count()).toString(u"yyyy-MM-dd HH:mm"_s);
}

HopFact endOf(const TlsCertificate &certificate, UtcTime now)
{
    const QString date = dateOf(certificate.notAfter);
    const auto days = std::chrono::floor<std::chrono::days>(certificate.notAfter - now).count();
    if (certificate.notAfter <= now)
        return {tr("expires"), tr("%1, it is over").arg(date), true};
    return {tr("expires"), days == 0 ? tr("%1, today").arg(date) : days == 1 ? tr("%1, in a day").arg(date) : tr("%1, in %2 days").arg(date).arg(days),
        days < 14};
}

QString sizesOf(qint64 received, qint64 decoded)
{
    if (decoded < 0 || received == decoded)
        return Quantity::size(received);
    return tr("%1 on the wire, %2 decoded").arg(Quantity::size(received), Quantity::size(decoded));
}

QString listed(const QList<QByteArray> &names)
{
    QStringList texts;
    for (const QByteArray &name : names)
        texts += VisibleText::of(name, 80);
    return texts.join(u", "_s);
}

HopFact ofTrust(TlsTrust trust)
{
    switch (trust) {
    case TlsTrust::Verified:
        break;
    case TlsTrust::Exception:
        return {tr("trust"), tr("only because you said so"), true};
    case TlsTrust::Refused:
        return {tr("trust"), tr("refused: nothing was sent"), true};
    case TlsTrust::Replaced:
        return {tr("trust"), tr("refused: not the certificate that you trusted"), true};
    }
    return {tr("trust"), tr("verified")};
}

}

QList<HopFact> HopFact::ofConnection(const HttpHop &hop, qint64 decodedSize)
{
    QList<HopFact> facts{{tr("version"), VisibleText::of(hop.version, 20)}, {tr("server"), hop.remoteAddress}, {tr("from"), hop.localAddress}};
    if (const auto origin = Origin::of(hop.url); origin && origin->scheme == "http"_L1)
        facts += {tr("encryption"), tr("none"), !origin->isLoopback()};
    if (hop.status > 0 && !hop.timings.connect)
        facts += {tr("connection"), tr("was open already")};
    if (hop.requestBodySize > 0)
        facts += {tr("sent"), Quantity::size(hop.requestBodySize)};
    if (hop.status > 0)
        facts += {tr("received"), sizesOf(hop.receivedBodySize, decodedSize)};
    if (!hop.trailers.isEmpty())
        facts += {tr("trailers"), QString::number(hop.trailers.size())};
    return facts;
}

QList<HopFact> HopFact::ofTls(const TlsInfo &tls, UtcTime now)
{
    QList<HopFact> facts{{tr("version"), tls.version}, {tr("cipher"), tls.cipher}};
    facts += ofTrust(tls.trust);
    for (qsizetype i = 0; i < tls.chain.size(); ++i) {
        const TlsCertificate &certificate = tls.chain.at(i);
        facts += {i == 0 ? tr("certificate") : tr("issued by"), certificate.subject};
        facts += endOf(certificate, now);
        if (i + 1 == tls.chain.size() && certificate.issuer != certificate.subject)
            facts += {tr("issued by"), certificate.issuer};
    }
    if (!tls.chain.isEmpty())
        facts += {u"SHA-256"_s, QString::fromLatin1(tls.chain.first().sha256.toHex(' '))};
    return facts;
}

QList<HopFact> HopFact::ofWithheld(const HttpHop &hop)
{
    QList<HopFact> facts;
    if (!hop.withheldHeaders.isEmpty())
        facts += {tr("headers"), tr("%1: the redirect leads to another address").arg(listed(hop.withheldHeaders)), true};
    if (!hop.withheldQueryItems.isEmpty())
        facts += {tr("query"), tr("%1: the redirect leads to another address").arg(listed(hop.withheldQueryItems)), true};
    return facts;
}

QString HopFact::bodyText(const QByteArray &firstPart, qint64 size)
{
    const BodyProbe probe = BodyProbe::of(firstPart, {});
    if (probe.kind == BodyProbe::Kind::Image || probe.kind == BodyProbe::Kind::Binary)
        return tr("(%1 that are no text)").arg(Quantity::size(size));
    const QString text = probe.encoding.decode(firstPart, firstPart.size() >= size).text;
    return firstPart.size() < size ? text + tr("\n… %1 in all").arg(Quantity::size(size)) : text;
}

}
