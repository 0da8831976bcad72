#pragma once

#include <QtWidgets/QSplitter>

#include <array>

namespace tessera::ui {

class SettingsStore;
class Theme;

// Left side, work, right side; each side can be put away, and comes back as wide as it was. Where there is no room for the
// three of them one side waits until there is: the right one, unless it was asked for last.
class WorkArea : public QSplitter {
    Q_OBJECT
public:
    WorkArea(const Theme &theme, QWidget *left, QWidget *middle, QWidget *right, SettingsStore &settings, QWidget *parent = nullptr);

    enum class Side { Left, Right };
    void setShown(Side side, bool isShown);
    [[nodiscard]] bool isShown(Side side) const; // and does not wait

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void measure();
    void showSides();
    void applyWidths();
    void keepWidths();

    const Theme &m_theme;
    SettingsStore &m_settings;
    std::array<int, 3> m_least{}; // widths, from the left
    Side m_staying = Side::Left; // where there is room for one
};

}
