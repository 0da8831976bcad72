#pragma once

#include "app/base/Result.h"

#include <QtCore/QByteArray>
#include <QtCore/QList>

namespace tessera {

struct HttpHeader {
    QByteArray name; // as composed or received: case is kept, comparison ignores it
    QByteArray value;
    bool operator==(const HttpHeader &) const = default;
};

// Header fields in order, duplicates kept (RFC 9110 section 5).
class HttpHeaders {
public:
    HttpHeaders() = default;
    HttpHeaders(std::initializer_list<HttpHeader> fields)
        : m_fields(fields)
    {
    }

    void append(QByteArray name, QByteArray value) { m_fields.append({std::move(name), std::move(value)}); }
    void set(const QByteArray &name, QByteArray value); // replaces the first, removes the others
    void remove(const QByteArray &name);
    [[nodiscard]] bool contains(const QByteArray &name) const;
    [[nodiscard]] QByteArray value(const QByteArray &name) const; // of the first; empty where there is none
    [[nodiscard]] QList<QByteArray> values(const QByteArray &name) const;

    [[nodiscard]] bool isEmpty() const { return m_fields.isEmpty(); }
    [[nodiscard]] qsizetype size() const { return m_fields.size(); }
    [[nodiscard]] auto begin() const { return m_fields.cbegin(); }
    [[nodiscard]] auto end() const { return m_fields.cend(); }
    [[nodiscard]] const HttpHeader &at(qsizetype index) const { return m_fields.at(index); }

    // Names must be tokens, values free of CR, LF and NUL: libraries send them as they are. Errors: Input, naming the header.
    [[nodiscard]] Result<Done> check() const;

    bool operator==(const HttpHeaders &) const = default;

private:
    QList<HttpHeader> m_fields;
};

// What methods and header names are made of (RFC 9110 section 5.6.2).
[[nodiscard]] bool isTokenCharacter(char c);

}
