#pragma once

#include "app/workspace/RequestDocument.h"
#include "app/workspace/UrlQuery.h"

#include <QtCore/QHash>

namespace tessera::ui {

// The rows of the Params table and the URL, two views of one text: the items of the query, and between them those that are
// switched off. A change in one touches its own item in the other and leaves every other character as it was. What is the
// same as before is not read again: the URL may be long, and comes anew with each key.
class QueryRows {
public:
    using Row = RequestDocument::Row;
    using ParkedItem = RequestDocument::ParkedItem;

    QueryRows() = default;
    QueryRows(const QString &url, const QList<ParkedItem> &parked);

    [[nodiscard]] QList<Row> rows() const;
    // What the table holds now. Rows that only moved up, down, on or off keep their spelling; one that comes back (undo) gets
    // the spelling it had, and a copy that of the row it was made from.
    void setRows(const QList<Row> &rows);

    [[nodiscard]] const QString &url() const { return m_url; }
    // What the URL is now. An item that comes back to where one was switched off (undo) takes that one's place.
    void setUrl(const QString &url);
    [[nodiscard]] QList<ParkedItem> parked() const;

private:
    struct Entry {
        bool isOn = true;
        UrlQuery::Item item;
        QString name, value; // of the item, as a person reads them
        [[nodiscard]] bool isShown() const { return !item.text.isEmpty(); } // "a=1&&b=2" has an empty one
        [[nodiscard]] Row row() const { return {isOn, name, value}; }
    };
    void fill(const QString &url, QList<ParkedItem> parked);
    void read(QList<Entry> &entries) const;
    [[nodiscard]] Entry entryFor(const Row &row, const Entry *replaced) const;
    [[nodiscard]] qsizetype itemCount() const;

    UrlQuery m_query; // without its items
    QList<Entry> m_entries;
    QString m_url;
    QHash<std::pair<QString, QString>, QString> m_spellings; // of name and value of rows that are gone, or were copied
};

}
