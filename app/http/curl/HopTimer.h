#pragma once

#include "app/http/HttpExchange.h"
#include "app/http/HttpRequest.h"
#include "app/http/NetworkFailure.h"
#include "app/http/curl/CurlHandle.h"

#include <chrono>
#include <optional>

namespace tessera {

using SteadyTime = std::chrono::steady_clock::time_point;

// When the phases of one hop began and ended, and which time-out is due.
class HopTimer {
public:
    HopTimer();

    void noteReady(); // a connection is there, the request goes out
    void noteSent();
    void noteReceived();
    void noteRead(SteadyTime time); // of a body that is still on its way
    void beginAgain(); // on the same connection

    [[nodiscard]] bool wasSent() const { return m_lastSent != SteadyTime(); }
    [[nodiscard]] bool hasReceived() const { return m_firstByte != SteadyTime(); }
    // `handle` knows how long the connection took.
    [[nodiscard]] HopTimings timings(CURL *handle) const;

    // The time-out that is due by `now`, or when to look again: no later than the next one can be.
    struct Deadline {
        std::optional<NetworkFailure::Kind> due;
        Milliseconds limit{0};
        std::optional<SteadyTime> next;
    };
    [[nodiscard]] Deadline deadline(const Timeouts &timeouts, SteadyTime now) const;

private:
    void addConnection(CURL *handle, HopTimings &timings) const;

    SteadyTime m_started, m_ready, m_lastSent, m_firstByte, m_lastActivity;
    bool m_hasConnectionOfBefore = false;
};

}
