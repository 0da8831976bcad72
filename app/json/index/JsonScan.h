#pragma once

#include <QtCore/QtGlobal>

#include <bit>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

// Steps over the tokens of JSON text, in pieces of 16 bytes where the processor has them. Nothing is read behind `end`.
namespace tessera::JsonScan {

constexpr qint64 longestRow = 2048; // see PrettyRows
constexpr quint32 none = 0xffffffff;

// Rows that a line takes whose key and value have as many bytes.
inline quint32 rowsFor(qint64 bytes)
{
    return bytes <= longestRow ? 1 : quint32((bytes + longestRow - 1) / longestRow);
}

inline bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

inline bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

inline bool isHexDigit(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

inline const char *skipSpace(const char *p, const char *end)
{
#ifdef __SSE2__
    while (end - p >= 16) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(p));
        const __m128i space = _mm_or_si128(
            _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(' ')), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n'))),
            _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\r')), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\t'))));
        const unsigned other = ~unsigned(_mm_movemask_epi8(space)) & 0xffff;
        if (other != 0)
            return p + std::countr_zero(other);
        p += 16;
    }
#endif
    while (p != end && isSpace(*p))
        ++p;
    return p;
}

// To the first quote, backslash or control character of a string.
inline const char *skipPlain(const char *p, const char *end)
{
#ifdef __SSE2__
    const __m128i control = _mm_set1_epi8(0x1f);
    while (end - p >= 16) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(p));
        const __m128i special = _mm_or_si128(_mm_cmpeq_epi8(_mm_min_epu8(bytes, control), bytes),
            _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'))));
        const unsigned found = unsigned(_mm_movemask_epi8(special));
        if (found != 0)
            return p + std::countr_zero(found);
        p += 16;
    }
#endif
    while (p != end && *p != '"' && *p != '\\' && uchar(*p) > 0x1f)
        ++p;
    return p;
}

// Behind the digits.
inline const char *skipDigits(const char *p, const char *end)
{
    if constexpr (std::endian::native == std::endian::little) {
        while (end - p >= 8) {
            quint64 bytes;
            std::memcpy(&bytes, p, 8);
            bytes ^= 0x3030303030303030ULL; // digits become 0 to 9
            const quint64 other
                = (((bytes & 0x7f7f7f7f7f7f7f7fULL) + 0x7676767676767676ULL) | bytes) & 0x8080808080808080ULL;
            if (other != 0)
                return p + std::countr_zero(other) / 8;
            p += 8;
        }
    }
    while (p != end && *p >= '0' && *p <= '9')
        ++p;
    return p;
}

// What follows is for text that is known to be good as far as `end`, which may be in the middle of it.

// From an opening quote to behind the closing one.
inline const char *skipString(const char *p, const char *end)
{
    for (++p;;) {
        p = skipPlain(p, end);
        if (p == end)
            return end;
        if (*p == '"')
            return p + 1;
        if (end - p < 2)
            return end;
        p += 2;
    }
}

inline const char *skipScalar(const char *p, const char *end)
{
    if (*p == '"')
        return skipString(p, end);
    while (p != end && *p != ',' && *p != ']' && *p != '}' && !isSpace(*p) && *p != '\x1e')
        ++p;
    return p;
}

// From an opening bracket to behind its closing one; null where that is not there.
inline const char *skipContainer(const char *p, const char *end)
{
    qint64 depth = 0;
    while (p != end) {
        switch (*p) {
        case '"':
            p = skipString(p, end);
            continue;
        case '{':
        case '[':
            ++depth;
            break;
        case '}':
        case ']':
            if (--depth == 0)
                return p + 1;
            break;
        default:
            break;
        }
        ++p;
    }
    return nullptr;
}

// Likewise of any value.
inline const char *skipValue(const char *p, const char *end)
{
    return *p == '{' || *p == '[' ? skipContainer(p, end) : skipScalar(p, end);
}

}
