#include "app/token/BrokenToken.h"

#include "app/token/Jwt.h"

namespace tessera::BrokenToken {

using namespace Qt::StringLiterals;

namespace {

std::optional<Jwt> signedJwt(const QString &token)
{
    auto jwt = Jwt::decode(token);
    return jwt && jwt->kind() == Jwt::Kind::Signed ? jwt : std::nullopt;
}

QString compact(const QByteArray &header, const QByteArray &payload, const QByteArray &signature)
{
    return QString::fromLatin1(header + '.' + payload + '.' + signature);
}

bool isLetterOrDigit(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

// Another one of its kind, so that the token still looks like one.
QChar neighbour(QChar c)
{
    if (c == u'9' || c == u'z' || c == u'Z')
        return QChar(c.unicode() - 1);
    return c == u'f' || c == u'F' ? QChar(c.unicode() - 1) : QChar(c.unicode() + 1); // hex digits stay hex digits
}

}

std::optional<QString> tampered(const QString &token)
{
    if (const auto jwt = signedJwt(token)) {
        QByteArray signature = jwt->signature().bytes;
        if (signature.isEmpty())
            return std::nullopt;
        signature[0] = char(signature[0] ^ 1);
        return compact(jwt->header().encoded, jwt->payload().encoded, Base64Url::encode(signature));
    }
    // In the middle: an end may be a checksum's, or bits that stand for nothing.
    for (qsizetype at = token.size() / 2; at < token.size(); ++at) {
        if (!isLetterOrDigit(token.at(at)))
            continue;
        QString changed = token;
        changed[at] = neighbour(token.at(at));
        return changed;
    }
    return std::nullopt;
}

std::optional<QString> withoutSignature(const QString &token)
{
    const auto jwt = signedJwt(token);
    if (!jwt)
        return std::nullopt;
    return compact(Base64Url::encode(R"({"alg":"none","typ":"JWT"})"), jwt->payload().encoded, {});
}

std::optional<QString> endedAt(const QString &token, UtcTime end)
{
    const auto jwt = signedJwt(token);
    if (!jwt)
        return std::nullopt;
    QByteArray payload = jwt->payload().bytes;
    const QByteArray seconds = QByteArray::number(qint64(std::chrono::floor<std::chrono::seconds>(end).time_since_epoch().count()));
    if (const TokenClaim *exp = jwt->payload().claims.find(u"exp")) {
        payload.replace(exp->at, exp->json.size(), seconds);
    } else if (jwt->payload().isObject()) {
        const bool isEmpty = jwt->payload().claims.all().isEmpty();
        payload.insert(payload.indexOf('{') + 1, "\"exp\":" + seconds + (isEmpty ? "" : ","));
    } else {
        return std::nullopt;
    }
    return compact(jwt->header().encoded, Base64Url::encode(payload), jwt->signature().encoded);
}

}
