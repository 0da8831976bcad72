#include "app/token/JwtClaim.h"

#include "app/json/JsonPointer.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QStringList>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype largestToken = 1024 * 1024;

QByteArray payloadOf(const QString &token)
{
    const QStringList parts = token.trimmed().split(u'.');
    if (token.size() > largestToken || parts.size() < 2)
        return {};
    QByteArray text = parts.at(1).toLatin1();
    text.replace('+', '-').replace('/', '_');
    return QByteArray::fromBase64(text, QByteArray::Base64UrlEncoding);
}

// Broken payloads are seen in the wild, in the PagFast documentation for one: the times in them are still worth having.
std::optional<QString> scannedNumber(const QByteArray &payload, const QString &name)
{
    const QRegularExpression pattern(
        uR"("%1"\s*:\s*(-?[0-9]{1,40}(?:\.[0-9]{1,40})?(?:[eE][+-]?[0-9]{1,4})?))"_s.arg(QRegularExpression::escape(name)));
    const auto match = pattern.match(QString::fromUtf8(payload));
    return match.hasMatch() ? std::optional(match.captured(1)) : std::nullopt;
}

}

std::optional<QString> jwtClaim(const QString &token, const QString &pointerOrName)
{
    const QByteArray payload = payloadOf(token);
    if (payload.isEmpty() || pointerOrName.isEmpty())
        return std::nullopt;
    const auto pointer
        = pointerOrName.startsWith(u'/') ? JsonPointer::parse(pointerOrName) : Result<JsonPointer>(JsonPointer({pointerOrName}));
    if (!pointer)
        return std::nullopt;
    if (const auto claim = pointer->textIn(payload))
        return claim;
    // A good payload that has the name somewhere deeper does not have the claim.
    return JsonPointer::isJson(payload) || pointer->segments().size() != 1 ? std::nullopt : scannedNumber(payload, pointer->segments().first());
}

}
