#include "ui/credentials/IdentityLook.h"

namespace tessera::ui {

QColor countdownColor(const Theme &theme, const CredentialItem &item, UtcTime now)
{
    switch (item.status.warning(now)) {
    case CredentialStatus::Warning::Amber:
        return theme.color(Token::WarnText);
    case CredentialStatus::Warning::Red:
    case CredentialStatus::Warning::Expired:
        return theme.color(Token::BadText);
    case CredentialStatus::Warning::None:
        break;
    }
    const bool counts
        = !std::holds_alternative<SignedOut>(item.status.state) && !std::holds_alternative<SigningIn>(item.status.state);
    return counts ? theme.credentialColor(item.colorIndex) : theme.color(Token::Dim);
}

TextRole countdownRole(const QString &countdown)
{
    return !countdown.isEmpty() && countdown.at(0).isDigit() ? TextRole::Mono : TextRole::Small;
}

CountdownRing::Tone ringTone(CredentialStatus::Warning warning)
{
    switch (warning) {
    case CredentialStatus::Warning::Amber:
        return CountdownRing::Tone::Warning;
    case CredentialStatus::Warning::Red:
    case CredentialStatus::Warning::Expired:
        return CountdownRing::Tone::Failure;
    case CredentialStatus::Warning::None:
        break;
    }
    return CountdownRing::Tone::Own;
}

}
