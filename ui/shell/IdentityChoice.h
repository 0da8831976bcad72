#pragma once

#include "app/auth/session/Credential.h"

#include <QtCore/QList>

namespace tessera::ui {

// As whom an example of `profile` is opened: the one used last, where it is still there and of the environment that the
// window is about (empty: any); else the first that is. Empty: nobody is signed in.
[[nodiscard]] CredentialId identityChoice(
    const QString &profile, const QString &environment, const CredentialId &lastUsed, const QList<CredentialId> &known);

}
