#pragma once

#include <QtWidgets/QSplitter>

namespace tessera::ui {

class SettingsStore;

// The right side of the window: the credentials, and below them the token that is looked into, which can be put away and
// comes back as high as it was.
class RightSide : public QSplitter {
    Q_OBJECT
public:
    RightSide(QWidget *cards, QWidget *inspector, SettingsStore &settings, QWidget *parent = nullptr);

    void setInspectorShown(bool isShown);
    [[nodiscard]] bool isInspectorShown() const;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void applyHeights();

    SettingsStore &m_settings;
};

}
