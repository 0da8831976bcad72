#pragma once

#include <QtCore/QByteArray>

namespace tessera::JsonEscapes {

// The inside of a JSON string, as far as taking secrets out of it needs. Lenient: an escape that is none stands for itself.

// Where the string that begins here (behind its quote) ends: the index of the closing quote, or -1 where a line or the text
// ends before.
[[nodiscard]] qsizetype endOfString(QByteArrayView text, qsizetype begin);
// Whether what it stands for begins like an object or an array.
[[nodiscard]] bool mayHoldJson(QByteArrayView content);
[[nodiscard]] QByteArray unescaped(QByteArrayView content);

// Leads from places in unescaped() back to the bytes that stand for them; to be asked in ascending order.
class Walk {
public:
    explicit Walk(QByteArrayView content)
        : m_content(content)
    {
    }
    [[nodiscard]] qsizetype sourceOf(qsizetype decoded);

private:
    QByteArrayView m_content;
    qsizetype m_source = 0;
    qsizetype m_decoded = 0;
};

}
