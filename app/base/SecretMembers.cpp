#include "app/base/SecretMembers.h"

#include "app/base/JsonEscapes.h"
#include "app/base/SecretNames.h"

#include <QtCore/QByteArrayMatcher>
#include <QtCore/QHash>

#include <algorithm>

namespace tessera::SecretMembers {

namespace {

constexpr int mostLevels = 3; // of JSON within JSON strings
constexpr qsizetype longestName = 256;

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool isOfNumber(char c)
{
    return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

class JsonScan {
public:
    JsonScan(QByteArrayView text, const SecretNames &names, int level)
        : m_text(text)
        , m_names(names)
        , m_level(level)
    {
    }

    QList<MaskSpan> run()
    {
        while (m_at < m_text.size()) {
            const char c = m_text[m_at];
            if (c == '"')
                takeString();
            else if (c == '-' || (c >= '0' && c <= '9'))
                takeNumber();
            else
                takeOther(c);
        }
        return std::move(m_spans);
    }

private:
    [[nodiscard]] bool isSecretHere() const { return m_isNextSecret || (!m_arrays.isEmpty() && m_arrays.back()); }

    void takeString()
    {
        const qsizetype begin = m_at + 1;
        const qsizetype end = JsonEscapes::endOfString(m_text, begin);
        if (end < 0) { // a quote in plain text, or a body that was cut off
            takeRest(begin);
            return;
        }
        m_at = end + 1;
        const QByteArrayView content = m_text.sliced(begin, end - begin);
        qsizetype next = m_at;
        while (next < m_text.size() && isSpace(m_text[next]))
            ++next;
        if (next < m_text.size() && m_text[next] == ':') {
            m_at = next + 1;
            m_isNextSecret = content.size() <= longestName && isSecretMember(content);
            return;
        }
        if (!isSecretHere())
            lookInside(content, begin);
        else if (!content.isEmpty() && !isReference(content))
            m_spans.append({{begin, end}, -1});
        m_isNextSecret = false;
    }

    // Large bodies have few names, each of them many times.
    bool isSecretMember(QByteArrayView rawName)
    {
        constexpr qsizetype mostKnown = 4096;
        const auto known = m_known.constFind(QByteArray::fromRawData(rawName.data(), rawName.size()));
        if (known != m_known.cend())
            return *known;
        const bool isSecret = m_names.contains(QString::fromUtf8(JsonEscapes::unescaped(rawName)));
        if (m_known.size() < mostKnown)
            m_known.insert(rawName.toByteArray(), isSecret);
        return isSecret;
    }

    void takeRest(qsizetype begin)
    {
        const qsizetype newline = m_text.indexOf('\n', begin);
        const qsizetype end = newline < 0 ? m_text.size() : newline;
        if (m_isNextSecret && end > begin && newline < 0)
            m_spans.append({{begin, end}, -1});
        m_isNextSecret = false;
        m_at = end; // every other quote before it was seen as escaped, so that no string begins there either
    }

    void takeNumber()
    {
        const qsizetype begin = m_at;
        while (m_at < m_text.size() && isOfNumber(m_text[m_at]))
            ++m_at;
        if (isSecretHere())
            m_spans.append({{begin, m_at}, m_level});
        m_isNextSecret = false;
    }

    void takeOther(char c)
    {
        ++m_at;
        if (c == '[')
            m_arrays.append(isSecretHere());
        else if (c == '{')
            m_arrays.append(false);
        else if ((c == ']' || c == '}') && !m_arrays.isEmpty())
            m_arrays.removeLast();
        if (!isSpace(c))
            m_isNextSecret = false;
    }

    void lookInside(QByteArrayView content, qsizetype begin)
    {
        if (m_level >= mostLevels || !JsonEscapes::mayHoldJson(content))
            return;
        const QByteArray inner = JsonEscapes::unescaped(content);
        const auto spans = JsonScan(inner, m_names, m_level + 1).run();
        JsonEscapes::Walk walk(content);
        for (const MaskSpan &span : spans) {
            const qsizetype from = walk.sourceOf(span.bytes.begin);
            const qsizetype to = walk.sourceOf(span.bytes.end);
            m_spans.append({{begin + from, begin + to}, span.quotes});
        }
    }

    const QByteArrayView m_text;
    const SecretNames &m_names;
    const int m_level;
    qsizetype m_at = 0;
    bool m_isNextSecret = false; // the value of a member whose name says so comes next
    QList<bool> m_arrays; // the containers that are open: whether items are secret as they stand
    QHash<QByteArray, bool> m_known;
    QList<MaskSpan> m_spans;
};

bool isSecretField(QByteArrayView rawName, const SecretNames &names)
{
    if (rawName.isEmpty() || rawName.size() > longestName)
        return false;
    QByteArray name = QByteArray::fromPercentEncoding(rawName.toByteArray().replace('+', ' '));
    if (name.endsWith(']')) { // user[password], as PHP and Rails write it
        name.chop(1);
        name = name.mid(name.lastIndexOf('[') + 1);
    }
    return names.contains(QString::fromUtf8(name));
}

}

QList<MaskSpan> inJson(QByteArrayView text, const SecretNames &names)
{
    return JsonScan(text, names, 0).run();
}

bool isForm(QByteArrayView text)
{
    const QByteArrayView head = text.first(std::min(text.size(), longestName));
    const qsizetype equals = head.indexOf('=');
    return equals > 0 && std::all_of(head.begin(), head.begin() + equals, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || QByteArrayView("-_.~%+[]$*!").contains(c);
    });
}

QList<MaskSpan> inForm(QByteArrayView text, const SecretNames &names)
{
    QList<MaskSpan> spans;
    const auto separates = [](char c) { return c == '&' || c == '\n' || c == '\r'; };
    for (qsizetype begin = 0; begin < text.size();) {
        const qsizetype end = std::find_if(text.begin() + begin, text.end(), separates) - text.begin();
        const QByteArrayView pair = text.sliced(begin, end - begin);
        const qsizetype equals = pair.indexOf('=');
        if (equals > 0 && equals + 1 < pair.size() && isSecretField(pair.first(equals), names)
            && !isReference(pair.sliced(equals + 1)))
            spans.append({{begin + equals + 1, end}, -1});
        begin = end + 1;
    }
    return spans;
}

QList<MaskSpan> inMultipart(QByteArrayView text, const SecretNames &names)
{
    QList<MaskSpan> spans;
    static const QByteArrayMatcher disposition("form-data; name=\"");
    const qsizetype firstLine = text.indexOf("\r\n");
    if (!text.startsWith("--") || firstLine < 3)
        return spans;
    const QByteArray delimiter = QByteArray("\r\n") + text.first(firstLine).toByteArray();
    const QByteArrayMatcher boundary(delimiter);
    for (qsizetype at = disposition.indexIn(text.data(), text.size()); at >= 0;) {
        const qsizetype nameBegin = at + disposition.pattern().size();
        const qsizetype nameEnd = text.indexOf('"', nameBegin);
        const qsizetype headEnd = text.indexOf("\r\n\r\n", nameBegin);
        if (nameEnd < 0 || headEnd < 0)
            break;
        const qsizetype valueBegin = headEnd + 4;
        const qsizetype found = boundary.indexIn(text.data(), text.size(), valueBegin);
        const qsizetype valueEnd = found < 0 ? text.size() : found;
        const QByteArrayView value = text.sliced(valueBegin, valueEnd - valueBegin);
        if (!value.isEmpty() && isSecretField(text.sliced(nameBegin, nameEnd - nameBegin), names) && !isReference(value))
            spans.append({{valueBegin, valueEnd}, -1});
        at = disposition.indexIn(text.data(), text.size(), valueEnd);
    }
    return spans;
}

bool isReference(QByteArrayView value)
{
    return value.size() > 4 && value.startsWith("{{") && value.indexOf("}}") == value.size() - 2;
}

}
