#pragma once

#include "app/auth/apply/CredentialScheme.h"
#include "app/diagnosis/DiagnosisFacts.h"
#include "app/token/TokenFacts.h"

namespace tessera {

// What a request carried as its credential, read from the wire and compared with what the profile says.
struct SentCredential {
    QString header; // the name of the header, or query item, that holds, or should hold, the token: "Authorization"
    CredentialScheme::Kind kind = CredentialScheme::Kind::Token; // by the profile
    Applier::Addition::Place place = Applier::Addition::Place::Header; // where it should be
    QString scheme; // what stood before the token: "Bearer", "Basic"; empty for none
    QString token; // secret: never part of a finding
    QString decoded; // of Basic: "name:password"; secret, too
    TokenFacts facts; // of the token
    bool isThere = false;

    std::optional<QString> expectedScheme; // what the profile puts before it: "Bearer", "" for none, "Basic"; nullopt: no profile
    QString apiKeyHeader; // that every request must carry and that is missing; empty where it is there
    QString missingPart; // another part of the credential that is missing
    QString apiKeyThere, partThere; // where nothing of the kind is missing: the first of them that went along
    bool isRefreshCall = false; // the profile's own, made by hand: it wants the refresh token
    // Made anew for each request from a password or a key (Digest, NTLM, AWS), or shown by the connection: has no shape of a
    // token, and holds none.
    bool isComputed = false;
    bool isFromSession = false; // it is the session's own access token, or computed from it
    bool isRefreshToken = false; // it is the session's refresh token

    [[nodiscard]] bool carries(const QString &secret) const;
    [[nodiscard]] static SentCredential of(const DiagnosisFacts &facts);
};

}
