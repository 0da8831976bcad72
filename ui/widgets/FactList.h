#pragma once

#include <QtCore/QHash>
#include <QtWidgets/QWidget>

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
    void clear(); // for other names
    [[nodiscard]] QString value(const QString &name) const;

private:
    struct Row {
        TextLabel *name;
        ReadOnlyText *value; // an id or an address has no blanks to break at
    };
    const Theme &m_theme;
    QGridLayout *m_grid;
    QHash<QString, Row> m_rows;
};

}
