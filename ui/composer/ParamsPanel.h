#pragma once

#include "app/template/VariableScope.h"
#include "ui/composer/AddedRow.h"
#include "ui/composer/QueryRows.h"

#include <QtCore/QHash>
#include <QtWidgets/QWidget>

namespace tessera::ui {

class KeptNote;
class KeyValueTable;
class Theme;

// The query of the URL as a table, and above it the values of the variables in its path, where it has some.
class ParamsPanel : public QWidget {
    Q_OBJECT
public:
    explicit ParamsPanel(const Theme &theme, QWidget *parent = nullptr);

    // Another request.
    void setQuery(const QString &url, const QList<RequestDocument::ParkedItem> &parked, const QList<RequestDocument::Row> &pathVariables);
    void setUrl(const QString &url); // the URL was edited
    [[nodiscard]] QList<RequestDocument::ParkedItem> parked() const { return m_query.parked(); }
    [[nodiscard]] const QList<RequestDocument::Row> &pathVariables() const;
    [[nodiscard]] int count() const; // rows that are sent, and path variables
    void showError(const QString &field, const QString &message); // "path:NAME", "query:NAME"
    void clearErrors();
    void setScope(const VariableScope &scope); // what {{names}} mean
    void setAdded(const QList<AddedRow> &added);
    void setNotKept(const QStringList &withheld, const QStringList &missing);
    void commit();

Q_SIGNALS:
    void edited(const QString &url); // by the person: the URL that follows, and parked()

private:
    void takePath();
    void showPath(QList<RequestDocument::Row> rows);

    const Theme &m_theme;
    QueryRows m_query;
    QWidget *m_pathPart;
    KeyValueTable *m_path;
    QList<RequestDocument::Row> m_pathRows; // as last seen: a name that differs was changed
    QHash<QString, QString> m_pathValues; // of each name, as last written: a URL that is written anew gets them back
    QWidget *m_queryTitle;
    KeyValueTable *m_table;
    KeptNote *m_note;
};

}
