#include "ui/widgets/TextLabel.h"

namespace tessera::ui {

namespace {

constexpr qsizetype mostHeights = 16; // that are remembered: a window that is resized asks for more

}

TextLabel::TextLabel(const Theme &theme, TextRole role, Token color, const QString &text, QWidget *parent)
    : QLabel(parent)
    , m_theme(theme)
    , m_role(role)
    , m_color(color)
{
    setTextFormat(Qt::PlainText);
    setForegroundRole(QPalette::WindowText); // else it is the ground of a parent that decides
    setText(text);
    apply();
    connect(&theme, &Theme::changed, this, &TextLabel::apply);
}

TextLabel::TextLabel(const Theme &theme, const QString &text, QWidget *parent)
    : TextLabel(theme, TextRole::Body, Token::Text, text, parent)
{
}

void TextLabel::setColor(Token color)
{
    m_color = color;
    apply();
}

void TextLabel::setRole(TextRole role)
{
    m_role = role;
    apply();
}

int TextLabel::heightForWidth(int width) const
{
    if (!wordWrap())
        return QLabel::heightForWidth(width);
    const bool isSame = m_heights.text == text() && m_heights.font == font() && m_heights.margins == contentsMargins();
    if (!isSame || m_heights.byWidth.size() >= mostHeights)
        m_heights = {text(), font(), contentsMargins(), {}};
    const auto known = m_heights.byWidth.constFind(width);
    return known != m_heights.byWidth.cend() ? *known : *m_heights.byWidth.insert(width, QLabel::heightForWidth(width));
}

void TextLabel::apply()
{
    setFont(m_theme.font(m_role));
    QPalette own;
    own.setColor(QPalette::Active, QPalette::WindowText, m_theme.color(m_color));
    own.setColor(QPalette::Inactive, QPalette::WindowText, m_theme.color(m_color));
    own.setColor(QPalette::Disabled, QPalette::WindowText, m_theme.color(Token::Faint));
    setPalette(own);
}

}
