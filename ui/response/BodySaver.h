#pragma once

#include "app/base/Completion.h"
#include "app/base/Result.h"

#include <functional>
#include <memory>

class QWidget;

namespace tessera {
class BodyStore;
struct HttpExchange;
}

namespace tessera::ui {

// Writes a body to a file of the user's choice, off the window's thread; the old file stays until all of the new one is
// written. Errors: Storage.
void saveBody(std::shared_ptr<const BodyStore> body, const QString &path, ResultCompletion<Done> completion);

// Asks where to, with a safe name of the answer's own, and saves it there; `done` is called as long as the parent lives, and
// not where nobody chose a place.
void askAndSaveBody(QWidget *parent, const HttpExchange &exchange, std::function<void(const QString &path, const Result<Done> &saved)> done);

}
