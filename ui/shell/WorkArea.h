#pragma once

#include <QtWidgets/QSplitter>

namespace tessera::ui {

class SettingsStore;

// Left side, work, right side; each side can be put away, and comes back as wide as it was. A window that is too narrow for
// three gives the room to the work.
class WorkArea : public QSplitter {
    Q_OBJECT
public:
    WorkArea(QWidget *left, QWidget *middle, QWidget *right, SettingsStore &settings, QWidget *parent = nullptr);

    enum class Side { Left, Right };
    void setShown(Side side, bool isShown);
    [[nodiscard]] bool isShown(Side side) const;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void applyWidths();
    void keepWidths();

    SettingsStore &m_settings;
};

}
