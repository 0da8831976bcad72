#pragma once

#include "app/http/HttpCall.h"
#include "app/http/curl/CallState.h"
#include "app/http/curl/HopTimer.h"

#include <functional>
#include <memory>

namespace tessera {

// The owner's side of one call.
class CurlCall final : public HttpCall {
    Q_OBJECT
public:
    // `withdraw` tells the I/O thread that nobody wants the answer any more.
    CurlCall(std::shared_ptr<CallState> state, std::function<void()> withdraw, QObject *owner);
    ~CurlCall() override;

    void cancel() override;
    [[nodiscard]] const HttpExchange &exchange() const override;

    void tellHead();
    void tellUpload();
    void tellProgress();
    void finish(Result<HttpExchange> result);
    void finishSoon(const Error &error); // after the caller has returned

private:
    std::shared_ptr<CallState> m_state; // shared with the I/O thread
    std::function<void()> m_withdraw;
    mutable HttpExchange m_exchange; // a copy to hand out
    SteadyTime m_begun, m_cancelled;
    bool m_isHeadTold = false;
    bool m_isOver = false; // finished, or finished() is on its way
};

}
