#pragma once

#include "app/workspace/RequestDocument.h"

namespace tessera::ui {

// What a tab is called: the request's name, or the last telling part of its URL ("users/{id}", "api.example"), one line,
// never empty.
[[nodiscard]] QString requestTitle(const RequestDocument &document);

}
