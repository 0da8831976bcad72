#pragma once

#include <tl/expected.hpp>

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QString>

#include <optional>

namespace tessera {

// Where JSON text stops being JSON.
struct JsonFault {
    qsizetype at = 0; // bytes from the start
    qsizetype line = 1, column = 1; // as an editor counts: from 1, in characters
    QString message; // a sentence without the place

    bool operator==(const JsonFault &) const = default;
};

// JSON as text (RFC 8259). Nothing here reads a value: every name, number and string stays as it was written, in its order,
// duplicates too; only the white space between them changes. Bytes in strings that are not UTF-8 are kept. A byte order mark
// at the start is passed over. Any depth: nothing recurses.
namespace JsonText {

// The first fault; nullopt where there is none.
[[nodiscard]] std::optional<JsonFault> faultIn(QByteArrayView json);

// A line per member and item, `indent` spaces per level; indentation stops growing at 100 levels, so that no depth makes the
// text explode. Empty objects and lists stay on their line. No newline at the end.
[[nodiscard]] tl::expected<QByteArray, JsonFault> indented(QByteArrayView json, int indent = 2);

// Without any white space that could be left out.
[[nodiscard]] tl::expected<QByteArray, JsonFault> compact(QByteArrayView json);

}

}
