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
bool isPlainIpv4(QByteArrayView host)
{
    int numbers = 0;
    while (numbers < 5) {
        const qsizetype dot = host.indexOf('.');
        const QByteArrayView number = dot < 0 ? host : host.first(dot);
        ++numbers;
        if (!isDigits(number) || number.size() > 3 || number.toInt() > 255 || (number.size() > 1 && number[0] == '0'))
            return false;
        if (dot < 0)
            break;
        host = host.sliced(dot + 1);
    }
    return numbers == 4;
}

bool looksLikeIpv4(QByteArrayView host)
{
    const QByteArrayView stem = host.endsWith('.') ? host.chopped(1) : host;
    const QByteArrayView last = stem.sliced(stem.lastIndexOf('.') + 1);
    return isDigits(last) || last.startsWith("0x");
}

Result<QString> hostOf(QByteArrayView text)
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
            && address.setAddress(QString::fromLatin1(text.sliced(1, text.size() - 2)))
            && address.protocol() == QAbstractSocket::IPv6Protocol;
        if (!isAddress)
            return bad(tr("it is not an IPv6 address in brackets"));
        return u"[%1]"_s.arg(address.toString());
    }
    const bool isAscii = std::all_of(text.cbegin(), text.cend(), [](char c) { return uchar(c) < 0x80; });
    const QByteArray host = isAscii ? text.toByteArray().toLower() : QUrl::toAce(QString::fromUtf8(text));
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
    const QByteArrayView text = url;
    const qsizetype colon = text.indexOf(':');
    const QByteArrayView scheme = text.first(qMax<qsizetype>(colon, 0));
    const bool isHttp = scheme.compare("http", Qt::CaseInsensitive) == 0;
    if (!isHttp && scheme.compare("https", Qt::CaseInsensitive) != 0) {
        if (!text.sliced(scheme.size()).startsWith("://") || scheme.isEmpty()) // "localhost:8080" only looks as if it had one
            return failure(ErrorKind::Input, tr("The URL must begin with http:// or https://."),
                tr("Put https:// in front of it, or http:// for a server without TLS."));
        return failure(ErrorKind::Input, tr("The URL must begin with http:// or https://, not with %1:.")
                .arg(VisibleText::of(scheme, 20)), tr("Other protocols are not spoken here."));
    }

    Origin origin{isHttp ? u"http"_s : u"https"_s, {}, isHttp ? httpPort : httpsPort};
    QByteArrayView place = UrlText::authority(text);
    place = place.sliced(place.lastIndexOf('@') + 1);
    const qsizetype bracket = place.startsWith('[') ? place.indexOf(']') : 0;
    const qsizetype portMark = bracket < 0 ? -1 : place.indexOf(':', bracket);
    if (portMark >= 0 && portMark + 1 < place.size()) {
        const QByteArrayView port = place.sliced(portMark + 1);
        origin.port = isDigits(port) && port.size() <= 5 ? port.toInt() : 0;
        if (origin.port < 1 || origin.port > 65535)
            return failure(ErrorKind::Input, tr("\"%1\" can't be a port.").arg(VisibleText::of(port, 20)),
                tr("A port is a number from 1 to 65535."));
    }
    auto host = hostOf(portMark < 0 ? place : place.first(portMark));
    if (!host)
        return failure(host.error());
    origin.host = *std::move(host);
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
    return port == usual ? host : host + u':' + QString::number(port);
}

QString Origin::toString() const
{
    return scheme + "://"_L1 + authority();
}

}
