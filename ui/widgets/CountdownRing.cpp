#include "ui/widgets/CountdownRing.h"

#include "ui/theme/Theme.h"
#include "ui/widgets/Ticker.h"

#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int steps = 240; // more than a ring of this size has pixels at 200 %

QString textOf(const Countdown &countdown, UtcTime now)
{
    switch (countdown.kind) {
    case Countdown::Kind::None:
        return u"–"_s;
    case Countdown::Kind::Never:
        return u"∞"_s;
    case Countdown::Kind::Unknown:
        return u"?"_s;
    case Countdown::Kind::Until:
        break;
    }
    return largestUnit(countdown.left(now));
}

}

CountdownRing::CountdownRing(const Theme &theme, Ticker &ticker, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_ticker(ticker)
{
    setObjectName(u"countdownRing"_s);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
    tick();
}

void CountdownRing::setCountdown(const Countdown &countdown)
{
    if (countdown == m_countdown)
        return;
    m_countdown = countdown;
    if (isVisible())
        m_ticker.start(this, [this] { return tick(); });
    else
        tick();
}

void CountdownRing::setCredentialColor(int index)
{
    m_color = index;
    update();
}

void CountdownRing::setTone(Tone tone)
{
    if (tone == m_tone)
        return;
    m_tone = tone;
    update();
}

void CountdownRing::setDiameter(double design)
{
    m_diameter = design;
    updateGeometry();
}

void CountdownRing::setTextShown(bool isShown)
{
    m_isTextShown = isShown;
    update();
}

QSize CountdownRing::sizeHint() const
{
    const int side = m_theme.px(m_diameter);
    return {side, side};
}

void CountdownRing::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_ticker.start(this, [this] { return tick(); });
}

void CountdownRing::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_ticker.stop(this);
}

Milliseconds CountdownRing::tick()
{
    const UtcTime now = m_ticker.clock().now();
    const double fraction = m_countdown.fraction(now);
    const QString text = textOf(m_countdown, now);
    const int step = int(std::ceil(fraction * steps)); // a last sliver until it is over
    if (text != m_text || step != m_step) {
        m_text = text;
        m_step = step;
        setAccessibleName(m_countdown.kind == Countdown::Kind::Until
                ? tr("Time left: %1").arg(countdownText(m_countdown.left(now)))
                : tr("Time left: %1").arg(text));
        update();
    }
    if (m_countdown.kind != Countdown::Kind::Until || m_countdown.isOver(now))
        return std::chrono::hours(24);
    const Milliseconds left = m_countdown.left(now);
    const Milliseconds textChange = untilTextChanges(left);
    if (m_countdown.life.count() <= 0)
        return textChange;
    const Milliseconds stepChange = left - Milliseconds(qint64(double(m_countdown.life.count()) * (step - 1) / steps));
    // A short life moves its ring with the seconds: twice a second would look no better and cost twice.
    return m_countdown.life < std::chrono::seconds(steps) ? textChange : std::min(textChange, stepChange);
}

QColor CountdownRing::ink() const
{
    switch (m_tone) {
    case Tone::Own:
        break;
    case Tone::Warning:
        return m_theme.color(Token::Warn);
    case Tone::Failure:
        return m_theme.color(Token::Bad);
    }
    return m_theme.credentialColor(m_color);
}

void CountdownRing::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal side = std::min(width(), height());
    const qreal stroke = std::max(2.0, side * 0.085);
    const QRectF ring = QRectF((width() - side) / 2, (height() - side) / 2, side, side)
                            .adjusted(stroke * 0.75, stroke * 0.75, -stroke * 0.75, -stroke * 0.75);
    painter.setPen(QPen(m_theme.color(Token::Line), stroke));
    painter.drawEllipse(ring);
    if (m_step > 0) {
        // What is over is gone from twelve o'clock on, like the wake of a clock's hand.
        constexpr int turn = 360 * 16, top = 90 * 16;
        const int span = turn * m_step / steps;
        painter.setPen(QPen(ink(), stroke, Qt::SolidLine, m_step < steps ? Qt::RoundCap : Qt::FlatCap));
        painter.drawArc(ring, top, m_step < steps ? span : turn);
    }
    if (m_step == 0 && m_tone == Tone::Failure) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink());
        painter.drawEllipse(QPointF(ring.center().x(), ring.top()), stroke * 0.75, stroke * 0.75);
    }
    if (!m_isTextShown)
        return;
    QFont font = m_theme.font(TextRole::MonoSmall);
    if (m_text.size() > 3)
        font.setPixelSize(font.pixelSize() - 1);
    painter.setFont(font);
    painter.setPen(m_theme.color(m_tone == Tone::Failure ? Token::BadText : Token::Text));
    painter.drawText(rect(), Qt::AlignCenter, m_text);
}

}
