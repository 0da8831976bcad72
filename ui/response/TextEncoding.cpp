#include "ui/response/TextEncoding.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>

#include <array>
#include <optional>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("TextEncoding", text);
}

using Kind = TextEncoding::Kind;
using Encoding = QStringConverter::Encoding;

struct Name {
    Kind kind;
    Encoding encoding;
    const char *name;
    int markSize;
};
constexpr std::array names{
    Name{Kind::Utf8, Encoding::Utf8, "UTF-8", 3},
    Name{Kind::Utf16Le, Encoding::Utf16LE, "UTF-16LE", 2},
    Name{Kind::Utf16Be, Encoding::Utf16BE, "UTF-16BE", 2},
    Name{Kind::Utf32Le, Encoding::Utf32LE, "UTF-32LE", 4},
    Name{Kind::Utf32Be, Encoding::Utf32BE, "UTF-32BE", 4},
};

const Name *nameOf(Kind kind)
{
    for (const Name &name : names) {
        if (name.kind == kind)
            return &name;
    }
    return nullptr; // windows-1252, which Qt does not always know, or another
}

const Name *nameOf(Encoding encoding)
{
    for (const Name &name : names) {
        if (name.encoding == encoding)
            return &name;
    }
    return nullptr;
}

// 0x80 to 0x9F, where windows-1252 differs from Latin-1 (WHATWG Encoding standard); what it leaves open stays.
constexpr std::array<char16_t, 32> windows1252{0x20ac, 0x81, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160,
    0x2039, 0x152, 0x8d, 0x17d, 0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153,
    0x9d, 0x17e, 0x178};

QString fromWindows1252(QByteArrayView bytes)
{
    QString text = QString::fromLatin1(bytes);
    for (QChar &c : text) {
        if (c.unicode() >= 0x80 && c.unicode() <= 0x9f)
            c = windows1252[std::size_t(c.unicode() - 0x80)];
    }
    return text;
}

// RFC 4627 section 3: where the zeros stand among the first four bytes of JSON tells its encoding.
Kind guessedByZeros(QByteArrayView bytes)
{
    if (bytes.size() < 4)
        return Kind::Utf8;
    const std::array<bool, 4> zero{bytes[0] == 0, bytes[1] == 0, bytes[2] == 0, bytes[3] == 0};
    if (zero == std::array{true, true, true, false})
        return Kind::Utf32Be;
    if (zero == std::array{false, true, true, true})
        return Kind::Utf32Le;
    if (zero == std::array{true, false, true, false})
        return Kind::Utf16Be;
    if (zero == std::array{false, true, false, true})
        return Kind::Utf16Le;
    return Kind::Utf8;
}

// With ICU Qt knows most. Only what can be a name is asked for: ICU looks for some among its files.
bool isKnown(const QByteArray &charset)
{
    static const QRegularExpression name(uR"(\A[a-z0-9][a-z0-9_.:-]{0,39}\z)"_s);
    return name.match(QString::fromLatin1(charset)).hasMatch() && QStringDecoder(charset.constData()).isValid();
}

QString quoted(const QByteArray &charset)
{
    return u"“"_s + QString::fromUtf8(charset.left(40)) + u'”';
}

}

TextEncoding TextEncoding::of(QByteArrayView first, const QByteArray &declaredAs)
{
    const QByteArray declared = declaredAs.toLower();
    const auto known = QStringConverter::encodingForName(declared.constData());
    if (const auto mark = QStringConverter::encodingForData(first)) {
        const Name *name = nameOf(*mark);
        TextEncoding encoding{name->kind, name->markSize, {}};
        const bool isUnmarked = declared == "utf-16" || declared == "utf-32"; // these leave it to the mark
        if (!declared.isEmpty() && known != mark && !isUnmarked) {
            encoding.notes += tr("The server says charset %1, but the body begins with the mark of %2.")
                                  .arg(quoted(declared), QString::fromLatin1(name->name));
        }
        return encoding;
    }
    static const QByteArrayList latin{"iso-8859-1", "iso8859-1", "latin1", "latin-1", "windows-1252", "cp1252", "us-ascii", "ascii"};
    if (latin.contains(declared))
        return {Kind::Windows1252, 0, {}};
    if (declared == "utf-16" || declared == "utf-32") {
        const Kind guessed = guessedByZeros(first); // RFC 2781: big endian where nothing tells
        return {guessed != Kind::Utf8 ? guessed : declared == "utf-16" ? Kind::Utf16Be : Kind::Utf32Be, 0, {}};
    }
    if (known) {
        if (const Name *name = nameOf(*known))
            return {name->kind, 0, {}};
    }
    if (isKnown(declared))
        return {Kind::Other, 0, {}, declared};
    TextEncoding encoding{guessedByZeros(first), 0, {}};
    if (!declared.isEmpty())
        encoding.notes += tr("The server says charset %1, which is not known here: the body is shown as %2.").arg(quoted(declared), encoding.name());
    return encoding;
}

QString TextEncoding::name() const
{
    if (kind == Kind::Other)
        return QString::fromLatin1(charset);
    const Name *found = nameOf(kind);
    return found ? QString::fromLatin1(found->name) : u"windows-1252"_s;
}

QStringDecoder TextEncoding::decoder(QStringConverter::Flags flags) const
{
    if (kind == Kind::Other)
        return QStringDecoder(charset.constData(), flags);
    const Name *found = nameOf(kind);
    return found ? QStringDecoder(found->encoding, flags) : QStringDecoder();
}

TextEncoding::Decoded TextEncoding::decode(QByteArrayView bytes, bool isWhole) const
{
    QStringDecoder decoder = this->decoder(isWhole ? QStringConverter::Flag::Stateless : QStringConverter::Flag::Default);
    if (!decoder.isValid())
        return {fromWindows1252(bytes), false};
    Decoded decoded{decoder(bytes), false};
    decoded.hasBadBytes = decoder.hasError();
    return decoded;
}

TextEncoding::Stream::Stream(const TextEncoding &encoding)
    : m_decoder(encoding.decoder(QStringConverter::Flag::Default))
{
}

QString TextEncoding::Stream::next(QByteArrayView bytes)
{
    return m_decoder.isValid() ? QString(m_decoder(bytes)) : fromWindows1252(bytes);
}

}
