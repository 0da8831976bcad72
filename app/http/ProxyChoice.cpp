#include "app/http/ProxyChoice.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QUrl>
#include <QtNetwork/QNetworkProxy>

namespace tessera::ProxyChoice {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ProxyChoice", text);
}

ProxySettings none()
{
    ProxySettings proxy;
    proxy.kind = ProxySettings::Kind::None;
    return proxy;
}

ProxySettings systemProxy(const Origin &origin)
{
    const auto proxies = QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(QUrl(origin.toString() + u'/')));
    for (const QNetworkProxy &found : proxies) {
        const bool isSocks = found.type() == QNetworkProxy::Socks5Proxy;
        const bool isHttp = found.type() == QNetworkProxy::HttpProxy || found.type() == QNetworkProxy::HttpCachingProxy;
        if (isSocks || isHttp)
            return {isSocks ? ProxySettings::Kind::Socks5 : ProxySettings::Kind::Http, found.hostName(), found.port(),
                found.user(), Secret(found.password())};
        if (found.type() == QNetworkProxy::NoProxy)
            break;
    }
    return none();
}

}

Result<ProxySettings> of(const ProxySettings &settings, const Origin &origin)
{
    if (origin.isLoopback())
        return none();
    switch (settings.kind) {
    case ProxySettings::Kind::None:
        return none();
    case ProxySettings::Kind::System:
        return systemProxy(origin);
    case ProxySettings::Kind::Http:
    case ProxySettings::Kind::Socks5:
        break;
    }
    if (settings.host.isEmpty() || settings.port == 0)
        return failure(ErrorKind::Input, tr("The proxy of this environment has no host or no port."),
            tr("Complete it in the environment's settings, or choose no proxy."));
    return settings;
}

QNetworkProxy toQt(const ProxySettings &proxy)
{
    if (proxy.kind != ProxySettings::Kind::Http && proxy.kind != ProxySettings::Kind::Socks5)
        return QNetworkProxy(QNetworkProxy::NoProxy);
    return QNetworkProxy(proxy.kind == ProxySettings::Kind::Http ? QNetworkProxy::HttpProxy : QNetworkProxy::Socks5Proxy,
        proxy.host, proxy.port, proxy.user, proxy.password.reveal());
}

QString hostAndPort(const ProxySettings &proxy)
{
    return u"%1:%2"_s.arg(proxy.host).arg(proxy.port);
}

}
