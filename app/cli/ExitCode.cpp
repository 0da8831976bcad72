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
    case ErrorKind::Parse:
        return ExitCode::Network;
    case ErrorKind::Cancelled:
        return ExitCode::Interrupted;
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

ExitCode exitCodeOf(const Error &error, KeychainState keychain)
{
    const bool hasNoTokens = error.kind == ErrorKind::SignInNeeded;
    return hasNoTokens && (isInTheWay(keychain) || keychain == KeychainState::Absent) ? ExitCode::Keychain : exitCodeOf(error);
}

bool isInTheWay(KeychainState keychain)
{
    switch (keychain) {
    case KeychainState::Locked:
    case KeychainState::Refusing:
    case KeychainState::Hanging:
    case KeychainState::Lost:
        return true;
    case KeychainState::Unknown:
    case KeychainState::Unlocked:
    case KeychainState::Absent: // holds nothing that could stay
        return false;
    }
    Q_UNREACHABLE();
}

}
