#pragma once

#include "app/base/Result.h"
#include "app/token/TokenClaims.h"

#include <QtCore/QByteArray>
#include <QtCore/QList>

namespace tessera {

// One signature with what it is about, from any serialisation of RFC 7515: compact, or flattened or general JSON. Read
// strictly: what is checked must be what the signer meant.
struct Jws {
    QByteArray protectedHeader; // as it stands, in base64url; may be empty in JSON
    QByteArray unprotectedHeader; // JSON as it was written, of the JSON forms; may be empty
    TokenClaims protectedClaims;
    TokenClaims unprotectedClaims; // of the JSON forms: nobody vouches for them
    QByteArray payload; // as it stands: base64url, or plain where the header says "b64": false (RFC 7797)
    QByteArray signature; // bytes

    // Of either header; null where there is none.
    [[nodiscard]] const TokenClaim *header(QStringView name) const;
    [[nodiscard]] bool isPayloadEncoded() const; // not "b64": false

    // At least one. Errors: Parse, a sentence that says what is not as it should be.
    [[nodiscard]] static Result<QList<Jws>> parse(QByteArrayView text);
};

}
