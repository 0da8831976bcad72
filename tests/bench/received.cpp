#include "app/base/SystemClock.h"
#include "app/http/BodyIndexer.h"
#include "app/http/CurlTransport.h"
#include "tests/bench/base/BareDownload.h"
#include "tests/bench/support/BodySample.h"
#include "tests/bench/support/BodyServer.h"
#include "tests/bench/support/Figure.h"

#include <QtCore/QCoreApplication>

using namespace tessera;
using namespace Qt::StringLiterals;

// 100 MB over loopback into a BodyStore until every line is known, against throwing them away.
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

    const auto ours = [&](BodyIndexer::Json json) {
        QObject owner;
        BodyIndexer *indexer = nullptr;
        const double time = bench::milliseconds([&] {
            HttpCall *call = transport.send(request, settings, nullptr, &owner);
            const auto follow = [&] {
                if (!indexer && call->exchange().body) {
                    indexer = new BodyIndexer(call->exchange().body, json, &owner);
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
        return bench::milliseconds([&] { bench::demand(bench::bareDownload(server.url()) == sample.size(), "the bare download failed"); });
    };
    const auto lines = bench::inTurn(7, [&] { return ours(BodyIndexer::Json::No); }, base);
    bench::report({u"received"_s, lines.ours, lines.base, u"ms"_s, 1.25});
    const auto both = bench::inTurn(7, [&] { return ours(BodyIndexer::Json::Document); }, base);
    bench::report({u"received, and the JSON indexed"_s, both.ours, both.base, u"ms"_s, 2});
}
