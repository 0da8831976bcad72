#include "app/http/curl/CurlCall.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QPointer>

namespace tessera {

CurlCall::CurlCall(std::shared_ptr<CallState> state, std::function<void()> withdraw, QObject *owner)
    : HttpCall(owner)
    , m_state(std::move(state))
    , m_withdraw(std::move(withdraw))
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
    m_state->isCancelled = true;
    m_withdraw();
    finishSoon({ErrorKind::Cancelled, QCoreApplication::translate("CurlCall", "The request was cancelled."), {}});
}

const HttpExchange &CurlCall::exchange() const
{
    m_exchange = m_state->snapshot();
    if (m_state->isCancelled)
        m_exchange.isComplete = false; // whatever came about meanwhile, nobody waited for it
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
