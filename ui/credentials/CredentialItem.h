#pragma once

#include "app/auth/apply/CredentialScheme.h"
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
    CredentialScheme scheme;
    // Of a credential that was typed as it is: what of it is no secret, by the labels of its fields, and what its access
    // capture is called there. Empty for one that a server gave out.
    QList<std::pair<QString, QString>> given;
    QString accessLabel;
    bool isAccessPlain = false; // and that is no secret (the path of a certificate)
    bool hasProfile = true; // false: its profile is gone or can't be read

    [[nodiscard]] const CredentialId &id() const { return status.credential.id; }
};

}
