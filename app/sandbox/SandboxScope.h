#pragma once

#include "app/json/JsonReader.h"

#include <optional>
#include <string>

namespace tessera {

// The names that one request can use in {{...}}, and the filling in of JSON values.
// A text that is nothing but {{name}} becomes the named value itself, whatever its type; an object's member whose value
// would be a name that isn't there is left out. Inside longer texts a missing name is empty. random.uuid, random.hex24 and
// random.digits6 are new each time. What is filled in altogether is limited: beyond it names are not there.
class SandboxScope {
public:
    void set(const std::string &path, Json value); // "a.b": makes the objects on the way
    void unset(const std::string &name);
    [[nodiscard]] const Json *find(const std::string &path) const; // list items by number
    [[nodiscard]] std::optional<Json> fill(const Json &form) const; // nothing: a name that isn't there
    [[nodiscard]] Json fillOrNull(const Json &form) const { return fill(form).value_or(Json()); }
    [[nodiscard]] std::string text(const Json &form) const; // empty where missing or null

    static void setAt(Json &target, const std::string &path, Json value);
    static Json formFields(const std::string &text); // "a=1&b=2", decoded; of equal names the last
    static std::string toText(const Json &value); // texts as they are, else compact JSON; null is empty

private:
    [[nodiscard]] std::optional<Json> value(const std::string &path) const;
    [[nodiscard]] std::optional<Json> fillText(const std::string &form) const;

    Json m_values = Json::object();
    mutable std::size_t m_spent = 0; // bytes filled in, roughly: a file may double a value with every step
};

}
