#include "app/http/search/FixedBytes.h"

namespace tessera {

namespace {

// How rare a byte is in what servers send, roughly: the larger the rarer.
int rarity(char c)
{
    if (QByteArrayView("\" ,:e0").contains(c))
        return 0;
    if (QByteArrayView("atinosrld1").contains(c))
        return 1;
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
        return 2;
    if (uchar(c) >= 0xc0) // begins a character: few of them for all of an alphabet
        return 1;
    return 3;
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

}

FixedBytes::FixedBytes(QByteArray bytes, bool ignoresCase)
    : m_bytes(std::move(bytes))
    , m_masks(m_bytes.size(), '\0')
{
    for (qsizetype i = 0; ignoresCase && i < m_bytes.size(); ++i) {
        if (isLetter(m_bytes[i])) {
            m_masks[i] = 0x20;
            m_bytes[i] = char(m_bytes[i] | 0x20);
        }
    }
    for (qsizetype i = 0; i < m_bytes.size(); ++i) {
        if (rarity(m_bytes[i]) > rarity(m_bytes[m_first]))
            m_first = i;
    }
    m_second = m_first == 0 ? m_bytes.size() - 1 : 0;
    for (qsizetype i = 0; i < m_bytes.size(); ++i) {
        if (i != m_first && rarity(m_bytes[i]) > rarity(m_bytes[m_second]))
            m_second = i;
    }
}

bool FixedBytes::isAt(const char *p) const
{
    for (qsizetype i = 0; i < m_bytes.size(); ++i) {
        if ((p[i] | m_masks[i]) != m_bytes[i])
            return false;
    }
    return true;
}

qint64 FixedBytes::find(const char *p, const char *end) const
{
    const char *const begin = p;
    const char *const last = end - m_bytes.size(); // where it can begin
#ifdef __SSE2__
    const __m128i first = _mm_set1_epi8(m_bytes[m_first]), firstMask = _mm_set1_epi8(m_masks[m_first]);
    const __m128i second = _mm_set1_epi8(m_bytes[m_second]), secondMask = _mm_set1_epi8(m_masks[m_second]);
    const auto matches = [&](const char *at) {
        const __m128i one = _mm_loadu_si128(reinterpret_cast<const __m128i *>(at + m_first));
        const __m128i two = _mm_loadu_si128(reinterpret_cast<const __m128i *>(at + m_second));
        return _mm_and_si128(_mm_cmpeq_epi8(_mm_or_si128(one, firstMask), first), _mm_cmpeq_epi8(_mm_or_si128(two, secondMask), second));
    };
    for (; last - p >= 31; p += 32) {
        const __m128i low = matches(p), high = matches(p + 16);
        if (_mm_movemask_epi8(_mm_or_si128(low, high)) == 0)
            continue;
        unsigned found = unsigned(_mm_movemask_epi8(low)) | unsigned(_mm_movemask_epi8(high)) << 16;
        for (; found != 0; found &= found - 1) {
            const char *at = p + std::countr_zero(found);
            if (isAt(at))
                return at - begin;
        }
    }
#endif
    for (; p <= last; ++p) {
        if (isAt(p))
            return p - begin;
    }
    return -1;
}

}
