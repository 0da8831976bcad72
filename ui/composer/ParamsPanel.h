#pragma once

#include "app/template/VariableScope.h"
#include "ui/composer/AddedRow.h"
#include "ui/composer/QueryRows.h"

#include <QtWidgets/QWidget>

namespace tessera::ui {

class KeptNote;
class KeyValueTable;
class Theme;

// The query of the URL as a table.
class ParamsPanel : public QWidget {
    Q_OBJECT
public:
    explicit ParamsPanel(const Theme &theme, QWidget *parent = nullptr);

    void setQuery(const QString &url, const QList<RequestDocument::ParkedItem> &parked); // another request
    void setUrl(const QString &url); // the URL was edited
    [[nodiscard]] QList<RequestDocument::ParkedItem> parked() const { return m_query.parked(); }
    [[nodiscard]] int count() const; // rows that are sent
    void setScope(const VariableScope &scope); // what {{names}} mean
    void setAdded(const QList<AddedRow> &added);
    void setNotKept(const QStringList &withheld, const QStringList &missing);
    void commit();

Q_SIGNALS:
    void edited(const QString &url); // by the person: the URL that follows, and parked()

private:
    QueryRows m_query;
    KeyValueTable *m_table;
    KeptNote *m_note;
};

}
