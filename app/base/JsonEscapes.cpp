#include "app/base/JsonEscapes.h"

#include <QtCore/QString>

#include <algorithm>
#include <cstring>

namespace tessera::JsonEscapes {

namespace {

// One character, or one escape with all that belongs to it.
struct Unit {
    qsizetype source = 1; // bytes it takes
    char decoded[4] = {}; // UTF-8
    qsizetype decodedSize = 1;
};

int hexAt(QByteArrayView text, qsizetype at)
{
    if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u')
        return -1;
    int value = 0;
    for (qsizetype i = at + 2; i < at + 6; ++i) {
        const char c = text[i];
        const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

Unit unicodeUnit(QByteArrayView text, qsizetype at, int first)
{
    Unit unit;
    unit.source = 6;
    char16_t utf16[2] = {char16_t(first), 0};
    qsizetype size = 1;
    if (const int second = hexAt(text, at + 6); QChar::isHighSurrogate(char32_t(first)) && second >= 0 && QChar::isLowSurrogate(char32_t(second))) {
        utf16[1] = char16_t(second);
        size = 2;
        unit.source = 12;
    }
    const QByteArray utf8 = QStringView(utf16, size).toUtf8(); // a lone surrogate becomes a replacement character
    unit.decodedSize = std::min<qsizetype>(utf8.size(), 4);
    std::memcpy(unit.decoded, utf8.constData(), size_t(unit.decodedSize));
    return unit;
}

Unit unitAt(QByteArrayView text, qsizetype at)
{
    Unit unit;
    unit.decoded[0] = text[at];
    if (text[at] != '\\' || at + 1 == text.size())
        return unit;
    if (const int code = hexAt(text, at); code >= 0)
        return unicodeUnit(text, at, code);
    unit.source = 2;
    switch (const char c = text[at + 1]; c) {
    case 'b': unit.decoded[0] = '\b'; break;
    case 'f': unit.decoded[0] = '\f'; break;
    case 'n': unit.decoded[0] = '\n'; break;
    case 'r': unit.decoded[0] = '\r'; break;
    case 't': unit.decoded[0] = '\t'; break;
    default: unit.decoded[0] = c;
    }
    return unit;
}

}

qsizetype endOfString(QByteArrayView text, qsizetype begin)
{
    for (qsizetype i = begin; i < text.size(); ++i) {
        if (text[i] == '"')
            return i;
        if (text[i] == '\n')
            return -1;
        if (text[i] == '\\')
            ++i;
    }
    return -1;
}

bool mayHoldJson(QByteArrayView content)
{
    for (qsizetype at = 0; at < content.size();) {
        const Unit unit = unitAt(content, at);
        const char c = unit.decoded[0];
        if (c != ' ' && c != '\t' && c != '\n' && c != '\r')
            return c == '{' || c == '[';
        at += unit.source;
    }
    return false;
}

QByteArray unescaped(QByteArrayView content)
{
    QByteArray result;
    result.reserve(content.size());
    for (qsizetype at = 0; at < content.size();) {
        const qsizetype backslash = content.indexOf('\\', at);
        const qsizetype plainEnd = backslash < 0 ? content.size() : backslash;
        result.append(content.data() + at, plainEnd - at);
        at = plainEnd;
        if (backslash < 0)
            break;
        const Unit unit = unitAt(content, at);
        result.append(unit.decoded, unit.decodedSize);
        at += unit.source;
    }
    return result;
}

qsizetype Walk::sourceOf(qsizetype decoded)
{
    while (m_decoded < decoded && m_source < m_content.size()) {
        const Unit unit = unitAt(m_content, m_source);
        m_source += unit.source;
        m_decoded += unit.decodedSize;
    }
    return m_source;
}

}
