#pragma once

#include "app/base/Secret.h"
#include "app/base/SecretNames.h"
#include "app/base/SecretPatterns.h"

#include <QtCore/QString>

namespace tessera {

struct MaskSpan;

// Takes secrets out of what is written or shown: values that are known to be secret wherever they stand (as they are,
// percent-encoded, as part of base64, JSON-escaped), signed and encrypted tokens told by their shape (eyJ...), and the
// values of headers, query items and body fields whose names say so. All else stays byte for byte. A template's {{name}} in
// place of a value stays, too. Time and memory are linear in the text. Copies are cheap and independent of one another:
// another thread gets one.
class Redactor {
public:
    static QString mask(); // what stands in a secret's place

    void addSecret(const Secret &secret); // shorter than 6 bytes is ignored: it would eat ordinary text
    void addName(const QString &name); // a header, query or body field whose value is secret

    [[nodiscard]] bool isSecretName(QStringView name) const; // headers, query items and JSON members: see SecretNames
    [[nodiscard]] QString headerValue(const QString &name, const QString &value) const; // keeps an authentication scheme
    [[nodiscard]] QString url(const QString &url) const; // the user's name and password before the host included
    [[nodiscard]] QByteArray body(const QByteArray &body) const; // JSON, form and multipart fields by name; all else by value
    [[nodiscard]] QString text(const QString &text) const; // by value and shape only

    // Where text() and body() would mask, for those who show it otherwise: in order, without overlaps.
    [[nodiscard]] QList<ByteSpan> secretsInText(QByteArrayView text) const;
    [[nodiscard]] QList<ByteSpan> secretsInBody(const QByteArray &body) const;

private:
    [[nodiscard]] QList<MaskSpan> spansOfBody(const QByteArray &body) const;

    SecretPatterns m_patterns;
    SecretNames m_names;
};

}
