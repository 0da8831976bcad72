#include "app/token/Base64Url.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <array>

namespace tessera::Base64Url {

namespace {

enum : signed char { Foreign = -1, Space = -2, Equals = -3 };

constexpr std::array<signed char, 256> makeTable()
{
    std::array<signed char, 256> table{};
    table.fill(Foreign);
    for (int i = 0; i < 26; ++i) {
        table[size_t('A' + i)] = static_cast<signed char>(i);
        table[size_t('a' + i)] = static_cast<signed char>(26 + i);
    }
    for (int i = 0; i < 10; ++i)
        table[size_t('0' + i)] = static_cast<signed char>(52 + i);
    table['-'] = table['+'] = 62;
    table['_'] = table['/'] = 63;
    table['='] = Equals;
    for (const char c : {' ', '\t', '\n', '\r'})
        table[size_t(c)] = Space;
    return table;
}

constexpr std::array<signed char, 256> values = makeTable();

// Bits of the base64url characters alone; negative for all others, and so is what four of them make if one of them is.
constexpr std::array<qint32, 256> makeStrictTable()
{
    std::array<qint32, 256> table{};
    for (size_t i = 0; i < table.size(); ++i)
        table[i] = i == '+' || i == '/' ? qint32(Foreign) : values[i];
    return table;
}

constexpr std::array<qint32, 256> strictValues = makeStrictTable();

qint32 fourAt(const char *text)
{
    const auto bits = [text](int i) { return strictValues[uchar(text[i])]; };
    return bits(0) * 0x40000 | bits(1) * 0x1000 | bits(2) * 0x40 | bits(3);
}

void note(QList<Finding> &findings, Deviation deviation, qsizetype at)
{
    const auto known = std::find_if(findings.begin(), findings.end(), [&](const Finding &f) { return f.deviation == deviation; });
    if (known == findings.end())
        findings.append({deviation, at, 1});
    else
        ++known->count;
}

Deviation deviationOf(signed char value)
{
    return value == Space ? Deviation::WhiteSpace : value == Equals ? Deviation::Padding : Deviation::ForeignCharacter;
}

QString tr(const char *text)
{
    return QCoreApplication::translate("Base64Url", text);
}

}

Decoded decode(QByteArrayView text)
{
    Decoded result;
    result.bytes = QByteArray(text.size() * 3 / 4 + 1, Qt::Uninitialized);
    char *out = result.bytes.data();
    quint32 bits = 0;
    int count = 0; // of characters in `bits`
    qsizetype last = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        // As a rule four characters stand for three bytes, and nothing deviates.
        for (; count == 0 && i + 4 <= text.size(); i += 4) {
            const qint32 four = fourAt(text.data() + i);
            if (four < 0)
                break;
            *out++ = char(four >> 16);
            *out++ = char(four >> 8);
            *out++ = char(four);
        }
        if (i == text.size())
            break;
        const char c = text[i];
        const signed char value = values[uchar(c)];
        if (value < 0) {
            note(result.findings, deviationOf(value), i);
            continue;
        }
        if (c == '+' || c == '/')
            note(result.findings, Deviation::StandardAlphabet, i);
        last = i;
        bits = bits << 6 | quint32(value);
        if (++count == 4) {
            *out++ = char(bits >> 16);
            *out++ = char(bits >> 8);
            *out++ = char(bits);
            bits = 0;
            count = 0;
        }
    }
    if (count == 1)
        note(result.findings, Deviation::SingleCharacter, last);
    if (count >= 2)
        *out++ = char(bits >> (count == 2 ? 4 : 10));
    if (count == 3)
        *out++ = char(bits >> 2);
    if ((count == 2 && bits & 0xF) || (count == 3 && bits & 0x3))
        note(result.findings, Deviation::TailBits, last);
    result.bytes.truncate(out - result.bytes.constData());
    std::sort(result.findings.begin(), result.findings.end(), [](const Finding &a, const Finding &b) { return a.at < b.at; });
    return result;
}

std::optional<QByteArray> decodeStrictly(QByteArrayView text)
{
    Decoded decoded = decode(text);
    return decoded.findings.isEmpty() ? std::optional(std::move(decoded.bytes)) : std::nullopt;
}

QByteArray encode(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QString describe(const Finding &finding)
{
    switch (finding.deviation) {
    case Deviation::Padding:
        return tr("Padded with “=”, which tokens leave out.");
    case Deviation::StandardAlphabet:
        return tr("Written in standard base64 (“+” and “/”) in place of base64url, first at character %1.").arg(finding.at + 1);
    case Deviation::WhiteSpace:
        return tr("Holds white space, first at character %1.").arg(finding.at + 1);
    case Deviation::ForeignCharacter:
        return tr("Holds characters that are not base64url, first at character %1; they are passed over here.").arg(finding.at + 1);
    case Deviation::SingleCharacter:
        return tr("Ends in a single character that stands for no byte: it is cut off or has too much.");
    case Deviation::TailBits:
        return tr("The last character has bits set that stand for nothing: the same bytes can be written in another way.");
    }
    Q_UNREACHABLE();
}

}
