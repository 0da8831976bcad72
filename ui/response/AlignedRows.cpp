#include "ui/response/AlignedRows.h"

#include <algorithm>

namespace tessera::ui {

namespace {

QString textOf(const BodyDocument &document, qint64 row)
{
    const QList<CodeRow> one = document.rows(row, 1);
    return one.isEmpty() ? QString() : one.constFirst().text;
}

// What of a row is not in the one beside it; none where nearly all of it is.
QList<CodeSpan> changedIn(const QString &own, const QString &other)
{
    const QByteArray bytes = own.toUtf8();
    const LineDiff::Inside inside = LineDiff::inside(bytes, other.toUtf8());
    const int from = BodyDocument::columnsOf(QByteArrayView(bytes).first(inside.from));
    const int length = BodyDocument::columnsOf(QByteArrayView(bytes).sliced(inside.from, inside.beforeSize));
    const qsizetype words = own.trimmed().size();
    if (length == 0 || length >= words)
        return {};
    return {{CodeSpan::Kind::Plain, from, length}};
}

}

AlignedRows::AlignedRows(Texts texts, ComparedSide side)
    : m_texts(std::move(texts))
    , m_side(side)
{
}

qint64 AlignedRows::rowCount() const
{
    return m_texts.alignment->rowCount();
}

qint64 AlignedRows::lineCount() const
{
    return own().lineCount();
}

QList<CodeRow> AlignedRows::rows(qint64 first, qint64 count) const
{
    QList<CodeRow> rows;
    const qint64 end = std::min(first + count, rowCount());
    for (qint64 i = std::max<qint64>(0, first); i < end; ++i) {
        const RowAlignment::Row aligned = m_texts.alignment->at(i);
        const QList<CodeRow> one = ownRow(aligned) < 0 ? QList<CodeRow>() : own().rows(ownRow(aligned), 1);
        CodeRow row = one.value(0);
        row.fold = CodeRow::Fold::None; // the other side would not follow
        row.remark.clear();
        if (one.isEmpty()) {
            row.ground = CodeRow::Ground::Absent;
        } else if (!aligned.isSame) {
            const bool isBefore = m_side == ComparedSide::Before;
            row.ground = isBefore ? CodeRow::Ground::Removed : CodeRow::Ground::Added;
            const qint64 beside = isBefore ? aligned.after : aligned.before;
            if (beside >= 0)
                row.changed = changedIn(row.text, textOf(isBefore ? *m_texts.after : *m_texts.before, beside));
        }
        rows.append(row);
    }
    return rows;
}

QString AlignedRows::hint(CodePlace place) const
{
    const qint64 row = ownRow(m_texts.alignment->at(place.row));
    return row < 0 ? QString() : own().hint({row, place.column});
}

}
