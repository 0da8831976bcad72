#pragma once

#include <QtCore/QList>
#include <QtWidgets/QScrollBar>

namespace tessera::ui {

class Theme;

// A scroll bar that shows where in the whole something is, such as what was found.
class MarkedScrollBar : public QScrollBar {
    Q_OBJECT
public:
    explicit MarkedScrollBar(const Theme &theme, QWidget *parent = nullptr);
    void setMarks(const QList<double> &marks); // 0: at the beginning, 1: at the end
    [[nodiscard]] const QList<double> &marks() const { return m_marks; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QList<double> m_marks;
};

}
