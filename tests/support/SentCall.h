#pragma once

#include "app/http/BodyStore.h"
#include "app/http/CookieJar.h"
#include "app/http/CurlTransport.h"

#include "tests/support/FakeClock.h"

#include <QtCore/QObject>

#include <memory>
#include <optional>

namespace tessera {

// One call through a CurlTransport, with what came of it.
class SentCall {
public:
    explicit SentCall(const HttpRequest &request, const NetworkSettings &settings = direct(),
        const std::shared_ptr<CookieJar> &cookies = nullptr); // with a transport of its own
    SentCall(CurlTransport &transport, const HttpRequest &request, const NetworkSettings &settings = direct(),
        const std::shared_ptr<CookieJar> &cookies = nullptr);

    [[nodiscard]] bool wait(int limit = 10000) const;
    [[nodiscard]] bool hasAnswer() const { return result && *result; }
    [[nodiscard]] const HttpExchange &exchange() const { return **result; }
    [[nodiscard]] Error error() const { return result && !*result ? result->error() : Error{}; }
    [[nodiscard]] QByteArray body() const;
    [[nodiscard]] QString why() const; // message and detail of the error

    static NetworkSettings direct(); // no proxy
    static HttpRequest request(const QByteArray &url, const QByteArray &method = "GET");
    static HttpRequest request(const QByteArray &url, const QByteArray &method, const QByteArray &body);
    static FakeClock &clock();

private:
    std::unique_ptr<CurlTransport> m_transport;
    QObject m_owner;

public:
    HttpCall *call;
    std::optional<Result<HttpExchange>> result;
    int finishes = 0;

private:
    SentCall(std::unique_ptr<CurlTransport> own, CurlTransport &transport, const HttpRequest &request,
        const NetworkSettings &settings, const std::shared_ptr<CookieJar> &cookies);
    SentCall(std::unique_ptr<CurlTransport> own, const HttpRequest &request, const NetworkSettings &settings,
        const std::shared_ptr<CookieJar> &cookies);
};

}
