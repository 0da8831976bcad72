#pragma once

#include <QtWidgets/QWidget>

class QLabel;
class QMenu;
class QToolButton;

namespace tessera::ui {

class EnvironmentPicker;
class Theme;

// The name of the program, what it is about, and the menu of everything else.
class TopBar : public QWidget {
    Q_OBJECT
public:
    explicit TopBar(const Theme &theme, QWidget *parent = nullptr);

    [[nodiscard]] EnvironmentPicker &environment() const { return *m_environment; }
    void setMenu(QMenu *menu); // F10 opens it

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintMark();
    void openMenu();

    const Theme &m_theme;
    QLabel *m_mark;
    EnvironmentPicker *m_environment;
    QToolButton *m_menu;
    QMenu *m_contents = nullptr;
};

}
