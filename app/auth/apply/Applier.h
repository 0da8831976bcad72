#pragma once

#include "app/auth/profile/AuthProfile.h"
#include "app/auth/apply/AwsSigner.h"
#include "app/http/HttpRequest.h"
#include "app/http/NetworkSettings.h"

namespace tessera::Applier {

// What was added to a request, without the values.
struct Addition {
    enum class Place { Header, Query, Cookie, Connection } place = Place::Header;
    QString name; // of Connection: what it is ("client certificate")
    bool operator==(const Addition &) const = default;
};

struct Outcome {
    QList<Addition> additions;
    std::optional<ClientCertificate> certificate; // to show in the place of the environment's
    std::optional<AwsCredential> aws; // to sign with when all else is in the request
    QStringList composed; // names of headers that were composed by hand and therefore stay as they are
    bool isTokenLeftOut = false; // one of them is where the access token would have gone
    bool isTokenIn = false; // in one place at least
};

// Puts what `application` says into the request and marks it as secret there, so that it does not cross to another origin.
// A header that is composed already stays as it is. Errors: Input, for a name without a value or a value that can't be sent.
[[nodiscard]] Result<Outcome> apply(const Application &application, const Template::Lookup &lookup, HttpRequest &request);

}
