#include "app/http/VisibleText.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringDecoder>

#include <algorithm>

namespace tessera::VisibleText {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("VisibleText", text);
}

constexpr char16_t controlPictures = 0x2400; // one for each of 0 to 31
constexpr char16_t deletePicture = 0x2421;

bool commandsTerminals(char16_t c) // C1: some take them for escape sequences
{
    return c >= 0x80 && c < 0xa0;
}

bool changesDirection(char16_t c)
{
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x200e || c == 0x200f || c == 0x061c;
}

bool hasNoWidth(char16_t c) // and joins no letters of any script
{
    return c == 0xad || c == 0x200b || c == 0x2060 || c == 0xfeff;
}

// Visible for sure, or the character as it is.
QChar visible(QChar c)
{
    if (c.unicode() < 0x20)
        return QChar(controlPictures + c.unicode());
    if (c.unicode() == 0x7f)
        return deletePicture;
    return changesDirection(c.unicode()) || commandsTerminals(c.unicode()) ? QChar(QChar::ReplacementCharacter) : c;
}

}

QString of(QByteArrayView bytes, qsizetype limit)
{
    QStringDecoder decode(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QByteArrayView beginning = bytes.first(qMin(bytes.size(), limit * 4));
    QString text = decode(beginning);
    if (decode.hasError() && bytes.size() == beginning.size()) {
        text.clear();
        for (const char c : beginning)
            text += uchar(c) < 0x80 ? QString(QLatin1Char(c)) : u"\\x%1"_s.arg(uchar(c), 2, 16, QChar(u'0'));
    }
    std::transform(text.cbegin(), text.cend(), text.begin(), [](QChar c) { return hasNoWidth(c.unicode()) ? QChar(QChar::ReplacementCharacter) : visible(c); });
    if (text.size() <= limit)
        return text;
    return text.left(limit - 1) + u'…';
}

QString inLines(const QString &text)
{
    QString result = text;
    result.replace("\r\n"_L1, "\n"_L1);
    for (QChar &c : result) {
        if (c != u'\n' && c != u'\t')
            c = visible(c);
    }
    return result;
}

QString ofCharacter(char c)
{
    switch (c) {
    case '\0':
        return tr("a NUL");
    case '\t':
        return tr("a tab");
    case '\n':
        return tr("a line feed");
    case '\r':
        return tr("a carriage return");
    case ' ':
        return tr("a space");
    default:
        break;
    }
    if (uchar(c) < 0x20 || uchar(c) > 0x7e)
        return u"0x%1"_s.arg(QString::number(uchar(c), 16).toUpper(), 2, QChar(u'0'));
    return u"\"%1\""_s.arg(QLatin1Char(c));
}

}
