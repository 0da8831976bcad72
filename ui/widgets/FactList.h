#pragma once

#include <QtCore/QList>
#include <QtWidgets/QWidget>

#include <utility>

class QGridLayout;

namespace tessera::ui {

class ReadOnlyText;
class TextLabel;
class Theme;

// Names at the left, what is so at the right; rows without a value are not there.
class FactList : public QWidget {
    Q_OBJECT
public:
    explicit FactList(const Theme &theme, QWidget *parent = nullptr);

    // Rows stand in the order in which they were first set. The name is what a person reads.
    void set(const QString &name, const QString &value, bool isMono = false);
    void setAll(const QList<std::pair<QString, QString>> &facts); // in the place of all rows; two may have one name
    [[nodiscard]] QString value(const QString &name) const;

private:
    struct Row {
        QString key;
        TextLabel *name;
        ReadOnlyText *value; // an id or an address has no blanks to break at
    };
    [[nodiscard]] const Row *find(const QString &name) const;
    const Row &add(const QString &name, bool isMono);
    static void fill(const Row &row, const QString &value);

    const Theme &m_theme;
    QGridLayout *m_grid;
    QList<Row> m_rows;
};

}
