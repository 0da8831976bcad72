#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QString>

#include <optional>

namespace tessera {

// Base64url without padding (RFC 7515 section 2) as tokens use it, read leniently: what deviates is named, and what can be
// read in spite of it is read.
namespace Base64Url {

enum class Deviation {
    Padding, // "=" at the end
    StandardAlphabet, // "+" or "/" in place of "-" and "_"
    WhiteSpace,
    ForeignCharacter, // passed over
    SingleCharacter, // one character alone at the end stands for no byte
    TailBits, // bits of the last character that stand for nothing are not zero: other text means the same bytes
};

struct Finding {
    Deviation deviation = Deviation::Padding;
    qsizetype at = 0; // where first, in characters of the text
    qsizetype count = 1;
    bool operator==(const Finding &) const = default;
};

struct Decoded {
    QByteArray bytes;
    QList<Finding> findings; // one of a kind, by place
    bool operator==(const Decoded &) const = default;
};

[[nodiscard]] Decoded decode(QByteArrayView text);
[[nodiscard]] std::optional<QByteArray> decodeStrictly(QByteArrayView text); // nullopt where anything deviates
[[nodiscard]] QByteArray encode(const QByteArray &bytes);
[[nodiscard]] QString describe(const Finding &finding); // a sentence

}

}
