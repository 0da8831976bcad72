#pragma once

#include "app/base/Completion.h"
#include "app/http/BodySource.h"

// The SHA-256 of a body, in small hex digits: some signatures go over it.
namespace tessera::BodyHash {

[[nodiscard]] QByteArray ofMemory(const BodySource &source); // of one that is in memory
// Files are read in a thread of the pool. Errors: Storage, as BodyReader.
void sha256(const BodySource &source, ResultCompletion<QByteArray> completion);

}
