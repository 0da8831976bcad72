#include "ui/response/HexView.h"

#include "app/http/BodyStore.h"
#include "ui/theme/Theme.h"

#include <QtGui/QClipboard>
#include <QtGui/QContextMenuEvent>
#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QMenu>
#include <QtWidgets/QScrollBar>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int offsetDigits = 8, gap = 2, groupSize = 8;

// "xx " a byte, a space more between groups of eight, the ASCII behind it.
constexpr int columnsFor(int bytes)
{
    return offsetDigits + gap + bytes * 3 + (bytes / groupSize - 1) + gap + bytes;
}

QString hexOf(uchar byte)
{
    static constexpr char16_t digits[] = u"0123456789abcdef";
    return QString(QChar(digits[byte >> 4])) + QChar(digits[byte & 15]);
}

bool isPrintable(uchar byte)
{
    return byte >= 0x20 && byte < 0x7f;
}

Token tokenOf(uchar byte)
{
    if (byte == 0)
        return Token::Faint;
    if (isPrintable(byte))
        return Token::Text;
    return byte < 0x80 ? Token::JsonNumber : Token::JsonKey;
}

}

HexView::HexView(const Theme &theme, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_theme(theme)
{
    setObjectName(u"hexView"_s);
    setAccessibleName(tr("Bytes of the body"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    viewport()->setBackgroundRole(QPalette::Base);
    viewport()->setAutoFillBackground(true);
    viewport()->setCursor(Qt::IBeamCursor);
    connect(&theme, &Theme::changed, this, &HexView::measure);
}

qint64 HexView::size() const
{
    return m_body ? m_body->size() : 0;
}

void HexView::setBody(std::shared_ptr<const BodyStore> body)
{
    m_body = std::move(body);
    m_anchor = m_cursor = 0;
    measure();
    verticalScrollBar()->setValue(0);
    horizontalScrollBar()->setValue(0);
    Q_EMIT selectionChanged();
}

void HexView::refresh()
{
    measure();
}

qint64 HexView::selectionSize() const
{
    return size() == 0 ? 0 : qMax(m_anchor, m_cursor) - selectionStart() + 1;
}

void HexView::select(qint64 start, qint64 length)
{
    const qint64 last = qMax<qint64>(0, size() - 1);
    m_anchor = std::clamp<qint64>(start, 0, last);
    m_cursor = std::clamp<qint64>(start + qMax<qint64>(1, length) - 1, 0, last);
    showByte(m_cursor);
    showByte(m_anchor);
    viewport()->update();
    Q_EMIT selectionChanged();
}

void HexView::selectAll()
{
    m_anchor = 0;
    m_cursor = qMax<qint64>(0, size() - 1);
    viewport()->update();
    Q_EMIT selectionChanged();
}

int HexView::bytesPerRowIn(int columns)
{
    for (const int bytes : {32, 16}) {
        if (columnsFor(bytes) <= columns)
            return bytes;
    }
    return 8;
}

QString HexView::text(QByteArrayView bytes, CopyAs as)
{
    const QByteArray part = QByteArray::fromRawData(bytes.data(), bytes.size());
    switch (as) {
    case CopyAs::Hex:
        return QString::fromLatin1(part.toHex(' '));
    case CopyAs::Text:
        return QString::fromUtf8(part);
    case CopyAs::Base64:
        return QString::fromLatin1(part.toBase64());
    case CopyAs::CArray: {
        QString text = u"{"_s;
        for (qsizetype i = 0; i < bytes.size(); ++i)
            text += (i == 0 ? u" "_s : i % 16 == 0 ? u",\n  "_s : u", "_s) + u"0x"_s + hexOf(uchar(bytes[i]));
        return text + u" }"_s;
    }
    }
    Q_UNREACHABLE();
}

void HexView::copy(CopyAs as)
{
    if (selectionSize() > 0)
        QGuiApplication::clipboard()->setText(text(m_body->read(selectionStart(), qMin(selectionSize(), mostCopied)), as));
}

int HexView::rowHeight() const
{
    return std::max(m_theme.px(18), QFontMetrics(m_theme.font(TextRole::Mono)).height());
}

HexView::Columns HexView::columns() const
{
    const double character = QFontMetricsF(m_theme.font(TextRole::Mono)).horizontalAdvance(u'0');
    Columns columns{m_theme.px(14) - double(horizontalScrollBar()->value()), 0, 0, character * 3, character};
    columns.hex = columns.offset + (offsetDigits + gap) * character;
    columns.ascii = byteLeft(columns, m_perRow) + (gap - 1) * character;
    return columns;
}

double HexView::byteLeft(const Columns &columns, int index) const
{
    return columns.hex + index * columns.byte + index / groupSize * columns.character;
}

void HexView::measure()
{
    const double character = QFontMetricsF(m_theme.font(TextRole::Mono)).horizontalAdvance(u'0');
    const int room = viewport()->width() - m_theme.px(28);
    m_perRow = bytesPerRowIn(int(room / character));
    const int visible = std::max(1, viewport()->height() / rowHeight());
    const qint64 rows = (size() + m_perRow - 1) / m_perRow; // 4 GiB at 8 a row still fit an int
    verticalScrollBar()->setPageStep(visible);
    verticalScrollBar()->setRange(0, int(std::max<qint64>(0, rows - visible)));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setRange(0, std::max(0, int(columnsFor(m_perRow) * character) - room));
    viewport()->update();
}

void HexView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    const qint64 top = qint64(verticalScrollBar()->value()) * m_perRow;
    measure();
    verticalScrollBar()->setValue(int(top / m_perRow)); // the same bytes, also with more of them in a row
}

void HexView::paintRow(QPainter &painter, const Columns &columns, int row, int y) const
{
    const qint64 start = qint64(row) * m_perRow;
    const QByteArray bytes = m_body->read(start, m_perRow);
    const int height = rowHeight();
    const auto baseline = [&](double x) { return QPointF(x, y + (height + painter.fontMetrics().ascent() - painter.fontMetrics().descent()) / 2.0); };
    painter.setPen(m_theme.color(Token::Dim));
    painter.drawText(baseline(columns.offset), QString::number(start, 16).rightJustified(offsetDigits, u'0'));
    const qint64 from = selectionStart(), to = from + selectionSize();
    const QColor ground = m_theme.color(hasFocus() ? Token::Selection : Token::AccentGround);
    for (int i = 0; i < bytes.size(); ++i) {
        const double left = byteLeft(columns, i), asciiLeft = columns.ascii + i * columns.character;
        const bool isSelected = start + i >= from && start + i < to;
        if (isSelected) {
            const bool goesOn = start + i + 1 < to && i + 1 < bytes.size();
            const double right = goesOn ? byteLeft(columns, i + 1) : left + 2 * columns.character;
            painter.fillRect(QRectF(left, y, right - left, height), ground);
            painter.fillRect(QRectF(asciiLeft, y, columns.character, height), ground);
        }
        const auto byte = uchar(bytes.at(i));
        painter.setPen(m_theme.color(tokenOf(byte)));
        painter.drawText(baseline(left), hexOf(byte));
        painter.drawText(baseline(asciiLeft), isPrintable(byte) ? QString(QLatin1Char(char(byte))) : u"·"_s);
        if (start + i == m_cursor && hasFocus()) {
            painter.setPen(m_theme.color(Token::Accent));
            painter.drawRect(QRectF(left - 1, y + 0.5, 2 * columns.character + 2, height - 1));
            painter.drawRect(QRectF(asciiLeft - 0.5, y + 0.5, columns.character, height - 1));
        }
    }
}

void HexView::paintEvent(QPaintEvent *event)
{
    if (!m_body)
        return;
    QPainter painter(viewport());
    painter.setFont(m_theme.font(TextRole::Mono));
    const Columns at = columns();
    const int height = rowHeight(), first = verticalScrollBar()->value();
    const qint64 rows = (size() + m_perRow - 1) / m_perRow;
    for (int i = event->rect().top() / height; i <= event->rect().bottom() / height && first + i < rows; ++i)
        paintRow(painter, at, first + i, i * height);
    const double line = at.ascii - at.character;
    painter.fillRect(QRectF(line, 0, 1, viewport()->height()), m_theme.color(Token::Hairline));
}

qint64 HexView::byteAt(const QPoint &point) const
{
    const Columns at = columns();
    const qint64 row = verticalScrollBar()->value() + (point.y() < 0 ? -1 : point.y() / rowHeight());
    int index = 0;
    if (point.x() >= at.ascii) {
        index = int((point.x() - at.ascii) / at.character);
    } else {
        while (index + 1 < m_perRow && point.x() >= byteLeft(at, index + 1) - at.character / 2)
            ++index;
    }
    return row * m_perRow + std::clamp(index, 0, m_perRow - 1);
}

void HexView::showByte(qint64 byte)
{
    const int row = int(byte / m_perRow);
    QScrollBar *bar = verticalScrollBar();
    if (row < bar->value())
        bar->setValue(row);
    else if (row >= bar->value() + bar->pageStep())
        bar->setValue(row - bar->pageStep() + 1);
}

void HexView::moveTo(qint64 byte, bool extends)
{
    m_cursor = std::clamp<qint64>(byte, 0, qMax<qint64>(0, size() - 1));
    if (!extends)
        m_anchor = m_cursor;
    showByte(m_cursor);
    viewport()->update();
    Q_EMIT selectionChanged();
}

void HexView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        moveTo(byteAt(event->position().toPoint()), event->modifiers().testFlag(Qt::ShiftModifier));
}

void HexView::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons().testFlag(Qt::LeftButton))
        moveTo(byteAt(event->position().toPoint()), true);
}

void HexView::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString &text, CopyAs as) { return menu->addAction(text, this, [this, as] { copy(as); }); };
    add(tr("Copy as hex"), CopyAs::Hex)->setShortcut(QKeySequence::Copy);
    add(tr("Copy as text"), CopyAs::Text);
    add(tr("Copy as Base64"), CopyAs::Base64);
    add(tr("Copy as an array for C"), CopyAs::CArray);
    menu->addSeparator();
    menu->addAction(tr("Select everything"), QKeySequence::SelectAll, this, &HexView::selectAll);
    menu->popup(event->globalPos());
}

bool HexView::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Copy) || key->matches(QKeySequence::SelectAll))
            event->accept();
    }
    return QAbstractScrollArea::event(event);
}

void HexView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        return copy(CopyAs::Hex);
    if (event->matches(QKeySequence::SelectAll))
        return selectAll();
    const bool extends = event->modifiers().testFlag(Qt::ShiftModifier);
    const bool isFar = event->modifiers().testFlag(Qt::ControlModifier);
    const qint64 page = qint64(verticalScrollBar()->pageStep()) * m_perRow;
    const auto moveBy = [&](qint64 bytes) {
        if (m_cursor + bytes >= 0 && m_cursor + bytes < size())
            moveTo(m_cursor + bytes, extends);
    };
    switch (event->key()) {
    case Qt::Key_Left:
        return moveBy(-1);
    case Qt::Key_Right:
        return moveBy(1);
    case Qt::Key_Up:
        return moveBy(-m_perRow);
    case Qt::Key_Down:
        return moveBy(m_perRow);
    case Qt::Key_PageUp:
        return moveTo(m_cursor - page, extends);
    case Qt::Key_PageDown:
        return moveTo(m_cursor + page, extends);
    case Qt::Key_Home:
        return moveTo(isFar ? 0 : m_cursor / m_perRow * m_perRow, extends);
    case Qt::Key_End:
        return moveTo(isFar ? size() - 1 : m_cursor / m_perRow * m_perRow + m_perRow - 1, extends);
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void HexView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void HexView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

}
