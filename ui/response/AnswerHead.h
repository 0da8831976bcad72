#pragma once

#include <QtWidgets/QWidget>

namespace tessera::ui {

class AnswerFigures;
class SegmentedControl;
class TabStrip;
class Theme;

// The line above an answer: its tabs, which of several answers is shown, and its figures. The tabs stay whole as long as the
// figures can give way.
class AnswerHead : public QWidget {
    Q_OBJECT
public:
    AnswerHead(const Theme &theme, TabStrip &tabs, SegmentedControl &attempts, AnswerFigures &figures, QWidget *parent = nullptr);

protected:
    bool event(QEvent *event) override;

private:
    void fit();

    TabStrip &m_tabs;
    SegmentedControl &m_attempts;
    AnswerFigures &m_figures;
};

}
