#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <optional>

namespace tessera {

// Why a server says 401 or 403 (or 400 to a sign-in): what a profile's hints may say, and what the diagnosis finds.
enum class RefusalCause {
    NothingSent, // no credential went along, and none was kept back
    SignedOut, // the chosen credential holds no tokens
    Withheld, // the origin is not one that the credential is bound to
    WithheldOnRedirect,
    Unencrypted, // kept back: plain http, which the account is not allowed to use
    WrittenByHand, // a header in the request stands in the credential's place
    ApiKeyMissing,
    ApiKeyWrong,
    IdentityMissing, // another part that the profile sends beside the token
    MissingScheme, // a raw token where the server wants a word before it
    UnwantedScheme, // a word before the token where the server wants it raw
    WrongScheme,
    TokenMalformed,
    TokenUnsigned,
    WrongToken, // the refresh token or the ID token in the access token's place
    WrongIdentity, // the token of another of one's own credentials
    Expired,
    NotYetValid,
    ClockSkew,
    WrongAudience,
    WrongIssuer,
    MissingScope,
    MissingRole,
    StrongerSignIn, // a second factor, or a younger sign-in (RFC 9470)
    BoundToken, // a proof or certificate has to come with it (DPoP, mTLS)
    WrongPath, // or method: gateways call that 403
    ReplacedElsewhere, // another program refreshed, and the token died with that
    RefreshDead, // the token is over, and so is the refresh token
    RefreshFailing, // the token is over, and refreshing fails for now
    TokenRefused, // looks good from here; recalled, or signed by another server
    SignInRefused, // a sign-in: wrong password, key or code
    ConsentNeeded,
    AccountBlocked,
    NoSignInHere, // this server asks for no credential and can't refresh one
    Blocked, // by a firewall or an address rule in front of the API
    ForgeryCheck, // a missing CSRF token
    Unknown,
};

[[nodiscard]] QString causeName(RefusalCause cause); // "api-key-missing": in files and reports
[[nodiscard]] QStringList causeNames(); // in the order of the enumerators

// How sure one can be of it.
enum class Certainty { Possible, Likely, Certain };
[[nodiscard]] QString certaintyName(Certainty certainty); // "possible"
[[nodiscard]] QStringList certaintyNames();

}
