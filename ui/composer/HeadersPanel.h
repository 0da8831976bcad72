#pragma once

#include "ui/composer/AddedRow.h"

#include <QtWidgets/QWidget>

namespace tessera::ui {

class KeptNote;
class KeyValueTable;
class Theme;

// The composed headers, and under them those that the credential and the body will add.
class HeadersPanel : public QWidget {
    Q_OBJECT
public:
    explicit HeadersPanel(const Theme &theme, QWidget *parent = nullptr);

    [[nodiscard]] const QList<RequestDocument::Row> &rows() const;
    void setRows(const QList<RequestDocument::Row> &rows);
    [[nodiscard]] int count() const; // rows that are sent, with the added ones
    void setAdded(const QList<AddedRow> &added);
    void setNotKept(const QStringList &withheld, const QStringList &missing);
    void showError(const QString &name, const QString &message); // empty name: somewhere
    void clearErrors();
    void commit();

Q_SIGNALS:
    void edited(); // by the person

private:
    KeyValueTable *m_table;
    KeptNote *m_note;
    int m_added = 0;
};

}
