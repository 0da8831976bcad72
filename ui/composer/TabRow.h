#pragma once

#include <QtWidgets/QWidget>

class QToolButton;

namespace tessera::ui {

class TabStrip;
class Theme;

// The tabs of the open requests, and behind them what belongs to them: a new one, and the list of all where they have no
// room. No tab is cut off at an edge.
class TabRow : public QWidget {
    Q_OBJECT
public:
    TabRow(const Theme &theme, TabStrip *strip, QWidget *parent = nullptr);

Q_SIGNALS:
    void newRequested();
    void chosen(int index); // from the list

protected:
    bool event(QEvent *event) override;

private:
    void measure();
    void fit();
    void openList();

    const Theme &m_theme;
    TabStrip *m_strip;
    QToolButton *m_add, *m_all;
};

}
