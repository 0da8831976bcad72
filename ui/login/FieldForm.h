#pragma once

#include "app/auth/profile/AuthProfile.h"
#include "app/base/Secret.h"

#include <QtWidgets/QWidget>

class QGridLayout;

namespace tessera::ui {

class FieldEditor;
class Theme;

// The fields of a profile below one another, in two columns where there are many.
class FieldForm : public QWidget {
    Q_OBJECT
public:
    explicit FieldForm(const Theme &theme, QWidget *parent = nullptr);

    // New and empty. `companion` stands beside the field of that name, or alone where there is no such field.
    void setFields(const QList<Field> &fields, const QString &besideField = {}, QWidget *companion = nullptr);
    [[nodiscard]] FieldEditor *editor(const QString &name) const;
    [[nodiscard]] QMap<QString, Secret> values() const;
    // Below each field what is wrong with it, and nothing below the others. The first of them, or null.
    FieldEditor *showProblems(const QMap<QString, QString> &problems);
    [[nodiscard]] bool isWide() const { return m_isWide; }

Q_SIGNALS:
    void edited(const QString &name);

private:
    const Theme &m_theme;
    QGridLayout *m_grid;
    QList<FieldEditor *> m_editors;
    bool m_isWide = false;
};

}
