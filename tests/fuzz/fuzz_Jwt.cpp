#include "app/token/Jwt.h"
#include "tests/fuzz/Expect.h"

using namespace tessera;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char *>(data), qsizetype(size));
    if (const auto token = Jwt::decode(QByteArrayView(text))) {
        EXPECT(token->size() <= text.size());
        (void)token->algorithm();
        (void)token->isWellFormed();
        EXPECT(text.contains(token->signingInput()));
    }
    return 0;
}
