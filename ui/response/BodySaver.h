#pragma once

#include "app/base/Completion.h"
#include "app/base/Result.h"

#include <memory>

class QWidget;

namespace tessera {
class BodyStore;
struct HttpExchange;
}

namespace tessera::ui {

class NoteBar;

// Writes a body to a file of the user's choice, off the window's thread; the old file stays until all of the new one is
// written. Errors: Storage.
void saveBody(std::shared_ptr<const BodyStore> body, const QString &path, ResultCompletion<Done> completion);

// Asks where to, with a safe name of the answer's own, and saves it there; `notes` says what became of it.
void askAndSaveBody(QWidget *parent, const HttpExchange &exchange, NoteBar &notes);

}
