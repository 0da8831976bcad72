#include "ui/response/StoryDrawing.h"

#include "ui/theme/style/Shapes.h"
#include "ui/widgets/ToolTip.h"

#include <QtGui/QHelpEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QToolTip>

#include <algorithm>
#include <cmath>

namespace tessera::ui {

using Step = RunStory::Step;

namespace {

constexpr double actorHeight = 24, rowHeight = 34, widest = 760, sideRoom = 70, tail = 14, head = 7;

Token tokenOf(const Step &step)
{
    switch (step.tone) {
    case Step::Tone::Plain:
        return Token::Text;
    case Step::Tone::Good:
        return Token::OkText;
    case Step::Tone::Bad:
        return Token::BadText;
    }
    Q_UNREACHABLE();
}

}

StoryDrawing::StoryDrawing(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setObjectName(QStringLiteral("story"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::TabFocus); // to be read out
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void StoryDrawing::setStory(const RunStory &story)
{
    m_story = story;
    setAccessibleName(tr("What happened, step by step"));
    setAccessibleDescription(story.text());
    updateGeometry();
    update();
}

QSize StoryDrawing::sizeHint() const
{
    return {m_theme.px(600), m_theme.px(actorHeight + tail) + int(m_story.steps.size()) * m_theme.px(rowHeight)};
}

QSize StoryDrawing::minimumSizeHint() const
{
    return {m_theme.px(320), sizeHint().height()};
}

// You and Tessera stand closer together: the long words are between Tessera and the servers.
double StoryDrawing::xOf(int actor) const
{
    const double left = m_theme.px(sideRoom), span = std::min<double>(width(), m_theme.px(widest)) - 2 * left;
    const double others = std::max(1.0, double(m_story.actors.size()) - 1);
    const double first = span * 0.85 / others;
    if (actor <= 1)
        return std::floor(left + actor * first) + 0.5;
    return std::floor(left + first + (actor - 1) * (span - first) / (others - 1)) + 0.5;
}

QRectF StoryDrawing::row(int index) const
{
    return {0, double(m_theme.px(actorHeight)) + index * m_theme.px(rowHeight), double(width()), double(m_theme.px(rowHeight))};
}

QRectF StoryDrawing::textRect(int index) const
{
    const Step &step = m_story.steps.at(index);
    const QRectF line = row(index);
    const double air = m_theme.px(10);
    if (step.from == step.to) // beside its line
        return {xOf(step.from) + air, line.top(), std::max(1.0, width() - xOf(step.from) - air), line.height()};
    const auto [left, right] = std::minmax({xOf(step.from), xOf(step.to)}); // of values: it would refer to the temporaries
    return {left + air, line.top(), right - left - 2 * air, line.height() - m_theme.px(10)};
}

void StoryDrawing::paintActors(QPainter &painter) const
{
    const double bottom = height();
    for (int i = 0; i < m_story.actors.size(); ++i) {
        QPen pen(m_theme.color(Token::Line), 1, Qt::DashLine);
        painter.setPen(pen);
        painter.drawLine(QPointF(xOf(i), m_theme.px(actorHeight)), QPointF(xOf(i), bottom));
        painter.setFont(m_theme.font(TextRole::Strong));
        const double room = m_theme.px(2 * sideRoom - 8);
        const QString text = painter.fontMetrics().elidedText(m_story.actors.at(i), Qt::ElideMiddle, int(room) - m_theme.px(16));
        const double wide = std::max<double>(m_theme.px(88), painter.fontMetrics().horizontalAdvance(text) + m_theme.px(20));
        const QRectF box(std::floor(xOf(i) - wide / 2), 0, wide, m_theme.px(actorHeight));
        drawBox(painter, box, m_theme.px(6), m_theme.color(Token::Raised), m_theme.color(Token::Line));
        painter.setPen(m_theme.color(Token::Text));
        painter.drawText(box, Qt::AlignCenter | Qt::TextSingleLine, text);
    }
}

void StoryDrawing::paintStep(QPainter &painter, int index) const
{
    const Step &step = m_story.steps.at(index);
    const QColor color = m_theme.color(tokenOf(step));
    const QRectF words = textRect(index);
    painter.setFont(m_theme.font(TextRole::Small));
    painter.setPen(color);
    const bool isRemark = step.from == step.to;
    painter.drawText(words, (isRemark ? Qt::AlignLeft | Qt::AlignVCenter : Qt::AlignHCenter | Qt::AlignBottom) | Qt::TextSingleLine,
        painter.fontMetrics().elidedText(step.text, Qt::ElideRight, int(words.width())));
    if (isRemark)
        return;
    const double y = std::floor(row(index).bottom() - m_theme.px(6)) + 0.5;
    const double from = xOf(step.from), to = xOf(step.to), way = to > from ? 1 : -1, point = m_theme.px(head);
    QPen pen(color, 1.5);
    if (step.isSupposed)
        pen.setDashPattern({4, 3});
    painter.setPen(pen);
    painter.drawLine(QPointF(from, y), QPointF(to - way * point, y));
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawPolygon(QPolygonF{{to, y}, {to - way * point, y - point / 2}, {to - way * point, y + point / 2}});
}

void StoryDrawing::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange))
        drawBox(painter, rect(), m_theme.px(6), QColor(Qt::transparent), m_theme.color(Token::Accent), 2);
    paintActors(painter);
    for (int i = 0; i < m_story.steps.size(); ++i)
        paintStep(painter, i);
}

bool StoryDrawing::event(QEvent *event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const int index = (help->pos().y() - m_theme.px(actorHeight)) / m_theme.px(rowHeight);
    if (help->pos().y() >= m_theme.px(actorHeight) && index < m_story.steps.size())
        QToolTip::showText(help->globalPos(), plainToolTip(m_story.steps.at(index).text), this);
    else
        QToolTip::hideText();
    return true;
}

}
