#pragma once

#include "app/auth/profile/AuthProfile.h"
#include "app/json/JsonReader.h"

// What a profile says about answers: which ones a rule is about, what they mean, where their words are.
namespace tessera::MatchReader {

[[nodiscard]] AnswerMatch readMatch(JsonReader &reader); // its keys; the caller ends the object
[[nodiscard]] QList<AnswerMatch> readRefreshOn(JsonReader &profile); // 401 where it is not there
[[nodiscard]] QList<PublicRule> readPublicRules(JsonReader &profile);
[[nodiscard]] QList<ErrorSource> readErrors(JsonReader &profile);
[[nodiscard]] QList<Hint> readHints(JsonReader &profile);

}
