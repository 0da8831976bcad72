#include "ui/response/ServerEvents.h"

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

bool isLineEnd(char c)
{
    return c == '\n' || c == '\r';
}

// Behind the end of the line that ends at `end`.
qint64 behind(QByteArrayView all, qint64 end)
{
    return all[end] == '\r' && end + 1 < all.size() && all[end + 1] == '\n' ? end + 2 : end + 1;
}

}

bool ServerEvents::extend(QByteArrayView all, bool isWhole, qint64 most)
{
    if (m_isOver)
        return true;
    if (m_at == 0 && all.startsWith("\xef\xbb\xbf"))
        m_from = m_at = 3;
    const qint64 limit = std::min<qint64>(all.size(), m_at + most);
    while (m_at < limit) {
        const auto begin = all.begin() + m_at;
        const auto found = std::find_if(begin, all.end(), isLineEnd);
        if (found == all.end())
            break;
        const qint64 end = found - all.begin();
        if (all[end] == '\r' && end + 1 == all.size() && !isWhole)
            break; // a line feed may follow
        const bool isEmpty = end == m_at;
        const qint64 next = behind(all, end);
        if (isEmpty) {
            if (end > m_from)
                m_blocks.append({m_from, end - m_from});
            m_from = next;
        }
        m_at = next;
    }
    if (m_at >= limit && limit < all.size())
        return false;
    if (isWhole) {
        m_isOver = true;
        if (m_from < all.size()) {
            m_blocks.append({m_from, all.size() - m_from});
            m_endsInside = true;
        }
    }
    return true;
}

ServerEvent ServerEvents::read(QByteArrayView block, qsizetype longest)
{
    ServerEvent event;
    bool hasData = false, hasField = false;
    for (qint64 at = 0; at < block.size();) {
        const qint64 end = std::find_if(block.begin() + at, block.end(), isLineEnd) - block.begin();
        const QByteArrayView line = block.sliced(at, end - at);
        at = end < block.size() ? behind(block, end) : end;
        const auto colon = line.indexOf(':');
        const QByteArrayView name = colon < 0 ? line : line.first(colon);
        QByteArrayView value = colon < 0 ? QByteArrayView() : line.sliced(colon + 1);
        if (value.startsWith(' '))
            value = value.sliced(1);
        if (colon == 0) {
            event.comment += (event.comment.isEmpty() ? QString() : u"\n"_s) + QString::fromUtf8(value);
        } else if (name == "data") {
            if (event.data.size() < longest)
                event.data += (hasData ? u"\n"_s : QString()) + QString::fromUtf8(value.first(std::min(value.size(), longest)));
            hasData = true;
        } else if (name == "event") {
            event.type = QString::fromUtf8(value);
        } else if (name == "id") {
            event.id = QString::fromUtf8(value);
        } else if (name == "retry") {
            event.retry = QString::fromUtf8(value);
        }
        hasField = hasField || colon != 0;
    }
    if (hasField && event.type.isEmpty())
        event.type = u"message"_s;
    return event;
}

}
