#pragma once

#include "app/diagnosis/Challenge.h"
#include "app/diagnosis/SentCredential.h"
#include "app/diagnosis/Suspects.h"

// Clues in the request as it left: what is missing, what has the wrong shape, what went to the wrong place.
namespace tessera::RequestClues {

void look(const DiagnosisFacts &facts, const SentCredential &sent, const QList<Challenge> &challenges, Suspects &suspects);

}
