#pragma once

#include "ui/response/TimingPhase.h"

#include <QtWidgets/QWidget>

namespace tessera::ui {

class Theme;

// The waterfall of one hop: a row per phase, with a bar where it lies in the whole and its time at the end.
class TimingBars : public QWidget {
    Q_OBJECT
public:
    explicit TimingBars(const Theme &theme, QWidget *parent = nullptr);
    void setTimings(const HopTimings &timings);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QList<TimingPhase> m_phases;
    std::chrono::microseconds m_total{0};
};

}
