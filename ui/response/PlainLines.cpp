#include "ui/response/PlainLines.h"

#include "ui/theme/Theme.h"

#include <QtWidgets/QScrollBar>

#include <cmath>

namespace tessera::ui {

PlainLines::PlainLines(const Theme &theme, QWidget *parent)
    : QPlainTextEdit(parent)
    , m_theme(theme)
{
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setFrameShape(QFrame::NoFrame);
    setTabChangesFocus(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    document()->setDocumentMargin(0);
    viewport()->setAutoFillBackground(false);
    const auto dress = [this] {
        setFont(m_theme.font(TextRole::Mono));
        fit();
    };
    connect(&theme, &Theme::changed, this, dress);
    dress();
}

void PlainLines::setMostLines(int lines)
{
    m_mostLines = lines;
    fit();
}

void PlainLines::setLines(const QString &text)
{
    setPlainText(text);
    fit();
}

QSize PlainLines::sizeHint() const
{
    return {m_theme.px(320), height()};
}

QSize PlainLines::minimumSizeHint() const
{
    return {m_theme.px(120), height()};
}

void PlainLines::fit()
{
    // The document's height is in lines.
    const int lines = qBound(1, int(std::ceil(document()->size().height())), m_mostLines);
    setFixedHeight(lines * fontMetrics().lineSpacing() + m_theme.px(2));
}

void PlainLines::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    fit();
}

void PlainLines::wheelEvent(QWheelEvent *event)
{
    if (verticalScrollBar()->maximum() > 0)
        QPlainTextEdit::wheelEvent(event);
    else
        event->ignore(); // the page around it scrolls
}

}
