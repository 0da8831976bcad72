#pragma once

#include <QtCore/QStringView>

namespace tessera {

// The authentication scheme (RFC 9110 section 11.1) with which the value of an Authorization header begins, with the blank
// behind it; empty where it begins with none that is in use: what stands before the blank may be part of the secret then.
[[nodiscard]] QStringView authSchemeOf(QStringView value);

}
