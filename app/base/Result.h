#pragma once

#include "app/base/Error.h"

#include <tl/expected.hpp>

#include <utility>

namespace tessera {

template <typename T> using Result = tl::expected<T, Error>;

// Stands for "it worked" where there is nothing to hand back.
struct Done {
    bool operator==(const Done &) const = default;
};

// tl::expected 1.0 is not [[nodiscard]]: mark the functions that return a Result.
inline tl::unexpected<Error> failure(ErrorKind kind, QString message, QString detail = {})
{
    return tl::make_unexpected(Error{kind, std::move(message), std::move(detail)});
}

inline tl::unexpected<Error> failure(Error error)
{
    return tl::make_unexpected(std::move(error));
}

}
