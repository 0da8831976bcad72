#include "app/auth/apply/TokenFingerprint.h"

#include "app/auth/apply/CredentialScheme.h"

namespace tessera {

QString tokenFingerprint(const Secret &access, const AuthProfile *profile, const QMap<QString, QString> &choices)
{
    const bool isToken = !access.isEmpty() && profile
        && CredentialScheme::of(*profile, choices, [](const QString &) { return std::nullopt; }).kind == CredentialScheme::Kind::Token;
    return isToken ? access.fingerprint() : QString();
}

}
