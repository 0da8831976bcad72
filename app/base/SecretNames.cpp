#include "app/base/SecretNames.h"

#include <algorithm>
#include <array>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestName = 128; // what is longer is no name

constexpr std::array exactNames{
    // headers
    "authorization"_L1, "proxyauthorization"_L1, "cookie"_L1, "setcookie"_L1, "cookie2"_L1, "setcookie2"_L1, "xauth"_L1,
    "xfunctionskey"_L1, "xidentityid"_L1, "ocpapimsubscriptionkey"_L1,
    // fields, query items and members
    "key"_L1, "accesskey"_L1, "secretkey"_L1, "privatekey"_L1, "sharedkey"_L1, "subscriptionkey"_L1, "masterkey"_L1,
    "signingkey"_L1, "encryptionkey"_L1, "identityid"_L1, "refresh"_L1, "assertion"_L1, "clientassertion"_L1,
    "codeverifier"_L1, "devicecode"_L1, "sessionid"_L1, "phpsessid"_L1, "jsessionid"_L1, "sid"_L1, "pwd"_L1, "pass"_L1,
    "pin"_L1, "otp"_L1, "totp"_L1, "mfacode"_L1, "recoverycode"_L1, "backupcode"_L1, "signature"_L1, "sig"_L1,
    "xamzsignature"_L1, "xamzcredential"_L1, "privatekeypem"_L1, "jwt"_L1, "bearer"_L1, "apisecret"_L1, "connectionstring"_L1};

constexpr std::array endings{"token"_L1, "apikey"_L1, "secretaccesskey"_L1, "secret"_L1, "authorization"_L1};
constexpr std::array parts{"password"_L1, "passwd"_L1, "passphrase"_L1, "clientsecret"_L1};
// End in "token" and say where one is in a list.
constexpr std::array harmless{"pagetoken"_L1, "continuationtoken"_L1, "synctoken"_L1, "resumetoken"_L1, "cancellationtoken"_L1};
// Speak about a password and hold none.
constexpr std::array harmlessParts{"passwordhint"_L1, "passwordexpir"_L1, "passwordpolicy"_L1, "passwordlength"_L1,
    "passwordchanged"_L1, "passwordupdated"_L1, "passwordlastset"_L1, "passwordrequired"_L1, "passwordreset"_L1};

QString comparable(QStringView name)
{
    QString result;
    result.reserve(name.size());
    for (const QChar c : name)
        if (c != u'-' && c != u'_' && c != u'.' && c != u' ')
            result.append(c.toLower());
    return result;
}

}

void SecretNames::add(const QString &name)
{
    if (const QString text = comparable(name); !text.isEmpty())
        m_added.insert(text);
}

bool SecretNames::contains(QStringView name) const
{
    if (name.isEmpty() || name.size() > longestName)
        return false;
    const QString text = comparable(name);
    const auto is = [&](QLatin1StringView other) { return text == other; };
    const auto endsWith = [&](QLatin1StringView other) { return text.endsWith(other); };
    const auto has = [&](QLatin1StringView other) { return text.contains(other); };
    if (m_added.contains(text) || std::any_of(exactNames.begin(), exactNames.end(), is))
        return true;
    if (std::any_of(parts.begin(), parts.end(), has))
        return std::none_of(harmlessParts.begin(), harmlessParts.end(), has);
    return std::any_of(endings.begin(), endings.end(), endsWith) && std::none_of(harmless.begin(), harmless.end(), endsWith);
}

}
