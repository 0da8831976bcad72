#include "ui/widgets/WrapLayout.h"

#include <algorithm>

namespace tessera::ui {

WrapLayout::WrapLayout(int spaceBeside, int spaceBelow, int outdent, QWidget *parent)
    : QLayout(parent)
    , m_beside(spaceBeside)
    , m_below(spaceBelow)
    , m_outdent(outdent)
{
    setContentsMargins(0, 0, 0, 0);
}

WrapLayout::~WrapLayout()
{
    qDeleteAll(m_items);
}

void WrapLayout::addItem(QLayoutItem *item)
{
    m_items.append(item);
    invalidate();
}

QLayoutItem *WrapLayout::takeAt(int index)
{
    if (index < 0 || index >= m_items.size())
        return nullptr;
    invalidate();
    return m_items.takeAt(index);
}

QSize WrapLayout::sizeHint() const
{
    QSize size(0, 0);
    for (const QLayoutItem *item : m_items) {
        if (item->isEmpty())
            continue;
        const QSize hint = item->sizeHint();
        size = {size.width() + (size.isEmpty() ? 0 : m_beside) + hint.width(), std::max(size.height(), hint.height())};
    }
    return size.grownBy(contentsMargins());
}

QSize WrapLayout::minimumSize() const
{
    QSize size;
    for (const QLayoutItem *item : m_items) {
        if (!item->isEmpty())
            size = size.expandedTo(item->minimumSize());
    }
    return size.grownBy(contentsMargins());
}

void WrapLayout::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    arranged(rect, true);
}

int WrapLayout::arranged(const QRect &rect, bool isApplied) const
{
    const QRect room = rect.marginsRemoved(contentsMargins()).adjusted(-m_outdent, 0, 0, 0);
    int x = room.left(), y = room.top(), lineHeight = 0;
    for (QLayoutItem *item : m_items) {
        if (item->isEmpty())
            continue;
        const QSize size
            = item->sizeHint().boundedTo({std::max(room.width(), item->minimumSize().width()), QWIDGETSIZE_MAX});
        if (lineHeight > 0 && x + size.width() > room.left() + room.width()) {
            x = room.left();
            y += lineHeight + m_below;
            lineHeight = 0;
        }
        if (isApplied)
            item->setGeometry({{x, y}, size});
        x += size.width() + m_beside;
        lineHeight = std::max(lineHeight, size.height());
    }
    const QMargins margins = contentsMargins();
    return y - room.top() + lineHeight + margins.top() + margins.bottom();
}

}
