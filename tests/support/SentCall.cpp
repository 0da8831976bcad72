#include "tests/support/SentCall.h"

#include <QtTest/QTest>

namespace tessera {

using namespace Qt::StringLiterals;

SentCall::SentCall(const HttpRequest &request, const NetworkSettings &settings, const std::shared_ptr<CookieJar> &cookies)
    : SentCall(std::make_unique<CurlTransport>(clock()), request, settings, cookies)
{
}

SentCall::SentCall(CurlTransport &transport, const HttpRequest &request, const NetworkSettings &settings,
    const std::shared_ptr<CookieJar> &cookies)
    : SentCall(nullptr, transport, request, settings, cookies)
{
}

SentCall::SentCall(std::unique_ptr<CurlTransport> own, const HttpRequest &request, const NetworkSettings &settings,
    const std::shared_ptr<CookieJar> &cookies)
    : SentCall(nullptr, *own, request, settings, cookies)
{
    m_transport = std::move(own);
}

SentCall::SentCall(std::unique_ptr<CurlTransport> own, CurlTransport &transport, const HttpRequest &request,
    const NetworkSettings &settings, const std::shared_ptr<CookieJar> &cookies)
    : m_transport(std::move(own))
    , call(transport.send(request, settings, cookies, &m_owner))
{
    QObject::connect(call, &HttpCall::finished, &m_owner, [this](const Result<HttpExchange> &got) {
        result = got;
        ++finishes;
    });
}

bool SentCall::wait(int limit) const
{
    return QTest::qWaitFor([this] { return finishes > 0; }, limit);
}

QByteArray SentCall::body() const
{
    return hasAnswer() && exchange().body ? exchange().body->bytes().toByteArray() : QByteArray();
}

QString SentCall::why() const
{
    return error().message + u" | "_s + error().detail;
}

NetworkSettings SentCall::direct()
{
    NetworkSettings settings;
    settings.proxy.kind = ProxySettings::Kind::None;
    return settings;
}

HttpRequest SentCall::request(const QByteArray &url, const QByteArray &method)
{
    HttpRequest request;
    request.url = url;
    request.method = method;
    return request;
}

HttpRequest SentCall::request(const QByteArray &url, const QByteArray &method, const QByteArray &body)
{
    HttpRequest withBody = request(url, method);
    withBody.body = body;
    withBody.hasBody = true;
    return withBody;
}

FakeClock &SentCall::clock()
{
    static FakeClock it;
    return it;
}

}
