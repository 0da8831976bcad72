#include "ui/widgets/CodeLines.h"

#include "ui/widgets/CodeSyntax.h"
#include "ui/widgets/HiddenCharacters.h"

#include <algorithm>

namespace tessera::ui {

namespace {

constexpr int longestPiece = 2000;

}

CodeLines::CodeLines(const QString &text, Syntax syntax)
    : m_text(text)
    , m_syntax(syntax)
{
    const QStringView all(m_text);
    bool isInString = false;
    for (qsizetype start = 0; start <= all.size();) {
        qsizetype end = all.indexOf(u'\n', start);
        const bool isLast = end < 0;
        if (isLast)
            end = all.size();
        qsizetype stop = end;
        if (stop > start && all[stop - 1] == u'\r')
            --stop;
        ++m_lines;
        isInString = false; // JSON's strings end with their line
        qsizetype at = start;
        do {
            qsizetype size = std::min<qsizetype>(stop - at, longestPiece);
            if (at + size < stop && all[at + size - 1].isHighSurrogate())
                --size;
            m_pieces.append({at, int(size), at == start ? m_lines : 0, isInString});
            m_longest = std::max(m_longest, int(size));
            if (syntax == Syntax::Json && at + size < stop) {
                for (qsizetype i = at; i < at + size;) {
                    if (isInString) {
                        i = CodeSyntax::endOfString(all, i, at + size, &isInString);
                    } else {
                        isInString = all[i] == u'"';
                        ++i;
                    }
                }
            }
            at += size;
        } while (at < stop);
        if (isLast)
            break;
        start = end + 1;
    }
}

int CodeLines::pieceAt(qsizetype position) const
{
    const auto after = std::upper_bound(m_pieces.cbegin(), m_pieces.cend(), position,
        [](qsizetype wanted, const Piece &piece) { return wanted < piece.start; });
    return std::max(0, int(after - m_pieces.cbegin()) - 1);
}

QString CodeLines::shown(int index) const
{
    const Piece &piece = m_pieces.at(index);
    return HiddenCharacters::shown(m_text.mid(piece.start, piece.length));
}

QList<CodeSpan> CodeLines::spans(int index) const
{
    if (m_syntax != Syntax::Json)
        return {};
    const Piece &piece = m_pieces.at(index);
    return CodeSyntax::json(QStringView(m_text).mid(piece.start, piece.length), piece.beginsInString);
}

}
