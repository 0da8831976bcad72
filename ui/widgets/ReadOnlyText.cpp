#include "ui/widgets/ReadOnlyText.h"

#include "ui/theme/Theme.h"
#include "ui/theme/style/Shapes.h"

#include <QtGui/QPainter>
#include <QtGui/QTextBlock>
#include <QtGui/QTextLayout>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <limits>

namespace tessera::ui {

ReadOnlyText::ReadOnlyText(const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_edit(new QPlainTextEdit(this))
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_edit->setReadOnly(true);
    m_edit->setTabChangesFocus(true);
    m_edit->setFrameShape(QFrame::NoFrame);
    m_edit->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_edit->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_edit->viewport()->setAutoFillBackground(false);
    m_edit->document()->setDocumentMargin(0);
    setFocusProxy(m_edit);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme.px(10), theme.px(8), theme.px(6), theme.px(8));
    layout->addWidget(m_edit);
    connect(&theme, &Theme::changed, this, &ReadOnlyText::applyFont);
    applyFont();
}

void ReadOnlyText::setRole(TextRole role)
{
    m_role = role;
    applyFont();
}

void ReadOnlyText::applyFont()
{
    m_edit->setFont(m_theme.font(m_role));
    fit();
}

void ReadOnlyText::setPlain()
{
    m_isPlain = true;
    layout()->setContentsMargins(0, 0, 0, 0);
    m_mostLines = std::numeric_limits<int>::max();
    m_edit->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_edit->setFocusPolicy(Qt::ClickFocus);
    fit();
}

void ReadOnlyText::setText(const QString &text)
{
    if (text == m_edit->toPlainText())
        return;
    m_edit->setPlainText(text);
    fit();
}

QString ReadOnlyText::text() const
{
    return m_edit->toPlainText();
}

void ReadOnlyText::setMostLines(int lines)
{
    m_mostLines = lines;
    fit();
}

void ReadOnlyText::fit()
{
    // Counted here: the editor lays its text out when it paints, which is too late to make room for it.
    const QMargins around = layout()->contentsMargins();
    const int width = std::max(1, this->width() - around.left() - around.right());
    int lines = 0;
    for (QTextBlock block = m_edit->document()->begin(); block.isValid() && lines < m_mostLines; block = block.next()) {
        QTextLayout text(block.text(), m_edit->font());
        QTextOption option;
        option.setWrapMode(m_edit->wordWrapMode());
        text.setTextOption(option);
        text.beginLayout();
        int ofBlock = 0;
        for (QTextLine line = text.createLine(); line.isValid() && lines + ofBlock < m_mostLines; line = text.createLine()) {
            line.setLineWidth(width);
            ++ofBlock;
        }
        text.endLayout();
        lines += std::max(1, ofBlock);
    }
    const int margins = m_isPlain ? 0 : m_theme.px(18);
    const int wanted = std::clamp(lines, 1, m_mostLines) * QFontMetrics(m_edit->font()).lineSpacing() + margins;
    if (wanted == minimumHeight())
        return;
    setFixedHeight(wanted);
    layout()->setGeometry(contentsRect()); // Qt sends no resize event for it while this is just being shown
}

void ReadOnlyText::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    fit();
}

void ReadOnlyText::paintEvent(QPaintEvent *)
{
    if (m_isPlain)
        return;
    QPainter painter(this);
    const Token border = m_edit->hasFocus() ? Token::Accent : Token::Line;
    drawBox(painter, rect(), m_theme.px(6), m_theme.color(Token::Field), m_theme.color(border));
}

}
