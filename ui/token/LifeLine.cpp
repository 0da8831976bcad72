#include "ui/token/LifeLine.h"

#include "ui/theme/Contrast.h"
#include "ui/theme/Theme.h"

#include <QtGui/QLinearGradient>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr double barTop = 21, barHeight = 8, whole = 36; // at 100 %
constexpr double futureShare = 0.34; // of the colour

}

LifeLine::LifeLine(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setObjectName(u"lifeLine"_s);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    hide(); // as long as there is no life to show
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void LifeLine::setLife(const TokenLife &life)
{
    if (life == m_life)
        return;
    m_life = life;
    setVisible(life.phase != TokenLife::Phase::None);
    setAccessibleName(life.sentence);
    update();
}

void LifeLine::setCredentialColor(std::optional<int> color)
{
    m_color = color;
    update();
}

QSize LifeLine::sizeHint() const
{
    return {m_theme.px(240), m_theme.px(whole)};
}

QSize LifeLine::minimumSizeHint() const
{
    return {m_theme.px(120), m_theme.px(whole)};
}

void LifeLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintWords(painter);
    paintBar(painter);
}

void LifeLine::paintWords(QPainter &painter) const
{
    using Phase = TokenLife::Phase;
    const QRect line(0, 0, width(), m_theme.px(17));
    painter.setFont(m_theme.font(TextRole::Small));
    const QFontMetrics metrics = painter.fontMetrics();
    const Token ending = m_life.phase == Phase::Over ? Token::BadText : m_life.phase == Phase::Endless ? Token::WarnText : Token::Text;
    painter.setPen(m_theme.color(ending));
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, metrics.elidedText(m_life.ending, Qt::ElideRight, line.width()));
    const int left = line.width() - metrics.horizontalAdvance(m_life.ending) - m_theme.px(12);
    painter.setPen(m_theme.color(m_life.phase == Phase::NotYet ? Token::WarnText : Token::Dim));
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, metrics.elidedText(m_life.beginning, Qt::ElideRight, std::max(0, left)));
}

void LifeLine::paintBar(QPainter &painter) const
{
    using Phase = TokenLife::Phase;
    const double mark = m_theme.px(2), edge = mark; // the mark of now stays whole at either end
    const auto place = [&](double at) { return edge + at * (width() - 2 * edge); };
    const QRectF bar(QPointF(place(m_life.begin), m_theme.px(barTop)), QSizeF(place(m_life.end) - place(m_life.begin), m_theme.px(barHeight)));
    const QColor ground = m_theme.color(Token::Window);
    const QColor strong = m_life.phase == Phase::Over ? m_theme.color(Token::Faint)
        : m_color                                     ? m_theme.credentialColor(*m_color)
                                                      : m_theme.color(Token::Accent);
    const QColor light = mixed(ground, strong, futureShare);
    const double middle = bar.center().y();

    painter.setPen(QPen(m_theme.color(Token::Line), 1));
    painter.drawLine(QPointF(edge, middle), QPointF(width() - edge, middle));
    if (m_life.isCut) { // a stretch that is not drawn to scale
        const bool isOver = m_life.phase == Phase::Over;
        QPen dashes(m_theme.color(Token::Faint), 1.5, Qt::DotLine);
        painter.setPen(dashes);
        painter.drawLine(QPointF(isOver ? bar.right() : edge, middle), QPointF(isOver ? width() - edge : bar.left(), middle));
    }
    QPainterPath shape;
    shape.addRoundedRect(bar, m_theme.px(3), m_theme.px(3));
    painter.save();
    painter.setClipPath(shape);
    painter.fillRect(bar, light);
    QRectF past = bar;
    past.setRight(m_life.phase == Phase::Over ? bar.right() : std::max(bar.left(), place(m_life.now)));
    if (m_life.phase != Phase::NotYet)
        painter.fillRect(past, m_life.phase == Phase::Over ? mixed(ground, strong, 0.6) : strong);
    if (m_life.phase == Phase::Endless) { // into the unknown
        QLinearGradient fade(past.topRight(), bar.topRight());
        fade.setColorAt(0, light);
        fade.setColorAt(1, ground);
        painter.fillRect(QRectF(past.topRight(), bar.bottomRight()), fade);
    }
    painter.restore();
    const QRectF now(place(m_life.now) - mark / 2, m_theme.px(barTop - 3), mark, m_theme.px(barHeight + 6));
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(Token::Bad));
    painter.drawRoundedRect(now, mark / 2, mark / 2);
}

}
