#include "ui/response/RawRows.h"

#include "app/http/LineIndex.h"
#include "app/json/JsonIndex.h"
#include "ui/widgets/CodeSyntax.h"
#include "ui/widgets/HiddenCharacters.h"

#include <algorithm>

namespace tessera::ui {

RawRows::RawRows(Source source, Syntax syntax)
    : m_source(std::move(source))
    , m_syntax(syntax)
{
}

qint64 RawRows::rowCount() const
{
    return m_source.lines->rowCount();
}

qint64 RawRows::lineCount() const
{
    return m_source.lines->lineCount();
}

QByteArrayView RawRows::bytesOf(qint64 at, qint64 size) const
{
    const qint64 skipped = std::min(size, std::max<qint64>(0, m_source.markSize - at));
    return m_source.lines->bytes().sliced(at + skipped, size - skipped);
}

QList<CodeSpan> RawRows::spansOf(const QString &text, qint64 at, bool goesOn) const
{
    if (m_syntax == Syntax::Plain)
        return {};
    if (m_syntax == Syntax::Markup)
        return CodeSyntax::markup(text);
    bool isInString = false;
    if (goesOn && m_source.json) {
        const auto node = m_source.json->nodeAt(at);
        // What belongs to a string and is not its beginning is inside. To look for its end would be to read it, row by row again.
        isInString = node && ((node->kind == JsonKind::String && at > node->at)
            || (node->keyAt >= 0 && at > node->keyAt && at < node->keyAt + m_source.json->key(*node).size()));
    }
    return CodeSyntax::json(text, isInString);
}

QList<CodeRow> RawRows::rows(qint64 first, qint64 count) const
{
    QList<CodeRow> rows;
    for (const LineIndex::Row &row : m_source.lines->rows(first, count)) {
        CodeRow shown;
        shown.text = decoded(bytesOf(row.at, row.size));
        shown.line = row.piece == 0 ? row.line : -1;
        shown.spans = spansOf(shown.text, row.at, row.piece > 0);
        rows.append(shown);
    }
    return rows;
}

QString RawRows::hint(CodePlace place) const
{
    const QList<CodeRow> one = rows(place.row, 1);
    const bool isThere = !one.isEmpty() && place.column < one.constFirst().text.size();
    return isThere ? HiddenCharacters::name(one.constFirst().text.at(place.column)) : QString();
}

bool RawRows::isBlank() const
{
    return m_source.lines->indexedTo() == 0 && !m_source.lines->isComplete();
}

qint64 RawRows::rowOf(qint64 offset) const
{
    return m_source.lines->rowOf(offset);
}

QList<ByteRange> RawRows::bytesShown(qint64 first, qint64 count) const
{
    const auto rows = m_source.lines->rows(first, count);
    if (rows.isEmpty())
        return {};
    const LineIndex::Row &last = rows.constLast();
    return {{rows.constFirst().at, last.at + last.size + 1}}; // with the line's end
}

CodePlace RawRows::placeOf(qint64 offset) const
{
    const qint64 index = m_source.lines->rowOf(offset);
    const auto one = m_source.lines->rows(index, 1);
    if (one.isEmpty())
        return {index, 0};
    const LineIndex::Row &row = one.constFirst();
    const qint64 before = std::clamp<qint64>(offset - row.at, 0, row.size);
    return {index, columnsOf(bytesOf(row.at, before))};
}

qint64 RawRows::offsetOf(CodePlace place) const
{
    const auto one = m_source.lines->rows(place.row, 1);
    if (one.isEmpty())
        return m_source.lines->indexedTo();
    const QByteArrayView bytes = bytesOf(one.constFirst().at, one.constFirst().size);
    return one.constFirst().at + (one.constFirst().size - bytes.size()) + bytesBefore(bytes, place.column);
}

}
