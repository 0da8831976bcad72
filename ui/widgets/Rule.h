#pragma once

#include <QtWidgets/QWidget>

namespace tessera::ui {

class Theme;

// A line between two parts.
class Rule : public QWidget {
    Q_OBJECT
public:
    explicit Rule(const Theme &theme, Qt::Orientation orientation = Qt::Horizontal, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
};

}
