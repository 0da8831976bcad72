#pragma once

#include "app/base/Completion.h"
#include "app/base/Result.h"

#include <memory>

namespace tessera {
class BodyStore;
}

namespace tessera::ui {

// Writes a body to a file of the user's choice, off the window's thread; the old file stays until all of the new one is
// written. Errors: Storage.
void saveBody(std::shared_ptr<const BodyStore> body, const QString &path, ResultCompletion<Done> completion);

}
