#pragma once

#include <QtWidgets/QWidget>

namespace tessera::ui {

class Theme;
class TimelineChart;

// What stands above the lanes: the moments of the chart's scale, now, and the moment below the pointer.
class TimelineAxis : public QWidget {
    Q_OBJECT
public:
    TimelineAxis(const Theme &theme, const TimelineChart &chart, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QRectF chip(double x, const QString &text) const;

    const Theme &m_theme;
    const TimelineChart &m_chart;
};

}
