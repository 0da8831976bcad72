#pragma once

#include "app/auth/apply/Applier.h"

namespace tessera {

// How a credential proves itself, by what its profile says that requests carry: by a token, or by something that a person
// knows or holds. What was typed is its access capture then.
struct CredentialScheme {
    enum class Kind {
        Token, // given out by a server, or typed in such a one's place
        Key, // typed; in a header of its own, the query or a cookie
        Basic, // a user name and a password, RFC 7617
        Digest, // the same, RFC 7616
        Ntlm, // and the same
        AwsSigV4, // the secret half of an access key: signs, and goes nowhere
        ClientCertificate, // the path of one
    };
    Kind kind = Kind::Token;
    QList<Applier::Addition> places; // where it goes; not said of a token

    [[nodiscard]] static bool isPassword(Kind kind) { return kind == Kind::Basic || kind == Kind::Digest || kind == Kind::Ntlm; }
    [[nodiscard]] bool isPassword() const { return isPassword(kind); }
    // `lookup` knows what is not secret: the names of keys.
    [[nodiscard]] static CredentialScheme of(
        const AuthProfile &profile, const QMap<QString, QString> &choices, const Template::Lookup &lookup);
    bool operator==(const CredentialScheme &) const = default;
};

}
