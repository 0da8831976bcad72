#pragma once

#include <openssl/err.h>

namespace tessera {

// What OpenSSL finds wrong while this lives is not left in the thread's queue for whoever speaks TLS next.
struct ErrorsForgotten {
    ~ErrorsForgotten() { ERR_clear_error(); }
};

}
