#pragma once

#include "app/http/HttpExchange.h"

struct x509_st;

namespace tessera {

// What is shown of a certificate.
[[nodiscard]] TlsCertificate certificateOf(const x509_st *certificate);

}
