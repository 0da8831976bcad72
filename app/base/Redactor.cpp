#include "app/base/Redactor.h"

#include "app/base/AuthScheme.h"
#include "app/base/SecretMembers.h"

#include <QtCore/QByteArrayMatcher>

#include <algorithm>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView maskBytes = "••••";

bool isOfToken(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '_';
}

qsizetype endOfTokenPart(QByteArrayView text, qsizetype begin)
{
    return std::find_if_not(text.begin() + begin, text.end(), isOfToken) - text.begin();
}

// RFC 7515 and 7516: three or five parts in base64url, the first of them a JSON object ("eyJ" is `{"`).
void appendTokens(QByteArrayView text, QList<MaskSpan> &spans)
{
    constexpr qsizetype shortestHeader = 8;
    static const QByteArrayMatcher beginning("eyJ");
    for (qsizetype at = beginning.indexIn(text.data(), text.size()); at >= 0;) {
        qsizetype end = endOfTokenPart(text, at);
        int parts = 1;
        if (end - at >= shortestHeader)
            while (parts < 5 && end < text.size() && text[end] == '.') {
                end = endOfTokenPart(text, end + 1);
                ++parts;
            }
        if (parts >= 3 || (parts == 2 && end == text.size()))
            spans.append({{at, end}, -1});
        at = beginning.indexIn(text.data(), text.size(), std::max(end, at + 3));
    }
}

QByteArray maskWithQuotes(int escapes)
{
    QByteArray quote = "\"";
    for (int i = 0; i < escapes; ++i)
        quote.replace('\\', "\\\\").replace('"', "\\\"");
    return quote + maskBytes.toByteArray() + quote;
}

// In order, those that overlap as one.
QList<MaskSpan> united(QList<MaskSpan> spans)
{
    // The longer of two that begin together goes first: it decides about the quotes.
    std::sort(spans.begin(), spans.end(), [](const MaskSpan &a, const MaskSpan &b) {
        return a.bytes.begin != b.bytes.begin ? a.bytes.begin < b.bytes.begin
            : a.bytes.end != b.bytes.end      ? a.bytes.end > b.bytes.end
                                              : a.quotes > b.quotes;
    });
    QList<MaskSpan> result;
    for (qsizetype i = 0; i < spans.size();) {
        MaskSpan span = spans.at(i++);
        for (; i < spans.size() && spans.at(i).bytes.begin < span.bytes.end; ++i)
            span.bytes.end = std::max(span.bytes.end, spans.at(i).bytes.end);
        result.append(span);
    }
    return result;
}

QList<ByteSpan> places(const QList<MaskSpan> &spans)
{
    QList<ByteSpan> result;
    for (const MaskSpan &span : united(spans))
        result.append(span.bytes);
    return result;
}

QByteArray masked(const QByteArray &text, const QList<MaskSpan> &spans)
{
    if (spans.isEmpty())
        return text;
    QByteArray result;
    result.reserve(text.size());
    qsizetype done = 0;
    for (const MaskSpan &span : united(spans)) {
        result.append(text.constData() + done, span.bytes.begin - done);
        result.append(span.quotes < 0 ? maskBytes.toByteArray() : maskWithQuotes(span.quotes));
        done = span.bytes.end;
    }
    result.append(text.constData() + done, text.size() - done);
    return result;
}

QList<MaskSpan> byValue(QByteArrayView text, const SecretPatterns &patterns)
{
    QList<MaskSpan> spans;
    for (const ByteSpan &found : patterns.find(text))
        spans.append({found, -1});
    appendTokens(text, spans);
    return spans;
}

void append(QList<MaskSpan> &spans, const QList<MaskSpan> &more, qsizetype offset)
{
    for (const MaskSpan &span : more)
        spans.append({{span.bytes.begin + offset, span.bytes.end + offset}, span.quotes});
}

QString credentials(const QString &value)
{
    const QString scheme = authSchemeOf(value).toString();
    const QString rest = value.mid(scheme.size());
    if (rest.trimmed().isEmpty() || SecretMembers::isReference(rest.toUtf8()))
        return value;
    return scheme + Redactor::mask();
}

// "name=value; name=value": the names stay. In Set-Cookie only the first pair is the cookie.
QString cookies(const QString &value, bool onlyFirst)
{
    QStringList pairs = value.split(u';');
    for (qsizetype i = 0; i < (onlyFirst ? 1 : pairs.size()); ++i) {
        const qsizetype equals = pairs.at(i).indexOf(u'=');
        if (equals < 0 && !pairs.at(i).trimmed().isEmpty())
            pairs[i] = Redactor::mask();
        else if (const QString held = pairs.at(i).mid(equals + 1); !held.trimmed().isEmpty() && !SecretMembers::isReference(held.toUtf8()))
            pairs[i] = pairs.at(i).left(equals + 1) + Redactor::mask();
    }
    return pairs.join(u';');
}

}

QString Redactor::mask()
{
    return QString::fromUtf8(maskBytes);
}

void Redactor::addSecret(const Secret &secret)
{
    m_patterns.add(secret.revealUtf8());
}

void Redactor::addName(const QString &name)
{
    m_names.add(name);
}

bool Redactor::isSecretName(QStringView name) const
{
    return m_names.contains(name);
}

QString Redactor::headerValue(const QString &name, const QString &value) const
{
    const auto is = [&](QLatin1StringView other) { return name.compare(other, Qt::CaseInsensitive) == 0; };
    if (is("Cookie"_L1) || is("Set-Cookie"_L1))
        return text(cookies(value, is("Set-Cookie"_L1)));
    if (is("Location"_L1) || is("Content-Location"_L1) || is("Referer"_L1) || is("Refresh"_L1))
        return url(value);
    if (isSecretName(name))
        return credentials(value);
    return text(value);
}

QString Redactor::url(const QString &url) const
{
    const QByteArray bytes = url.toUtf8();
    QList<MaskSpan> spans = byValue(bytes, m_patterns);
    qsizetype at = bytes.indexOf("://");
    at = at < 0 ? 0 : at + 3;
    const auto endsAuthority = [](char c) { return c == '/' || c == '?' || c == '#'; };
    const qsizetype authorityEnd = std::find_if(bytes.begin() + at, bytes.end(), endsAuthority) - bytes.begin();
    if (const qsizetype sign = bytes.left(authorityEnd).lastIndexOf('@'); at > 0 && sign > at)
        spans.append({{at, sign}, -1});
    const qsizetype hash = bytes.indexOf('#', authorityEnd);
    const qsizetype queryEnd = hash < 0 ? bytes.size() : hash;
    if (const qsizetype question = bytes.indexOf('?', authorityEnd); question >= 0 && question < queryEnd)
        append(spans, SecretMembers::inForm(QByteArrayView(bytes).sliced(question + 1, queryEnd - question - 1), m_names), question + 1);
    if (hash >= 0) // tokens of the implicit flow
        append(spans, SecretMembers::inForm(QByteArrayView(bytes).sliced(hash + 1), m_names), hash + 1);
    return spans.isEmpty() ? url : QString::fromUtf8(masked(bytes, spans));
}

QList<MaskSpan> Redactor::spansOfBody(const QByteArray &body) const
{
    QList<MaskSpan> spans = byValue(body, m_patterns);
    if (SecretMembers::isForm(body))
        append(spans, SecretMembers::inForm(body, m_names), 0);
    else if (body.startsWith("--"))
        append(spans, SecretMembers::inMultipart(body, m_names), 0);
    append(spans, SecretMembers::inJson(body, m_names), 0);
    return spans;
}

QByteArray Redactor::body(const QByteArray &body) const
{
    return masked(body, spansOfBody(body));
}

QList<ByteSpan> Redactor::secretsInBody(const QByteArray &body) const
{
    return places(spansOfBody(body));
}

QList<ByteSpan> Redactor::secretsInText(QByteArrayView text) const
{
    return places(byValue(text, m_patterns));
}

QString Redactor::text(const QString &text) const
{
    const QByteArray bytes = text.toUtf8();
    QList<MaskSpan> spans = byValue(bytes, m_patterns);
    return spans.isEmpty() ? text : QString::fromUtf8(masked(bytes, spans));
}

}
