#include "app/http/Origin.h"

#include "app/http/UrlText.h"
#include "app/http/VisibleText.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QUrl>
#include <QtNetwork/QHostAddress>

#include <algorithm>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Origin", text);
}

constexpr int httpPort = 80;
constexpr int httpsPort = 443;

bool isDigits(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool isHostCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
}

// Libraries read 127.1, 0x7f.1, 010.0.0.1 and 2130706433 as addresses, each in its own way: only four plain numbers pass.
bool isPlainIpv4(const QByteArray &host)
{
    const auto numbers = host.split('.');
    return numbers.size() == 4 && std::all_of(numbers.cbegin(), numbers.cend(), [](const QByteArray &number) {
        return isDigits(number) && number.size() <= 3 && number.toInt() <= 255 && (number.size() == 1 || number[0] != '0');
    });
}

bool looksLikeIpv4(const QByteArray &host)
{
    const QByteArray stem = host.endsWith('.') ? host.chopped(1) : host;
    const QByteArray last = stem.mid(stem.lastIndexOf('.') + 1);
    return isDigits(last) || last.startsWith("0x");
}

Result<QString> hostOf(const QByteArray &text)
{
    if (text.isEmpty())
        return failure(ErrorKind::Input, tr("The URL has no host."), tr("Put the name of the server behind the //."));
    const auto bad = [&](const QString &why) {
        return failure(ErrorKind::Input, tr("\"%1\" can't be a host: %2.").arg(VisibleText::of(text, 80), why),
            tr("A host is a name like api.example.com or an address like 192.0.2.1 or [2001:db8::1]."));
    };
    if (text.startsWith('[')) {
        QHostAddress address;
        const bool isAddress = text.endsWith(']') && !text.contains('%')
            && address.setAddress(QString::fromLatin1(text.mid(1, text.size() - 2)))
            && address.protocol() == QAbstractSocket::IPv6Protocol;
        if (!isAddress)
            return bad(tr("it is not an IPv6 address in brackets"));
        return u"[%1]"_s.arg(address.toString());
    }
    const QString typed = QString::fromUtf8(text);
    const bool isAscii = std::all_of(text.cbegin(), text.cend(), [](char c) { return uchar(c) < 0x80; });
    const QByteArray host = isAscii ? text.toLower() : QUrl::toAce(typed);
    if (host.isEmpty())
        return bad(tr("it is not a name that can be looked up"));
    const auto character = std::find_if_not(host.cbegin(), host.cend(), isHostCharacter);
    if (character != host.cend())
        return bad(tr("%1 can't stand in it").arg(VisibleText::ofCharacter(*character)));
    if (host.startsWith('.') || host.contains(".."))
        return bad(tr("a part of the name is empty"));
    if (host.size() > 254)
        return bad(tr("it is too long"));
    if (looksLikeIpv4(host) && !isPlainIpv4(host))
        return bad(tr("it is not an address of four numbers from 0 to 255"));
    return QString::fromLatin1(host);
}

}

Result<Origin> Origin::of(const QByteArray &url)
{
    if (url.isEmpty())
        return failure(ErrorKind::Input, tr("The URL is empty."), tr("Type the address of the server, with https:// in front."));
    const auto parts = UrlText::split(url);
    const bool isHttp = parts.scheme && (parts.scheme->toLower() == "http" || parts.scheme->toLower() == "https");
    if (!isHttp && (!parts.scheme || !parts.authority)) // "localhost:8080" only looks as if it had a scheme
        return failure(ErrorKind::Input, tr("The URL must begin with http:// or https://."),
            tr("Put https:// in front of it, or http:// for a server without TLS."));
    const QByteArray scheme = parts.scheme->toLower();
    if (!isHttp)
        return failure(ErrorKind::Input, tr("The URL must begin with http:// or https://, not with %1:.")
                .arg(VisibleText::of(scheme, 20)), tr("Other protocols are not spoken here."));

    Origin origin{QString::fromLatin1(scheme), {}, scheme == "http" ? httpPort : httpsPort};
    QByteArray place = parts.authority.value_or(QByteArray());
    place.remove(0, place.lastIndexOf('@') + 1);
    const qsizetype bracket = place.startsWith('[') ? place.indexOf(']') : 0;
    const qsizetype colon = bracket < 0 ? -1 : place.indexOf(':', bracket);
    if (colon >= 0 && colon + 1 < place.size()) {
        const QByteArray port = place.mid(colon + 1);
        origin.port = isDigits(port) && port.size() <= 5 ? port.toInt() : 0;
        if (origin.port < 1 || origin.port > 65535)
            return failure(ErrorKind::Input, tr("\"%1\" can't be a port.").arg(VisibleText::of(port, 20)),
                tr("A port is a number from 1 to 65535."));
    }
    const auto host = hostOf(colon < 0 ? place : place.left(colon));
    if (!host)
        return failure(host.error());
    origin.host = *host;
    return origin;
}

bool Origin::isLoopback() const
{
    if (host == "localhost"_L1 || host.endsWith(".localhost"_L1))
        return true;
    QHostAddress address;
    const bool isAddress = address.setAddress(host.startsWith(u'[') ? host.mid(1, host.size() - 2) : host);
    return isAddress && address.isLoopback();
}

QString Origin::authority() const
{
    const int usual = scheme == "https"_L1 ? httpsPort : httpPort;
    return port == usual ? host : u"%1:%2"_s.arg(host).arg(port);
}

QString Origin::toString() const
{
    return scheme + "://"_L1 + authority();
}

}
