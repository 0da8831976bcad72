#pragma once

#include "app/template/VariableScope.h"
#include "ui/composer/AddedRow.h"

#include <QtWidgets/QWidget>

class QPushButton;
class QStackedWidget;

namespace tessera::ui {

class BodyEditor;
class KeptNote;
class KeyValueTable;
class Theme;

// The composed headers as a table or as a text, and under the table those that the credential and the body will add. Both
// forms hold the same rows; what was written as a text is undone in the table as one step.
class HeadersPanel : public QWidget {
    Q_OBJECT
public:
    explicit HeadersPanel(const Theme &theme, QWidget *parent = nullptr);

    [[nodiscard]] const QList<RequestDocument::Row> &rows() const;
    void setRows(const QList<RequestDocument::Row> &rows);
    [[nodiscard]] int count() const; // rows that are sent, with the added ones
    void setAdded(const QList<AddedRow> &added);
    void setScope(const VariableScope &scope); // what {{names}} mean
    void setNotKept(const QStringList &withheld, const QStringList &missing);
    void showError(const QString &name, const QString &message); // empty name: somewhere
    void clearErrors();
    void commit();
    // As if the person had done it. A row of that name that is there is switched on, and keeps its value where it has one.
    void add(const QString &name, const QString &value);
    void switchOff(const QString &name); // every row of that name
    void setTextShown(bool isTextShown);
    [[nodiscard]] bool isTextShown() const { return m_isTextShown; }
    // The switch between the two, for whoever shows this panel.
    [[nodiscard]] QPushButton &formSwitch() const { return *m_switch; }
    // Why a row can't be sent as it is, as far as that is known before; empty: nothing.
    [[nodiscard]] static QString faultOf(const RequestDocument::Row &row, const VariableScope &scope);

Q_SIGNALS:
    void edited(); // by the person

private:
    [[nodiscard]] BodyEditor *makeText();

    const Theme &m_theme;
    KeyValueTable *m_table;
    BodyEditor *m_text = nullptr; // made when it is looked at first
    QStackedWidget *m_forms;
    QPushButton *m_switch;
    KeptNote *m_note;
    VariableScope m_scope;
    int m_added = 0;
    bool m_isTextShown = false;
    bool m_isSetting = false;
};

}
