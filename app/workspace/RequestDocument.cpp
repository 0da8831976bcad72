#include "app/workspace/RequestDocument.h"

namespace tessera {

using namespace Qt::StringLiterals;

QString RequestDocument::Body::type() const
{
    if (kind == Kind::None || !contentType.isEmpty())
        return kind == Kind::None ? QString() : contentType;
    switch (kind) {
    case Kind::Json:
        return u"application/json"_s;
    case Kind::Text:
        return u"text/plain; charset=utf-8"_s;
    case Kind::Form:
        return u"application/x-www-form-urlencoded"_s;
    default:
        return u"application/octet-stream"_s;
    }
}

}
