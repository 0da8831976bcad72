#include "ui/response/MarkupRows.h"

#include "app/http/LineIndex.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <limits>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 mostFolded = 32 * 1024 * 1024; // bytes: looking for the end of more holds the window up

QString tr(const char *text)
{
    return QCoreApplication::translate("MarkupRows", text);
}

qsizetype indentOf(QStringView text)
{
    qsizetype spaces = 0;
    while (spaces < text.size() && text[spaces] == u' ')
        ++spaces;
    return spaces;
}

// "item" of "  <item id='1'>"; empty where the row does not begin an element.
QString elementOf(const QString &row)
{
    const qsizetype from = indentOf(row) + 1;
    if (from >= row.size() || row.at(from - 1) != u'<' || row.endsWith("/>"_L1))
        return {};
    qsizetype to = from;
    while (to < row.size() && !row.at(to).isSpace() && row.at(to) != u'>' && row.at(to) != u'/')
        ++to;
    const QString name = row.sliced(from, to - from);
    return name.isEmpty() || name.at(0) == u'!' || name.at(0) == u'?' ? QString() : name;
}

}

MarkupRows::MarkupRows(std::shared_ptr<const LineIndex> lines)
    : m_lines(std::move(lines))
    , m_raw(RawRows::Source{m_lines, nullptr, 0}, RawRows::Syntax::Markup)
{
}

qint64 MarkupRows::rowCount() const
{
    return m_raw.rowCount() - m_folds.hidden();
}

qint64 MarkupRows::lineCount() const
{
    return m_raw.lineCount();
}

QList<MarkupRows::Run> MarkupRows::runs(qint64 first, qint64 count) const
{
    QList<Run> runs;
    const qint64 end = std::min(first + count, rowCount());
    for (qint64 shown = std::max<qint64>(0, first); shown < end; ++shown) {
        const qint64 row = m_folds.rowOf(shown);
        if (!runs.isEmpty() && row == runs.constLast().row + runs.constLast().count)
            ++runs.last().count;
        else
            runs.append({row, 1});
    }
    return runs;
}

QList<CodeRow> MarkupRows::rows(qint64 first, qint64 count) const
{
    QList<CodeRow> rows;
    for (const Run &run : runs(first, count)) {
        QList<CodeRow> some = m_raw.rows(run.row, run.count + 1); // the one behind tells whether the last can be folded
        for (qsizetype i = 0; i < std::min<qsizetype>(run.count, some.size()); ++i) {
            dress(&some[i], run.row + i, some.value(i + 1));
            rows.append(some.at(i));
        }
    }
    return rows;
}

void MarkupRows::dress(CodeRow *row, qint64 index, const CodeRow &next) const
{
    if (row->line < 0 || indentOf(next.text) <= indentOf(row->text))
        return;
    const QString element = elementOf(row->text);
    if (element.isEmpty())
        return;
    row->fold = CodeRow::Fold::Open;
    if (!m_folds.isFolded(index))
        return;
    row->fold = CodeRow::Fold::Closed;
    const int end = int(row->text.size());
    row->text += u"…</%1>"_s.arg(element);
    row->spans.append({CodeSpan::Kind::Remark, end, int(row->text.size()) - end});
    const qint64 hidden = m_folds.shownOf(index) + 1 < rowCount() ? m_folds.rowOf(m_folds.shownOf(index) + 1) - index - 1 : m_raw.rowCount() - index - 1;
    row->remark = tr("%1 lines").arg(hidden);
}

std::optional<Fold> MarkupRows::foldFrom(qint64 row) const
{
    const auto rows = m_lines->rows(row, 1);
    if (rows.isEmpty())
        return std::nullopt;
    const QByteArrayView all = m_lines->bytes().sliced(rows.constFirst().at);
    const QByteArrayView bytes = all.first(std::min<qint64>(all.size(), mostFolded));
    const QString text = decoded(bytes.first(rows.constFirst().size));
    const QString element = elementOf(text);
    if (element.isEmpty())
        return std::nullopt;
    const QByteArray end = '\n' + QByteArray(indentOf(text), ' ') + "</";
    const qsizetype at = bytes.indexOf(end);
    if (at < 0 || !bytes.sliced(at + end.size()).startsWith(element.toUtf8()))
        return std::nullopt;
    return Fold{row, m_lines->rowOf(rows.constFirst().at + at + end.size()) - row};
}

bool MarkupRows::setFolded(qint64 row, bool isFolded)
{
    const qint64 index = m_folds.rowOf(row);
    if (m_folds.isFolded(index) == isFolded)
        return false;
    if (!isFolded) {
        m_folds.unfold(index);
        return true;
    }
    const auto fold = foldFrom(index);
    if (fold && fold->hidden > 0)
        m_folds.fold(*fold);
    return fold && fold->hidden > 0;
}

std::optional<QString> MarkupRows::text(CodeRange range, qint64 most) const
{
    const qint64 from = m_folds.rowOf(range.from.row), to = m_folds.rowOf(range.to.row);
    const QList<CodeRow> last = m_raw.rows(to, 1);
    const bool isBehindFold = m_folds.isFolded(to) && !last.isEmpty() && range.to.column > last.constFirst().text.size();
    if (!isBehindFold)
        return m_raw.text({{from, range.from.column}, {to, range.to.column}}, most);
    const bool isLast = range.to.row + 1 >= rowCount();
    const qint64 end = (isLast ? m_raw.rowCount() : m_folds.rowOf(range.to.row + 1)) - 1;
    return m_raw.text({{from, range.from.column}, {end, std::numeric_limits<int>::max()}}, most);
}

QString MarkupRows::hint(CodePlace place) const
{
    return m_raw.hint({m_folds.rowOf(place.row), place.column});
}

bool MarkupRows::isBlank() const
{
    return m_raw.isBlank();
}

qint64 MarkupRows::rowOf(qint64 offset) const
{
    return m_folds.shownOf(m_raw.rowOf(offset));
}

CodePlace MarkupRows::placeOf(qint64 offset) const
{
    const CodePlace place = m_raw.placeOf(offset);
    const qint64 shown = m_folds.shownOf(place.row);
    if (m_folds.rowOf(shown) == place.row)
        return {shown, place.column};
    const QList<CodeRow> one = rows(shown, 1);
    return {shown, one.isEmpty() ? 0 : int(one.constFirst().text.size())};
}

qint64 MarkupRows::offsetOf(CodePlace place) const
{
    return m_raw.offsetOf({m_folds.rowOf(place.row), place.column});
}

QList<ByteRange> MarkupRows::bytesShown(qint64 first, qint64 count) const
{
    QList<ByteRange> ranges;
    for (const Run &run : runs(first, count)) {
        for (const ByteRange &range : m_raw.bytesShown(run.row, run.count))
            addRange(&ranges, range);
    }
    return ranges;
}

void MarkupRows::reveal(qint64 offset)
{
    for (const Fold &fold : m_folds.around(m_raw.rowOf(offset)))
        m_folds.unfold(fold.from);
}

}
