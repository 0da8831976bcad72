#include "app/token/Jwks.h"

#include "app/json/JsonReader.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QHash>

#include <algorithm>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostKeys = 1000;

QString tr(const char *text)
{
    return QCoreApplication::translate("Jwks", text);
}

// Two keys that a token can't tell apart (RFC 7517 section 4.5), usable or not; empty where there are none.
QString ambiguousId(const QList<JsonReader> &readers)
{
    QHash<QString, const Json *> seen;
    for (const JsonReader &reader : readers) {
        const Json &key = reader.json();
        if (!key.contains("kid"))
            continue;
        QString what;
        for (const char *member : {"kid", "kty", "use", "alg"})
            what += toQString(key.contains(member) ? key[member].dump() : std::string()) + u'\n';
        const Json *&first = seen[what];
        if (first && *first != key)
            return toQString(key["kid"].is_string() ? key["kid"].get<std::string>() : key["kid"].dump());
        first = &key;
    }
    return {};
}

}

Result<Jwks> Jwks::parse(const QByteArray &json)
{
    const auto parsed = parseJson(json, tr("The key set"));
    if (!parsed)
        return failure(ErrorKind::Input, parsed.error().message);
    JsonReader set(*parsed, tr("The key set"));
    if (!set.has("keys")) {
        auto key = VerificationKey::fromJwk(json);
        if (!key)
            return failure(key.error());
        return Jwks{{*std::move(key)}, {}};
    }
    const auto readers = set.objects("keys");
    if (set.error())
        return failure(ErrorKind::Input, set.error()->message);
    if (const QString id = ambiguousId(readers); !id.isEmpty())
        return failure(ErrorKind::Input, tr("The key set holds two different keys called “%1”: which one is meant can't be told.").arg(id));
    Jwks result;
    for (const JsonReader &reader : readers.mid(0, mostKeys)) {
        auto key = VerificationKey::fromJwk(toBytes(reader.json()));
        if (key)
            result.keys.append(*std::move(key));
        else
            result.leftOut.append(key.error().message);
    }
    if (result.keys.isEmpty())
        return failure(ErrorKind::Input, tr("The key set has no key that can check signatures. %1").arg(result.leftOut.value(0)).trimmed());
    const auto isShared = [](const VerificationKey &key) { return key.type() == VerificationKey::Type::Shared; };
    const auto shared = std::count_if(result.keys.begin(), result.keys.end(), isShared);
    if (shared > 0 && shared < result.keys.size())
        return failure(ErrorKind::Input, tr("The key set holds shared and public keys side by side: whoever may read it could sign with it."));
    return result;
}

Result<Jwks> Jwks::fromFile(const QByteArray &bytes, const QString &name)
{
    if (bytes.trimmed().startsWith('{'))
        return parse(bytes);
    auto key = VerificationKey::fromFile(bytes, name);
    if (!key)
        return failure(key.error());
    return Jwks{{*std::move(key)}, {}};
}

}
