#pragma once

#include "app/http/HttpExchange.h"

namespace tessera::ui {

// A line about a hop, in words.
struct HopFact {
    QString name, value;
    bool isWarning = false;

    [[nodiscard]] static QList<HopFact> ofConnection(const HttpHop &hop, qint64 decodedSize);
    [[nodiscard]] static QList<HopFact> ofTls(const TlsInfo &tls, UtcTime now);
    [[nodiscard]] static QList<HopFact> ofWithheld(const HttpHop &hop); // what a redirect to another address left behind
    // A body's first part as text; of one that is no text, its size.
    [[nodiscard]] static QString bodyText(const QByteArray &firstPart, qint64 size);
    bool operator==(const HopFact &) const = default;
};

}
