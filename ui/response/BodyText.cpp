#include "ui/response/BodyText.h"

#include "app/json/JsonText.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringDecoder>

#include <algorithm>
#include <array>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("BodyText", text);
}

struct MediaType {
    QByteArray type; // lower case, without parameters
    QByteArray charset; // as written

    explicit MediaType(const QByteArray &contentType)
        : type(contentType.split(';').constFirst().trimmed().toLower())
    {
        for (QByteArray parameter : contentType.split(';').mid(1)) {
            parameter = parameter.trimmed();
            if (parameter.toLower().startsWith("charset=")) {
                charset = parameter.mid(8).trimmed();
                if (charset.size() > 1 && charset.startsWith('"') && charset.endsWith('"'))
                    charset = charset.sliced(1, charset.size() - 2);
                return;
            }
        }
    }
    [[nodiscard]] bool isJson() const { return type.endsWith("/json") || type.endsWith("+json"); }
    [[nodiscard]] bool isMarkup() const { return type.endsWith("/html") || type.endsWith("/xml") || type.endsWith("+xml"); }
};

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

using Encoding = QStringConverter::Encoding;

// RFC 4627 section 3: where the zeros stand among the first four bytes of JSON tells its encoding.
std::optional<Encoding> guessedByZeros(QByteArrayView bytes)
{
    if (bytes.size() < 4)
        return {};
    const std::array<bool, 4> zero{bytes[0] == 0, bytes[1] == 0, bytes[2] == 0, bytes[3] == 0};
    if (zero == std::array{true, true, true, false})
        return Encoding::Utf32BE;
    if (zero == std::array{false, true, true, true})
        return Encoding::Utf32LE;
    if (zero == std::array{true, false, true, false})
        return Encoding::Utf16BE;
    if (zero == std::array{false, true, false, true})
        return Encoding::Utf16LE;
    return {};
}

class Decoding {
public:
    QString text, charset;
    QStringList notes;

    void run(QByteArrayView bytes, const MediaType &type, bool isWhole)
    {
        const QByteArray declared = type.charset.toLower();
        if (const auto mark = QStringConverter::encodingForData(bytes)) {
            if (!declared.isEmpty() && QStringConverter::encodingForName(declared) != mark && !isUnmarked(declared))
                notes += tr("The server says charset %1, but the body begins with the mark of %2.").arg(shown(declared), nameOf(*mark));
            return decode(bytes, *mark, isWhole);
        }
        static const QByteArrayList latin{"iso-8859-1", "iso8859-1", "latin1", "latin-1", "windows-1252", "cp1252", "us-ascii", "ascii"};
        if (latin.contains(declared)) {
            charset = u"windows-1252"_s;
            text = fromWindows1252(bytes);
            return;
        }
        const auto known = declared.isEmpty() ? std::nullopt : QStringConverter::encodingForName(declared);
        if (known && *known != Encoding::System && *known != Encoding::Latin1)
            return decode(bytes, *known, isWhole);
        if (!declared.isEmpty())
            notes += tr("The server says charset %1, which is not known here: the body is shown as UTF-8.").arg(shown(declared));
        decode(bytes, guessedByZeros(bytes).value_or(Encoding::Utf8), isWhole);
    }

private:
    static bool isUnmarked(const QByteArray &declared) { return declared == "utf-16" || declared == "utf-32"; }
    static QString shown(const QByteArray &charset) { return u"“"_s + QString::fromUtf8(charset.left(40)) + u'”'; }
    static QString nameOf(Encoding encoding) { return QString::fromLatin1(QStringConverter::nameForEncoding(encoding)); }

    void decode(QByteArrayView bytes, Encoding encoding, bool isWhole)
    {
        charset = nameOf(encoding);
        QStringDecoder decoder(encoding, isWhole ? QStringConverter::Flag::Stateless : QStringConverter::Flag::Default);
        text = decoder(bytes);
        if (decoder.hasError())
            notes += tr("Some bytes are not %1; they are shown as %2.").arg(charset, QString(QChar(QChar::ReplacementCharacter)));
    }
};

// Control characters that no text holds: most of them, in its first part.
bool isBinary(QStringView text)
{
    const auto first = text.first(qMin(text.size(), qsizetype(4096)));
    return std::any_of(first.begin(), first.end(), [](QChar c) {
        return c.unicode() < 0x20 && c != u'\n' && c != u'\r' && c != u'\t' && c != u'\f' && c.unicode() != 0x1b;
    });
}

bool looksLike(QStringView text, QStringView firsts)
{
    const auto begin = std::find_if(text.begin(), text.end(), [](QChar c) { return !c.isSpace(); });
    return begin != text.end() && firsts.contains(*begin);
}

}

BodyText BodyText::of(const QByteArray &bytes, const QByteArray &contentType, bool isWhole)
{
    BodyText body;
    if (bytes.isEmpty())
        return body;
    const MediaType type(contentType);
    Decoding decoding;
    decoding.run(bytes, type, isWhole);
    const bool isMarked = QStringConverter::encodingForData(bytes).has_value();
    const bool isCalledBinary = type.type.startsWith("image/") || type.type.startsWith("audio/") || type.type.startsWith("video/")
        || type.type.startsWith("font/") || type.type == "application/octet-stream";
    if (isBinary(decoding.text) || (isCalledBinary && !isMarked && !type.isMarkup() && decoding.text.contains(QChar::ReplacementCharacter))) {
        body.kind = Kind::Binary;
        return body;
    }
    body.text = std::move(decoding.text);
    body.charset = decoding.charset;
    body.notes = decoding.notes;
    body.kind = type.isMarkup() || looksLike(body.text, u"<") ? Kind::Markup : Kind::Text;
    if (!isWhole) {
        if (type.isJson())
            body.kind = Kind::Json;
        return body;
    }
    if (!type.isJson() && !looksLike(body.text, u"{["))
        return body;
    const bool isUtf8 = body.charset == "UTF-8"_L1;
    const auto pretty = JsonText::indented(isUtf8 ? bytes : body.text.toUtf8());
    if (pretty) {
        body.kind = Kind::Json;
        body.pretty = QString::fromUtf8(*pretty);
        if (!type.isJson() && !type.type.isEmpty())
            body.notes += tr("The server calls this %1; it is JSON.").arg(QString::fromUtf8(type.type.left(80)));
    } else if (type.isJson()) {
        const JsonFault &fault = pretty.error();
        body.notes += tr("This is not JSON, although the server says so. Line %1, column %2: %3").arg(fault.line).arg(fault.column).arg(fault.message);
    }
    return body;
}

}
