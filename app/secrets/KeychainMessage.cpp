#include "app/secrets/KeychainMessage.h"

#include <QtCore/QCoreApplication>

namespace tessera {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("KeychainMessage", text);
}

QString memoryOnly(const QString &advice)
{
    return tr("Until then sign-ins are kept in memory only and are gone when Tessera closes. %1").arg(advice);
}

}

KeychainMessage keychainMessage(KeychainState state)
{
    switch (state) {
    case KeychainState::Unknown:
        return {tr("Keychain not asked yet"), tr("Tessera looks for the keychain of this desktop when it needs it.")};
    case KeychainState::Unlocked:
        return {tr("Keychain unlocked"), tr("Passwords and tokens are kept in the keychain of this desktop.")};
    case KeychainState::Locked:
        return {tr("Keychain locked"),
            memoryOnly(tr("Choose Unlock and enter the password of your keyring, most often the one you sign in to the desktop with."))};
    case KeychainState::Absent:
        return {tr("No keychain"),
            memoryOnly(tr("Install and start a keychain (gnome-keyring, KWallet, or KeePassXC with its Secret Service) and "
                          "the library libsecret, then choose Try again."))};
    case KeychainState::Refusing:
        return {tr("Keychain refuses"), memoryOnly(tr("Choose Try again, and allow Tessera in the desktop's own question."))};
    case KeychainState::Hanging:
        return {tr("Keychain does not answer"),
            memoryOnly(tr("Look for a question of the desktop that waits for you, perhaps behind another window; then choose "
                          "Try again."))};
    case KeychainState::Lost:
        return {tr("Keychain gone"),
            memoryOnly(tr("What was stored before is not lost: start the keychain again, or sign in to the desktop anew, "
                          "then choose Try again."))};
    }
    Q_UNREACHABLE();
}

QString keychainSummary(KeychainState state)
{
    switch (state) {
    case KeychainState::Unlocked:
        return tr("unlocked");
    case KeychainState::Unknown:
        return tr("memory only (the keychain was not asked yet)");
    case KeychainState::Locked:
        return tr("memory only (the keychain is locked)");
    case KeychainState::Absent:
        return tr("memory only (no keychain found)");
    case KeychainState::Refusing:
        return tr("memory only (the keychain refuses)");
    case KeychainState::Hanging:
        return tr("memory only (the keychain does not answer)");
    case KeychainState::Lost:
        return tr("memory only (the keychain went away)");
    }
    Q_UNREACHABLE();
}

Error keychainError(KeychainState state)
{
    const auto say = [state](const QString &message) {
        return Error{ErrorKind::Keychain, message, keychainMessage(state).advice};
    };
    switch (state) {
    case KeychainState::Unknown:
    case KeychainState::Unlocked:
        return say(tr("The keychain failed, without saying why."));
    case KeychainState::Locked:
        return say(tr("The keychain is locked."));
    case KeychainState::Absent:
        return say(tr("There is no keychain on this desktop."));
    case KeychainState::Refusing:
        return say(tr("The keychain refuses access."));
    case KeychainState::Hanging:
        return say(tr("The keychain does not answer."));
    case KeychainState::Lost:
        return say(tr("The keychain was there and went away."));
    }
    Q_UNREACHABLE();
}

}
