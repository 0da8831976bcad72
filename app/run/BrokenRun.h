#pragma once

#include "app/http/NetworkSettings.h"
#include "app/run/BrokenVariant.h"
#include "app/run/RequestRunner.h"

namespace tessera {

class HttpCall;

// What became of it. Holds the changed token, as the exchange does: it goes when the answers are looked at no more.
struct BrokenResult : RunResult {
    Broken broken;
};

// A request on its way without the session that it is about: nothing is refreshed, repeated, judged, noted or watched.
class BrokenRun final : public RequestRun {
    Q_OBJECT
public:
    BrokenRun(const AuthorisedRequest &request, const Broken &broken, const NetworkSettings &network, std::shared_ptr<CookieJar> jar,
        CurlTransport &transport, QObject *owner);
    BrokenRun(const Error &error, QObject *owner); // it can't be sent

    void cancel() override;
    [[nodiscard]] const HttpExchange *current() const override;
    [[nodiscard]] const Broken &broken() const { return m_broken; }

private:
    void finish(const std::optional<Error> &error);

    AuthorisedRequest m_sent;
    const Broken m_broken;
    HttpCall *m_call = nullptr;
    RunResult m_result;
    bool m_isOver = false;
};

}
