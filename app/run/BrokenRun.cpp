#include "app/run/BrokenRun.h"

#include "app/http/CookieJar.h"
#include "app/http/CurlTransport.h"

#include <utility>

namespace tessera {

BrokenRun::BrokenRun(const AuthorisedRequest &request, const Broken &broken, const NetworkSettings &network, std::shared_ptr<CookieJar> jar,
    CurlTransport &transport, QObject *owner)
    : RequestRun(owner)
    , m_sent(request)
    , m_broken(broken)
    , m_call(transport.send(request.request, network, std::move(jar), this))
{
    connect(m_call, &HttpCall::headReceived, this, &RequestRun::headReceived);
    connect(m_call, &HttpCall::progressed, this, &RequestRun::progressed);
    connect(m_call, &HttpCall::finished, this, [this](const Result<HttpExchange> &result) {
        const HttpExchange exchange = result ? *result : m_call->exchange();
        if (!exchange.hops.isEmpty())
            m_result.attempts += RunResult::Attempt{exchange, m_sent.additions, m_sent.credential};
        finish(result ? std::nullopt : std::optional(result.error()));
    });
}

BrokenRun::BrokenRun(const Error &error, QObject *owner)
    : RequestRun(owner)
{
    QMetaObject::invokeMethod(
        this, [this, error] { finish(error); }, Qt::QueuedConnection);
}

void BrokenRun::cancel()
{
    if (m_call)
        m_call->cancel(); // its finished() ends this
}

const HttpExchange *BrokenRun::current() const
{
    return m_call ? &m_call->exchange() : nullptr;
}

void BrokenRun::finish(const std::optional<Error> &error)
{
    if (std::exchange(m_isOver, true))
        return;
    m_result.error = error;
    Q_EMIT finished(m_result);
}

}
