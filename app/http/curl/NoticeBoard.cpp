#include "app/http/curl/NoticeBoard.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>
#include <QtCore/QPointer>

#include <iterator>

namespace tessera {

namespace {

constexpr auto noticesCame = QEvent::User;

}

NoticeBoard::NoticeBoard(Reader reader)
    : m_reader(std::move(reader))
{
}

void NoticeBoard::post(std::vector<Notice> &notices)
{
    if (notices.empty())
        return;
    bool isFirst = false;
    {
        const std::lock_guard lock(m_mutex);
        if (m_notices.empty())
            m_notices.swap(notices);
        else
            m_notices.insert(m_notices.end(), std::make_move_iterator(notices.begin()), std::make_move_iterator(notices.end()));
        isFirst = !std::exchange(m_isAnnounced, true);
    }
    notices.clear();
    if (isFirst)
        QCoreApplication::postEvent(this, new QEvent(noticesCame));
}

bool NoticeBoard::event(QEvent *event)
{
    if (event->type() != noticesCame)
        return QObject::event(event);
    std::vector<Notice> notices;
    {
        const std::lock_guard lock(m_mutex);
        notices.swap(m_notices);
        m_isAnnounced = false;
    }
    const QPointer<NoticeBoard> self(this); // whoever is told may take everything down
    for (Notice &notice : notices) {
        if (!self)
            break;
        m_reader(notice);
    }
    return true;
}

}
