#include "app/workspace/UrlQuery.h"

#include <QtCore/QByteArray>
#include <QtCore/QStringDecoder>

#include <functional>
#include <tuple>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

// Goes through a text from its beginning to its end, past the {{variables}} in it. One that is never closed is none, and
// what stands behind it can't be closed either: the text is read once, whatever is in it.
class Outside {
public:
    explicit Outside(QStringView text)
        : m_text(text)
    {
    }

    // The first of `stops` outside of variables; -1 where there is none. `from` is outside, and never goes back.
    qsizetype indexOf(QStringView stops, qsizetype from = 0)
    {
        while (from < m_text.size()) {
            seek(from);
            qsizetype found = m_begin;
            for (const QChar stop : stops) {
                if (const auto at = m_text.sliced(from, found - from).indexOf(stop); at >= 0)
                    found = from + at;
            }
            if (found < m_begin)
                return found;
            from = m_end;
        }
        return -1;
    }

    // The first variable that begins at `from` or behind: where it begins (at the end of the text: there is none) and ends.
    std::pair<qsizetype, qsizetype> variable(qsizetype from)
    {
        seek(from);
        return {m_begin, m_end};
    }

private:
    void seek(qsizetype from)
    {
        if (m_begin >= from)
            return;
        m_begin = m_end = m_text.size();
        for (auto at = m_text.indexOf(u"{{", from); at >= 0; at = m_text.indexOf(u"{{", at + 1)) {
            if (at > 0 && m_text.at(at - 1) == u'\\')
                continue;
            if (const auto end = m_text.indexOf(u"}}", at + 2); end >= 0) {
                m_begin = at;
                m_end = end + 2;
            }
            return;
        }
    }

    QStringView m_text;
    qsizetype m_begin = -1, m_end = 0;
};

qsizetype indexOutside(QStringView text, QStringView stops)
{
    return Outside(text).indexOf(stops);
}

QString eachOutside(QStringView text, const std::function<QString(QStringView)> &change)
{
    QString result;
    Outside outside(text);
    qsizetype from = 0;
    for (auto [begin, end] = outside.variable(0); begin < text.size(); std::tie(begin, end) = outside.variable(from)) {
        result += change(text.sliced(from, begin - from));
        result += text.sliced(begin, end - begin);
        from = end;
    }
    return result + change(text.sliced(from));
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
    if (!written.contains(u'%'))
        return written.toString();
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
    const auto equals = indexOutside(text, u"=");
    return eachOutside(equals < 0 ? QStringView(text) : QStringView(text).first(equals), readable);
}

QString UrlQuery::Item::value() const
{
    const auto equals = indexOutside(text, u"=");
    return equals < 0 ? QString() : eachOutside(QStringView(text).sliced(equals + 1), readable);
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
    Outside outside(url);
    const auto stop = outside.indexOf(u"?#");
    before = url.left(stop);
    if (stop < 0)
        return;
    const auto hash = url.at(stop) == u'#' ? stop : outside.indexOf(u"#", stop);
    if (hash >= 0)
        fragment = url.mid(hash);
    if (hash == stop)
        return;
    const auto query = QStringView(url).first(hash < 0 ? url.size() : hash).sliced(stop + 1);
    m_isBare = query.isEmpty();
    if (m_isBare)
        return;
    Outside inside(query);
    for (qsizetype from = 0;;) {
        const auto end = inside.indexOf(u"&", from);
        items.append({query.sliced(from, (end < 0 ? query.size() : end) - from).toString()});
        if (end < 0)
            return;
        from = end + 1;
    }
}

QString UrlQuery::beforeOf(const QString &url)
{
    return url.left(indexOutside(url, u"?#"));
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
