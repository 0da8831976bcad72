#include "app/http/curl/HopTimer.h"

#include <algorithm>

namespace tessera {

namespace {

SteadyTime steadyNow()
{
    return std::chrono::steady_clock::now();
}

std::chrono::microseconds between(SteadyTime from, SteadyTime to)
{
    return std::chrono::duration_cast<std::chrono::microseconds>(std::max(from, to) - from);
}

std::chrono::microseconds timeOf(CURL *handle, CURLINFO info)
{
    curl_off_t time = 0;
    curl_easy_getinfo(handle, info, &time);
    return std::chrono::microseconds(time);
}

}

HopTimer::HopTimer()
    : m_started(steadyNow())
    , m_lastActivity(m_started)
{
}

void HopTimer::noteReady()
{
    m_ready = steadyNow();
}

void HopTimer::noteSent()
{
    m_lastSent = steadyNow();
}

void HopTimer::noteReceived()
{
    m_lastActivity = steadyNow();
    if (!hasReceived())
        m_firstByte = m_lastActivity;
}

void HopTimer::noteRead(SteadyTime time)
{
    m_lastActivity = std::max(m_lastActivity, time);
}

void HopTimer::beginAgain()
{
    m_started = m_lastActivity = steadyNow();
    m_ready = m_lastSent = m_firstByte = {};
    m_hasConnectionOfBefore = true;
}

HopTimings HopTimer::timings(CURL *handle) const
{
    HopTimings timings;
    addConnection(handle, timings);
    if (m_ready != SteadyTime() && wasSent())
        timings.send = between(m_ready, m_lastSent);
    if (wasSent() && hasReceived())
        timings.wait = between(m_lastSent, m_firstByte);
    const SteadyTime now = steadyNow();
    if (hasReceived())
        timings.receive = between(m_firstByte, now);
    timings.total = between(m_started, now);
    return timings;
}

void HopTimer::addConnection(CURL *handle, HopTimings &timings) const
{
    long connections = 0;
    curl_easy_getinfo(handle, CURLINFO_NUM_CONNECTS, &connections);
    if (connections == 0 || m_hasConnectionOfBefore)
        return;
    const auto lookup = timeOf(handle, CURLINFO_NAMELOOKUP_TIME_T);
    const auto connect = timeOf(handle, CURLINFO_CONNECT_TIME_T);
    const auto tls = timeOf(handle, CURLINFO_APPCONNECT_TIME_T);
    using std::chrono::microseconds;
    if (lookup > microseconds(0))
        timings.nameLookup = lookup;
    if (connect > microseconds(0))
        timings.connect = std::max(connect - lookup, microseconds(0));
    if (tls > microseconds(0))
        timings.tls = std::max(tls - connect, microseconds(0));
}

HopTimer::Deadline HopTimer::deadline(const Timeouts &timeouts, SteadyTime now) const
{
    using Kind = NetworkFailure::Kind;
    Deadline found;
    const auto lookAgain = [&found](SteadyTime time) { found.next = found.next ? std::min(*found.next, time) : time; };
    // A phase that has not begun ends no sooner than this.
    const auto atTheEarliest = [&](Milliseconds limit) {
        if (limit > Milliseconds(0))
            lookAgain(now + limit);
    };
    const auto counted = [&](SteadyTime from, Milliseconds limit, Kind kind) {
        if (limit <= Milliseconds(0))
            return;
        if (from + limit <= now)
            found = {kind, limit, std::nullopt};
        else
            lookAgain(from + limit);
    };
    if (m_firstByte != SteadyTime()) {
        counted(m_lastActivity, timeouts.idle, Kind::IdleTimeout);
        return found;
    }
    atTheEarliest(timeouts.idle);
    if (m_ready == SteadyTime()) // the library watches the time to connect
        atTheEarliest(timeouts.firstByte);
    else
        counted(std::max(m_ready, m_lastSent), timeouts.firstByte, Kind::FirstByteTimeout);
    return found;
}

}
