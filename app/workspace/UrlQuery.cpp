#include "app/workspace/UrlQuery.h"

#include <QtCore/QByteArray>
#include <QtCore/QStringDecoder>

#include <functional>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

// Length of the {{variable}} at `at`; 0 where none begins there, or it is never closed.
qsizetype variableLength(QStringView text, qsizetype at)
{
    if (!text.sliced(at).startsWith(u"{{") || (at > 0 && text.at(at - 1) == u'\\'))
        return 0;
    const auto end = text.indexOf(u"}}", at + 2);
    return end < 0 ? 0 : end + 2 - at;
}

// The first of `stops` outside of variables; -1 where there is none.
qsizetype indexOutside(QStringView text, QStringView stops, qsizetype from = 0)
{
    for (qsizetype i = from; i < text.size();) {
        if (const auto length = variableLength(text, i)) {
            i += length;
            continue;
        }
        if (stops.contains(text.at(i)))
            return i;
        ++i;
    }
    return -1;
}

QString eachOutside(const QString &text, const std::function<QString(QStringView)> &change)
{
    QString result;
    qsizetype from = 0;
    for (qsizetype i = 0; i < text.size();) {
        const auto length = variableLength(text, i);
        if (!length) {
            ++i;
            continue;
        }
        result += change(QStringView(text).sliced(from, i - from)) + text.mid(i, length);
        from = i += length;
    }
    return result + change(QStringView(text).sliced(from));
}

int hexDigit(QChar c)
{
    const char16_t u = c.unicode();
    if (u >= '0' && u <= '9')
        return u - '0';
    if ((u | 0x20) >= 'a' && (u | 0x20) <= 'f')
        return (u | 0x20) - 'a' + 10;
    return -1;
}

// Characters that would vanish, act or be taken for a variable when they stood for themselves.
bool staysEncoded(char32_t c)
{
    if (c == '{' || c == '}' || c == '\\')
        return true;
    const auto category = QChar::category(c);
    return category == QChar::Other_Control || category == QChar::Other_Format || category == QChar::Separator_Line
        || category == QChar::Separator_Paragraph || category == QChar::Other_NotAssigned;
}

// Decodes runs of %XX that are UTF-8; what is not stays as it was written.
QString readable(QStringView written)
{
    QString text;
    for (qsizetype i = 0; i < written.size();) {
        QByteArray bytes;
        qsizetype end = i;
        while (end + 2 < written.size() && written.at(end) == u'%' && hexDigit(written.at(end + 1)) >= 0
            && hexDigit(written.at(end + 2)) >= 0) {
            bytes += char(hexDigit(written.at(end + 1)) * 16 + hexDigit(written.at(end + 2)));
            end += 3;
        }
        if (bytes.isEmpty()) {
            text += written.at(i++);
            continue;
        }
        QStringDecoder decode(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        const QString decoded = decode(bytes);
        if (decode.hasError()) {
            text += written.sliced(i, end - i);
        } else {
            for (const char32_t c : decoded.toUcs4()) {
                const QString one = QString::fromUcs4(&c, 1);
                text += staysEncoded(c) ? u'%' + QString::fromLatin1(one.toUtf8().toHex('%').toUpper()) : one;
            }
        }
        i = end;
    }
    return text;
}

// "%7B" stays: it is how a brace that is none of ours is shown and kept.
QString encoded(QStringView typed, bool isName)
{
    static const QByteArray safe = "-._~!$'()*,;:@/?[]{}\\";
    QString text;
    const QByteArray bytes = typed.toUtf8();
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const uchar c = uchar(bytes.at(i));
        const bool isPlain = (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c < 0x80 && safe.contains(char(c)));
        const QByteArray three = bytes.mid(i, 3).toUpper();
        if (isPlain || (c == '=' && !isName) || three == "%7B" || three == "%7D" || three == "%5C")
            text += QLatin1Char(char(c));
        else
            text += u"%%1"_s.arg(QString::number(c, 16).toUpper(), 2, u'0');
    }
    return text;
}

}

QString UrlQuery::Item::name() const
{
    return eachOutside(text.left(indexOutside(text, u"=")), readable);
}

QString UrlQuery::Item::value() const
{
    const auto equals = indexOutside(text, u"=");
    return equals < 0 ? QString() : eachOutside(text.mid(equals + 1), readable);
}

bool UrlQuery::Item::hasValue() const
{
    return indexOutside(text, u"=") >= 0;
}

UrlQuery::Item UrlQuery::Item::of(const QString &name, const QString &value)
{
    return {eachOutside(name, [](QStringView part) { return encoded(part, true); }) + u'='
        + eachOutside(value, [](QStringView part) { return encoded(part, false); })};
}

UrlQuery::UrlQuery(const QString &url)
{
    const auto stop = indexOutside(url, u"?#");
    before = url.left(stop);
    if (stop < 0)
        return;
    const auto hash = url.at(stop) == u'#' ? stop : indexOutside(url, u"#", stop);
    if (hash >= 0)
        fragment = url.mid(hash);
    if (hash == stop)
        return;
    const QString query = url.mid(stop + 1, hash < 0 ? -1 : hash - stop - 1);
    m_isBare = query.isEmpty();
    if (m_isBare)
        return;
    for (qsizetype from = 0;;) {
        const auto end = indexOutside(query, u"&", from);
        items.append({query.mid(from, end < 0 ? -1 : end - from)});
        if (end < 0)
            return;
        from = end + 1;
    }
}

QString UrlQuery::url() const
{
    QString text = before;
    for (qsizetype i = 0; i < items.size(); ++i)
        text += QChar(i == 0 ? u'?' : u'&') + items.at(i).text;
    if (items.isEmpty() && m_isBare)
        text += u'?';
    return text + fragment;
}

}
