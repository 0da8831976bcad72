#include "app/http/BodyStore.h"
#include "app/http/LineDiff.h"
#include "app/http/XmlText.h"
#include "tests/fuzz/Expect.h"

using namespace tessera;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, std::size_t size)
{
    const QByteArray xml(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto fault = XmlText::faultIn(xml);
    const auto laid = XmlText::indented(xml);
    EXPECT(laid.has_value() == !fault);
    if (laid) {
        EXPECT(!XmlText::faultIn(*laid));
        EXPECT(XmlText::indented(*laid).value() == *laid); // laid out twice is laid out once
    } else {
        EXPECT(laid.error() == *fault && fault->at >= 0 && fault->at <= xml.size());
    }
    BodyStore out;
    const auto shown = XmlText::indent(xml, out);
    EXPECT(shown && shown->fault == fault && out.isFinished());
    const LineDiff diff = LineDiff::between(xml, out.bytes());
    EXPECT(!diff.parts.isEmpty());
    return 0;
}
