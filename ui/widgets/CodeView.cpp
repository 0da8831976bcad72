#include "ui/widgets/CodeView.h"

#include "ui/theme/Theme.h"
#include "ui/widgets/CodeCursor.h"
#include "ui/widgets/CodeText.h"
#include "ui/widgets/MarkedScrollBar.h"
#include "ui/widgets/ToolTip.h"

#include <QtGui/QClipboard>
#include <QtGui/QContextMenuEvent>
#include <QtGui/QGuiApplication>
#include <QtGui/QHelpEvent>
#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtGui/QTextLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QToolTip>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 mostSteps = 1 << 30; // of the scroll bar: from there on a step is more than a row

bool isPartOfWord(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c == u'-';
}

}

CodeView::CodeView(const Theme &theme, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_theme(theme)
    , m_painter(theme)
    , m_document(std::make_shared<CodeText>(CodeLines()))
    , m_bar(new MarkedScrollBar(theme))
{
    setObjectName(u"codeView"_s);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setVerticalScrollBar(m_bar);
    viewport()->setBackgroundRole(QPalette::Base);
    viewport()->setCursor(Qt::IBeamCursor);
    viewport()->setAutoFillBackground(true);
    viewport()->setMouseTracking(true);
    connect(&theme, &Theme::changed, this, [this] {
        m_painter.dress();
        measure();
    });
    measure();
}

void CodeView::setText(const QString &text, Syntax syntax)
{
    setLines(CodeLines(text, syntax));
}

void CodeView::setLines(const CodeLines &lines)
{
    setDocument(std::make_shared<CodeText>(lines));
}

void CodeView::setDocument(std::shared_ptr<CodeDocument> document)
{
    m_document = std::move(document);
    m_anchor = m_cursor = {};
    m_longest = 0;
    m_marker = nullptr;
    m_bar->setMarks({});
    m_bar->setValue(0);
    horizontalScrollBar()->setValue(0);
    measure();
    Q_EMIT cursorMoved();
}

void CodeView::refresh()
{
    measure();
}

QString CodeView::text() const
{
    return m_document->all().value_or(QString());
}

CodeRange CodeView::selection() const
{
    const auto [from, to] = std::minmax(m_anchor, m_cursor);
    return {from, to};
}

QString CodeView::selectedText() const
{
    return m_anchor == m_cursor ? QString() : m_document->text(selection(), CodeDocument::mostCopied).value_or(QString());
}

qint64 CodeView::lastRow() const
{
    return std::max<qint64>(0, m_document->rowCount() - 1);
}

void CodeView::select(const CodeRange &range)
{
    m_anchor = range.from;
    m_cursor = range.to;
    showCursor();
    viewport()->update();
    Q_EMIT cursorMoved();
}

void CodeView::selectAll()
{
    m_anchor = {};
    m_cursor = {lastRow(), int(rowAt(lastRow()).text.size())};
    viewport()->update();
    Q_EMIT cursorMoved();
}

void CodeView::copy()
{
    const auto text = m_anchor == m_cursor ? m_document->all() : m_document->text(selection(), CodeDocument::mostCopied);
    if (!text) {
        Q_EMIT copyRefused();
        return;
    }
    QGuiApplication::clipboard()->setText(*text);
}

void CodeView::setFolded(qint64 row, bool isFolded)
{
    if (!m_document->setFolded(row, isFolded))
        return;
    m_anchor = m_cursor = {row, 0}; // what was selected may be gone
    refresh();
    Q_EMIT cursorMoved();
}

void CodeView::setMarker(Marker marker)
{
    m_marker = std::move(marker);
    viewport()->update();
}

void CodeView::setLineNumbersShown(bool areShown)
{
    m_areNumbersShown = areShown;
    measure();
}

int CodeView::visibleRows() const
{
    return std::max(1, viewport()->height() / m_painter.rowHeight());
}

int CodeView::marginWidth() const
{
    return m_areNumbersShown ? m_painter.marginWidth(m_document->lineCount()) : m_theme.px(12);
}

qint64 CodeView::firstRow() const
{
    const qint64 most = std::max<qint64>(0, m_document->rowCount() - visibleRows());
    if (most <= mostSteps)
        return std::min<qint64>(m_bar->value(), most);
    return m_bar->value() == m_bar->maximum() ? most : qint64(double(most) * m_bar->value() / double(mostSteps));
}

void CodeView::showRow(qint64 row)
{
    const qint64 most = std::max<qint64>(0, m_document->rowCount() - visibleRows());
    row = std::clamp<qint64>(row, 0, most);
    m_bar->setValue(most <= mostSteps ? int(row) : int(double(row) / double(most) * double(mostSteps)));
}

void CodeView::measure()
{
    const int visible = visibleRows();
    m_bar->setPageStep(visible);
    m_bar->setRange(0, int(std::clamp<qint64>(m_document->rowCount() - visible, 0, mostSteps)));
    fetch();
}

void CodeView::fetch()
{
    m_first = firstRow();
    m_rows = m_document->rows(m_first, visibleRows() + 2);
    for (const CodeRow &row : std::as_const(m_rows))
        m_longest = std::max(m_longest, int(row.text.size() + (row.remark.isEmpty() ? 0 : row.remark.size() + 3)));
    const int character = m_painter.characterWidth();
    const int width = marginWidth() + (m_longest + 2) * character;
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(character * 4);
    horizontalScrollBar()->setRange(0, std::max(0, width - viewport()->width()));
    viewport()->update();
}

void CodeView::scrollContentsBy(int, int)
{
    fetch();
}

void CodeView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    measure();
}

void CodeView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    const int margin = marginWidth();
    CodePainter::Scene scene;
    scene.dirty = event->rect();
    scene.width = viewport()->width();
    scene.left = margin - horizontalScrollBar()->value();
    scene.first = m_first;
    scene.selection = selection();
    scene.marks = m_marker ? m_marker(m_first, m_rows.size()) : QList<CodeRange>();
    if (hasFocus())
        scene.cursor = m_cursor;
    m_painter.paintRows(painter, scene, m_rows);
    if (m_areNumbersShown)
        m_painter.paintMargin(painter, QRect(0, 0, margin, viewport()->height()), m_rows);
}

CodeRow CodeView::rowAt(qint64 index) const
{
    if (index >= m_first && index < m_first + m_rows.size())
        return m_rows.at(index - m_first);
    const QList<CodeRow> one = m_document->rows(index, 1);
    return one.isEmpty() ? CodeRow() : one.constFirst();
}

CodePlace CodeView::placeAt(const QPoint &point) const
{
    const qint64 row = std::clamp<qint64>(m_first + (point.y() < 0 ? -1 : point.y() / m_painter.rowHeight()), 0, lastRow());
    const auto layout = m_painter.layout().of(rowAt(row));
    const double x = point.x() - marginWidth() + horizontalScrollBar()->value();
    return {row, layout->lineAt(0).xToCursor(x)};
}

void CodeView::showCursor()
{
    const qint64 first = firstRow();
    if (m_cursor.row < first)
        showRow(m_cursor.row < first - visibleRows() ? m_cursor.row - visibleRows() / 2 : m_cursor.row);
    else if (m_cursor.row >= first + visibleRows())
        showRow(m_cursor.row > first + 2 * visibleRows() ? m_cursor.row - visibleRows() / 2 : m_cursor.row - visibleRows() + 1);
    const auto layout = m_painter.layout().of(rowAt(m_cursor.row));
    const int x = int(layout->lineAt(0).cursorToX(m_cursor.column)), room = viewport()->width() - marginWidth() - m_theme.px(24);
    QScrollBar *bar = horizontalScrollBar();
    if (x < bar->value())
        bar->setValue(std::max(0, x - m_theme.px(40)));
    else if (x > bar->value() + room)
        bar->setValue(x - room + m_theme.px(40));
}

void CodeView::moveTo(CodePlace place, bool extends)
{
    m_cursor = place;
    if (!extends)
        m_anchor = place;
    showCursor();
    viewport()->update();
    Q_EMIT cursorMoved();
}

void CodeView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::RightButton && m_anchor == m_cursor)
        return moveTo(placeAt(event->position().toPoint()), false); // the menu is about what is under the pointer
    if (event->button() != Qt::LeftButton)
        return;
    const QPoint point = event->position().toPoint();
    const qint64 row = m_first + point.y() / m_painter.rowHeight();
    if (m_areNumbersShown && point.x() < marginWidth() && row <= lastRow()) {
        const CodeRow::Fold fold = rowAt(row).fold;
        if (fold != CodeRow::Fold::None)
            return setFolded(row, fold == CodeRow::Fold::Open);
    }
    moveTo(placeAt(point), event->modifiers().testFlag(Qt::ShiftModifier));
}

void CodeView::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint point = event->position().toPoint();
    viewport()->setCursor(m_areNumbersShown && point.x() < marginWidth() ? Qt::ArrowCursor : Qt::IBeamCursor);
    if (!event->buttons().testFlag(Qt::LeftButton))
        return;
    if (point.y() < 0)
        m_bar->triggerAction(QAbstractSlider::SliderSingleStepSub);
    else if (point.y() > viewport()->height())
        m_bar->triggerAction(QAbstractSlider::SliderSingleStepAdd);
    moveTo(placeAt(point), true);
}

void CodeView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const CodePlace place = placeAt(event->position().toPoint());
    const QString text = rowAt(place.row).text;
    int start = place.column, end = place.column;
    while (start > 0 && isPartOfWord(text.at(start - 1)))
        --start;
    while (end < text.size() && isPartOfWord(text.at(end)))
        ++end;
    m_anchor = {place.row, start};
    moveTo({place.row, end}, true);
}

void CodeView::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(m_anchor == m_cursor ? tr("Copy everything") : tr("Copy"), QKeySequence::Copy, this, &CodeView::copy);
    menu->addAction(tr("Select everything"), QKeySequence::SelectAll, this, &CodeView::selectAll);
    Q_EMIT menuRequested(menu);
    const bool isByKey = event->reason() == QContextMenuEvent::Keyboard;
    const QPoint atCursor(marginWidth(), int(std::clamp<qint64>(m_cursor.row - m_first + 1, 0, m_rows.size())) * m_painter.rowHeight());
    menu->popup(isByKey ? viewport()->mapToGlobal(atCursor) : event->globalPos());
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

bool CodeView::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const qint64 row = m_first + help->pos().y() / m_painter.rowHeight();
    const QString hint = row <= lastRow() ? m_document->hint(placeAt(help->pos())) : QString();
    if (hint.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), plainToolTip(hint), viewport());
    return true;
}

void CodeView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        return copy();
    if (event->matches(QKeySequence::SelectAll))
        return selectAll();
    if (event->key() == Qt::Key_Plus || event->key() == Qt::Key_Minus)
        return setFolded(m_cursor.row, event->key() == Qt::Key_Minus);
    const bool isFar = event->modifiers().testFlag(Qt::ControlModifier);
    if (isFar && event->key() == Qt::Key_Up)
        return m_bar->triggerAction(QAbstractSlider::SliderSingleStepSub);
    if (isFar && event->key() == Qt::Key_Down)
        return m_bar->triggerAction(QAbstractSlider::SliderSingleStepAdd);
    if (const auto place = codeCursorMoved(*m_document, m_cursor, Qt::Key(event->key()), isFar, visibleRows()))
        moveTo(*place, event->modifiers().testFlag(Qt::ShiftModifier));
    else
        QAbstractScrollArea::keyPressEvent(event);
}

void CodeView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void CodeView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

}
