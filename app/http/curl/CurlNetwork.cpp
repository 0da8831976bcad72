#include "app/http/curl/CurlNetwork.h"

#include "app/http/ProxyChoice.h"
#include "app/http/curl/EasyOptions.h"

#include <QtCore/QDateTime>
#include <QtCore/QFileInfo>

#include <algorithm>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t mostIdleHandles = 64;
constexpr std::size_t mostNetworks = 16;
constexpr std::size_t mostKnownProxies = 64;
constexpr std::chrono::seconds proxyMemory(30);

// Tells whether a file was changed. An empty list where no file is named: the usual case costs nothing.
QStringList stampsOf(const NetworkSettings &settings)
{
    QStringList stamps;
    for (const QString &path :
        {settings.caFile, settings.clientCertificate.certificateFile, settings.clientCertificate.keyFile}) {
        if (path.isEmpty())
            continue;
        const QFileInfo file(path);
        stamps.append(u"%1 %2 %3"_s.arg(path).arg(file.lastModified().toMSecsSinceEpoch()).arg(file.size()));
    }
    return stamps;
}

}

CurlNetwork::CurlNetwork(Key key)
    : m_key(std::move(key))
    , m_share(curl_share_init())
    , m_stamps(stampsOf(m_key.settings))
{
    curl_share_setopt(m_share, CURLSHOPT_SHARE, CURL_LOCK_DATA_CONNECT);
}

CurlNetwork::~CurlNetwork()
{
    m_idle.clear(); // a share in use can't be closed
    curl_share_cleanup(m_share);
}

Result<std::shared_ptr<CurlNetwork>> CurlNetwork::make(const Key &key)
{
    std::shared_ptr<CurlNetwork> network(new CurlNetwork(key));
    if (key.hasIdentity && !key.settings.clientCertificate.certificateFile.isEmpty()) {
        const auto identity = ClientIdentity::read(key.settings.clientCertificate);
        if (!identity)
            return failure(identity.error());
        network->m_identity = *identity;
    }
    return network;
}

bool CurlNetwork::isUpToDate() const
{
    return m_stamps.isEmpty() || m_stamps == stampsOf(m_key.settings);
}

CurlHandle CurlNetwork::takeHandle()
{
    if (!m_idle.empty()) {
        CurlHandle handle = std::move(m_idle.back());
        m_idle.pop_back();
        return handle;
    }
    CurlHandle handle(curl_easy_init());
    curl_easy_setopt(handle.get(), CURLOPT_SHARE, m_share);
    setUpOnce(handle.get());
    return handle;
}

void CurlNetwork::giveBack(CurlHandle handle)
{
    if (m_idle.size() < mostIdleHandles)
        m_idle.push_back(std::move(handle));
}

Result<ProxySettings> CurlNetwork::proxyFor(const Origin &origin)
{
    if (m_key.settings.proxy.kind != ProxySettings::Kind::System)
        return ProxyChoice::of(m_key.settings.proxy, origin);
    const auto now = std::chrono::steady_clock::now();
    const auto known = std::find_if(m_systemProxies.begin(), m_systemProxies.end(), [&](const auto &entry) { return entry.origin == origin; });
    if (known != m_systemProxies.end() && known->until > now)
        return known->proxy;
    if (known != m_systemProxies.end())
        m_systemProxies.erase(known);
    else if (m_systemProxies.size() >= mostKnownProxies)
        m_systemProxies.pop_back();
    const auto proxy = ProxyChoice::of(m_key.settings.proxy, origin);
    if (proxy)
        m_systemProxies.insert(m_systemProxies.begin(), {origin, *proxy, now + proxyMemory});
    return proxy;
}

bool CurlNetwork::hasExceptionFor(const Origin &origin) const
{
    const auto &exceptions = m_key.settings.tlsExceptions;
    return std::any_of(exceptions.cbegin(), exceptions.cend(), [&](const TlsException &exception) {
        return exception.host == origin.host && exception.port == origin.port;
    });
}

Result<std::shared_ptr<const ServerTrust>> CurlNetwork::trust()
{
    if (!m_trust) {
        auto made = ServerTrust::make(m_key.settings.caFile, m_key.settings.tlsExceptions);
        if (!made)
            return failure(made.error());
        m_trust = *made;
    }
    return m_trust;
}

Result<std::shared_ptr<CurlNetwork>> CurlNetworks::get(const NetworkSettings &settings, bool hasIdentity, HttpVersion version)
{
    const auto known = std::find_if(m_networks.begin(), m_networks.end(),
        [&](const auto &network) { return network->isFor(settings, hasIdentity, version); });
    if (known != m_networks.end() && (*known)->isUpToDate()) {
        std::rotate(m_networks.begin(), known, known + 1);
        return m_networks.front();
    }
    if (known != m_networks.end())
        m_networks.erase(known);
    auto made = CurlNetwork::make({settings, hasIdentity, version});
    if (!made)
        return made;
    if (m_networks.size() >= mostNetworks)
        m_networks.pop_back();
    m_networks.insert(m_networks.begin(), *made);
    return made;
}

}
