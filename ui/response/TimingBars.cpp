#include "ui/response/TimingBars.h"

#include "ui/response/Waterfall.h"
#include "ui/theme/Theme.h"
#include "ui/theme/style/Shapes.h"
#include "ui/widgets/Quantity.h"

#include <QtGui/QPainter>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr double rowHeight = 22, labelWidth = 64, valueWidth = 76, barHeight = 10;

}

TimingBars::TimingBars(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void TimingBars::setTimings(const HopTimings &timings)
{
    m_phases = TimingPhase::of(timings);
    m_total = timings.total;
    QStringList spoken;
    for (const TimingPhase &phase : std::as_const(m_phases)) {
        m_total = qMax(m_total, phase.start + phase.length);
        spoken += phase.label() + u' ' + Quantity::time(phase.length);
    }
    setAccessibleName(tr("Times: %1").arg(spoken.join(u", "_s)));
    updateGeometry();
    update();
}

QSize TimingBars::sizeHint() const
{
    return {m_theme.px(420), int(m_phases.size()) * m_theme.px(rowHeight)};
}

QSize TimingBars::minimumSizeHint() const
{
    return {m_theme.px(220), sizeHint().height()};
}

void TimingBars::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const int height = m_theme.px(rowHeight);
    const QRectF track(m_theme.px(labelWidth), 0, qMax(1, width() - m_theme.px(labelWidth + valueWidth)), height);
    const double scale = m_total.count() > 0 ? track.width() / double(m_total.count()) : 0;
    for (qsizetype i = 0; i < m_phases.size(); ++i) {
        const TimingPhase &phase = m_phases.at(i);
        const int y = int(i) * height;
        painter.setFont(m_theme.font(TextRole::Small));
        painter.setPen(m_theme.color(Token::Dim));
        painter.drawText(QRect(0, y, m_theme.px(labelWidth), height), Qt::AlignVCenter | Qt::AlignLeft, phase.label());
        const double bar = qMax(double(m_theme.px(2)), double(phase.length.count()) * scale);
        const double left = qMin(track.left() + double(phase.start.count()) * scale, track.right() - bar);
        drawBox(painter, QRectF(left, y + (height - m_theme.px(barHeight)) / 2.0, bar, m_theme.px(barHeight)), qMin(bar / 2, m_theme.px(2) * 1.0),
            m_theme.color(tokenOf(phase.kind)), {});
        painter.setFont(m_theme.font(TextRole::Mono));
        painter.setPen(m_theme.color(Token::Text));
        painter.drawText(QRect(width() - m_theme.px(valueWidth), y, m_theme.px(valueWidth), height), Qt::AlignVCenter | Qt::AlignRight,
            Quantity::time(phase.length));
    }
}

}
