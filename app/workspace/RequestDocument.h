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
    // One part of a multipart/form-data body (RFC 7578).
    struct Part {
        bool isOn = true;
        QString name;
        bool isFile = false;
        QString text; // its value, where it is no file
        QString file; // path; streamed from disk when it is sent
        QString fileName; // sent in the place of the file's own name; a text part with one looks like a file, too
        QString contentType; // empty: none for a text, application/octet-stream for a file
        bool operator==(const Part &) const = default;
    };
    struct GraphQl {
        QString query;
        QString variables; // a JSON object as text; empty: none. {{variables}} are filled in before it is read
        QString operationName; // empty: none
        bool operator==(const GraphQl &) const = default;
    };
    struct Body {
        enum class Kind { None, Json, Text, Form, File, Xml, Multipart, GraphQl } kind = Kind::None;
        QString text; // Json, Text, Xml
        QList<Row> form; // application/x-www-form-urlencoded
        QString file; // sent as it is, streamed from disk
        // Empty: what the kind says ("application/json"), where no Content-Type header is composed. Multipart has its own,
        // with the boundary; what stands here takes the place of "multipart/form-data" in it.
        QString contentType;
        QList<Part> parts; // Multipart
        GraphQl graphQl;
        [[nodiscard]] QString type() const; // contentType, or what the kind says; empty for None
        bool operator==(const Body &) const = default;
    };
    // How this one request goes through the network, in the place of what its environment says.
    struct Proxy {
        enum class Kind { Environment, None, Http, Socks5 } kind = Kind::Environment;
        QString host; // of Http and Socks5; its names and passwords are the environment's matter
        quint16 port = 0;
        bool operator==(const Proxy &) const = default;
    };

    QString name;
    QString method = QStringLiteral("GET");
    QString url; // with its query; usually begins with {{baseUrl}}
    QList<Row> pathVariables; // values of the url's ":name" and "{name}" segments; isOn means nothing. See PathVariables
    QList<ParkedItem> parkedQuery; // in order
    QList<Row> headers;
    Body body;
    CredentialId credential; // empty: nobody
    // Whose {{names}} it knows where it goes as nobody: the address of the API and whatever else is no secret. Empty: none.
    CredentialId variablesOf;
    Timeouts timeouts;
    bool followRedirects = true;
    int maxRedirects = 10;
    static constexpr int mostRedirects = 100;
    HttpVersion version = HttpVersion::Negotiated;
    bool usesTlsExceptions = true; // false: certificates that the environment trusts by exception don't count for this one
    Proxy proxy;
    // Members of the file that nobody here knows (a newer version's): a JSON object as text, written back where they stood.
    QByteArray unknown;

    // Whoever it goes as: the request stays one to the same API. Nobody is left with the names of who it went as before.
    void sendAs(const CredentialId &id);
    void followRename(const CredentialId &from, const CredentialId &to); // of a credential
    [[nodiscard]] const CredentialId &variableSource() const { return credential.isEmpty() ? variablesOf : credential; }

    bool operator==(const RequestDocument &) const = default;
};

}
