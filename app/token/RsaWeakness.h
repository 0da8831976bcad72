#pragma once

#include <QtCore/QByteArray>

namespace tessera {

// Whether an RSA modulus (big endian) was made by the faulty library of CVE-2017-15361 ("ROCA"): whoever has the public key
// can find the private one.
[[nodiscard]] bool isRocaModulus(const QByteArray &modulus);

}
