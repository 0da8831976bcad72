#pragma once

namespace tessera {

// One visitor of a std::variant, made of a lambda for each alternative.
template <typename... T> struct Overloaded : T... {
    using T::operator()...;
};
template <typename... T> Overloaded(T...) -> Overloaded<T...>;

}
