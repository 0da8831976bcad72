#include "app/base/AuthScheme.h"

#include <QtCore/QString>

#include <algorithm>
#include <array>

namespace tessera {

using namespace Qt::StringLiterals;

QStringView authSchemeOf(QStringView value)
{
    constexpr std::array schemes{"basic"_L1, "bearer"_L1, "digest"_L1, "ntlm"_L1, "negotiate"_L1, "hoba"_L1, "mutual"_L1,
        "vapid"_L1, "dpop"_L1, "gnap"_L1, "privatetoken"_L1, "oauth"_L1, "hawk"_L1, "token"_L1, "apikey"_L1, "api-key"_L1,
        "key"_L1, "jwt"_L1, "aws4-hmac-sha256"_L1, "scram-sha-1"_L1, "scram-sha-256"_L1, "sharedkey"_L1, "signature"_L1};
    const qsizetype blank = value.indexOf(u' ');
    const bool isKnown = blank > 0 && std::any_of(schemes.begin(), schemes.end(), [&](QLatin1StringView scheme) {
        return value.left(blank).compare(scheme, Qt::CaseInsensitive) == 0;
    });
    return isKnown ? value.left(blank + 1) : QStringView();
}

}
