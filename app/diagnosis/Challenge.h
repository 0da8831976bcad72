#pragma once

#include "app/http/HttpHeaders.h"

#include <QtCore/QList>
#include <QtCore/QMap>
#include <QtCore/QString>

namespace tessera {

// One way to sign in that a server offers in WWW-Authenticate (RFC 9110 section 11.6.1), read leniently.
struct Challenge {
    QString scheme; // "Bearer", as written
    QMap<QString, QString> parameters; // names in lower case, values without their quotes
    bool operator==(const Challenge &) const = default;

    [[nodiscard]] bool is(QStringView name) const { return scheme.compare(name, Qt::CaseInsensitive) == 0; }
    [[nodiscard]] static QList<Challenge> in(const HttpHeaders &answer); // of all such headers, 20 at most
};

}
