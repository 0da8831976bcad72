#pragma once

#include "app/base/Result.h"
#include "app/http/HttpHeaders.h"
#include "app/json/JsonPointer.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <optional>

namespace tessera {

// What a capture is taken from.
struct TokenAnswerView {
    int status = 0;
    const HttpHeaders &headers;
    const QByteArray &body;
};

// Where a value stands in an answer: an Arazzo 1.0 runtime expression ("$response.body#/credentials/token",
// "$response.body", "$response.header.X-Token", "$statusCode", "$inputs.NAME": what was typed into a field), and three things
// of ours that the four APIs need:
// "$response.cookie.NAME"; "#/a#/b" (the text at /a is JSON itself: go on in it); "*" as a pointer's segment (each item of
// a list, the texts joined by ", "); "$jwt.NAME#/claim" (a claim of the JWT captured as NAME).
class Capture {
public:
    Capture() = default;
    // Errors: Profile, saying what is wrong with the expression.
    [[nodiscard]] static Result<Capture> parse(const QString &expression);

    // Nullopt where the answer does not hold it, or holds an object, a list, null or an empty text there. Numbers and booleans
    // are given as text. "$response.body" is the body trimmed; one that is a quoted JSON string is unquoted.
    [[nodiscard]] std::optional<QString> from(const TokenAnswerView &answer) const;
    // For "$jwt.": which capture it looks into; `token` is that capture's value.
    [[nodiscard]] QString jwtName() const { return m_kind == Kind::Jwt ? m_name : QString(); }
    // For "$inputs.": the field whose value it is.
    [[nodiscard]] QString inputName() const { return m_kind == Kind::Input ? m_name : QString(); }
    [[nodiscard]] std::optional<QString> fromJwt(const QString &token) const;

    // The header, cookie or last named member that it reads: what the Redactor masks where the value is secret. May be empty.
    [[nodiscard]] QString sourceName() const;
    [[nodiscard]] const QString &expression() const { return m_expression; }
    bool operator==(const Capture &other) const { return m_expression == other.m_expression; }

private:
    enum class Kind { Body, Json, Header, Cookie, Status, Jwt, Input };
    QString m_expression;
    Kind m_kind = Kind::Body;
    QString m_name; // header, cookie, or capture
    QList<JsonPointer> m_pointers; // each into the text that the one before found
};

}
