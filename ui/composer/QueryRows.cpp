#include "ui/composer/QueryRows.h"

namespace tessera::ui {

namespace {

QueryRows::Row rowOf(bool isOn, const UrlQuery::Item &item)
{
    return {isOn, item.name(), item.value()};
}

}

QueryRows::QueryRows(const QString &url, const QList<RequestDocument::ParkedItem> &parked)
    : m_query(url)
{
    for (const auto &item : std::as_const(m_query.items))
        m_entries.append({true, item});
    m_query.items.clear();
    qsizetype before = 0; // parked ones so far
    for (const auto &item : parked) {
        const auto at = qBound(before, item.after + before, m_entries.size());
        m_entries.insert(at, {false, {item.text}});
        ++before;
    }
}

QList<qsizetype> QueryRows::shown() const
{
    QList<qsizetype> indices;
    for (qsizetype i = 0; i < m_entries.size(); ++i) {
        if (!m_entries.at(i).item.text.isEmpty())
            indices.append(i);
    }
    return indices;
}

QList<QueryRows::Row> QueryRows::rows() const
{
    QList<Row> rows;
    for (const auto index : shown())
        rows.append(rowOf(m_entries.at(index).isOn, m_entries.at(index).item));
    return rows;
}

void QueryRows::set(qsizetype row, const Row &value)
{
    Entry &entry = m_entries[shown().at(row)];
    const Row old = rowOf(entry.isOn, entry.item);
    entry.isOn = value.isOn;
    if (value.name == old.name && value.value == old.value)
        return;
    const bool isFlag = !entry.item.hasValue() && value.value.isEmpty();
    entry.item = UrlQuery::Item::of(value.name, value.value);
    if (isFlag && !value.name.isEmpty())
        entry.item.text.chop(1);
}

void QueryRows::append(const Row &value)
{
    m_entries.append({value.isOn, UrlQuery::Item::of(value.name, value.value)});
}

void QueryRows::remove(qsizetype row)
{
    m_entries.removeAt(shown().at(row));
}

void QueryRows::move(qsizetype from, qsizetype to)
{
    const auto indices = shown();
    m_entries.move(indices.at(from), indices.at(to));
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

QList<RequestDocument::ParkedItem> QueryRows::parked() const
{
    QList<RequestDocument::ParkedItem> parked;
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
