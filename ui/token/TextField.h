#pragma once

#include <QtWidgets/QPlainTextEdit>

namespace tessera::ui {

class Theme;

// A field of several lines for what machines wrote: it looks like the other fields, the tab key leaves it, and nothing of
// what was in it can be brought back by undoing.
class TextField : public QPlainTextEdit {
    Q_OBJECT
public:
    TextField(const Theme &theme, int designHeight, QWidget *parent = nullptr); // in pixels at 100 %

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
};

}
