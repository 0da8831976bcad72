#pragma once

#include "app/workspace/RequestDocument.h"

#include <QtCore/QStringList>

namespace tessera::ui {

// What is allowed in a request and yet surely not meant, or will hardly be taken: a sentence each, before anything is sent.
[[nodiscard]] QStringList requestRemarks(const RequestDocument &document);

}
