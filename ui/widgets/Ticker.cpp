#include "ui/widgets/Ticker.h"

#include <algorithm>

namespace tessera::ui {

using namespace std::chrono_literals;

namespace {

constexpr Milliseconds together = 40ms; // nobody sees so small a difference
constexpr Milliseconds longest = 24h;

}

Ticker::Ticker(Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
    connect(&clock, &Clock::jumped, this, [this] { runDue(true); });
}

void Ticker::start(QObject *who, Tick tick)
{
    if (!m_entries.contains(who))
        connect(who, &QObject::destroyed, this, &Ticker::stop);
    m_entries.insert(who, {std::move(tick), m_clock.boot()});
    run(who);
    arm();
}

void Ticker::stop(QObject *who)
{
    if (m_entries.remove(who) == 0)
        return;
    disconnect(who, &QObject::destroyed, this, &Ticker::stop);
    arm();
}

void Ticker::run(QObject *who)
{
    const auto entry = m_entries.constFind(who);
    if (entry == m_entries.constEnd())
        return; // an earlier tick of this round stopped it
    const Tick tick = entry->tick;
    const Milliseconds next = std::clamp(tick(), Milliseconds(20), longest);
    if (const auto again = m_entries.find(who); again != m_entries.end())
        again->due = m_clock.boot() + next;
}

void Ticker::runDue(bool all)
{
    const BootTime now = m_clock.boot();
    QList<QObject *> due;
    for (auto it = m_entries.cbegin(); it != m_entries.cend(); ++it) {
        if (all || it->due <= now + together)
            due << it.key();
    }
    for (QObject *who : std::as_const(due))
        run(who);
    arm();
}

void Ticker::arm()
{
    if (m_entries.isEmpty()) {
        if (m_timer)
            m_clock.cancel(*m_timer);
        m_timer.reset();
        return;
    }
    const auto first = std::min_element(
        m_entries.cbegin(), m_entries.cend(), [](const Entry &one, const Entry &other) { return one.due < other.due; });
    if (m_timer && m_armedFor == first->due)
        return;
    if (m_timer)
        m_clock.cancel(*m_timer);
    m_armedFor = first->due;
    const Milliseconds delay = std::max(Milliseconds(0), first->due - m_clock.boot());
    m_timer = m_clock.after(delay, this, [this] {
        m_timer.reset();
        runDue(false);
    });
}

}
