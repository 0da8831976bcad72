#include "ui/response/JsonRows.h"

#include "ui/response/NodeWords.h"
#include "ui/widgets/HiddenCharacters.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 deepestIndent = 100;

QString tr(const char *text)
{
    return QCoreApplication::translate("JsonRows", text);
}

CodeSpan::Kind kindOf(PrettyRows::TokenKind kind)
{
    switch (kind) {
    case PrettyRows::TokenKind::Key:
        return CodeSpan::Kind::Key;
    case PrettyRows::TokenKind::String:
        return CodeSpan::Kind::String;
    case PrettyRows::TokenKind::Number:
    case PrettyRows::TokenKind::Word:
        return CodeSpan::Kind::Number;
    case PrettyRows::TokenKind::Punctuation:
        return CodeSpan::Kind::Plain;
    case PrettyRows::TokenKind::Folded:
        return CodeSpan::Kind::Remark;
    case PrettyRows::TokenKind::Broken:
        return CodeSpan::Kind::Broken;
    }
    Q_UNREACHABLE();
}

int indentOf(const PrettyRows::Row &row)
{
    return row.piece == 0 ? int(2 * std::min(row.depth, deepestIndent)) : 0;
}

}

JsonRows::JsonRows(std::shared_ptr<const JsonIndex> index, const Clock &clock)
    : m_index(std::move(index))
    , m_clock(clock)
    , m_pretty(m_index)
{
}

qint64 JsonRows::rowCount() const
{
    return m_pretty.rowCount();
}

qint64 JsonRows::lineCount() const
{
    return m_pretty.lineCount();
}

void JsonRows::setPlaces(Places places)
{
    m_places = std::move(places);
}

QString JsonRows::remarkOf(const PrettyRows::Row &row) const
{
    if (row.isClosing || row.piece > 0 || row.tokens.isEmpty())
        return {};
    QStringList remarks;
    if (row.isFolded) {
        const qint64 count = m_index->childCount(row.node);
        if (row.node.kind == JsonKind::Object)
            remarks += count == 1 ? tr("1 member") : tr("%1 members").arg(count);
        else
            remarks += count == 1 ? tr("1 item") : tr("%1 items").arg(count);
    }
    remarks += NodeWords(*m_index, m_clock).remark(row.node, row.isDuplicate);
    if (m_places && row.node.depth == 1)
        remarks += m_places(row.node.index);
    remarks.removeAll({});
    return remarks.join(u"   "_s);
}

CodeRow JsonRows::shown(const PrettyRows::Row &row) const
{
    CodeRow code;
    const int indent = indentOf(row);
    code.text = QString(indent, u' ') + decoded(row.text);
    code.line = row.piece == 0 ? row.line : -1;
    code.fold = !row.canFold ? CodeRow::Fold::None : row.isFolded ? CodeRow::Fold::Closed : CodeRow::Fold::Open;
    code.isFlagged = row.isDuplicate;
    code.remark = remarkOf(row);
    qsizetype done = 0;
    int column = indent;
    for (const PrettyRows::Token &token : row.tokens) {
        column += columnsOf(QByteArrayView(row.text).sliced(done, token.from - done));
        const int length = columnsOf(QByteArrayView(row.text).sliced(token.from, token.size));
        const bool isDoubtful = row.isDuplicate && token.kind == PrettyRows::TokenKind::Key;
        const CodeSpan::Kind kind = isDoubtful ? CodeSpan::Kind::Doubtful : kindOf(token.kind);
        if (kind != CodeSpan::Kind::Plain)
            code.spans.append({kind, column, length});
        column += length;
        done = token.from + token.size;
    }
    return code;
}

QList<CodeRow> JsonRows::rows(qint64 first, qint64 count) const
{
    const QList<PrettyRows::Row> all = m_pretty.rows(first, count);
    QList<CodeRow> rows;
    rows.reserve(all.size());
    for (const PrettyRows::Row &row : all)
        rows.append(shown(row));
    return rows;
}

std::optional<QString> JsonRows::text(CodeRange range, qint64 most) const
{
    if (range.to.row - range.from.row < 2)
        return CodeDocument::text(range, most);
    // First and last as far as they are chosen, all between from the body itself.
    const auto between = m_pretty.text(range.from.row + 1, range.to.row - range.from.row - 1, most);
    const auto first = CodeDocument::text({range.from, {range.from.row, std::numeric_limits<int>::max()}}, most);
    const auto last = CodeDocument::text({{range.to.row, 0}, range.to}, most);
    if (!between || !first || !last)
        return std::nullopt;
    QString middle = decoded(*between);
    if (middle.endsWith(u'\n'))
        middle.chop(1);
    return *first + u'\n' + middle + u'\n' + *last;
}

bool JsonRows::setFolded(qint64 row, bool isFolded)
{
    const auto one = m_pretty.rows(row, 1);
    if (one.isEmpty() || one.constFirst().isFolded == isFolded)
        return false;
    return isFolded ? m_pretty.fold(one.constFirst().node) : m_pretty.unfold(one.constFirst().node);
}

std::optional<JsonNode> JsonRows::nodeAt(qint64 row) const
{
    const auto one = m_pretty.rows(row, 1);
    return one.isEmpty() ? std::nullopt : std::optional(one.constFirst().node);
}

QString JsonRows::hint(CodePlace place) const
{
    const auto one = m_pretty.rows(place.row, 1);
    if (one.isEmpty())
        return {};
    const PrettyRows::Row &row = one.constFirst();
    const CodeRow code = shown(row);
    if (place.column < code.text.size()) {
        if (const QString name = HiddenCharacters::name(code.text.at(place.column)); !name.isEmpty())
            return name;
    }
    return row.isClosing ? QString() : NodeWords(*m_index, m_clock).explained(row.node);
}

bool JsonRows::isBlank() const
{
    return m_index->indexedTo() == 0 && !m_index->isComplete();
}

qint64 JsonRows::rowOf(qint64 offset) const
{
    return m_pretty.rowOf(offset);
}

QList<ByteRange> JsonRows::bytesShown(qint64 first, qint64 count) const
{
    QList<ByteRange> ranges;
    for (const PrettyRows::Row &row : m_pretty.rows(first, count)) {
        for (const PrettyRows::Token &token : row.tokens) {
            if (token.at >= 0)
                addRange(&ranges, {token.at, token.at + token.size});
        }
    }
    return ranges;
}

CodePlace JsonRows::placeOf(qint64 offset) const
{
    const qint64 index = m_pretty.rowOf(offset);
    const auto one = m_pretty.rows(index, 1);
    if (one.isEmpty())
        return {index, 0};
    const PrettyRows::Row &row = one.constFirst();
    CodePlace place{index, indentOf(row)};
    for (const PrettyRows::Token &token : row.tokens) {
        if (token.at < 0 || offset < token.at)
            continue;
        const qsizetype inside = std::min<qsizetype>(offset - token.at, token.size);
        place.column = indentOf(row) + columnsOf(QByteArrayView(row.text).first(token.from + inside));
    }
    return place;
}

qint64 JsonRows::offsetOf(CodePlace place) const
{
    const auto one = m_pretty.rows(place.row, 1);
    if (one.isEmpty())
        return m_index->indexedTo();
    const PrettyRows::Row &row = one.constFirst();
    const qsizetype at = bytesBefore(row.text, std::max(0, place.column - indentOf(row)));
    qint64 offset = row.node.keyAt >= 0 ? row.node.keyAt : row.node.at;
    for (const PrettyRows::Token &token : row.tokens) {
        if (token.at >= 0 && token.from <= at)
            offset = token.at + std::min<qsizetype>(at - token.from, token.size);
    }
    return std::max<qint64>(0, offset);
}

void JsonRows::reveal(qint64 offset)
{
    m_pretty.reveal(offset);
}

}
