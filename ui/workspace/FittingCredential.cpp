#include "ui/workspace/FittingCredential.h"

#include <algorithm>

namespace tessera::ui {

CredentialId fittingCredential(const QString &profile, const QList<CredentialId> &credentials, const QMap<QString, CredentialId> &lastUsed)
{
    const CredentialId last = lastUsed.value(profile);
    if (!last.isEmpty() && credentials.contains(last))
        return last;
    const auto first = std::find_if(credentials.begin(), credentials.end(), [&](const CredentialId &id) { return id.profile == profile; });
    return first == credentials.end() ? CredentialId() : *first;
}

}
