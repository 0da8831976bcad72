#include "ui/credentials/CardColumn.h"

#include <QtCore/QScopedValueRollback>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLayout>
#include <QtWidgets/QScrollBar>

#include <algorithm>

namespace tessera::ui {

CardColumn::CardColumn(Make make, Bind bind, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_make(std::move(make))
    , m_bind(std::move(bind))
{
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus); // the current card has it
    viewport()->setAutoFillBackground(false);
}

void CardColumn::setMeasures(int cardHeight, int gap, const QMargins &margins)
{
    m_cardHeight = cardHeight;
    m_gap = gap;
    m_margins = margins;
    measureOpen();
    layOut();
}

void CardColumn::setIds(const QList<CredentialId> &ids)
{
    m_ids = ids;
    m_rows.clear();
    m_rows.reserve(ids.size());
    for (int row = 0; row < ids.size(); ++row)
        m_rows.insert(ids.at(row), row);
    if (rowOf(m_open) < 0)
        m_open = {};
    if (rowOf(m_current) < 0)
        m_current = {};
    layOut();
    updateTabStop();
}

int CardColumn::topOf(int row) const
{
    const int openRow = rowOf(m_open);
    const int extra = openRow >= 0 && row > openRow ? m_openHeight - m_cardHeight : 0;
    return m_margins.top() + row * (m_cardHeight + m_gap) + extra;
}

int CardColumn::heightOf(int row) const
{
    return row >= 0 && row == rowOf(m_open) ? m_openHeight : m_cardHeight;
}

int CardColumn::cardWidth() const
{
    // A scroll bar stands in the margin: with it the cards are as wide as before.
    const int bar = verticalScrollBar()->isVisible() ? verticalScrollBar()->width() : 0;
    return viewport()->width() - m_margins.left() - std::max(0, m_margins.right() - bar);
}

int CardColumn::totalHeight() const
{
    const int last = int(m_ids.size()) - 1;
    return last < 0 ? 0 : topOf(last) + heightOf(last) + m_margins.bottom();
}

// The first row whose end lies below y.
int CardColumn::firstRowBelow(int y) const
{
    int low = 0, high = int(m_ids.size());
    while (low < high) {
        const int middle = low + (high - low) / 2;
        if (topOf(middle) + heightOf(middle) <= y)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void CardColumn::measureOpen()
{
    if (m_open.isEmpty())
        return;
    QWidget *card = take(m_open);
    const int wanted = card->layout() && card->layout()->hasHeightForWidth()
        ? card->layout()->totalHeightForWidth(cardWidth())
        : card->sizeHint().height();
    m_openHeight = std::max(wanted, m_cardHeight);
}

void CardColumn::layOut()
{
    const int page = viewport()->height();
    const int total = totalHeight();
    verticalScrollBar()->setRange(0, std::max(0, total - page));
    verticalScrollBar()->setPageStep(page);
    verticalScrollBar()->setSingleStep(std::max(1, (m_cardHeight + m_gap) / 2));
    arrange();
    updateGeometry();
}

QWidget *CardColumn::take(const CredentialId &id)
{
    if (QWidget *shown = m_shown.value(id))
        return shown;
    QWidget *card = nullptr;
    if (m_spare.empty()) {
        card = m_make(viewport());
        card->installEventFilter(this);
    } else {
        card = m_spare.back();
        m_spare.pop_back();
    }
    m_shown.insert(id, card);
    m_bind(card, id);
    return card;
}

void CardColumn::arrange()
{
    if (m_isArranging)
        return;
    const QScopedValueRollback guard(m_isArranging, true);
    const int offset = verticalScrollBar()->value();
    const int first = firstRowBelow(offset);
    const int end = std::min(int(m_ids.size()), firstRowBelow(offset + viewport()->height()) + 1);

    for (auto it = m_shown.begin(); it != m_shown.end();) {
        const int row = rowOf(it.key());
        QWidget *card = it.value();
        const bool isKept = row >= 0
            && ((row >= first && row < end) || it.key() == m_open || card->isAncestorOf(QApplication::focusWidget())
                || card->hasFocus());
        if (isKept) {
            ++it;
            continue;
        }
        card->hide();
        m_spare.push_back(card);
        it = m_shown.erase(it);
    }
    for (int row = first; row < end; ++row)
        (void)take(m_ids.at(row));
    for (auto it = m_shown.cbegin(); it != m_shown.cend(); ++it) {
        const int row = rowOf(it.key());
        it.value()->setGeometry(m_margins.left(), topOf(row) - offset, cardWidth(), heightOf(row));
        it.value()->show();
    }
}

void CardColumn::setCurrent(const CredentialId &id, Qt::FocusReason focus)
{
    if (rowOf(id) < 0)
        return;
    const bool isNew = id != m_current;
    m_current = id;
    updateTabStop();
    if (focus != Qt::NoFocusReason) {
        scrollTo(id);
        take(id)->setFocus(focus);
    }
    if (isNew)
        Q_EMIT currentChanged(id);
}

// Sixteen cards would be sixteen stops of the tab key.
void CardColumn::updateTabStop()
{
    const CredentialId stop = m_current.isEmpty() ? m_ids.value(0) : m_current;
    for (auto it = m_shown.cbegin(); it != m_shown.cend(); ++it)
        it.value()->setFocusPolicy(it.key() == stop ? Qt::StrongFocus : Qt::ClickFocus);
}

void CardColumn::setOpen(const CredentialId &id)
{
    const CredentialId before = std::exchange(m_open, rowOf(id) < 0 ? CredentialId() : id);
    if (before != m_open) {
        rebind(before);
        rebind(m_open);
    }
    measureOpen();
    layOut();
    if (!m_open.isEmpty())
        scrollTo(m_open);
}

void CardColumn::rebind(const CredentialId &id)
{
    if (QWidget *card = cardOf(id))
        m_bind(card, id);
}

void CardColumn::rebindAll()
{
    for (auto it = m_shown.cbegin(); it != m_shown.cend(); ++it)
        m_bind(it.value(), it.key());
    updateTabStop();
}

void CardColumn::scrollTo(const CredentialId &id)
{
    const int row = rowOf(id);
    if (row < 0)
        return;
    QScrollBar *bar = verticalScrollBar();
    const int top = topOf(row) - m_margins.top();
    const int bottom = topOf(row) + heightOf(row) + m_margins.bottom();
    if (top < bar->value() || bottom - top > viewport()->height())
        bar->setValue(top);
    else if (bottom > bar->value() + viewport()->height())
        bar->setValue(bottom - viewport()->height());
}

QSize CardColumn::sizeHint() const
{
    const int rows = std::clamp(int(m_ids.size()), 1, 4);
    return {300, m_margins.top() + rows * (m_cardHeight + m_gap) + m_margins.bottom()};
}

void CardColumn::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    measureOpen();
    layOut();
}

void CardColumn::scrollContentsBy(int, int)
{
    arrange();
    updateTabStop();
}

void CardColumn::keyPressEvent(QKeyEvent *event)
{
    const int last = int(m_ids.size()) - 1;
    const int row = rowOf(m_current);
    const int page = std::max(1, viewport()->height() / (m_cardHeight + m_gap) - 1);
    int next = row;
    switch (event->key()) {
    case Qt::Key_Down:
        next = row + 1;
        break;
    case Qt::Key_Up:
        next = row - 1;
        break;
    case Qt::Key_PageDown:
        next = row + page;
        break;
    case Qt::Key_PageUp:
        next = row - page;
        break;
    case Qt::Key_Home:
        next = 0;
        break;
    case Qt::Key_End:
        next = last;
        break;
    default:
        return QAbstractScrollArea::keyPressEvent(event);
    }
    if (last >= 0)
        setCurrent(m_ids.at(std::clamp(next, 0, last)), Qt::OtherFocusReason);
}

bool CardColumn::eventFilter(QObject *watched, QEvent *event)
{
    const bool isOpenCard = !m_open.isEmpty() && watched == cardOf(m_open);
    if (event->type() == QEvent::LayoutRequest && isOpenCard && !m_isArranging) {
        measureOpen();
        layOut();
    } else if (event->type() == QEvent::FocusIn) {
        if (const CredentialId id = m_shown.key(static_cast<QWidget *>(watched)); !id.isEmpty())
            setCurrent(id);
    }
    return QAbstractScrollArea::eventFilter(watched, event);
}

}
