#pragma once

#include "app/diagnosis/AnswerRules.h"
#include "app/diagnosis/Suspects.h"

// Clues in the answer: the profile's hints, the rules that hold for any API, and what its status alone says.
namespace tessera::AnswerClues {

void look(const DiagnosisFacts &facts, const SentCredential &sent, const QList<Challenge> &challenges, const AnswerRules &rules, Suspects &suspects);

}
