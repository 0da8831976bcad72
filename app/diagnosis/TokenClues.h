#pragma once

#include "app/diagnosis/SentCredential.h"
#include "app/diagnosis/Suspects.h"

// Clues in the token that went along: its times by the server's clock, whom it is for, what it is.
namespace tessera::TokenClues {

void look(const DiagnosisFacts &facts, const SentCredential &sent, Suspects &suspects);

// The server's clock minus this computer's: by the answer, else as the session measured it.
[[nodiscard]] Milliseconds offsetOf(const DiagnosisFacts &facts);
// When the token that went along ends, by the server's clock; nullopt where nobody knows.
[[nodiscard]] std::optional<UtcTime> endOf(const DiagnosisFacts &facts, const SentCredential &sent);
[[nodiscard]] bool isOver(const DiagnosisFacts &facts, const SentCredential &sent); // by the server's clock

}
