#include "app/token/RsaWeakness.h"

#include <algorithm>
#include <array>

namespace tessera {

// Such primes are powers of 65537 modulo a product of small primes, and so is the modulus (Nemec, Sys and others, "The Return
// of Coppersmith's Attack", 2017). The primes that tell, of which a good modulus passes all by a chance of 2^-28:
bool isRocaModulus(const QByteArray &modulus)
{
    constexpr std::array<quint32, 17> primes{11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157};
    if (modulus.isEmpty())
        return false;
    return std::all_of(primes.begin(), primes.end(), [&](quint32 prime) {
        quint32 rest = 0;
        for (const char c : modulus)
            rest = (rest * 256 + uchar(c)) % prime;
        quint32 power = 1;
        do {
            if (power == rest)
                return true;
            power = power * (65537 % prime) % prime;
        } while (power != 1);
        return false;
    });
}

}
