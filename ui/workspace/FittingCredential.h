#pragma once

#include "app/auth/session/Credential.h"

#include <QtCore/QList>

namespace tessera::ui {

// Who a request of this profile is best sent as: the one used last, as long as it is there; else the first of the profile;
// nobody where there is none.
[[nodiscard]] CredentialId fittingCredential(const QString &profile, const QList<CredentialId> &credentials, const QMap<QString, CredentialId> &lastUsed);

}
