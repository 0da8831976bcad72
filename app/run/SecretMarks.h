#pragma once

#include "app/http/HttpRequest.h"

namespace tessera {

class Redactor;

// Marks what a person composed by hand and what a redirect must not take to another origin: headers and query items whose
// names say that they are secret or whose values are known secrets or tokens by their shape, and a body that holds one. What
// is marked already stays so. Of a large body its first MiB decides: who signs in sends little, and reading all takes time.
void markSecrets(HttpRequest &request, const Redactor &redactor);

}
