#pragma once

#include "ui/response/WaterfallRow.h"
#include "ui/theme/Token.h"

#include <QtWidgets/QWidget>

namespace tessera::ui {

class Theme;

[[nodiscard]] Token tokenOf(TimingPhase::Kind kind);

// The time of a whole exchange: a row for each hop with its phases one after the other, an axis, and what the colours mean.
class Waterfall : public QWidget {
    Q_OBJECT
public:
    explicit Waterfall(const Theme &theme, QWidget *parent = nullptr);
    void setHops(const QList<HttpHop> &hops);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    [[nodiscard]] QRectF track() const;
    void paintAxis(QPainter &painter, const QRectF &track) const;
    void paintRow(QPainter &painter, const QRectF &track, int index) const;
    void paintLegend(QPainter &painter) const;
    [[nodiscard]] double xOf(const QRectF &track, std::chrono::microseconds time) const;

    const Theme &m_theme;
    QList<WaterfallRow> m_rows;
    std::chrono::microseconds m_whole{0};
};

}
