#include "ui/widgets/CodeText.h"

#include "ui/widgets/HiddenCharacters.h"

#include <algorithm>

namespace tessera::ui {

CodeText::CodeText(CodeLines lines)
    : m_lines(std::move(lines))
{
}

qint64 CodeText::rowCount() const
{
    return m_lines.count();
}

qint64 CodeText::lineCount() const
{
    return m_lines.lineCount();
}

QList<CodeRow> CodeText::rows(qint64 first, qint64 count) const
{
    QList<CodeRow> rows;
    const qint64 end = std::min<qint64>(first + count, m_lines.count());
    for (int i = int(std::max<qint64>(0, first)); i < end; ++i) {
        const CodeLines::Piece &piece = m_lines.piece(i);
        CodeRow row;
        row.text = m_lines.text().mid(piece.start, piece.length);
        row.line = piece.line - 1;
        row.spans = m_lines.spans(i);
        rows.append(row);
    }
    return rows;
}

qsizetype CodeText::positionOf(CodePlace place) const
{
    if (place.row >= m_lines.count())
        return m_lines.text().size();
    const CodeLines::Piece &piece = m_lines.piece(int(place.row));
    return piece.start + std::min(place.column, piece.length);
}

// As it was set, its line ends too.
std::optional<QString> CodeText::text(CodeRange range, qint64 most) const
{
    const qsizetype from = positionOf(range.from), to = positionOf(range.to);
    if (to - from > most)
        return std::nullopt;
    return m_lines.text().mid(from, to - from);
}

QString CodeText::hint(CodePlace place) const
{
    const qsizetype at = positionOf(place);
    return at < m_lines.text().size() ? HiddenCharacters::name(m_lines.text().at(at)) : QString();
}

}
