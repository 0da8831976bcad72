#pragma once

#include "ui/timeline/TimelineLanes.h"

#include <QtWidgets/QWidget>

class QHBoxLayout;
class QStackedWidget;
class QToolButton;

namespace tessera {
class Clock;
}

namespace tessera::ui {

class CredentialSource;
class EventDetail;
template <typename Part> class OnDemand;
class TextLabel;
class Theme;
class Ticker;
class TimelineAxis;
class TimelineChart;
class TimelineTable;

// The whole timeline: its head with the axis and what can be done, and below it the lanes, or the same events as a table.
class TimelinePanel : public QWidget {
    Q_OBJECT
public:
    TimelinePanel(const Theme &theme, Ticker &ticker, const TimelineLanes &lanes, const CredentialSource &source, QWidget *parent = nullptr);

    [[nodiscard]] TimelineChart &chart() const { return *m_chart; }
    void setTableShown(bool isShown);
    void setTrouble(const QString &message); // the events can't be kept; empty: all is well
    [[nodiscard]] int usualHeight() const; // of a few lanes; there may be more

Q_SIGNALS:
    // An event was clicked; its details are shown here.
    void inspectRequested(const tessera::CredentialId &id, const tessera::TimelineEvent &event);
    void putAwayRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QToolButton *makeButton(const QString &name, const QString &text, const QString &tip);
    [[nodiscard]] QWidget *makeHead();
    [[nodiscard]] TimelineTable *makeTable(const Clock &clock);
    void connectParts();
    void inspect(const CredentialId &id, const TimelineEvent &event);
    void render();
    void measure();

    const Theme &m_theme;
    const TimelineLanes &m_lanes;
    TimelineChart *m_chart;
    TimelineAxis *m_axis;
    OnDemand<TimelineTable> *m_table;
    QStackedWidget *m_head, *m_body;
    QHBoxLayout *m_row;
    QWidget *m_title, *m_empty;
    EventDetail *m_detail;
    QWidget *m_zoom; // how long a time is seen, and a button on either side
    TextLabel *m_span;
    QToolButton *m_trouble, *m_follow, *m_fit, *m_less, *m_more, *m_legend, *m_asTable, *m_away;
};

}
