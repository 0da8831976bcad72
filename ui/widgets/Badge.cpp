#include "ui/widgets/Badge.h"

#include "ui/theme/style/Shapes.h"

#include <QtGui/QPainter>

namespace tessera::ui {

Token textToken(Badge::Tone tone)
{
    switch (tone) {
    case Badge::Tone::Neutral:
        return Token::Dim;
    case Badge::Tone::Accent:
        return Token::AccentText;
    case Badge::Tone::Good:
        return Token::OkText;
    case Badge::Tone::Warning:
        return Token::WarnText;
    case Badge::Tone::Bad:
        return Token::BadText;
    }
    Q_UNREACHABLE();
}

Token groundToken(Badge::Tone tone)
{
    switch (tone) {
    case Badge::Tone::Neutral:
        return Token::Field;
    case Badge::Tone::Accent:
        return Token::AccentGround;
    case Badge::Tone::Good:
        return Token::OkGround;
    case Badge::Tone::Warning:
        return Token::WarnGround;
    case Badge::Tone::Bad:
        return Token::BadGround;
    }
    Q_UNREACHABLE();
}

Badge::Badge(const Theme &theme, Tone tone, const QString &text, QWidget *parent)
    : TextLabel(theme, TextRole::TinyStrong, textToken(tone), text, parent)
    , m_tone(tone)
{
    setAlignment(Qt::AlignCenter);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Badge::setTone(Tone tone)
{
    m_tone = tone;
    setColor(textToken(tone));
}

QSize Badge::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(text()) + theme().px(16), theme().px(20)};
}

void Badge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    drawBox(painter, rect(), theme().px(5), theme().color(groundToken(m_tone)),
        m_tone == Tone::Neutral ? theme().color(Token::Line) : QColor());
    painter.setPen(palette().color(foregroundRole()));
    painter.drawText(rect(), Qt::AlignCenter | Qt::TextSingleLine, text());
}

}
