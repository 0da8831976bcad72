#include "ui/composer/QueryRows.h"

#include <vector>

namespace tessera::ui {

namespace {

using Row = QueryRows::Row;

bool isSameText(const Row &a, const Row &b)
{
    return a.name == b.name && a.value == b.value;
}

// Longest common subsequence of two lists of rows: for each new one the old one it is, or -1.
std::vector<qsizetype> matches(const QList<Row> &before, const QList<Row> &after)
{
    std::vector<qsizetype> found(std::size_t(after.size()), -1);
    qsizetype head = 0;
    while (head < before.size() && head < after.size() && isSameText(before.at(head), after.at(head))) {
        found[std::size_t(head)] = head;
        ++head;
    }
    qsizetype tail = 0;
    while (tail < before.size() - head && tail < after.size() - head
        && isSameText(before.at(before.size() - 1 - tail), after.at(after.size() - 1 - tail))) {
        found[std::size_t(after.size() - 1 - tail)] = before.size() - 1 - tail;
        ++tail;
    }
    const qsizetype rows = before.size() - head - tail, columns = after.size() - head - tail;
    if (rows == 0 || columns == 0 || rows * columns > 4'000'000)
        return found;
    std::vector<int> length(std::size_t((rows + 1) * (columns + 1)), 0);
    const auto at = [&](qsizetype i, qsizetype j) -> int & { return length[std::size_t(i * (columns + 1) + j)]; };
    for (qsizetype i = rows - 1; i >= 0; --i) {
        for (qsizetype j = columns - 1; j >= 0; --j)
            at(i, j) = isSameText(before.at(head + i), after.at(head + j)) ? at(i + 1, j + 1) + 1 : qMax(at(i + 1, j), at(i, j + 1));
    }
    for (qsizetype i = 0, j = 0; i < rows && j < columns;) {
        if (isSameText(before.at(head + i), after.at(head + j)))
            found[std::size_t(head + j++)] = head + i++;
        else
            at(i + 1, j) >= at(i, j + 1) ? ++i : ++j;
    }
    return found;
}

}

QueryRows::QueryRows(const QString &url, const QList<ParkedItem> &parked)
{
    fill(url, parked);
}

void QueryRows::fill(const QString &url, const QList<ParkedItem> &parked)
{
    m_query = UrlQuery(url);
    m_entries.clear();
    for (const auto &item : std::as_const(m_query.items))
        m_entries.append({true, item});
    m_query.items.clear();
    qsizetype before = 0; // parked ones so far
    for (const auto &item : parked) {
        const auto place = qBound(before, item.after + before, m_entries.size());
        m_entries.insert(place, {false, {item.text}});
        ++before;
    }
    remember();
}

void QueryRows::remember()
{
    for (const Entry &entry : std::as_const(m_entries))
        m_spellings.insert({entry.item.name(), entry.item.value()}, entry.item.text);
}

QList<QueryRows::Row> QueryRows::rows() const
{
    QList<Row> rows;
    for (const Entry &entry : m_entries) {
        if (entry.isShown())
            rows.append(entry.row());
    }
    return rows;
}

QueryRows::Entry QueryRows::entryFor(const Row &row, const Entry *replaced) const
{
    const QString known = m_spellings.value({row.name, row.value});
    if (!known.isEmpty())
        return {row.isOn, {known}};
    Entry entry{row.isOn, UrlQuery::Item::of(row.name, row.value)};
    if (replaced && !replaced->item.hasValue() && row.value.isEmpty() && !row.name.isEmpty())
        entry.item.text.chop(1); // "flag" stays without "="
    return entry;
}

void QueryRows::setRows(const QList<Row> &rows)
{
    const QList<Row> before = this->rows();
    if (rows == before)
        return;
    const auto found = matches(before, rows);
    std::vector<qsizetype> shown; // row of before -> entry
    for (qsizetype i = 0; i < m_entries.size(); ++i) {
        if (m_entries.at(i).isShown())
            shown.push_back(i);
    }
    QList<Entry> entries;
    qsizetype next = 0; // entry that is not yet taken over or left out
    const auto takeHidden = [&](qsizetype until) {
        for (; next < until; ++next) {
            if (!m_entries.at(next).isShown())
                entries.append(m_entries.at(next));
        }
    };
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const qsizetype old = found[std::size_t(i)];
        if (old >= 0) {
            const qsizetype place = shown[std::size_t(old)];
            takeHidden(place);
            entries.append({rows.at(i).isOn, m_entries.at(place).item});
            next = place + 1;
            continue;
        }
        // In the place of one that is gone, or between two that stayed.
        while (next < m_entries.size() && !m_entries.at(next).isShown())
            entries.append(m_entries.at(next++));
        const bool isFree = next < m_entries.size()
            && std::find(found.begin(), found.end(), qsizetype(std::find(shown.begin(), shown.end(), next) - shown.begin())) == found.end();
        entries.append(entryFor(rows.at(i), isFree ? &m_entries.at(next) : nullptr));
        if (isFree)
            ++next;
    }
    takeHidden(m_entries.size());
    m_entries = entries;
    remember();
}

QString QueryRows::url() const
{
    UrlQuery query = m_query;
    for (const Entry &entry : m_entries) {
        if (entry.isOn)
            query.items.append(entry.item);
    }
    return query.url();
}

void QueryRows::setUrl(const QString &url)
{
    if (url == this->url())
        return;
    QList<ParkedItem> parked = this->parked();
    const auto items = UrlQuery(url).items;
    if (items.size() == UrlQuery(this->url()).items.size() + 1) {
        for (qsizetype i = 0; i < parked.size(); ++i) {
            if (items.value(parked.at(i).after).text != parked.at(i).text)
                continue;
            parked.removeAt(i);
            for (; i < parked.size(); ++i)
                ++parked[i].after;
        }
    }
    fill(url, parked);
}

QList<QueryRows::ParkedItem> QueryRows::parked() const
{
    QList<ParkedItem> parked;
    qsizetype on = 0;
    for (const Entry &entry : m_entries) {
        if (entry.isOn)
            ++on;
        else
            parked.append({on, entry.item.text});
    }
    return parked;
}

}
