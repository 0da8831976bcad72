#include "app/cli/ExitCode.h"

namespace tessera {

ExitCode exitCodeOf(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::AuthRejected:
        return ExitCode::ServerSaidNo;
    case ErrorKind::Network:
    case ErrorKind::Timeout:
    case ErrorKind::Tls:
    case ErrorKind::Cancelled:
    case ErrorKind::Parse:
        return ExitCode::Network;
    case ErrorKind::SignInNeeded:
    case ErrorKind::OriginNotBound:
        return ExitCode::NotSignedIn;
    case ErrorKind::Keychain:
        return ExitCode::Keychain;
    case ErrorKind::Profile:
    case ErrorKind::Input:
    case ErrorKind::Storage:
        return ExitCode::Usage;
    }
    Q_UNREACHABLE();
}

}
