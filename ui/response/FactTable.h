#pragma once

#include <QtWidgets/QWidget>

class QGridLayout;

namespace tessera::ui {

class Theme;

// A few facts, one a line: what it is, dim; what it says, as machines wrote it, to be selected and copied.
class FactTable : public QWidget {
    Q_OBJECT
public:
    explicit FactTable(const Theme &theme, QWidget *parent = nullptr);
    void add(const QString &name, const QString &value); // nothing where the value is empty
    void addWarning(const QString &name, const QString &value);
    [[nodiscard]] bool isEmpty() const;

private:
    void addRow(const QString &name, const QString &value, bool isWarning);

    const Theme &m_theme;
    QGridLayout *m_grid;
};

}
