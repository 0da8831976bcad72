#pragma once

#include "app/auth/session/CredentialStatus.h"
#include "app/secrets/SecretStore.h"
#include "ui/theme/Token.h"

namespace tessera::ui {

// What the status bar says; each with the colour of its dot.
struct StatusFact {
    QString text;
    Token dot = Token::Faint;
    bool operator==(const StatusFact &) const = default;
};

[[nodiscard]] StatusFact keychainFact(KeychainState state);
[[nodiscard]] StatusFact networkFact(bool isOnline);
// The clock of the credential's server against ours; empty where nothing is known or it agrees within 0.1 s.
[[nodiscard]] StatusFact skewFact(const CredentialStatus &status);
// "4 credentials, next refresh in 0:31".
[[nodiscard]] QString credentialsText(int count, std::optional<Milliseconds> untilRefresh);

}
