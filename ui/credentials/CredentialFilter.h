#pragma once

#include "app/auth/session/Credential.h"

#include <QtCore/QHash>
#include <QtCore/QList>

namespace tessera::ui {

class CredentialSource;

// Those whose account, profile or environment hold every word of `text`, whatever the case, in the order given. `names` are
// those of the profiles, by their ids. Pure, and asks for nothing but the names: there may be ten thousand.
[[nodiscard]] QList<CredentialId> matchingCredentials(
    const QList<CredentialId> &ids, const QString &text, const QHash<QString, QString> &names = {});
// The same of all that a source has, by the names that its cards show.
[[nodiscard]] QList<CredentialId> matchingCredentials(const CredentialSource &source, const QString &text);

}
