#include "app/json/JsonIndex.h"
#include "app/json/PrettyRows.h"
#include "tests/fuzz/Expect.h"

using namespace tessera;

// The index and JsonText are two readers: they agree about every text. In pieces it comes to the same.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, std::size_t size)
{
    const QByteArray json(reinterpret_cast<const char *>(data), qsizetype(size));
    for (const auto form : {JsonIndex::Form::Document, JsonIndex::Form::Sequence}) {
        const auto whole = JsonIndex::of(json, form);
        if (form == JsonIndex::Form::Document)
            EXPECT(whole->fault() == JsonText::faultIn(json));
        JsonIndex pieces(form);
        for (qsizetype to = 1; to < json.size(); to += 1 + to / 7)
            pieces.extend(QByteArrayView(json).first(to), false, 100);
        while (!pieces.extend(json, true, 100)) { }
        EXPECT(pieces.fault() == whole->fault());
        EXPECT(pieces.brokenCount() == whole->brokenCount());
        const PrettyRows rows(whole);
        const auto all = rows.rows(0, rows.rowCount());
        EXPECT(all.size() == rows.rowCount());
        for (const PrettyRows::Row &row : all) {
            for (const PrettyRows::Token &token : row.tokens)
                EXPECT(token.from >= 0 && token.from + token.size <= row.text.size());
        }
        for (qsizetype at = 0; at < json.size(); at += 1 + json.size() / 50) {
            if (const auto node = whole->nodeAt(at); node && node->at >= 0) {
                EXPECT(whole->value(*node).size() <= json.size() - node->at);
                (void)whole->pointer(*node);
                (void)whole->parent(*node);
            }
        }
    }
    return 0;
}
