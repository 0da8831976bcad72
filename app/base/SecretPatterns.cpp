#include "app/base/SecretPatterns.h"

#include <QtCore/QHashFunctions>
#include <QtCore/QRandomGenerator>
#include <QtCore/QtEndian>

#include <algorithm>
#include <cstring>
#include <utility>

namespace tessera {

namespace {

constexpr qsizetype mostPatterns = 400'000; // of some 80,000 tokens; 20 MB
constexpr qsizetype longest = 1024 * 1024; // bytes of a secret
// A form is looked up by its last bytes: by many where it has them, as endings of tokens may be alike.
constexpr qsizetype shortAnchor = SecretPatterns::shortest;
constexpr qsizetype longAnchor = 2 * sizeof(quint64);

quint64 wordBefore(const char *end)
{
    return qFromLittleEndian<quint64>(end - sizeof(quint64));
}

quint64 shortAnchorOf(QByteArrayView text) // of at least that many bytes
{
    constexpr qsizetype word = sizeof(quint64);
    if (text.size() >= word)
        return wordBefore(text.data() + text.size()) >> 8 * (word - shortAnchor);
    char bytes[word] = {};
    std::memcpy(bytes + word - text.size(), text.data(), size_t(text.size()));
    return shortAnchorOf({bytes, word});
}

quint64 longAnchorOf(QByteArrayView text)
{
    const char *end = text.data() + text.size();
    // An odd factor keeps all bits of the one; the set bit above keeps it from being a short anchor.
    return (wordBefore(end) + wordBefore(end - sizeof(quint64)) * 0xD6E8FEB86659FD93ULL) | quint64(1) << 63;
}

quint64 anchorOf(QByteArrayView form)
{
    return form.size() < longAnchor ? shortAnchorOf(form) : longAnchorOf(form);
}

quint64 spread(quint64 anchor)
{
    return anchor * 0x9E3779B97F4A7C15ULL; // Fibonacci hashing: the upper bits depend on all lower ones
}

using Forms = QList<QByteArray>; // with duplicates: most secrets need no escaping

bool isUnreserved(char c) // RFC 3986
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '.' || c == '_' || c == '~';
}

void appendPercentForms(Forms &forms, const QByteArray &secret)
{
    if (std::all_of(secret.begin(), secret.end(), isUnreserved))
        return;
    const QByteArray strict = secret.toPercentEncoding();
    const QByteArray asBrowsersDo = secret.toPercentEncoding("!'()*");
    for (const QByteArray &form : {strict, asBrowsersDo}) {
        QByteArray lower = form;
        for (qsizetype i = lower.indexOf('%'); i >= 0 && i + 2 < lower.size(); i = lower.indexOf('%', i + 3))
            std::transform(lower.begin() + i + 1, lower.begin() + i + 3, lower.begin() + i + 1,
                [](char c) { return c >= 'A' && c <= 'F' ? char(c + 32) : c; });
        forms << form << lower << QByteArray(form).replace("%20", "+") << QByteArray(lower).replace("%20", "+");
    }
}

QByteArray jsonEscaped(const QByteArray &secret, bool escapesSlash)
{
    QByteArray result;
    for (const char c : secret) {
        switch (c) {
        case '"': result += "\\\""; break;
        case '\\': result += "\\\\"; break;
        case '\b': result += "\\b"; break;
        case '\f': result += "\\f"; break;
        case '\n': result += "\\n"; break;
        case '\r': result += "\\r"; break;
        case '\t': result += "\\t"; break;
        case '/': result += escapesSlash ? "\\/" : "/"; break;
        default:
            if (uchar(c) < 0x20)
                result += "\\u00" + QByteArray::number(uchar(c), 16).rightJustified(2, '0');
            else
                result += c;
        }
    }
    return result;
}

QByteArray inAscii(const QByteArray &json)
{
    QByteArray result;
    for (const QChar c : QString::fromUtf8(json)) {
        if (c.unicode() < 0x80)
            result += char(c.unicode());
        else
            result += "\\u" + QByteArray::number(c.unicode(), 16).rightJustified(4, '0');
    }
    return result;
}

void appendJsonForms(Forms &forms, const QByteArray &secret)
{
    const auto isPlain = [](char c) { return uchar(c) >= 0x20 && uchar(c) < 0x80 && c != '"' && c != '\\' && c != '/'; };
    if (std::all_of(secret.begin(), secret.end(), isPlain))
        return;
    for (const bool escapesSlash : {false, true}) {
        const QByteArray form = jsonEscaped(secret, escapesSlash);
        forms << form << inAscii(form) << jsonEscaped(form, false); // the last: JSON within JSON
    }
}

// Inside base64 text of something longer ("name:secret"), the secret begins at one of three places; the characters that it
// shares with its neighbours are left out.
void appendBase64Forms(Forms &forms, const QByteArray &secret)
{
    for (int offset = 0; offset < 3; ++offset) {
        const QByteArray bytes = QByteArray(offset, 'x') + secret;
        const qsizetype begin = (offset * 8 + 5) / 6;
        const qsizetype end = bytes.size() * 8 / 6;
        const QByteArray form = bytes.toBase64().mid(begin, end - begin);
        forms << form;
        if (form.contains('+') || form.contains('/'))
            forms << QByteArray(form).replace('+', '-').replace('/', '_');
    }
}

}

SecretPatterns::SecretPatterns()
    : m_seed(size_t(QRandomGenerator::system()->generate64()))
{
}

void SecretPatterns::add(const QByteArray &secret)
{
    if (secret.size() < shortest || secret.size() > longest)
        return;
    ++m_added;
    if (const Pattern *known = patternOf(secret)) {
        m_ages[known->secret] = m_added;
        return;
    }
    m_ages.append(m_added);
    Forms forms{secret};
    appendPercentForms(forms, secret);
    appendJsonForms(forms, secret);
    appendBase64Forms(forms, secret);
    for (const QByteArray &form : std::as_const(forms))
        addForm(form);
    if (m_patterns.size() > mostPatterns)
        forgetOldest();
}

SecretPatterns::Pattern *SecretPatterns::patternOf(const QByteArray &form)
{
    const quint64 anchor = anchorOf(form);
    const quint64 hash = hashOf(form);
    for (auto it = m_patterns.find(anchor); it != m_patterns.end() && it.key() == anchor; ++it)
        if (it->hash == hash && it->length == form.size())
            return &*it;
    return nullptr;
}

void SecretPatterns::addForm(const QByteArray &form)
{
    if (form.size() < shortest || patternOf(form))
        return;
    const quint64 anchor = anchorOf(form);
    m_patterns.insert(anchor, {hashOf(form), quint32(form.size()), quint32(m_ages.size() - 1)});
    if (m_patterns.size() * 16 > m_filter.size() * 64)
        rebuildFilter(std::max<qsizetype>(m_filter.size() * 64 * 4, 4096));
    const quint64 bit = spread(anchor) >> m_filterShift;
    m_filter[qsizetype(bit / 64)] |= quint64(1) << (bit % 64);
}

void SecretPatterns::forgetOldest()
{
    QList<quint64> sorted = m_ages;
    const auto middle = sorted.begin() + sorted.size() / 2;
    std::nth_element(sorted.begin(), middle, sorted.end());
    QList<quint64> ages;
    QList<quint32> moved(m_ages.size(), 0);
    for (qsizetype i = 0; i < m_ages.size(); ++i) {
        if (m_ages.at(i) < *middle)
            continue;
        moved[i] = quint32(ages.size());
        ages.append(m_ages.at(i));
    }
    m_patterns.removeIf([&](const auto &entry) { return m_ages.at(entry.value().secret) < *middle; });
    for (Pattern &pattern : m_patterns)
        pattern.secret = moved.at(pattern.secret);
    m_ages = ages;
    rebuildFilter(m_filter.size() * 64);
}

void SecretPatterns::rebuildFilter(qsizetype bits)
{
    m_filter = QList<quint64>(bits / 64, 0);
    m_filterShift = 64 - qCountTrailingZeroBits(quint64(bits));
    for (auto it = m_patterns.cbegin(); it != m_patterns.cend(); ++it) {
        const quint64 bit = spread(it.key()) >> m_filterShift;
        m_filter[qsizetype(bit / 64)] |= quint64(1) << (bit % 64);
    }
}

QList<ByteSpan> SecretPatterns::find(QByteArrayView text) const
{
    QList<ByteSpan> found;
    if (m_patterns.isEmpty())
        return found;
    const quint64 *filter = m_filter.constData();
    const auto lookUp = [&](quint64 anchor, qsizetype end) {
        const quint64 bit = spread(anchor) >> m_filterShift;
        if (!(filter[bit / 64] >> (bit % 64) & 1))
            return;
        qsizetype matched = 0;
        for (auto it = m_patterns.constFind(anchor); it != m_patterns.cend() && it.key() == anchor; ++it)
            if (it->length > matched && it->length <= end && hashOf(text.sliced(end - it->length, it->length)) == it->hash)
                matched = it->length;
        if (matched > 0)
            found.append({end - matched, end});
    };
    for (qsizetype end = shortAnchor; end <= text.size(); ++end) {
        lookUp(shortAnchorOf(text.first(end)), end);
        if (end >= longAnchor)
            lookUp(longAnchorOf(text.first(end)), end);
    }
    return found;
}

quint64 SecretPatterns::hashOf(QByteArrayView text) const
{
    return quint64(qHashBits(text.data(), size_t(text.size()), m_seed));
}

}
