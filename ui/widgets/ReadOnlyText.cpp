#include "ui/widgets/ReadOnlyText.h"

#include "ui/theme/Theme.h"
#include "ui/theme/style/Shapes.h"

#include <QtGui/QPainter>
#include <QtGui/QTextBlock>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

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
    m_edit->setFont(theme.font(TextRole::Mono));
    setFocusProxy(m_edit);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme.px(10), theme.px(8), theme.px(6), theme.px(8));
    layout->addWidget(m_edit);
    connect(&theme, &Theme::changed, this, [this] {
        m_edit->setFont(m_theme.font(TextRole::Mono));
        fit();
    });
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
    int lines = 0;
    for (QTextBlock block = m_edit->document()->begin(); block.isValid() && lines < m_mostLines; block = block.next())
        lines += std::max(1, block.layout()->lineCount());
    const int wanted = std::clamp(lines, 1, m_mostLines) * QFontMetrics(m_edit->font()).lineSpacing() + m_theme.px(18);
    if (wanted != minimumHeight())
        setFixedHeight(wanted);
}

void ReadOnlyText::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    fit();
}

void ReadOnlyText::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Token border = m_edit->hasFocus() ? Token::Accent : Token::Line;
    drawBox(painter, rect(), m_theme.px(6), m_theme.color(Token::Field), m_theme.color(border));
}

}
