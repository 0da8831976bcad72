#include "ui/shell/IdentityChoice.h"

#include <algorithm>

namespace tessera::ui {

CredentialId identityChoice(
    const QString &profile, const QString &environment, const CredentialId &lastUsed, const QList<CredentialId> &known)
{
    const auto fits = [&](const CredentialId &id) {
        return id.profile == profile && (environment.isEmpty() || id.environment == environment);
    };
    if (fits(lastUsed) && known.contains(lastUsed))
        return lastUsed;
    const auto first = std::find_if(known.cbegin(), known.cend(), fits);
    return first == known.cend() ? CredentialId() : *first;
}

}
