#pragma once

#include "app/base/Result.h"

#include <QtCore/QByteArray>
#include <QtCore/QStringList>

#include <optional>

namespace tessera {

// A JSON Pointer (RFC 6901), and one thing more: "*" stands for every item of a list. Finds text in JSON that somebody else
// wrote, without building it up: deep, wide and broken documents cost no more than reading them once.
class JsonPointer {
public:
    JsonPointer() = default; // the whole document
    explicit JsonPointer(const QStringList &segments)
        : m_segments(segments)
    {
    }
    // Errors: Parse, what is wrong with the pointer ("must begin with /").
    [[nodiscard]] static Result<JsonPointer> parse(const QString &text);

    // What stands there as text: numbers as written, "true" and "false", several joined by ", ". Nullopt where there is
    // nothing, null, a list, an object or an empty text, and where `json` is no JSON. Of equal keys the last counts.
    [[nodiscard]] std::optional<QString> textIn(const QByteArray &json) const;

    // Whether `json` is JSON at all; bytes that are not UTF-8 are forgiven, as in textIn().
    [[nodiscard]] static bool isJson(const QByteArray &json);

    [[nodiscard]] const QStringList &segments() const { return m_segments; }
    bool operator==(const JsonPointer &) const = default;

private:
    QStringList m_segments;
};

}
