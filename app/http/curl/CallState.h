#pragma once

#include "app/base/Result.h"
#include "app/http/HttpExchange.h"

#include <atomic>
#include <mutex>

namespace tessera {

// What the two sides of one call share: the I/O thread writes the exchange as it comes about, the owner's thread takes
// copies when it wants to look.
class CallState {
public:
    [[nodiscard]] HttpExchange snapshot() const
    {
        const std::lock_guard lock(m_mutex);
        return m_exchange;
    }
    template <typename Change> void change(Change &&change)
    {
        const std::lock_guard lock(m_mutex);
        change(m_exchange);
    }

    std::atomic<bool> isCancelled = false;
    std::atomic<qint64> sent = 0; // bytes of the request's body
    std::atomic<qint64> toSend = 0; // 0: it is too short to be told of
    std::atomic<qint64> received = 0; // bytes of body as they are kept
    std::atomic<qint64> onWire = 0; // the same before decoding
    std::atomic<qint64> expected = -1;

private:
    mutable std::mutex m_mutex;
    HttpExchange m_exchange;
};

}
