#include "ui/composer/QueryRows.h"

#include "app/base/SequenceDiff.h"

#include <QtCore/QSet>

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

namespace tessera::ui {

namespace {

using Row = QueryRows::Row;

// For each new row the old one it is, or -1.
std::vector<qsizetype> matches(const QList<Row> &before, const QList<Row> &after)
{
    QHash<std::pair<QString, QString>, quint64> texts;
    const auto fingerprints = [&texts](const QList<Row> &rows) {
        std::vector<quint64> prints;
        prints.reserve(std::size_t(rows.size()));
        for (const Row &row : rows) {
            const std::pair text(row.name, row.value);
            const auto known = texts.constFind(text);
            prints.push_back(known != texts.cend() ? *known : *texts.insert(text, quint64(texts.size())));
        }
        return prints;
    };
    const auto old = fingerprints(before), now = fingerprints(after);
    std::vector<qsizetype> found(now.size(), -1);
    for (const auto &match : SequenceDiff::between(old, now).matches)
        std::iota(found.begin() + match.second, found.begin() + match.second + match.count, qsizetype(match.first));
    return found;
}

}

QueryRows::QueryRows(const QString &url, const QList<ParkedItem> &parked)
{
    fill(url, parked);
}

void QueryRows::fill(const QString &url, QList<ParkedItem> parked)
{
    m_query = UrlQuery(url);
    m_url = url;
    const auto items = std::exchange(m_query.items, {});
    std::stable_sort(parked.begin(), parked.end(), [](const ParkedItem &a, const ParkedItem &b) { return a.after < b.after; });
    QList<Entry> entries;
    entries.reserve(items.size() + parked.size());
    auto next = parked.cbegin();
    for (qsizetype i = 0; i <= items.size(); ++i) {
        for (; next != parked.cend() && (next->after <= i || i == items.size()); ++next)
            entries.append({false, {next->text}, {}, {}});
        if (i < items.size())
            entries.append({true, items.at(i), {}, {}});
    }
    read(entries);
    m_entries = entries;
}

// Fills in names and values, from the entries before where they begin or end alike.
void QueryRows::read(QList<Entry> &entries) const
{
    const auto take = [](Entry &entry, const Entry &known) {
        const bool isSame = entry.item == known.item;
        if (isSame) {
            entry.name = known.name;
            entry.value = known.value;
        }
        return isSame;
    };
    const qsizetype common = qMin(entries.size(), m_entries.size());
    qsizetype head = 0;
    while (head < common && take(entries[head], m_entries.at(head)))
        ++head;
    qsizetype tail = 0;
    while (tail < common - head && take(entries[entries.size() - 1 - tail], m_entries.at(m_entries.size() - 1 - tail)))
        ++tail;
    for (qsizetype i = head; i < entries.size() - tail; ++i) {
        entries[i].name = entries.at(i).item.name();
        entries[i].value = entries.at(i).item.value();
    }
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
    UrlQuery::Item item = known.isEmpty() ? UrlQuery::Item::of(row.name, row.value) : UrlQuery::Item{known};
    if (known.isEmpty() && replaced && !replaced->item.hasValue() && row.value.isEmpty() && !row.name.isEmpty())
        item.text.chop(1); // "flag" stays without "="
    return {row.isOn, item, item.name(), item.value()};
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
    std::vector<bool> isKept(std::size_t(m_entries.size()), false);
    for (const qsizetype old : found) {
        if (old >= 0)
            isKept[std::size_t(shown[std::size_t(old)])] = true;
    }
    QSet<std::pair<QString, QString>> come;
    for (qsizetype i = 0; i < rows.size(); ++i) {
        if (found[std::size_t(i)] < 0)
            come.insert({rows.at(i).name, rows.at(i).value});
    }
    // Those that are gone last: where two read alike, the one that comes is rather the one that went.
    for (const bool isStaying : {true, false}) {
        for (qsizetype i = 0; i < m_entries.size(); ++i) {
            const Entry &entry = m_entries.at(i);
            if (isKept[std::size_t(i)] != isStaying || !entry.isShown() || (isStaying && come.isEmpty()))
                continue;
            if (!isStaying || come.contains({entry.name, entry.value}))
                m_spellings.insert({entry.name, entry.value}, entry.item.text);
        }
    }
    QList<Entry> entries;
    entries.reserve(rows.size());
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
            entries.append(m_entries.at(place));
            entries.last().isOn = rows.at(i).isOn;
            next = place + 1;
            continue;
        }
        // In the place of one that is gone, or between two that stayed.
        while (next < m_entries.size() && !m_entries.at(next).isShown())
            entries.append(m_entries.at(next++));
        const bool isFree = next < m_entries.size() && !isKept[std::size_t(next)];
        entries.append(entryFor(rows.at(i), isFree ? &m_entries.at(next) : nullptr));
        if (isFree)
            ++next;
    }
    takeHidden(m_entries.size());
    m_entries = entries;
    UrlQuery query = m_query;
    for (const Entry &entry : std::as_const(m_entries)) {
        if (entry.isOn)
            query.items.append(entry.item);
    }
    m_url = query.url();
}

// As many as are cut from the URL, where no {{ of one row meets the }} of another.
qsizetype QueryRows::itemCount() const
{
    const auto on = std::count_if(m_entries.cbegin(), m_entries.cend(), [](const Entry &entry) { return entry.isOn; });
    const bool isBare = on == 1 && m_url.size() == m_query.before.size() + 1 + m_query.fragment.size();
    return isBare ? 0 : on;
}

void QueryRows::setUrl(const QString &url)
{
    if (url == m_url)
        return;
    QList<ParkedItem> parked = this->parked();
    if (!parked.isEmpty()) {
        const auto items = UrlQuery(url).items;
        if (items.size() == itemCount() + 1) {
            for (qsizetype i = 0; i < parked.size(); ++i) {
                if (items.value(parked.at(i).after).text != parked.at(i).text)
                    continue;
                parked.removeAt(i);
                for (; i < parked.size(); ++i)
                    ++parked[i].after;
            }
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
