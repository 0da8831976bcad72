#include "ui/widgets/CodeLines.h"

#include "ui/widgets/HiddenCharacters.h"

#include <algorithm>

namespace tessera::ui {

namespace {

constexpr int longestPiece = 2000;

// Where a string of JSON that is open at `from` ends: behind the quote, or at `end`. `isOpen` tells which.
qsizetype endOfString(QStringView text, qsizetype from, qsizetype end, bool *isOpen)
{
    for (qsizetype i = from; i < end; ++i) {
        if (text[i] == u'\\') {
            ++i;
        } else if (text[i] == u'"') {
            *isOpen = false;
            return i + 1;
        }
    }
    *isOpen = true;
    return end;
}

bool isNumberStart(QChar c)
{
    return c == u'-' || (c >= u'0' && c <= u'9');
}

bool isWord(QChar c)
{
    return c.isLetterOrNumber() || c == u'+' || c == u'-' || c == u'.' || c == u'_';
}

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
                        i = endOfString(all, i, at + size, &isInString);
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

QList<CodeLines::Span> CodeLines::spans(int index) const
{
    QList<Span> spans;
    if (m_syntax != Syntax::Json)
        return spans;
    const Piece &piece = m_pieces.at(index);
    const QStringView line = QStringView(m_text).mid(piece.start, piece.length);
    qsizetype i = 0;
    bool isInString = piece.beginsInString;
    while (i < line.size()) {
        if (isInString || line[i] == u'"') {
            const qsizetype begin = i;
            i = endOfString(line, isInString ? i : i + 1, line.size(), &isInString);
            qsizetype next = i;
            while (next < line.size() && line[next].isSpace())
                ++next;
            const bool isKey = next < line.size() && line[next] == u':';
            spans.append({int(begin), int(i - begin), isKey ? Kind::Key : Kind::String});
            isInString = false;
        } else if (isWord(line[i])) {
            const qsizetype begin = i;
            while (i < line.size() && isWord(line[i]))
                ++i;
            const QStringView word = line.mid(begin, i - begin);
            if (isNumberStart(word[0]) || word == u"true" || word == u"false" || word == u"null")
                spans.append({int(begin), int(i - begin), Kind::Number});
        } else {
            ++i;
        }
    }
    return spans;
}

}
