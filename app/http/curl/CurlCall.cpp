#include "app/http/curl/CurlCall.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QPointer>

#include <algorithm>
#include <utility>

namespace tessera {

namespace {

SteadyTime steadyNow()
{
    return std::chrono::steady_clock::now();
}

}

CurlCall::CurlCall(std::shared_ptr<CallState> state, std::function<void()> withdraw, QObject *owner)
    : HttpCall(owner)
    , m_state(std::move(state))
    , m_withdraw(std::move(withdraw))
    , m_begun(steadyNow())
{
}

CurlCall::~CurlCall()
{
    if (m_isOver)
        return;
    m_state->isCancelled = true;
    m_withdraw();
}

void CurlCall::cancel()
{
    if (m_isOver)
        return;
    m_cancelled = steadyNow();
    m_state->isCancelled = true;
    m_withdraw();
    finishSoon({ErrorKind::Cancelled, QCoreApplication::translate("CurlCall", "The request was cancelled."), {}});
}

const HttpExchange &CurlCall::exchange() const
{
    m_exchange = m_state->snapshot();
    if (!m_state->isCancelled)
        return m_exchange;
    m_exchange.isComplete = false; // whatever came about meanwhile, nobody waited for it
    // The I/O thread takes times and sizes when it gets to it, and nobody waits for that: until then, as seen from here.
    if (!m_exchange.hops.isEmpty() && m_exchange.last().timings.total.count() == 0) {
        HttpHop &last = m_exchange.hops.last();
        auto spent = std::chrono::duration_cast<std::chrono::microseconds>(m_cancelled - m_begun);
        for (const HttpHop &hop : std::as_const(m_exchange.hops))
            spent -= hop.timings.total;
        last.timings.total = std::max(spent, std::chrono::microseconds(0));
        last.receivedBodySize = m_state->onWire;
    }
    return m_exchange;
}

void CurlCall::tellHead()
{
    if (!m_isOver && !std::exchange(m_isHeadTold, true))
        Q_EMIT headReceived();
}

void CurlCall::tellUpload()
{
    if (!m_isOver)
        Q_EMIT uploaded(m_state->sent, m_state->toSend);
}

void CurlCall::tellProgress()
{
    if (!m_isOver)
        Q_EMIT progressed(m_state->received, m_state->expected);
}

void CurlCall::finish(Result<HttpExchange> result)
{
    if (std::exchange(m_isOver, true))
        return;
    Q_EMIT finished(result);
}

void CurlCall::finishSoon(const Error &error)
{
    m_isOver = true;
    QMetaObject::invokeMethod(this, [this, error] { Q_EMIT finished(failure(error)); }, Qt::QueuedConnection);
}

}
