#include "app/http/Cookie.h"
#include "app/http/HttpHeaders.h"
#include "tests/fuzz/Expect.h"

using namespace tessera;

// A line is a Set-Cookie field and a header's value.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, std::size_t size)
{
    const QByteArray field(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto cookie = Cookie::parse(field, "https://api.example.com/a/b", UtcTime(std::chrono::hours(24 * 365 * 50)));
    if (cookie)
        EXPECT(!cookie->path.isEmpty() && !cookie->domain.isEmpty());
    else
        EXPECT(!cookie.error().message.isEmpty());
    (void)cookieDate(field);
    HttpHeaders headers;
    headers.append("X-Fuzzed", field);
    const bool breaksLines = field.contains('\r') || field.contains('\n') || field.contains('\0');
    EXPECT(!breaksLines || !headers.check());
    return 0;
}
