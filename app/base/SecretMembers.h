#pragma once

#include "app/base/SecretPatterns.h"

namespace tessera {

class SecretNames;

// A place where a mask goes in. In JSON a number gives way to a string: the mask then brings its quotes along, escaped as
// often as the JSON text lies within other JSON text.
struct MaskSpan {
    ByteSpan bytes;
    int quotes = -1; // how often they are escaped; -1 for none
    bool operator==(const MaskSpan &) const = default;
};

// Finds the values whose names say that they are secret. All of it takes bytes as they come: what is not JSON, not a form or
// cut short is read as far as it makes sense. Linear in the text. A value that is a template's {{name}} holds no secret.
namespace SecretMembers {

// Members of objects, items of their arrays, also in JSON that lies in strings, in several documents one after the other, or
// in other text.
[[nodiscard]] QList<MaskSpan> inJson(QByteArrayView text, const SecretNames &names);
[[nodiscard]] bool isForm(QByteArrayView text); // name=value&...
[[nodiscard]] QList<MaskSpan> inForm(QByteArrayView text, const SecretNames &names);
[[nodiscard]] QList<MaskSpan> inMultipart(QByteArrayView text, const SecretNames &names);
[[nodiscard]] bool isReference(QByteArrayView value); // nothing but {{name}}

}

}
