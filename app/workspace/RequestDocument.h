#pragma once

#include "app/auth/session/Credential.h"
#include "app/http/HttpRequest.h"

#include <QtCore/QList>
#include <QtCore/QString>

namespace tessera {

// One request as it is composed: texts may hold {{variables}}. A value; what a tab of the window edits and, later, what a
// workspace file holds.
struct RequestDocument {
    struct Row {
        bool isOn = true;
        QString name, value;
        bool operator==(const Row &) const = default;
    };
    // A query item that is switched off: not in the url, it stands behind `after` of the items that are.
    struct ParkedItem {
        qsizetype after = 0;
        QString text; // as it would stand in the url: "name=value"
        bool operator==(const ParkedItem &) const = default;
    };
    struct Body {
        enum class Kind { None, Json, Text, Form, File } kind = Kind::None;
        QString text; // Json, Text
        QList<Row> form; // application/x-www-form-urlencoded
        QString file; // sent as it is
        QString contentType; // empty: what the kind says ("application/json"), where no Content-Type header is composed
        [[nodiscard]] QString type() const; // contentType, or what the kind says; empty for None
        bool operator==(const Body &) const = default;
    };
    QString name;
    QString method = QStringLiteral("GET");
    QString url; // with its query; usually begins with {{baseUrl}}
    QList<ParkedItem> parkedQuery; // in order
    QList<Row> headers;
    Body body;
    CredentialId credential; // empty: nobody
    Timeouts timeouts;
    bool followRedirects = true;
    HttpVersion version = HttpVersion::Negotiated;

    bool operator==(const RequestDocument &) const = default;
};

}
