#pragma once

#include "ui/theme/Token.h"

#include <QtWidgets/QFrame>

namespace tessera::ui {

class Theme;

// What the marks of the timeline mean, each beside its drawing. Closes by Esc or a click elsewhere.
class TimelineLegend : public QFrame {
    Q_OBJECT
public:
    static TimelineLegend *open(const Theme &theme, QWidget *anchor);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    TimelineLegend(const Theme &theme, QWidget *anchor);
    [[nodiscard]] QStringList words() const;
    void paintSample(QPainter &painter, int entry, const QRectF &row) const;

    const Theme &m_theme;
};

}
