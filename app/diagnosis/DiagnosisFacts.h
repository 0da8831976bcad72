#pragma once

#include "app/auth/profile/AuthProfile.h"
#include "app/auth/session/CredentialStatus.h"
#include "app/auth/session/ServerClock.h"
#include "app/auth/session/TokenSet.h"
#include "app/http/HttpHeaders.h"

#include <QtCore/QStringList>

#include <optional>

namespace tessera {

// All that a refusal is judged by: the request as it left, the answer, and what is known of the credential.
struct DiagnosisFacts {
    QByteArray method = "GET";
    QByteArray url;
    HttpHeaders sent; // as they were on the wire; of the hop that was refused
    CredentialId identity; // chosen for the request; may be empty
    bool isPublic = false; // the profile says that no credential is needed there
    bool isWithheld = false; // the origin is not one that the credential is bound to, or
    bool isUnencrypted = false; // the credential may not go to one without encryption
    QStringList droppedOnRedirect; // headers and query items that did not cross to another origin

    int status = 0; // 0: there is no answer
    HttpHeaders answer;
    QByteArray body; // its beginning
    std::optional<ServerClock> serverClock; // by this very answer's Date
    UtcTime at{}; // when it came, by this computer's clock
    std::optional<Error> error; // why nothing was sent

    const AuthProfile *profile = nullptr; // of the identity, or of whoever belongs to that origin; null: none is known
    std::optional<CredentialStatus> session;
    TokenSet tokens; // of the session
    quint64 generation = 0; // of the token that went along; 0: not known
    bool isRepeat = false; // the token was refreshed for this very request
    bool hasLeftItsOrigin = false; // a redirect led elsewhere, where no client certificate is shown
    std::optional<UtcTime> takenAt; // another request with this token was answered well then

    // One's other credentials.
    struct Other {
        CredentialId id;
        QString role;
        QStringList scopes, origins;
        Secret access;
        bool isUsable = false; // signed in and not over
    };
    QList<Other> others;
};

}
