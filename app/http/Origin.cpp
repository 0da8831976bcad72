#include "app/http/Origin.h"

#include "app/http/UrlText.h"
#include "app/http/VisibleText.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringBuilder>
#include <QtCore/QUrl>
#include <QtNetwork/QHostAddress>

#include <algorithm>
#include <optional>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Origin", text);
}

constexpr int httpPort = 80;
constexpr int httpsPort = 443;

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

// Of so many digits at most.
std::optional<int> numberOf(QStringView digits, qsizetype most)
{
    if (digits.isEmpty() || digits.size() > most)
        return std::nullopt;
    int number = 0;
    for (const QChar c : digits) {
        if (!isDigit(c))
            return std::nullopt;
        number = 10 * number + (c.unicode() - u'0');
    }
    return number;
}

bool isHostCharacter(QChar c)
{
    return (c >= u'a' && c <= u'z') || isDigit(c) || c == u'-' || c == u'.' || c == u'_';
}

// Libraries read 127.1, 0x7f.1, 010.0.0.1 and 2130706433 as addresses, each in its own way: only four plain numbers pass.
bool isPlainIpv4(QStringView host)
{
    int numbers = 0;
    while (numbers < 5) {
        const qsizetype dot = host.indexOf(u'.');
        const QStringView part = dot < 0 ? host : host.first(dot);
        const auto number = numberOf(part, 3);
        ++numbers;
        if (!number || *number > 255 || (part.size() > 1 && part.front() == u'0'))
            return false;
        if (dot < 0)
            break;
        host = host.sliced(dot + 1);
    }
    return numbers == 4;
}

bool looksLikeIpv4(QStringView host)
{
    const QStringView stem = host.endsWith(u'.') ? host.chopped(1) : host;
    const QStringView last = stem.sliced(stem.lastIndexOf(u'.') + 1);
    return (!last.isEmpty() && std::all_of(last.begin(), last.end(), isDigit)) || last.startsWith("0x"_L1);
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
    const QString host = isAscii ? QString::fromLatin1(text).toLower() : QString::fromLatin1(QUrl::toAce(QString::fromUtf8(text)));
    if (host.isEmpty())
        return bad(tr("it is not a name that can be looked up"));
    const auto character = std::find_if_not(host.cbegin(), host.cend(), isHostCharacter);
    if (character != host.cend())
        return bad(tr("%1 can't stand in it").arg(VisibleText::ofCharacter(character->toLatin1())));
    if (host.startsWith(u'.') || host.contains(".."_L1))
        return bad(tr("a part of the name is empty"));
    if (host.size() > 254)
        return bad(tr("it is too long"));
    if (looksLikeIpv4(host) && !isPlainIpv4(host))
        return bad(tr("it is not an address of four numbers from 0 to 255"));
    return host;
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
        const QByteArrayView behind = text.sliced(scheme.size());
        if ((!behind.startsWith(":/") && !behind.startsWith(":\\")) || scheme.isEmpty()) // "localhost:8080" only looks as if it had one
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
        origin.port = numberOf(QString::fromLatin1(port), 5).value_or(0);
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
    if (!host.startsWith(u'['))
        return host.startsWith("127."_L1) && isPlainIpv4(host);
    QHostAddress address;
    return address.setAddress(host.mid(1, host.size() - 2)) && address.isLoopback();
}

QString Origin::authority() const
{
    const int usual = scheme == "https"_L1 ? httpsPort : httpPort;
    return port == usual ? host : host % u':' % QString::number(port);
}

QString Origin::toString() const
{
    return scheme % "://"_L1 % authority();
}

}
