#pragma once

#include "ui/timeline/TimelineCursor.h"
#include "ui/timeline/TimelineFrame.h"

#include <QtWidgets/QAbstractScrollArea>

class QGestureEvent;
class QNativeGestureEvent;

namespace tessera::ui {

class Ticker;

// The lanes as a picture that one moves in. The wheel zooms, with Shift it pans, over the names it scrolls; dragging pans;
// a click inspects. Keys: Up and Down between lanes, Left and Right between events, Enter inspects; with Shift the arrows pan;
// + and - zoom, 0 shows everything, N follows now. It repaints when time has moved what is seen, and not while it is hidden.
class TimelineChart : public QAbstractScrollArea {
    Q_OBJECT
public:
    TimelineChart(const Theme &theme, Ticker &ticker, const TimelineLanes &lanes, const CredentialSource &source, QWidget *parent = nullptr);

    [[nodiscard]] const TimeScale &scale() const { return m_scale; }
    void setScale(const TimeScale &scale); // now is left to itself
    [[nodiscard]] UtcTime now() const { return m_now; }
    [[nodiscard]] int labelWidth() const;
    [[nodiscard]] std::optional<UtcTime> pointedAt() const; // the moment below the pointer

    void zoom(double factor); // around now, or the middle
    void fit(); // all that is known, and what is to come
    void setFollowing(bool isFollowing); // now stays where it is and everything else goes by
    [[nodiscard]] bool isFollowing() const { return m_isFollowing; }

    [[nodiscard]] const TimelineCursor &cursor() const { return m_cursor; }
    [[nodiscard]] int paintedItems() const { return m_painted; } // in the last frame
    [[nodiscard]] QString tellAt(const QPoint &position) const; // what a tool tip says there
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void moved(); // another stretch of time, or time itself
    void followingChanged(bool isFollowing);
    void inspectRequested(const tessera::CredentialId &id, const tessera::TimelineEvent &event);

protected:
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    struct Hit {
        int lane = -1;
        QList<qsizetype> events; // of the lane
        std::optional<LaneLife> life;
        bool isOnName = false, isOnNextRefresh = false;
    };
    [[nodiscard]] Hit hitAt(const QPoint &position) const;
    [[nodiscard]] TimelineFrame frame() const;
    [[nodiscard]] double xIn(const QPoint &position) const { return position.x() - labelWidth(); }
    [[nodiscard]] Milliseconds tick();
    [[nodiscard]] Milliseconds untilChange() const;
    void retime();
    void measure();
    void zoomAt(double factor, double x);
    void pan(double pixels);
    void inspect(int lane, qsizetype event);
    void moveCursor(const TimelineCursor &cursor); // and shows it, in picture and words
    void hover(const QPoint &position);
    bool gesture(QGestureEvent *event);
    bool nativeGesture(QNativeGestureEvent *event);
    void moveByKey(QKeyEvent *event);

    const Theme &m_theme;
    Ticker &m_ticker;
    const TimelineLanes &m_lanes;
    const CredentialSource &m_source;
    TimeScale m_scale;
    UtcTime m_now{};
    bool m_isFollowing = true;
    double m_nowShare = 2.0 / 3; // of the width, while it follows
    TimelineCursor m_cursor;
    std::optional<QPoint> m_pointer, m_pressed;
    bool m_isDragging = false;
    int m_painted = 0;
};

}
