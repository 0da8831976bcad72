#pragma once

#include "app/template/VariableScope.h"
#include "ui/widgets/TypeAhead.h"

namespace tessera::ui {

// What fits behind "{{": the names of a scope, each with its value and where it comes from. Nothing outside of braces,
// unless `isAsked`: then with the braces.
[[nodiscard]] TypeAhead::Offer variableWords(const VariableScope &scope, const QString &before, bool isAsked);

}
