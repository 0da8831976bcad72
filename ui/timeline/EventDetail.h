#pragma once

#include "app/timeline/TimelineEvent.h"

#include <QtWidgets/QWidget>

class QToolButton;

namespace tessera::ui {

class ElidedLabel;
class TextLabel;
class Theme;

// All that one event of the timeline says, in a line or two below the lanes, until it is closed or another takes its place.
class EventDetail : public QWidget {
    Q_OBJECT
public:
    explicit EventDetail(const Theme &theme, QWidget *parent = nullptr);

    void tell(const TimelineEvent &event);
    void clear();
    void setLow(bool isLow); // one line, cut where it must be: the lanes need the room
    [[nodiscard]] const CredentialId &lane() const { return m_lane; } // empty: nothing is told

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void measure();

    const Theme &m_theme;
    CredentialId m_lane;
    TextLabel *m_text;
    ElidedLabel *m_line; // the same, where there is little room
    QToolButton *m_close;
};

}
