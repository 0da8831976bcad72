#include "app/auth/profile/ProfileReader.h"
#include "tests/fuzz/Expect.h"

using namespace tessera;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, std::size_t size)
{
    const QByteArray json(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto profile = readProfile(json, QStringLiteral("fuzzed.json"));
    if (!profile)
        EXPECT(profile.error().kind == ErrorKind::Profile && !profile.error().message.isEmpty());
    return 0;
}
