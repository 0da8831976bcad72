#pragma once

#include "app/diagnosis/Challenge.h"
#include "app/diagnosis/SentCredential.h"
#include "app/diagnosis/Suspects.h"

// Clues in the request as it left: what is missing, what has the wrong shape, what went to the wrong place.
namespace tessera::RequestClues {

// The server names the schemes that it takes, and what the profile says is none of them.
[[nodiscard]] bool asksForAnotherScheme(const SentCredential &sent, const QList<Challenge> &challenges);

void look(const DiagnosisFacts &facts, const SentCredential &sent, const QList<Challenge> &challenges, Suspects &suspects);

}
