#pragma once

#include "app/workspace/RequestDocument.h"
#include "app/workspace/UrlQuery.h"

namespace tessera::ui {

// The rows of the Params table: the items of a URL's query, and between them those that are switched off. Each change
// touches its own item and leaves every other character of the URL as it was.
class QueryRows {
public:
    using Row = RequestDocument::Row;

    QueryRows() = default;
    QueryRows(const QString &url, const QList<RequestDocument::ParkedItem> &parked);

    [[nodiscard]] QList<Row> rows() const;
    [[nodiscard]] qsizetype size() const { return rows().size(); }
    void set(qsizetype row, const Row &value); // one that is as it was changes nothing
    void append(const Row &value);
    void remove(qsizetype row);
    void move(qsizetype from, qsizetype to);

    [[nodiscard]] QString url() const;
    [[nodiscard]] QList<RequestDocument::ParkedItem> parked() const;

private:
    struct Entry {
        bool isOn = true;
        UrlQuery::Item item;
    };
    [[nodiscard]] QList<qsizetype> shown() const; // indices of the entries that are rows: "a=1&&b=2" has an empty item

    UrlQuery m_query; // items: unused
    QList<Entry> m_entries;
};

}
