#include "app/base/SystemClock.h"
#include "app/http/BodyIndexer.h"
#include "app/http/CurlTransport.h"
#include "tests/bench/base/BareDownload.h"
#include "tests/bench/support/BodySample.h"
#include "tests/bench/support/BodyServer.h"
#include "tests/bench/support/Figure.h"
#include "tests/bench/support/Stopwatch.h"

#include <QtCore/QCoreApplication>

using namespace tessera;
using namespace Qt::StringLiterals;

// 100 MB over loopback into a BodyStore until every line is known, against throwing them away. Wall time: two threads and the
// server's work at it.
int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QByteArray sample = bench::BodySample::usual(100'000'000);
    const bench::BodyServer server(sample);
    SystemClock clock;
    CurlTransport transport(clock);
    HttpRequest request;
    request.url = server.url();
    NetworkSettings settings;
    settings.proxy.kind = ProxySettings::Kind::None;

    const auto ours = [&] {
        QObject owner;
        BodyIndexer *indexer = nullptr;
        const double time = bench::Stopwatch::wall([&] {
            const HttpCall *call = transport.send(request, settings, nullptr, &owner);
            const auto follow = [&] {
                if (!indexer && call->exchange().body) {
                    indexer = new BodyIndexer(call->exchange().body, BodyIndexer::Json::No, &owner);
                    QObject::connect(indexer, &BodyIndexer::finished, &app, &QCoreApplication::quit);
                }
                if (indexer)
                    indexer->advance();
            };
            QObject::connect(call, &HttpCall::headReceived, &owner, follow);
            QObject::connect(call, &HttpCall::progressed, &owner, follow);
            QObject::connect(call, &HttpCall::finished, &owner, [&](const Result<HttpExchange> &result) {
                bench::demand(result.has_value(), "the request failed");
                follow();
            });
            QCoreApplication::exec();
        });
        bench::demand(indexer->lines()->bytes() == sample, "other bytes");
        bench::demand(indexer->lines()->lineCount() == sample.count('\n') + 1, "other lines");
        return time;
    };
    const auto base = [&] {
        return bench::Stopwatch::wall([&] { bench::demand(bench::bareDownload(server.url()) == sample.size(), "the bare download failed"); });
    };
    const auto medians = bench::inTurn(9, ours, base);
    bench::report({u"received"_s, medians.ours, medians.base, u"ms"_s, 1.25});
}
