#include "app/workspace/RequestDocument.h"

namespace tessera {

using namespace Qt::StringLiterals;

void RequestDocument::sendAs(const CredentialId &id)
{
    const CredentialId before = variableSource();
    credential = id;
    variablesOf = id.isEmpty() ? before : CredentialId();
}

void RequestDocument::followRename(const CredentialId &from, const CredentialId &to)
{
    for (CredentialId *each : {&credential, &variablesOf})
        if (*each == from)
            *each = to;
}

QString RequestDocument::Body::type() const
{
    if (kind == Kind::None)
        return {};
    if (!contentType.isEmpty())
        return contentType;
    switch (kind) {
    case Kind::Json:
    case Kind::GraphQl:
        return u"application/json"_s;
    case Kind::Text:
        return u"text/plain; charset=utf-8"_s;
    case Kind::Xml:
        return u"application/xml"_s;
    case Kind::Form:
        return u"application/x-www-form-urlencoded"_s;
    case Kind::Multipart:
        return u"multipart/form-data"_s;
    case Kind::None:
    case Kind::File:
        break;
    }
    return u"application/octet-stream"_s;
}

}
