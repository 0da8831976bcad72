#pragma once

#include "app/diagnosis/SentCredential.h"
#include "app/diagnosis/Suspects.h"

// Clues in what the credential's session has lived through: refreshes that failed, tokens that others replaced, uses that
// went well.
namespace tessera::SessionClues {

void look(const DiagnosisFacts &facts, const SentCredential &sent, Suspects &suspects);
// No answer: the request could not even leave.
void lookWhyNotSent(const DiagnosisFacts &facts, Suspects &suspects);
// Whether the server is known to take this very token.
[[nodiscard]] bool isTaken(const DiagnosisFacts &facts, const SentCredential &sent);

}
