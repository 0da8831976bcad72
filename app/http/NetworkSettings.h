#pragma once

#include "app/base/Secret.h"

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QString>

namespace tessera {

struct ProxySettings {
    enum class Kind { System, None, Http, Socks5 } kind = Kind::System;
    QString host;
    quint16 port = 0;
    QString user;
    Secret password;
    bool operator==(const ProxySettings &) const = default;
};

struct ClientCertificate {
    QString certificateFile; // PEM, or PKCS#12 (then keyFile stays empty)
    QString keyFile;
    Secret passphrase;
    bool operator==(const ClientCertificate &) const = default;
};

// A certificate that the user trusts for one host although it can't be verified. Never global.
struct TlsException {
    QString host; // lower case
    int port = 443;
    QByteArray sha256; // fingerprint of the server's own certificate
    bool operator==(const TlsException &) const = default;
};

// How an environment reaches its servers; the same for the auth manager's token calls and the composer's requests.
struct NetworkSettings {
    ProxySettings proxy;
    QString caFile; // PEM, in addition to the system's
    ClientCertificate clientCertificate;
    QList<TlsException> tlsExceptions;
    bool operator==(const NetworkSettings &) const = default;
};

}
