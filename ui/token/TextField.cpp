#include "ui/token/TextField.h"

#include "ui/theme/Theme.h"
#include "ui/theme/style/Shapes.h"

#include <QtGui/QPainter>

namespace tessera::ui {

TextField::TextField(const Theme &theme, int designHeight, QWidget *parent)
    : QPlainTextEdit(parent)
    , m_theme(theme)
{
    setFrameShape(QFrame::NoFrame);
    viewport()->setAutoFillBackground(false);
    setUndoRedoEnabled(false);
    setTabChangesFocus(true);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    const auto dress = [this, designHeight] {
        setFont(m_theme.font(TextRole::Mono));
        document()->setDocumentMargin(m_theme.px(7));
        setFixedHeight(m_theme.px(designHeight));
    };
    connect(&theme, &Theme::changed, this, dress);
    dress();
}

void TextField::paintEvent(QPaintEvent *event)
{
    {
        QPainter painter(viewport());
        drawBox(painter, viewport()->rect(), m_theme.px(6), m_theme.color(Token::Field), m_theme.color(hasFocus() ? Token::Accent : Token::Line), hasFocus() ? 1.5 : 1);
    }
    QPlainTextEdit::paintEvent(event);
}

}
