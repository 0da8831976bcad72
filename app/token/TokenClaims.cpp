#include "app/token/TokenClaims.h"

#include "app/base/JsonEscapes.h"
#include "app/json/JsonText.h"


#include <algorithm>

namespace tessera {

namespace {

constexpr qsizetype longestRecoveredName = 128;
constexpr int mostFailures = 64; // of values that don't end, each of which costs a look at all the rest

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

qsizetype skipSpace(QByteArrayView json, qsizetype at)
{
    while (at < json.size() && isSpace(json[at]))
        ++at;
    return at;
}

// Behind the value that begins here; -1 where it does not end.
qsizetype endOfValue(QByteArrayView json, qsizetype at)
{
    if (json[at] == '"') {
        const qsizetype end = JsonEscapes::endOfString(json, at + 1);
        return end < 0 ? -1 : end + 1;
    }
    if (json[at] != '{' && json[at] != '[') {
        while (at < json.size() && !isSpace(json[at]) && json[at] != ',' && json[at] != '}' && json[at] != ']')
            ++at;
        return at;
    }
    qsizetype depth = 0;
    while (at < json.size()) {
        const char c = json[at];
        if (c == '"') {
            at = JsonEscapes::endOfString(json, at + 1);
            if (at < 0)
                return -1;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if ((c == '}' || c == ']') && --depth == 0) {
            return at + 1;
        }
        ++at;
    }
    return -1;
}

TokenClaim::Type typeOf(char first)
{
    switch (first) {
    case '"': return TokenClaim::Type::Text;
    case '{': return TokenClaim::Type::Object;
    case '[': return TokenClaim::Type::List;
    case 't':
    case 'f': return TokenClaim::Type::Boolean;
    case 'n': return TokenClaim::Type::Null;
    default: return TokenClaim::Type::Number;
    }
}

QString unescaped(QByteArrayView raw) // the inside of a string
{
    return raw.contains('\\') ? QString::fromUtf8(JsonEscapes::unescaped(raw)) : QString::fromUtf8(raw);
}

TokenClaim claimAt(QByteArrayView json, QByteArrayView rawName, qsizetype begin, qsizetype end)
{
    return {unescaped(rawName), json.sliced(begin, end - begin).toByteArray(), begin, typeOf(json[begin])};
}

// Of JSON that is known to be well-formed.
qsizetype closingQuote(QByteArrayView json, qsizetype begin)
{
    for (qsizetype at = json.indexOf('"', begin);; at = json.indexOf('"', at + 1)) {
        qsizetype slashes = 0;
        while (json[at - slashes - 1] == '\\')
            ++slashes;
        if (slashes % 2 == 0)
            return at;
    }
}

// Likewise.
QList<TokenClaim> membersOf(QByteArrayView json, qsizetype at)
{
    constexpr qsizetype usual = 16;
    QList<TokenClaim> claims;
    claims.reserve(usual);
    at = skipSpace(json, at + 1);
    while (json[at] == '"') {
        const qsizetype nameEnd = closingQuote(json, at + 1);
        const QByteArrayView name = json.sliced(at + 1, nameEnd - at - 1);
        at = skipSpace(json, skipSpace(json, nameEnd + 1) + 1); // past the colon
        const qsizetype end = json[at] == '"' ? closingQuote(json, at + 1) + 1 : endOfValue(json, at);
        claims.append(claimAt(json, name, at, end));
        at = skipSpace(json, end);
        if (json[at] == ',')
            at = skipSpace(json, at + 1);
    }
    return claims;
}

bool looksLikeName(QByteArrayView text)
{
    const auto isOfName = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || QByteArrayView("_-.:/#@$").contains(c);
    };
    return !text.isEmpty() && text.size() <= longestRecoveredName && (text[0] == '_' || isalnum(uchar(text[0])))
        && std::all_of(text.begin(), text.end(), isOfName);
}

bool looksLikeValue(QByteArrayView json)
{
    const char c = json.front();
    if (c == '"' || c == '{' || c == '[' || c == '-' || (c >= '0' && c <= '9'))
        return true;
    return json.startsWith("true") || json.startsWith("false") || json.startsWith("null");
}

// Any quote may begin a name: which quotes belong together can't be known.
QList<TokenClaim> recovered(QByteArrayView json)
{
    QList<TokenClaim> claims;
    qsizetype at = json.indexOf('"');
    for (int failures = 0; at >= 0 && failures < mostFailures;) {
        const qsizetype nameEnd = json.indexOf('"', at + 1);
        if (nameEnd < 0)
            break;
        const QByteArrayView name = json.sliced(at + 1, nameEnd - at - 1);
        const qsizetype colon = skipSpace(json, nameEnd + 1);
        const qsizetype begin = skipSpace(json, colon + 1);
        at = nameEnd;
        if (begin >= json.size() || json[colon] != ':' || !looksLikeName(name) || !looksLikeValue(json.sliced(begin)))
            continue;
        const qsizetype end = endOfValue(json, begin);
        if (end < 0) {
            ++failures;
            continue;
        }
        if (end == json.size() && typeOf(json[begin]) == TokenClaim::Type::Number)
            break; // the rest of it may be cut off
        claims.append(claimAt(json, name, begin, end));
        at = json.indexOf('"', end);
    }
    return claims;
}

}

QString TokenClaim::text() const
{
    if (type != Type::Text)
        return QString::fromUtf8(json);
    return unescaped(QByteArrayView(json).sliced(1, json.size() - 2));
}

QList<QByteArray> TokenClaim::items() const
{
    QList<QByteArray> found;
    if (type != Type::List)
        return found;
    for (qsizetype at = 1; at < json.size() - 1;) {
        at = skipSpace(json, at);
        if (at >= json.size() - 1)
            break;
        const qsizetype end = json[at] == ',' ? -1 : endOfValue(json, at);
        if (end > at) {
            found.append(json.sliced(at, end - at));
            at = end;
        } else {
            ++at;
        }
    }
    return found;
}

QStringList TokenClaim::texts() const
{
    if (type == Type::Text)
        return {text()};
    QStringList found;
    for (const QByteArray &item : items())
        if (item.startsWith('"'))
            found.append(unescaped(QByteArrayView(item).sliced(1, item.size() - 2)));
    return found;
}

TokenClaims TokenClaims::read(const QByteArray &json)
{
    return read(json, !JsonText::faultIn(json));
}

TokenClaims TokenClaims::read(const QByteArray &json, bool isWellFormed)
{
    TokenClaims result;
    const qsizetype begin = skipSpace(json, json.startsWith("\xef\xbb\xbf") ? 3 : 0);
    if (isWellFormed) {
        result.m_isObject = json[begin] == '{';
        if (result.m_isObject)
            result.m_claims = membersOf(json, begin);
        return result;
    }
    result.m_claims = recovered(json);
    result.m_isRecovered = !result.m_claims.isEmpty();
    return result;
}

const TokenClaim *TokenClaims::find(QStringView name) const
{
    const auto found = std::find_if(m_claims.rbegin(), m_claims.rend(), [&](const TokenClaim &claim) { return claim.name == name; });
    return found == m_claims.rend() ? nullptr : &*found;
}

QHash<QString, const TokenClaim *> TokenClaims::byName() const
{
    QHash<QString, const TokenClaim *> last;
    for (const TokenClaim &claim : m_claims)
        last.insert(claim.name, &claim);
    return last;
}

QStringList TokenClaims::duplicates() const
{
    QHash<QString, int> seen;
    QStringList twice;
    for (const TokenClaim &claim : m_claims) {
        if (++seen[claim.name] == 2)
            twice.append(claim.name);
    }
    return twice;
}

}
