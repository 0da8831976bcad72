#include "app/auth/session/NetworkSecrets.h"

#include "app/json/JsonReader.h"

namespace tessera {

Secret NetworkSecrets::serialised() const
{
    const Json json{{"v", 1}, {"proxyPassword", proxyPassword.revealUtf8().toStdString()},
        {"passphrase", passphrase.revealUtf8().toStdString()}};
    return Secret(QByteArray::fromStdString(json.dump(-1, ' ', false, Json::error_handler_t::replace)));
}

NetworkSecrets NetworkSecrets::completedBy(const NetworkSecrets &older) const
{
    return {
        proxyPassword.isEmpty() ? older.proxyPassword : proxyPassword, passphrase.isEmpty() ? older.passphrase : passphrase};
}

NetworkSecrets NetworkSecrets::parse(const Secret &text)
{
    const auto json = parseJson(text.revealUtf8(), QStringLiteral("The keychain entry"));
    if (!json)
        return {};
    JsonReader reader(*json, QStringLiteral("The keychain entry"));
    return {Secret(reader.string("proxyPassword")), Secret(reader.string("passphrase"))};
}

}
