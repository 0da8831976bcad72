#include "app/auth/session/StoredCredential.h"

#include "app/json/JsonReader.h"

#include <QtCore/QCoreApplication>

#include <limits>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

constexpr int version = 1;

QString tr(const char *text)
{
    return QCoreApplication::translate("StoredCredential", text);
}

std::string utf8(const QString &text)
{
    return text.toStdString();
}

Json textsJson(const QStringList &texts)
{
    Json json = Json::array();
    for (const QString &text : texts)
        json.push_back(utf8(text));
    return json;
}

Json secretsJson(const QMap<QString, Secret> &secrets)
{
    Json json = Json::object();
    for (auto it = secrets.cbegin(); it != secrets.cend(); ++it)
        json[utf8(it.key())] = it->revealUtf8().toStdString();
    return json;
}

QMap<QString, Secret> readSecrets(JsonReader &reader, const char *key)
{
    QMap<QString, Secret> secrets;
    for (const auto &[name, value] : reader.stringMembers(key))
        secrets.insert(name, Secret(value));
    return secrets;
}

Json expiryJson(const Expiry &expiry)
{
    if (expiry.kind == Expiry::Kind::At)
        return qint64(expiry.at.time_since_epoch().count());
    return expiry.kind == Expiry::Kind::Never ? "never" : "unknown";
}

constexpr qint64 farthest = std::numeric_limits<qint64>::max();

Expiry readExpiry(JsonReader &reader, const char *key)
{
    const Json *value = reader.any(key);
    if (value && value->is_number())
        return {Expiry::Kind::At, UtcTime(Milliseconds(reader.integer(key, 0, -farthest, farthest)))};
    return {reader.choice(key, {u"never"_s, u"unknown"_s}, 1) == 0 ? Expiry::Kind::Never : Expiry::Kind::Unknown, {}};
}

}

Secret StoredCredential::serialised() const
{
    const Json json{
        {"v", version},
        {"tokens", secretsJson(tokens.captures)},
        {"accessEnds", expiryJson(tokens.access)},
        {"refreshEnds", expiryJson(tokens.refresh)},
        {"accessEndIsEstimate", tokens.access.isEstimate},
        {"refreshEndIsEstimate", tokens.refresh.isEstimate},
        {"obtainedAt", qint64(tokens.obtainedAt.time_since_epoch().count())},
        {"generation", tokens.generation},
        {"secrets", secretsJson(secrets)},
        {"origins", textsJson(origins)},
        {"serverOffset", qint64(serverOffset.count())},
        {"account", utf8(accountName)},
        {"role", utf8(role)},
        {"pendingRefresh", utf8(pendingRefresh)},
        {"refreshDead", isRefreshDead},
        {"replaced", utf8(replacedRefresh)},
        {"sharedWith", textsJson(sharedWith)},
    };
    return Secret(QByteArray::fromStdString(json.dump(-1, ' ', false, Json::error_handler_t::replace)));
}

Result<StoredCredential> StoredCredential::parse(const Secret &text)
{
    const QString source = tr("The keychain entry");
    const auto json = parseJson(text.revealUtf8(), source);
    if (!json)
        return failure(
            ErrorKind::Keychain, tr("The keychain entry of this credential can't be read."), tr("Sign in again."));
    JsonReader reader(*json, source);
    if (reader.integer("v", 0, 0, farthest) > version)
        return failure(ErrorKind::Keychain, tr("The keychain entry of this credential was written by a newer Tessera."),
            tr("Use that one, or sign in under another name."));
    StoredCredential stored;
    stored.tokens.captures = readSecrets(reader, "tokens");
    stored.tokens.access = readExpiry(reader, "accessEnds");
    stored.tokens.refresh = readExpiry(reader, "refreshEnds");
    stored.tokens.access.isEstimate = reader.boolean("accessEndIsEstimate");
    stored.tokens.refresh.isEstimate = reader.boolean("refreshEndIsEstimate");
    stored.tokens.obtainedAt = UtcTime(Milliseconds(reader.integer("obtainedAt", 0, -farthest, farthest)));
    stored.tokens.generation = quint64(reader.integer("generation", 0, 0, farthest));
    stored.secrets = readSecrets(reader, "secrets");
    stored.origins = reader.strings("origins");
    stored.serverOffset = Milliseconds(reader.integer("serverOffset", 0, -farthest, farthest));
    stored.accountName = reader.string("account");
    stored.role = reader.string("role");
    stored.pendingRefresh = reader.string("pendingRefresh");
    stored.isRefreshDead = reader.boolean("refreshDead");
    stored.replacedRefresh = reader.string("replaced");
    stored.sharedWith = reader.strings("sharedWith");
    if (reader.error())
        return failure(
            ErrorKind::Keychain, tr("The keychain entry of this credential can't be read."), tr("Sign in again."));
    return stored;
}

bool StoredCredential::succeeds(const TokenSet &older) const
{
    const QString refresh = u"refresh"_s;
    if (!older.has(refresh) || tokens.captures == older.captures)
        return false;
    return older.captures.value(refresh).fingerprint() == replacedRefresh
        || (older.captures.value(refresh) == tokens.captures.value(refresh) && tokens.generation > older.generation);
}

QString keychainKey(const CredentialId &id)
{
    return u"credential/"_s + id.toString();
}

QString cookiesKey(const CredentialId &id)
{
    return u"cookies/"_s + id.toString();
}

}
