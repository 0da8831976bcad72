#pragma once

#include "app/http/HttpRequest.h"
#include "app/http/NetworkSettings.h"
#include "app/http/curl/CurlHandle.h"
#include "app/http/tls/ClientIdentity.h"
#include "app/http/tls/ServerTrust.h"

#include <chrono>
#include <memory>
#include <vector>

namespace tessera {

// What requests have in common that may share connections: one way through the network, one trust, one identity. Others
// never meet its connections, so a certificate that was trusted or shown for one request counts for no other.
class CurlNetwork {
public:
    struct Key {
        NetworkSettings settings;
        bool hasIdentity = true; // false: the client certificate stays at home
        HttpVersion version = HttpVersion::Negotiated;
    };

    // Reads the files that the settings name. Errors: Input.
    [[nodiscard]] static Result<std::shared_ptr<CurlNetwork>> make(const Key &key);
    ~CurlNetwork();
    CurlNetwork(const CurlNetwork &) = delete;
    CurlNetwork &operator=(const CurlNetwork &) = delete;

    [[nodiscard]] bool isFor(const NetworkSettings &settings, bool hasIdentity, HttpVersion version) const
    {
        return m_key.hasIdentity == hasIdentity && m_key.version == version && m_key.settings == settings;
    }
    [[nodiscard]] bool isUpToDate() const; // the files are still what was read
    [[nodiscard]] CurlHandle takeHandle(); // used before, or new
    void giveBack(CurlHandle handle);
    [[nodiscard]] Result<ProxySettings> proxyFor(const Origin &origin);
    [[nodiscard]] bool hasExceptionFor(const Origin &origin) const;

    // Made when the first https URL asks for it.
    [[nodiscard]] Result<std::shared_ptr<const ServerTrust>> trust();
    [[nodiscard]] std::shared_ptr<const ClientIdentity> identity() const { return m_identity; }

private:
    explicit CurlNetwork(Key key);

    struct KnownProxy {
        Origin origin;
        ProxySettings proxy;
        std::chrono::steady_clock::time_point until;
    };

    Key m_key;
    CURLSH *m_share = nullptr;
    std::vector<CurlHandle> m_idle;
    std::vector<KnownProxy> m_systemProxies; // asking the system takes longer than a request
    std::shared_ptr<const ServerTrust> m_trust; // shared with the connections it made
    std::shared_ptr<const ClientIdentity> m_identity;
    QStringList m_stamps;
};

// Those in use, few.
class CurlNetworks {
public:
    [[nodiscard]] Result<std::shared_ptr<CurlNetwork>> get(
        const NetworkSettings &settings, bool hasIdentity, HttpVersion version);
    void clear() { m_networks.clear(); }

private:
    std::vector<std::shared_ptr<CurlNetwork>> m_networks; // the last used first; shared with the transfers on them
};

}
