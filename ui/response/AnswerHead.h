#pragma once

#include <QtWidgets/QWidget>

class QHBoxLayout;

namespace tessera::ui {

class AnswerFigures;
class SegmentedControl;
class TabStrip;
class Theme;

// The line above an answer: its tabs, which of several answers is shown, and its figures. Where there is no room for all of
// them, the choice of an answer has a line of its own; then the figures too where there is height to spare, else they give way.
// The tabs stay whole.
class AnswerHead : public QWidget {
    Q_OBJECT
public:
    AnswerHead(const Theme &theme, TabStrip &tabs, SegmentedControl &attempts, AnswerFigures &figures, QWidget *parent = nullptr);

    [[nodiscard]] QSize minimumSizeHint() const override; // however many figures there are

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override; // how tall the answer is

private:
    void fit();
    void place(bool isChoiceBelow, bool areFiguresBelow);

    TabStrip &m_tabs;
    SegmentedControl &m_attempts;
    AnswerFigures &m_figures;
    QHBoxLayout *m_line, *m_below;
};

}
