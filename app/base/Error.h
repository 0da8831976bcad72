#pragma once

#include <QtCore/QString>

namespace tessera {

enum class ErrorKind {
    Network, // no answer: wrong host, refused, cut off, not HTTP
    Timeout,
    Tls,
    Cancelled,
    Parse, // bytes that are not what they claim to be
    Profile, // an auth profile that says something wrong
    Input, // what was composed or typed can't be used as it is
    AuthRejected, // the server said no to a credential
    SignInNeeded, // only the user can go on
    OriginNotBound, // a secret would leave for a place the user did not see
    Keychain,
    Storage,
};

// What went wrong. `message` is a full sentence that may be shown and logged, so it never holds a secret;
// `detail` is what to try, or the server's own words (quoted as such, redacted by whoever sets it).
struct Error {
    ErrorKind kind = ErrorKind::Input;
    QString message;
    QString detail;

    bool operator==(const Error &) const = default;
};

}
