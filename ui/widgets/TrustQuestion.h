#pragma once

#include "app/http/HttpExchange.h"
#include "app/http/NetworkSettings.h"
#include "app/http/Origin.h"

#include <optional>
#include <utility>

namespace tessera::ui {

// Whether to trust one certificate, at one host and port, in one environment, although it can't be verified: what a person
// has to know to decide, in words. Wherever a connection is refused, it is asked in this way.
struct TrustQuestion {
    QString environment; // empty: that of requests as nobody
    Origin place;
    TlsCertificate certificate;

    // Nothing where there is nothing to decide: the certificate is not known or not refused, or it took the place of one
    // that was trusted (which has to be forgotten first, by whoever knows why it is another one).
    [[nodiscard]] static std::optional<TrustQuestion> of(const TlsInfo &tls, const Origin &place, const QString &environment);

    [[nodiscard]] TlsException exception() const;
    [[nodiscard]] QString offer() const; // "Trust this certificate for 127.0.0.1:8443 in staging"
    [[nodiscard]] QString kept() const; // what holds after a yes, and how to take it back
    [[nodiscard]] static QString advice();

    using Fact = std::pair<QString, QString>;
    [[nodiscard]] static QList<Fact> facts(const TlsCertificate &certificate);
    [[nodiscard]] QString factsText() const; // a line each
};

// Upper case with colons, as other programs show it; on two lines, for it has no blanks to break at.
[[nodiscard]] QString fingerprintText(const QByteArray &sha256);
[[nodiscard]] QString environmentText(const QString &environment); // "staging", "requests as nobody"

}
