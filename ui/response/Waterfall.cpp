#include "ui/response/Waterfall.h"

#include "ui/theme/Theme.h"
#include "ui/theme/style/Shapes.h"
#include "ui/widgets/Quantity.h"
#include "ui/widgets/ToolTip.h"

#include <QtGui/QHelpEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QToolTip>

#include <algorithm>
#include <array>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr double rowHeight = 24, axisHeight = 20, legendHeight = 24, labelWidth = 180, valueWidth = 76, barHeight = 12;
constexpr std::array kinds{TimingPhase::Kind::NameLookup, TimingPhase::Kind::Connect, TimingPhase::Kind::Tls, TimingPhase::Kind::Send,
    TimingPhase::Kind::Wait, TimingPhase::Kind::Receive};

QString spoken(const WaterfallRow &row)
{
    QStringList parts;
    for (const TimingPhase &phase : row.phases)
        parts += phase.label() + u' ' + Quantity::time(phase.length);
    return row.label + u": "_s + parts.join(u", "_s);
}

}

Token tokenOf(TimingPhase::Kind kind)
{
    switch (kind) {
    case TimingPhase::Kind::NameLookup:
        return Token::Dim;
    case TimingPhase::Kind::Connect:
        return Token::Violet;
    case TimingPhase::Kind::Tls:
        return Token::Warn;
    case TimingPhase::Kind::Send:
        return Token::JwtHeader; // any that no other phase has, and not that of failure
    case TimingPhase::Kind::Wait:
        return Token::Ok;
    case TimingPhase::Kind::Receive:
        return Token::Accent;
    }
    Q_UNREACHABLE();
}

Waterfall::Waterfall(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setObjectName(u"waterfall"_s);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void Waterfall::setHops(const QList<HttpHop> &hops)
{
    m_rows = WaterfallRow::of(hops);
    m_whole = m_rows.isEmpty() ? std::chrono::microseconds(0) : m_rows.constLast().end();
    QStringList lines;
    for (const WaterfallRow &row : std::as_const(m_rows))
        lines += spoken(row);
    setAccessibleName(tr("Times of all hops, %1 in all. %2").arg(Quantity::time(m_whole), lines.join(u". "_s)));
    updateGeometry();
    update();
}

QSize Waterfall::sizeHint() const
{
    return {m_theme.px(600), m_theme.px(axisHeight + legendHeight) + int(m_rows.size()) * m_theme.px(rowHeight)};
}

QSize Waterfall::minimumSizeHint() const
{
    return {m_theme.px(360), sizeHint().height()};
}

QRectF Waterfall::track() const
{
    const double left = m_theme.px(labelWidth);
    return {left, double(m_theme.px(axisHeight)), std::max(1.0, width() - left - m_theme.px(valueWidth)), double(m_theme.px(rowHeight)) * double(m_rows.size())};
}

double Waterfall::xOf(const QRectF &track, std::chrono::microseconds time) const
{
    return m_whole.count() == 0 ? track.left() : track.left() + track.width() * double(time.count()) / double(m_whole.count());
}

void Waterfall::paintAxis(QPainter &painter, const QRectF &track) const
{
    if (m_whole.count() == 0)
        return;
    painter.setFont(m_theme.font(TextRole::Tiny));
    const int most = std::clamp(int(track.width() / m_theme.px(90)), 1, 8);
    const auto step = WaterfallRow::step(m_whole, most);
    for (std::chrono::microseconds at{0}; at <= m_whole; at += step) {
        const double x = std::floor(xOf(track, at));
        painter.fillRect(QRectF(x, track.top(), 1, track.height()), m_theme.color(Token::Hairline));
        painter.setPen(m_theme.color(Token::Dim));
        painter.drawText(QRectF(x, 0, m_theme.px(90), track.top() - m_theme.px(3)), Qt::AlignLeft | Qt::AlignBottom, Quantity::time(at));
    }
}

void Waterfall::paintRow(QPainter &painter, const QRectF &track, int index) const
{
    const WaterfallRow &row = m_rows.at(index);
    const int height = m_theme.px(rowHeight);
    const QRectF line(0, track.top() + index * height, width(), height);
    painter.setFont(m_theme.font(TextRole::Mono));
    painter.setPen(m_theme.color(Token::Text));
    const QRectF label(0, line.top(), m_theme.px(labelWidth - 12), height);
    painter.drawText(label, Qt::AlignVCenter | Qt::AlignLeft, painter.fontMetrics().elidedText(u"%1. %2"_s.arg(index + 1).arg(row.label), Qt::ElideMiddle, int(label.width())));
    for (const TimingPhase &phase : row.phases) {
        const double left = xOf(track, phase.start);
        const double right = std::max(xOf(track, phase.start + phase.length), left + 1);
        const QRectF bar(left, line.top() + (height - m_theme.px(barHeight)) / 2.0, right - left, m_theme.px(barHeight));
        painter.fillRect(bar, m_theme.color(tokenOf(phase.kind)));
    }
    painter.setPen(m_theme.color(Token::Text));
    painter.drawText(QRectF(track.right(), line.top(), m_theme.px(valueWidth), height), Qt::AlignVCenter | Qt::AlignRight, Quantity::time(row.total));
}

void Waterfall::paintLegend(QPainter &painter) const
{
    painter.setFont(m_theme.font(TextRole::Small));
    double x = m_theme.px(labelWidth);
    const double top = height() - m_theme.px(legendHeight);
    const double square = m_theme.px(8);
    for (const TimingPhase::Kind kind : kinds) {
        const QString text = TimingPhase{kind}.label();
        drawBox(painter, QRectF(x, top + (m_theme.px(legendHeight) - square) / 2, square, square), m_theme.px(2), m_theme.color(tokenOf(kind)), {});
        x += square + m_theme.px(5);
        painter.setPen(m_theme.color(Token::Dim));
        painter.drawText(QRectF(x, top, width(), m_theme.px(legendHeight)), Qt::AlignVCenter | Qt::AlignLeft, text);
        x += painter.fontMetrics().horizontalAdvance(text) + m_theme.px(16);
    }
}

void Waterfall::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRectF track = this->track();
    paintAxis(painter, track);
    for (int i = 0; i < m_rows.size(); ++i)
        paintRow(painter, track, i);
    paintLegend(painter);
}

bool Waterfall::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int index = (help->pos().y() - m_theme.px(axisHeight)) / m_theme.px(rowHeight);
        if (help->pos().y() >= m_theme.px(axisHeight) && index < m_rows.size())
            QToolTip::showText(help->globalPos(), plainToolTip(spoken(m_rows.at(index))), this);
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

}
