#include "ui/widgets/CodeView.h"

#include "ui/theme/Theme.h"

#include <QtGui/QClipboard>
#include <QtGui/QContextMenuEvent>
#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtGui/QTextLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QScrollBar>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int tabColumns = 4;

Token tokenOf(CodeLines::Kind kind)
{
    switch (kind) {
    case CodeLines::Kind::Plain:
        return Token::Text;
    case CodeLines::Kind::Key:
        return Token::JsonKey;
    case CodeLines::Kind::String:
        return Token::JsonString;
    case CodeLines::Kind::Number:
        return Token::JsonNumber;
    }
    Q_UNREACHABLE();
}

}

CodeView::CodeView(const Theme &theme, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_theme(theme)
{
    setObjectName(u"codeView"_s);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setBackgroundRole(QPalette::Base);
    viewport()->setCursor(Qt::IBeamCursor);
    viewport()->setAutoFillBackground(true);
    connect(&theme, &Theme::changed, this, &CodeView::measure);
    measure();
}

void CodeView::setText(const QString &text, Syntax syntax)
{
    setLines(CodeLines(text, syntax));
}

void CodeView::setLines(const CodeLines &lines)
{
    m_lines = lines;
    m_anchor = m_cursor = 0;
    measure();
    verticalScrollBar()->setValue(0);
    horizontalScrollBar()->setValue(0);
    viewport()->update();
}

QString CodeView::selectedText() const
{
    const auto [start, end] = std::minmax(m_anchor, m_cursor);
    return m_lines.text().mid(start, end - start);
}

void CodeView::select(qsizetype start, qsizetype end)
{
    m_anchor = std::clamp<qsizetype>(start, 0, m_lines.text().size());
    m_cursor = std::clamp<qsizetype>(end, 0, m_lines.text().size());
    const int piece = m_lines.pieceAt(m_cursor);
    QScrollBar *bar = verticalScrollBar();
    if (piece < bar->value() || piece >= bar->value() + bar->pageStep())
        bar->setValue(piece - bar->pageStep() / 2);
    viewport()->update();
}

void CodeView::selectAll()
{
    m_anchor = 0;
    m_cursor = m_lines.text().size();
    viewport()->update();
}

void CodeView::copy() const
{
    QGuiApplication::clipboard()->setText(m_anchor == m_cursor ? m_lines.text() : selectedText());
}

void CodeView::setLineNumbersShown(bool areShown)
{
    m_areNumbersShown = areShown;
    measure();
}

int CodeView::lineHeight() const
{
    return std::max(m_theme.px(18), QFontMetrics(m_theme.font(TextRole::Mono)).height());
}

int CodeView::marginWidth() const
{
    if (!m_areNumbersShown)
        return m_theme.px(12);
    const auto digits = std::max<qsizetype>(3, QString::number(m_lines.lineCount()).size());
    return QFontMetrics(m_theme.font(TextRole::Mono)).horizontalAdvance(u'0') * int(digits) + m_theme.px(26);
}

void CodeView::measure()
{
    const int visible = std::max(1, viewport()->height() / lineHeight());
    verticalScrollBar()->setPageStep(visible);
    verticalScrollBar()->setRange(0, std::max(0, m_lines.count() - visible));
    const int character = QFontMetrics(m_theme.font(TextRole::Mono)).horizontalAdvance(u'0');
    const int width = marginWidth() + (m_lines.longest() + 2) * character;
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(character * 4);
    horizontalScrollBar()->setRange(0, std::max(0, width - viewport()->width()));
    viewport()->update();
}

void CodeView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    measure();
}

std::unique_ptr<QTextLayout> CodeView::layOut(int index) const
{
    auto layout = std::make_unique<QTextLayout>(m_lines.shown(index), m_theme.font(TextRole::Mono));
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    option.setTextDirection(Qt::LeftToRight);
    option.setTabStopDistance(QFontMetrics(m_theme.font(TextRole::Mono)).horizontalAdvance(u'0') * tabColumns);
    layout->setTextOption(option);
    QList<QTextLayout::FormatRange> formats;
    for (const CodeLines::Span &span : m_lines.spans(index)) {
        QTextLayout::FormatRange range{span.start, span.length, {}};
        range.format.setForeground(m_theme.color(tokenOf(span.kind)));
        formats << range;
    }
    layout->setFormats(formats);
    layout->beginLayout();
    layout->createLine();
    layout->endLayout();
    return layout;
}

void CodeView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    const int height = lineHeight(), margin = marginWidth();
    const int left = margin - horizontalScrollBar()->value();
    const int first = verticalScrollBar()->value();
    const int last = std::min(m_lines.count(), first + viewport()->height() / height + 2);
    const auto [from, to] = std::minmax(m_anchor, m_cursor);

    painter.setPen(m_theme.color(Token::Text));
    for (int i = first; i < last; ++i) {
        const int top = (i - first) * height;
        if (!event->rect().intersects(QRect(0, top, viewport()->width(), height)))
            continue;
        const CodeLines::Piece &piece = m_lines.piece(i);
        const auto layout = layOut(i);
        QList<QTextLayout::FormatRange> selection;
        if (to > piece.start && from < piece.start + piece.length) {
            const int begin = int(std::max<qsizetype>(from - piece.start, 0));
            const int end = int(std::min<qsizetype>(to - piece.start, piece.length));
            QTextLayout::FormatRange range{begin, end - begin, {}};
            range.format.setBackground(m_theme.color(Token::Selection));
            selection << range;
        }
        const QTextLine line = layout->lineAt(0);
        layout->draw(&painter, QPointF(left, top + (height - line.height()) / 2), selection);
    }
    if (!m_areNumbersShown)
        return;
    painter.fillRect(QRect(0, 0, margin - m_theme.px(10), viewport()->height()), m_theme.color(Token::Panel));
    painter.setFont(m_theme.font(TextRole::Mono));
    painter.setPen(m_theme.color(Token::Dim));
    for (int i = first; i < last; ++i) {
        const int number = m_lines.piece(i).line;
        painter.drawText(QRect(0, (i - first) * height, margin - m_theme.px(16), height), Qt::AlignRight | Qt::AlignVCenter,
            number > 0 ? QString::number(number) : u"·"_s);
    }
}

qsizetype CodeView::positionAt(const QPoint &point) const
{
    if (m_lines.count() == 0)
        return 0;
    const int row = verticalScrollBar()->value() + (point.y() < 0 ? -1 : point.y() / lineHeight());
    const int index = std::clamp(row, 0, m_lines.count() - 1);
    const auto layout = layOut(index);
    const qreal x = point.x() - marginWidth() + horizontalScrollBar()->value();
    return m_lines.piece(index).start + layout->lineAt(0).xToCursor(x);
}

void CodeView::extendTo(qsizetype position)
{
    m_cursor = position;
    viewport()->update();
}

void CodeView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const qsizetype position = positionAt(event->position().toPoint());
    if (!event->modifiers().testFlag(Qt::ShiftModifier))
        m_anchor = position;
    extendTo(position);
}

void CodeView::mouseMoveEvent(QMouseEvent *event)
{
    if (!event->buttons().testFlag(Qt::LeftButton))
        return;
    const QPoint point = event->position().toPoint();
    if (point.y() < 0)
        verticalScrollBar()->triggerAction(QAbstractSlider::SliderSingleStepSub);
    else if (point.y() > viewport()->height())
        verticalScrollBar()->triggerAction(QAbstractSlider::SliderSingleStepAdd);
    extendTo(positionAt(point));
}

void CodeView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QString &all = m_lines.text();
    const auto isPart = [&](qsizetype i) {
        return i >= 0 && i < all.size() && (all.at(i).isLetterOrNumber() || all.at(i) == u'_' || all.at(i) == u'-');
    };
    qsizetype start = positionAt(event->position().toPoint()), end = start;
    while (isPart(start - 1))
        --start;
    while (isPart(end))
        ++end;
    m_anchor = start;
    extendTo(end);
}

void CodeView::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(m_anchor == m_cursor ? tr("Copy everything") : tr("Copy"), QKeySequence::Copy, this, &CodeView::copy);
    menu->addAction(tr("Select everything"), QKeySequence::SelectAll, this, &CodeView::selectAll);
    menu->popup(event->globalPos());
}

bool CodeView::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Copy) || key->matches(QKeySequence::SelectAll))
            event->accept();
    }
    return QAbstractScrollArea::event(event);
}

void CodeView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        return copy();
    if (event->matches(QKeySequence::SelectAll))
        return selectAll();
    const auto scroll = [](QScrollBar *bar, QAbstractSlider::SliderAction action) { bar->triggerAction(action); };
    switch (event->key()) {
    case Qt::Key_Up:
        return scroll(verticalScrollBar(), QAbstractSlider::SliderSingleStepSub);
    case Qt::Key_Down:
        return scroll(verticalScrollBar(), QAbstractSlider::SliderSingleStepAdd);
    case Qt::Key_PageUp:
        return scroll(verticalScrollBar(), QAbstractSlider::SliderPageStepSub);
    case Qt::Key_PageDown:
    case Qt::Key_Space:
        return scroll(verticalScrollBar(), QAbstractSlider::SliderPageStepAdd);
    case Qt::Key_Left:
        return scroll(horizontalScrollBar(), QAbstractSlider::SliderSingleStepSub);
    case Qt::Key_Right:
        return scroll(horizontalScrollBar(), QAbstractSlider::SliderSingleStepAdd);
    case Qt::Key_Home:
        return scroll(verticalScrollBar(), QAbstractSlider::SliderToMinimum);
    case Qt::Key_End:
        return scroll(verticalScrollBar(), QAbstractSlider::SliderToMaximum);
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

}
