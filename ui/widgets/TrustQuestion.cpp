#include "ui/widgets/TrustQuestion.h"

#include "app/http/VisibleText.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("TrustQuestion", text);
}

QString dateOf(UtcTime time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count()).toString(u"yyyy-MM-dd HH:mm"_s);
}

// A certificate may hold any name, of any length.
QString nameText(const QString &name)
{
    constexpr qsizetype longest = 200;
    return VisibleText::of(name.toUtf8(), longest);
}

QString placeText(const Origin &place)
{
    return u"%1:%2"_s.arg(place.host).arg(place.port);
}

}

std::optional<TrustQuestion> TrustQuestion::of(const TlsInfo &tls, const Origin &place, const QString &environment)
{
    if (tls.trust != TlsTrust::Refused || tls.chain.isEmpty())
        return std::nullopt;
    return TrustQuestion{environment, place, tls.chain.constFirst()};
}

TlsException TrustQuestion::exception() const
{
    return {place.host, place.port, certificate.sha256};
}

QString TrustQuestion::offer() const
{
    return tr("Trust this certificate for %1 in %2").arg(placeText(place), environmentText(environment));
}

QString TrustQuestion::kept() const
{
    return tr("This certificate is trusted for %1 in %2 from now on, and nothing else is. Settings, Network is where to take it back.")
        .arg(placeText(place), environmentText(environment));
}

QString TrustQuestion::advice()
{
    return tr("Trust it only if its fingerprint is the one that its owner told you.");
}

QList<TrustQuestion::Fact> TrustQuestion::facts(const TlsCertificate &certificate)
{
    const bool isOwnIssuer = certificate.issuer == certificate.subject;
    return {{tr("certificate"), nameText(certificate.subject)}, {tr("issued by"), isOwnIssuer ? tr("itself") : nameText(certificate.issuer)},
        {tr("valid"), tr("%1 to %2").arg(dateOf(certificate.notBefore), dateOf(certificate.notAfter))}, {u"SHA-256"_s, fingerprintText(certificate.sha256)}};
}

QString TrustQuestion::factsText() const
{
    QStringList lines;
    for (const auto &[name, value] : facts(certificate))
        lines += name == "SHA-256"_L1 ? u"%1:\n%2"_s.arg(name, value) : u"%1: %2"_s.arg(name, value);
    return lines.join(u'\n');
}

QString fingerprintText(const QByteArray &sha256)
{
    QString text = QString::fromLatin1(sha256.toHex(':').toUpper());
    constexpr qsizetype half = 16 * 3;
    return text.size() > half ? text.insert(half, u'\n') : text;
}

QString environmentText(const QString &environment)
{
    return environment.isEmpty() ? tr("requests as nobody") : environment;
}

}
