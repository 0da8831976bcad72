#include "app/auth/apply/CredentialScheme.h"

#include "app/auth/flow/RequestBuilder.h"

#include <algorithm>

namespace tessera {

using namespace Qt::StringLiterals;
using Kind = CredentialScheme::Kind;
using Place = Applier::Addition::Place;

namespace {

const QString access = u"access"_s;
const QString authorization = u"Authorization"_s;

// The names of those that hold it, added to `places`: whether there is one.
bool addPlaces(const QList<NamedTemplate> &parts, Place place, const Template::Lookup &lookup, QList<Applier::Addition> &places)
{
    const auto before = places.size();
    for (const NamedTemplate &part : parts)
        if (part.value.mentions(access))
            places += {place, part.nameTemplate.isEmpty() ? part.name : part.nameTemplate.render(lookup).value_or(QString()).trimmed()};
    return places.size() > before;
}

Kind kindOf(HttpLogin::Scheme scheme)
{
    return scheme == HttpLogin::Scheme::Digest ? Kind::Digest : Kind::Ntlm;
}

bool isBearer(const NamedTemplate &header)
{
    return header.nameTemplate.isEmpty() && header.name.compare(authorization, Qt::CaseInsensitive) == 0 && header.value.mentions(access);
}

}

CredentialScheme CredentialScheme::of(const AuthProfile &profile, const QMap<QString, QString> &choices, const Template::Lookup &lookup)
{
    CredentialScheme scheme;
    if (profile.tokens.value(access).inputName().isEmpty())
        return scheme;
    const QList<const Application *> applications = RequestBuilder::signedIn(profile, choices);
    for (const Application *each : applications) {
        if (std::any_of(each->headers.begin(), each->headers.end(), isBearer))
            return {};
        if (each->basic && each->basic->password.mentions(access))
            return {Kind::Basic, {{Place::Header, authorization}}};
        if (each->login && each->login->password.mentions(access))
            return {kindOf(each->login->scheme), {{Place::Header, authorization}}};
        if (each->awsSigV4 && each->awsSigV4->secretAccessKey.mentions(access))
            return {Kind::AwsSigV4, {{each->awsSigV4->isInQuery ? Place::Query : Place::Header, each->awsSigV4->isInQuery ? u"X-Amz-Signature"_s : authorization}}};
        if (each->clientCertificate && each->clientCertificate->certificateFile.mentions(access))
            return {Kind::ClientCertificate, {{Place::Connection, QString()}}};
        const bool inHeader = addPlaces(each->headers, Place::Header, lookup, scheme.places);
        const bool inQuery = addPlaces(each->query, Place::Query, lookup, scheme.places);
        if (addPlaces(each->cookies, Place::Cookie, lookup, scheme.places) || inHeader || inQuery)
            scheme.kind = Kind::Key;
    }
    return scheme;
}

}
