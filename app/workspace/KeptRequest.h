#pragma once

#include "app/workspace/RequestDocument.h"

#include <QtCore/QStringList>

namespace tessera {

class Redactor;

// A request as it may be written to a file: without the values that are, or look like, secrets. References to variables stay,
// they hold none. Large bodies stay out too.
struct KeptRequest {
    RequestDocument document;
    // Places whose values were left out: "url", "path:NAME", "query:NAME", "header:NAME", "form:NAME", "part:NAME", "body",
    // "graphqlQuery", "graphqlVariables", "name", "other" (what a newer version wrote); "body:large".
    QStringList withheld;

    static constexpr qsizetype largestBody = 1024 * 1024; // characters
    [[nodiscard]] static KeptRequest of(const RequestDocument &document, const Redactor &redactor);
    bool operator==(const KeptRequest &) const = default;
};

}
