#pragma once

#include <QtWidgets/QSplitter>

namespace tessera::ui {

class SettingsStore;

// Left side, work, right side; each side can be put away, and comes back as wide as it was. Where there is no room for the
// three of them one side waits until there is: the right one, unless it was asked for last.
class WorkArea : public QSplitter {
    Q_OBJECT
public:
    WorkArea(QWidget *left, QWidget *middle, QWidget *right, SettingsStore &settings, QWidget *parent = nullptr);

    enum class Side { Left, Right };
    void setShown(Side side, bool isShown);
    [[nodiscard]] bool isShown(Side side) const; // and does not wait

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void showSides();
    void applyWidths();
    void keepWidths();

    SettingsStore &m_settings;
    Side m_staying = Side::Left; // where there is room for one
};

}
