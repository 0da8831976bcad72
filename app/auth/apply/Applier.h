#pragma once

#include "app/auth/profile/AuthProfile.h"
#include "app/http/HttpRequest.h"

namespace tessera::Applier {

// What was added to a request, without the values.
struct Addition {
    enum class Place { Header, Query, Cookie } place = Place::Header;
    QString name;
    bool operator==(const Addition &) const = default;
};

struct Outcome {
    QList<Addition> additions;
    QStringList composed; // names of headers that were composed by hand and therefore stay as they are
};

// Puts what `application` says into the request and marks it as secret there, so that it does not cross to another origin.
// A header that is composed already stays as it is. Errors: Input, for a name without a value or a value that can't be sent.
[[nodiscard]] Result<Outcome> apply(const Application &application, const Template::Lookup &lookup, HttpRequest &request);

}
