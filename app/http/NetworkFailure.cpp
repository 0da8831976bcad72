#include "app/http/NetworkFailure.h"

#include <QtCore/QCoreApplication>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("NetworkFailure", text);
}

ErrorKind errorKind(NetworkFailure::Kind kind)
{
    using Kind = NetworkFailure::Kind;
    switch (kind) {
    case Kind::ConnectTimeout:
    case Kind::FirstByteTimeout:
    case Kind::IdleTimeout:
    case Kind::TotalTimeout:
    case Kind::ProxyTimeout:
        return ErrorKind::Timeout;
    case Kind::Cancelled:
        return ErrorKind::Cancelled;
    default:
        return ErrorKind::Network;
    }
}

}

NetworkFailure &NetworkFailure::after(Milliseconds time)
{
    m_time = time;
    return *this;
}

NetworkFailure &NetworkFailure::proxy(const QString &hostAndPort)
{
    m_proxy = hostAndPort;
    return *this;
}

NetworkFailure &NetworkFailure::says(const QString &text)
{
    m_says = text;
    return *this;
}

Error NetworkFailure::error() const
{
    QString detail = advice();
    if (!m_says.isEmpty())
        detail += (detail.isEmpty() ? QString() : u" "_s) + tr("(%1)").arg(m_says);
    return {errorKind(m_kind), message(), detail};
}

QString NetworkFailure::message() const
{
    const QString host = m_origin.host;
    const QString place = u"%1:%2"_s.arg(m_origin.host).arg(m_origin.port);
    switch (m_kind) {
    case Kind::NameNotFound:
        return tr("The host name %1 was not found.").arg(host);
    case Kind::Refused:
        return tr("Nothing answers at %1: the connection was refused.").arg(place);
    case Kind::Unreachable:
        return tr("%1 can't be reached from here.").arg(place);
    case Kind::ConnectTimeout:
        return tr("No connection to %1 came about within %2.").arg(place, durationText(m_time));
    case Kind::FirstByteTimeout:
        return tr("%1 took the request but sent no answer within %2.").arg(place, durationText(m_time));
    case Kind::IdleTimeout:
        return tr("%1 stopped in the middle of its answer: nothing came for %2.").arg(place, durationText(m_time));
    case Kind::TotalTimeout:
        return tr("The exchange with %1 was not over within %2.").arg(place, durationText(m_time));
    case Kind::NotHttp:
        return tr("What answers at %1 does not speak HTTP.").arg(place);
    case Kind::NotHttpOrEmpty:
        return tr("%1 closed the connection or sent something that is not HTTP: there is no answer.").arg(place);
    case Kind::NotHttpButTls:
        return tr("The server at %1 speaks TLS, and the URL says http.").arg(place);
    case Kind::EmptyReply:
        return tr("%1 closed the connection without an answer.").arg(place);
    case Kind::CutOff:
        return tr("The answer of %1 is incomplete: the connection ended before it was whole.").arg(place);
    case Kind::BadFraming:
        return tr("The answer of %1 contradicts itself about its length, so where it ends is not known.").arg(place);
    case Kind::BadEncoding:
        return tr("The compressed body that %1 sent is broken.").arg(place);
    case Kind::OnlyInterim:
        return tr("%1 sent an interim status and never its answer.").arg(place);
    case Kind::TooLarge:
        return tr("The answer of %1 is larger than what is taken.").arg(place);
    case Kind::Http2Broken:
        return tr("%1 broke the rules of HTTP/2.").arg(place);
    case Kind::ProxyNameNotFound:
        return tr("The proxy %1 was not found.").arg(m_proxy);
    case Kind::ProxyRefused:
        return tr("The proxy %1 does not take connections.").arg(m_proxy);
    case Kind::ProxyTimeout:
        return tr("The proxy %1 did not answer in time.").arg(m_proxy);
    case Kind::ProxyDemandsCredentials:
        return tr("The proxy %1 demands a user name and a password, or refused the ones it got.").arg(m_proxy);
    case Kind::ProxyFailed:
        return tr("The proxy %1 did not connect to %2.").arg(m_proxy, place);
    case Kind::Cancelled:
        return tr("The request was cancelled.");
    case Kind::Other:
        break;
    }
    return tr("The exchange with %1 failed.").arg(place);
}

QString NetworkFailure::advice() const
{
    switch (m_kind) {
    case Kind::NameNotFound:
        return tr("Check how the host is spelled, and whether this machine is online or needs a VPN for it.");
    case Kind::Refused:
        return tr("Check the port, and whether the server is running.");
    case Kind::Unreachable:
        return tr("Check the network, the VPN and the firewall.");
    case Kind::ConnectTimeout:
        return tr("Check host and port; a firewall that drops packets looks like this, too.");
    case Kind::FirstByteTimeout:
        return tr("It may still be at work on it: look before you send it again, or allow more time.");
    case Kind::IdleTimeout:
    case Kind::TotalTimeout:
        return tr("Allow more time if the server is known to be slow.");
    case Kind::NotHttp:
    case Kind::NotHttpOrEmpty:
        return tr("Check the port, and whether the URL should begin with https://.");
    case Kind::NotHttpButTls:
        return tr("Write https:// instead.");
    case Kind::EmptyReply:
        return tr("Whether it acted on the request is not known, so it is not sent again by itself.");
    case Kind::CutOff:
    case Kind::BadFraming:
    case Kind::BadEncoding:
    case Kind::OnlyInterim:
    case Kind::Http2Broken:
        return tr("The server, or something between here and it, is at fault. Trying again may help.");
    case Kind::TooLarge:
        return tr("Check that the URL is the right one.");
    case Kind::ProxyNameNotFound:
    case Kind::ProxyRefused:
    case Kind::ProxyTimeout:
    case Kind::ProxyFailed:
        return tr("Check the proxy in the environment's settings.");
    case Kind::ProxyDemandsCredentials:
        return tr("Put them into the environment's proxy settings.");
    case Kind::Cancelled:
        return {};
    case Kind::Other:
        break;
    }
    return tr("Check the URL and the network.");
}

QString durationText(Milliseconds time)
{
    using namespace std::chrono;
    if (time < seconds(1) || time % seconds(1) != Milliseconds(0))
        return time < seconds(10) ? tr("%1 ms").arg(time.count()) : tr("%1 s").arg(duration_cast<seconds>(time).count());
    if (time >= minutes(2) && time % minutes(1) == Milliseconds(0))
        return tr("%1 min").arg(duration_cast<minutes>(time).count());
    return tr("%1 s").arg(duration_cast<seconds>(time).count());
}

}
