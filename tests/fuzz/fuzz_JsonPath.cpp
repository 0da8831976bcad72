#include "app/json/JsonDiff.h"
#include "app/json/JsonPath.h"
#include "tests/fuzz/Expect.h"

using namespace tessera;

// The first line is the query, the rest the body; and the body against the query's text, for the comparison.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, std::size_t size)
{
    const QByteArray all(reinterpret_cast<const char *>(data), qsizetype(size));
    const qsizetype line = all.indexOf('\n');
    const QByteArray query = all.left(line < 0 ? all.size() : line), json = line < 0 ? QByteArray() : all.mid(line + 1);
    const auto index = JsonIndex::of(json);
    const QString text = QString::fromUtf8(query);
    if (const auto path = JsonPath::parse(text)) {
        std::stop_source stop; // "$..*..*..*" is slow, and that is no mistake
        const auto found = path->evaluate(*index, stop.get_token(), 200);
        EXPECT(found.nodes.size() <= 200);
        for (const JsonNode &node : found.nodes)
            (void)index->value(node);
    } else {
        EXPECT(path.error().at >= 0 && path.error().at <= text.size());
        EXPECT(!path.error().message.isEmpty());
    }
    EXPECT(JsonDiff::between(*index, *index).changes.isEmpty());
    const JsonDiff diff = JsonDiff::between(*index, *JsonIndex::of(query));
    EXPECT(diff.changes.size() <= JsonDiff::mostChanges);
    return 0;
}
