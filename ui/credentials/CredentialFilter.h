#pragma once

#include "app/auth/session/Credential.h"

#include <QtCore/QList>

namespace tessera::ui {

// Those whose account, profile or environment hold every word of `text`, whatever the case, in the order given. Pure, and
// asks for nothing but the names: there may be ten thousand.
[[nodiscard]] QList<CredentialId> matchingCredentials(const QList<CredentialId> &ids, const QString &text);

}
