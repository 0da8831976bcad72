#pragma once

#include "app/base/Secret.h"

#include <QtCore/QByteArrayList>
#include <QtCore/QList>
#include <QtCore/QString>

namespace tessera {

// Takes secrets out of what is written or shown: values that are known to be secret wherever they stand (as they are,
// percent-encoded, base64 or JSON-escaped), and the values of headers, query items and body fields whose names say so.
class Redactor {
public:
    static QString mask(); // what stands in a secret's place

    void addSecret(const Secret &secret); // shorter than 6 characters is ignored: it would eat ordinary text
    void addName(const QString &name); // a header, query or body field whose value is secret

    [[nodiscard]] bool isSecretName(QStringView name) const; // headers, query items and JSON members; case-insensitive
    [[nodiscard]] QString headerValue(const QString &name, const QString &value) const; // keeps an authentication scheme
    [[nodiscard]] QString url(const QString &url) const;
    [[nodiscard]] QByteArray body(const QByteArray &body) const; // JSON and form members by name; anything by value
    [[nodiscard]] QString text(const QString &text) const; // by value only

private:
    QList<QByteArray> m_values;
    QStringList m_names;
};

}
