#pragma once

#include "app/auth/session/Credential.h"
#include "app/diagnosis/Finding.h"

// How the next steps of a finding are offered.
namespace tessera::ui::StepOffer {

// Whether a button can do it: what nobody can do without an identity, or without a name, is said as advice.
[[nodiscard]] bool isButton(const NextStep &step, const CredentialId &identity);
// Whether the request goes again when it is done.
[[nodiscard]] bool sendsAgain(const NextStep &step);
[[nodiscard]] QString label(const NextStep &step); // "Refresh the token and send", "Send as grace"

}
