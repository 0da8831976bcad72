#include "app/json/index/PrettyRowWriter.h"

#include "app/base/Utf8.h"

#include <algorithm>

namespace tessera {

using namespace JsonScan;

namespace {

using TokenKind = PrettyRows::TokenKind;

TokenKind tokenKind(JsonKind kind)
{
    switch (kind) {
    case JsonKind::Object:
    case JsonKind::List: return TokenKind::Punctuation;
    case JsonKind::String: return TokenKind::String;
    case JsonKind::Number: return TokenKind::Number;
    case JsonKind::Broken: return TokenKind::Broken;
    default: return TokenKind::Word;
    }
}

void add(PrettyRows::Row &row, TokenKind kind, QByteArrayView text, qint64 at)
{
    row.tokens.append({kind, row.text.size(), text.size(), at});
    row.text += text;
}

quint32 placeBefore(const JsonIndexData &data, const JsonIndexData::View &view, qint64 offset)
{
    const quint32 behind
        = data.places.firstBehind(0, view.places, [offset](const JsonPlace &place) { return qint64(place.at) > offset; });
    return behind == 0 ? 0 : behind - 1;
}

}

PrettyRowWriter::PrettyRowWriter(const JsonIndexData &data, const JsonIndexData::View &view, const JsonWalk &walk)
    : m_data(data)
    , m_view(view)
    , m_walk(walk)
    , m_node(walk.node())
    , m_isOpening(walk.event() == JsonWalk::Event::Open)
    , m_isClosing(walk.event() == JsonWalk::Event::Close)
    , m_isEmpty(walk.event() == JsonWalk::Event::Value && m_node.isContainer())
{
}

// Where a piece ends that would end at `at`.
qint64 PrettyRowWriter::cut(qint64 at, qint64 begin) const
{
    return cutBetweenCharacters(m_view.begin, at, begin);
}

void PrettyRowWriter::append(PrettyRows::Row &row, TokenKind kind, qint64 from, qint64 to) const
{
    if (from < to)
        add(row, kind, {m_view.begin + from, to - from}, from);
}

PrettyRows::Row PrettyRowWriter::row(qint64 piece, bool isFolded) const
{
    const qint64 rows = m_walk.rowEnd() - m_walk.row();
    PrettyRows::Row row;
    row.line = m_walk.line();
    row.piece = piece;
    row.depth = std::max<qint64>(m_node.depth, 0);
    row.node = m_node;
    row.isClosing = m_isClosing;
    const bool isLast = piece + 1 == rows;
    row.tokens.reserve(4); // key, colon, value, comma

    // Key and value are one run of bytes that is cut every so many; what the layout adds goes with the byte before it.
    const qint64 keySize = m_walk.keySize();
    const qint64 valueSize = m_isOpening || m_isClosing ? 1 : m_isEmpty ? 2 : m_walk.tokenEnd() - m_walk.token();
    const qint64 from = piece * longestRow;
    const qint64 to = isLast ? keySize + valueSize : from + longestRow;
    const auto place = [&](qint64 content) {
        if (content < keySize)
            return cut(m_walk.begin() + content, m_walk.begin());
        return m_isEmpty ? m_walk.token() + content - keySize
                         : content == keySize + valueSize ? m_walk.token() + valueSize : cut(m_walk.token() + content - keySize, m_walk.token());
    };
    if (from < keySize)
        append(row, TokenKind::Key, place(from), to < keySize ? place(to) : m_walk.begin() + keySize);
    if (keySize > 0 && from < keySize && to >= keySize) {
        add(row, TokenKind::Punctuation, ":", -1);
        row.text += ' ';
    }
    if (to > keySize) {
        if (m_isEmpty)
            add(row, TokenKind::Punctuation, m_node.kind == JsonKind::Object ? "{}" : "[]", m_walk.token());
        else
            append(row, tokenKind(m_node.kind), std::max(place(std::max(from, keySize)), m_walk.token()), place(to));
    }
    row.canFold = m_isOpening && isLast;
    if (isFolded && isLast) {
        row.isFolded = true;
        add(row, TokenKind::Folded, "…", -1);
        add(row, TokenKind::Punctuation, m_node.kind == JsonKind::Object ? "}" : "]", -1);
    }
    if (isLast && (m_isOpening ? isFolded && hasCommaBehind() : m_walk.hasComma()))
        add(row, TokenKind::Punctuation, ",", -1);
    return row;
}

bool PrettyRowWriter::hasCommaBehind() const
{
    const char *p = JsonLookup::behind(m_data, m_view, m_node);
    if (!p || (m_node.depth == 0))
        return false;
    p = skipSpace(p, m_view.end);
    return p < m_view.end && *p == ',';
}

PrettyRows::Row PrettyRowWriter::broken(const JsonIndexData &data, const JsonIndexData::View &view)
{
    PrettyRows::Row row;
    row.line = view.lines;
    const char *end = view.begin + data.size.load(std::memory_order_acquire);
    const char *from = skipSpace(view.end, end);
    const char *to = std::find(from, std::min(end, from + longestRow), '\n');
    if (to < end)
        to = view.begin + cutBetweenCharacters(view.begin, to - view.begin, from - view.begin);
    add(row, TokenKind::Broken, {from, to}, from - view.begin);
    return row;
}

qint64 PrettyRowWriter::rowAt(const JsonIndexData &data, const JsonIndexData::View &view, qint64 offset)
{
    if (view.isComplete && data.fault && offset >= view.size())
        return view.rows;
    JsonWalk walk(data, view, placeBefore(data, view, offset));
    qint64 row = 0;
    for (;;) {
        const JsonWalk::Event event = walk.next();
        if (event == JsonWalk::Event::End || walk.begin() > offset)
            return row;
        row = walk.row();
        const qint64 rows = walk.rowEnd() - walk.row();
        if (offset < walk.tokenEnd() && rows > 1) {
            const PrettyRowWriter writer(data, view, walk);
            const qint64 content
                = offset < walk.token() ? std::min(offset - walk.begin(), walk.keySize() - 1) : walk.keySize() + offset - walk.token();
            // A cut may lie up to three bytes before its place.
            qint64 piece = std::min(content / longestRow, rows - 1);
            const qint64 next = (piece + 1) * longestRow;
            if (piece + 1 < rows && offset >= walk.token() && next > walk.keySize()
                && offset >= writer.cut(walk.token() + next - walk.keySize(), walk.token()))
                ++piece;
            if (piece + 1 < rows && offset < walk.token() && next < walk.keySize()
                && offset >= writer.cut(walk.begin() + next, walk.begin()))
                ++piece;
            return row + piece;
        }
        if (offset < walk.tokenEnd())
            return row;
        row = walk.rowEnd() - 1;
    }
}

std::optional<Fold> PrettyRowWriter::foldOf(
    const JsonIndexData &data, const JsonIndexData::View &view, const JsonNode &node)
{
    if (!node.isContainer() || node.at < 0 || node.at >= view.size())
        return std::nullopt;
    if (const quint32 id = JsonLookup::entryAt(data, view, node.at); id != none) {
        const JsonEntry &entry = data.entries[id];
        const qint64 closeAt = entry.closeAt.load(std::memory_order_acquire);
        if (closeAt == 0 || closeAt >= view.size())
            return std::nullopt;
        const qint64 keySize = node.keyAt < 0 ? 0 : skipString(view.begin + node.keyAt, view.end) - view.begin - node.keyAt;
        const qint64 from = entry.row + rowsFor(keySize + 1) - 1;
        return Fold{from, entry.closeRow.load(std::memory_order_relaxed) - from};
    }
    JsonWalk walk(data, view, placeBefore(data, view, node.keyAt >= 0 ? node.keyAt : node.at));
    qint64 from = -1;
    for (;;) {
        const JsonWalk::Event event = walk.next();
        if (event == JsonWalk::Event::End)
            return std::nullopt;
        if (event == JsonWalk::Event::Open && walk.token() == node.at)
            from = walk.rowEnd() - 1;
        if (event == JsonWalk::Event::Value && walk.token() == node.at)
            return std::nullopt;
        if (event == JsonWalk::Event::Close && walk.node().at == node.at)
            return Fold{from, qint64(walk.row()) - from};
    }
}

}
