#include "app/auth/session/RefreshScheduler.h"

#include <algorithm>

namespace tessera {

using namespace std::chrono_literals;

RefreshScheduler::RefreshScheduler(Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
    connect(&clock, &Clock::jumped, this, &RefreshScheduler::wake);
}

RefreshScheduler::~RefreshScheduler()
{
    if (m_timer)
        m_clock.cancel(m_timer);
}

RefreshScheduler::Id RefreshScheduler::add(std::function<void()> due)
{
    if (m_free.empty()) {
        m_slots.push_back({std::move(due)});
        return Id(m_slots.size() - 1);
    }
    const Id id = m_free.back();
    m_free.pop_back();
    m_slots[id] = {std::move(due)};
    return id;
}

void RefreshScheduler::remove(Id id)
{
    unschedule(id);
    m_slots[id].due = nullptr;
    m_free.push_back(id);
}

void RefreshScheduler::schedule(Id id, BootTime at)
{
    Slot &slot = m_slots[id];
    slot.at = at;
    if (slot.position == nowhere) {
        m_heap.push_back(id);
        slot.position = quint32(m_heap.size() - 1);
    }
    siftUp(slot.position);
    siftDown(slot.position);
    arm();
}

void RefreshScheduler::unschedule(Id id)
{
    if (m_slots[id].position != nowhere)
        takeOut(m_slots[id].position);
}

bool RefreshScheduler::isScheduled(Id id) const
{
    return m_slots[id].position != nowhere;
}

void RefreshScheduler::place(quint32 position, Id id)
{
    m_heap[position] = id;
    m_slots[id].position = position;
}

void RefreshScheduler::siftUp(quint32 position)
{
    const Id id = m_heap[position];
    while (position > 0) {
        const quint32 parent = (position - 1) / 2;
        if (m_slots[m_heap[parent]].at <= m_slots[id].at)
            break;
        place(position, m_heap[parent]);
        position = parent;
    }
    place(position, id);
}

void RefreshScheduler::siftDown(quint32 position)
{
    const Id id = m_heap[position];
    for (;;) {
        quint32 child = 2 * position + 1;
        if (child >= m_heap.size())
            break;
        if (child + 1 < m_heap.size() && m_slots[m_heap[child + 1]].at < m_slots[m_heap[child]].at)
            ++child;
        if (m_slots[id].at <= m_slots[m_heap[child]].at)
            break;
        place(position, m_heap[child]);
        position = child;
    }
    place(position, id);
}

void RefreshScheduler::takeOut(quint32 position)
{
    m_slots[m_heap[position]].position = nowhere;
    const Id last = m_heap.back();
    m_heap.pop_back();
    if (position == m_heap.size())
        return;
    place(position, last);
    siftUp(position);
    siftDown(m_slots[last].position);
}

void RefreshScheduler::arm()
{
    if (m_heap.empty())
        return; // a timer that finds nothing due does no harm
    const BootTime now = m_clock.boot();
    const BootTime wanted = std::min(std::max(m_slots[m_heap.front()].at, now), now + 60s);
    if (m_timer) {
        if (m_armedFor <= wanted)
            return; // it wakes early enough, and arms itself anew
        m_clock.cancel(m_timer);
    }
    m_armedFor = wanted;
    m_timer = m_clock.after(wanted - now, this, [this] {
        m_timer = 0;
        wake();
    });
}

void RefreshScheduler::wake()
{
    const BootTime now = m_clock.boot();
    // Collected first: what is due may schedule itself anew, and must not run twice in one waking.
    std::vector<Id> due;
    while (!m_heap.empty() && m_slots[m_heap.front()].at <= now) {
        due.push_back(m_heap.front());
        takeOut(0);
    }
    for (const Id id : due) {
        if (const auto run = m_slots[id].due) // a copy: it may remove itself
            run();
    }
    arm();
}

}
