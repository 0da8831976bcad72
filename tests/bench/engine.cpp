#include "app/base/SystemClock.h"
#include "app/http/BodyStore.h"
#include "app/http/CurlTransport.h"
#include "tests/bench/base/BareRequests.h"
#include "tests/bench/support/Figure.h"
#include "tests/bench/support/SmallServer.h"
#include "tests/bench/support/Stopwatch.h"

#include <QtCore/QCoreApplication>

using namespace tessera;
using namespace Qt::StringLiterals;

namespace {

// So many requests through the transport, always so many in flight; each is recorded whole, and looked at.
class Batch {
public:
    Batch(CurlTransport &transport, const HttpRequest &request)
        : m_transport(transport)
        , m_request(request)
    {
        m_settings.proxy.kind = ProxySettings::Kind::None;
    }

    double run(int count, int inFlight) // ms
    {
        m_toBegin = m_toEnd = count;
        return bench::Stopwatch::wall([&] {
            for (int i = 0; i < inFlight; ++i)
                begin();
            QCoreApplication::exec();
        });
    }

private:
    void begin()
    {
        if (m_toBegin-- <= 0)
            return;
        HttpCall *call = m_transport.send(m_request, m_settings, nullptr, &m_owner);
        QObject::connect(call, &HttpCall::finished, &m_owner, [this, call](const Result<HttpExchange> &result) {
            bench::demand(isWhole(result), "an answer is not what was sent");
            call->deleteLater();
            begin();
            if (--m_toEnd == 0)
                QCoreApplication::quit();
        });
    }

    static bool isWhole(const Result<HttpExchange> &result)
    {
        if (!result || !result->isComplete || result->status() != 200)
            return false;
        const HttpHop &hop = result->last();
        return hop.requestHead.startsWith("GET / HTTP/1.1\r\n") && hop.headers.size() == 3 && hop.timings.total.count() > 0
            && result->body->size() == bench::SmallServer::body(0).size() && result->body->bytes().startsWith(R"({"id":"p-4711","number":1)");
    }

    CurlTransport &m_transport;
    HttpRequest m_request;
    NetworkSettings m_settings;
    QObject m_owner;
    int m_toBegin = 0, m_toEnd = 0;
};

}

// Small requests on connections that are kept. Wall time: an I/O thread and the server work at it.
int main(int argc, char **argv)
{
    const bench::SmallServer server;
    QCoreApplication app(argc, argv);
    SystemClock clock;
    CurlTransport transport(clock);
    HttpRequest request;
    request.url = server.url();
    Batch batch(transport, request);
    constexpr int count = 2000, inFlight = 64;

    bench::BareRequests multi(server.url(), inFlight);
    const auto many = bench::inTurn(
        15, [&] { return batch.run(count, inFlight) * 1000 / count; },
        [&] {
            return bench::Stopwatch::wall([&] {
                bench::demand(multi.many(count) == count * bench::SmallServer::body(0).size(), "a bare request failed");
            }) * 1000 / count;
        });
    bench::report({u"engine/64-in-flight"_s, many.ours, many.base, u"us"_s, 1.25});

    bench::BareRequests easy(server.url());
    const auto one = bench::inTurn(
        15, [&] { return batch.run(count, 1) * 1000 / count; },
        [&] {
            return bench::Stopwatch::wall([&] {
                for (int i = 0; i < count; ++i)
                    bench::demand(easy.one().size() == bench::SmallServer::body(0).size(), "a bare request failed");
            }) * 1000 / count;
        });
    bench::report({u"engine/one-by-one"_s, one.ours, one.base, u"us"_s, 1.6});
}
