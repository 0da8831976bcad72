#include "app/http/curl/CallYard.h"

#include "app/http/BodyStore.h"

#include <utility>

namespace tessera {

namespace {

constexpr qint64 smallBody = 64 * 1024;

}

std::shared_ptr<CallState> CallYard::newCall(const std::shared_ptr<CallYard> &yard)
{
    return {new CallState, [yard](CallState *call) { yard->take(std::unique_ptr<CallState>(call)); }}; // shared by threads
}

void CallYard::take(std::unique_ptr<CallState> call)
{
    call->change([](HttpExchange &exchange) {
        if (exchange.body && exchange.body->size() > smallBody) // much memory does not wait for another thread
            exchange.body.reset();
    });
    const std::lock_guard lock(m_mutex);
    if (m_isOpen)
        m_calls.push_back(std::move(call));
}

void CallYard::open()
{
    const std::lock_guard lock(m_mutex);
    m_isOpen = true;
}

void CallYard::clear()
{
    {
        const std::lock_guard lock(m_mutex);
        std::swap(m_calls, m_taken);
    }
    m_taken.clear();
}

void CallYard::close()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isOpen = false;
    }
    clear();
}

}
