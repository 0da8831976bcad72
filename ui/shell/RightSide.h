#pragma once

#include <QtWidgets/QSplitter>

namespace tessera::ui {

class SettingsStore;
class Theme;

// The right side of the window: the credentials, and below them the token that is looked into, which can be put away and
// comes back as high as it was.
class RightSide : public QSplitter {
    Q_OBJECT
public:
    RightSide(const Theme &theme, QWidget *cards, QWidget *inspector, SettingsStore &settings, QWidget *parent = nullptr);

    void setInspectorShown(bool isShown);
    [[nodiscard]] bool isInspectorShown() const;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void measure();
    void applyHeights();

    const Theme &m_theme;
    SettingsStore &m_settings;
};

}
