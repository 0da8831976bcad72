#include "ui/timeline/TimelineAxis.h"

#include "ui/theme/Theme.h"
#include "ui/theme/style/Shapes.h"
#include "ui/timeline/AxisMarks.h"
#include "ui/timeline/TimelineChart.h"

#include <QtCore/QDateTime>
#include <QtCore/QLocale>
#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString clockText(UtcTime at, Milliseconds span)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count());
    return QLocale().toString(local, span <= 3min ? u"HH:mm:ss"_s : span <= 24h ? u"HH:mm"_s : u"d MMM HH:mm"_s);
}

}

TimelineAxis::TimelineAxis(const Theme &theme, const TimelineChart &chart, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_chart(chart)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    connect(&chart, &TimelineChart::moved, this, qOverload<>(&QWidget::update));
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

QRectF TimelineAxis::chip(double x, const QString &text) const
{
    const double width = QFontMetricsF(m_theme.font(TextRole::TinyStrong)).horizontalAdvance(text) + m_theme.px(10);
    const double height = m_theme.px(18);
    return {std::clamp(x - width / 2, 0.0, std::max(0.0, this->width() - width)), (this->height() - height) / 2.0, width, height};
}

void TimelineAxis::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const TimeScale &scale = m_chart.scale();
    const UtcTime now = m_chart.now();
    // The chart's scale begins where its names end, wherever this stands beside it.
    const double left = mapFromGlobal(m_chart.viewport()->mapToGlobal(QPoint(m_chart.labelWidth(), 0))).x();
    std::optional<QRectF> nowChip, pointerChip;
    QString nowText = clockText(now, std::min<Milliseconds>(scale.span(), 24h));
    if (scale.shows(now)) {
        if (left + scale.xOf(now) > width()) // its line is further on, below the buttons
            nowText += u" ›"_s;
        nowChip = chip(left + scale.xOf(now), nowText);
    }
    QString pointerText;
    if (const auto pointed = m_chart.pointedAt()) {
        pointerText = clockText(*pointed, scale.span());
        pointerChip = chip(left + scale.xOf(*pointed), pointerText);
    }
    const QFont tiny = m_theme.font(TextRole::Tiny), strong = m_theme.font(TextRole::TinyStrong);
    for (const AxisMark &mark : axisMarks(scale, now, m_theme.px(70))) {
        painter.setFont(mark.isStrong ? strong : tiny);
        const double width = QFontMetricsF(painter.font()).horizontalAdvance(mark.label);
        const QRectF place(left + mark.x - width / 2, 0, width + 1, height());
        const auto isCovered = [&](const std::optional<QRectF> &chip) { return chip && chip->intersects(place.adjusted(-m_theme.px(3), 0, m_theme.px(3), 0)); };
        if (place.right() > this->width() || isCovered(nowChip) || isCovered(pointerChip))
            continue;
        painter.setPen(m_theme.color(mark.isStrong ? Token::Text : Token::Dim));
        painter.drawText(place, Qt::AlignCenter | Qt::TextSingleLine, mark.label);
    }
    painter.setFont(strong);
    if (nowChip) {
        drawBox(painter, *nowChip, m_theme.px(4), m_theme.color(Token::Bad), {});
        painter.setPen(m_theme.color(Token::Panel));
        painter.drawText(*nowChip, Qt::AlignCenter | Qt::TextSingleLine, nowText);
    }
    if (pointerChip && !(nowChip && nowChip->intersects(*pointerChip))) {
        drawBox(painter, *pointerChip, m_theme.px(4), m_theme.color(Token::Raised), m_theme.color(Token::Line));
        painter.setPen(m_theme.color(Token::Text));
        painter.drawText(*pointerChip, Qt::AlignCenter | Qt::TextSingleLine, pointerText);
    }
}

}
