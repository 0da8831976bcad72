#pragma once

#include <QtWidgets/QSplitter>

namespace tessera::ui {

class SettingsStore;
class Theme;
class TimelinePanel;

// The work, and the timeline across the window below it: as high as it was the last time, and away where it was put away, or
// where nobody has said so and the window is low.
class BottomDock : public QSplitter {
    Q_OBJECT
public:
    BottomDock(const Theme &theme, QWidget *work, TimelinePanel *timeline, SettingsStore &settings, QWidget *parent = nullptr);

    void setShown(bool isShown);
    [[nodiscard]] bool isShown() const;

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void measure();
    void apply();
    void place();

    const Theme &m_theme;
    TimelinePanel *m_timeline;
    SettingsStore &m_settings;
    int m_height = 0; // of the timeline, where the work leaves it so much
};

}
