#pragma once

#include "app/base/Error.h"

namespace tessera::ui {

// Where a failed attempt to sign in is to be said: at the input that it is about, so that nobody looks for a mistake in a
// right password.
enum class FailurePlace {
    Secret, // the server said no to who signs in
    Server, // what answered is not this API: the address is wrong
    Connection, // nothing that can be understood came back; it is about the address, or about the network
    Nowhere, // about none of the inputs
};

// Pure. A 404 in the API's own words may be about the account, so that it is at no input.
[[nodiscard]] FailurePlace failurePlace(const Error &error);

}
