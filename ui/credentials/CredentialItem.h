#pragma once

#include "app/auth/profile/AuthProfile.h"
#include "app/auth/session/CredentialStatus.h"

#include <QtCore/QMap>

namespace tessera::ui {

// All that a card, a row of the picker and the details show of one credential. A value: whoever shows it asks for it
// anew when told of a change.
struct CredentialItem {
    CredentialStatus status;
    int colorIndex = 0; // of credentialColor()
    RefreshRule::Kind refresh = RefreshRule::Kind::None;
    QList<ApplyChoice> choices; // of the profile, for editing
    QString signOutNote;
    QStringList plainCaptures; // captures that are no secrets (a date): the others are masked
    bool hasProfile = true; // false: its profile is gone or can't be read

    [[nodiscard]] const CredentialId &id() const { return status.credential.id; }
};

}
