#include "app/http/CurlTransport.h"

#include "app/base/Clock.h"
#include "app/http/NetworkFailure.h"
#include "app/http/curl/CurlCall.h"
#include "app/http/curl/CurlLoop.h"

#include <QtCore/QHash>
#include <QtCore/QPointer>

namespace tessera {

class CurlTransport::Private {
public:
    explicit Private(const Clock &givenClock)
        : clock(givenClock)
        , board([this](Notice &notice) { tell(notice); })
        , loop(std::make_shared<CurlLoop>(board))
    {
    }

    void tell(Notice &notice);

    const Clock &clock;
    QHash<CallState *, QPointer<CurlCall>> calls;
    NoticeBoard board;
    std::shared_ptr<CurlLoop> loop; // shared: calls look whether it is still there
};

void CurlTransport::Private::tell(Notice &notice)
{
    CurlCall *call = calls.value(notice.call.get());
    switch (notice.kind) {
    case Notice::Kind::Uploaded:
        if (call)
            call->tellUpload();
        return;
    case Notice::Kind::HeadReceived:
        if (call)
            call->tellHead();
        return;
    case Notice::Kind::Progressed:
        if (call)
            call->tellProgress();
        return;
    case Notice::Kind::Finished:
        break;
    }
    const QPointer<CurlCall> finished = calls.take(notice.call.get());
    if (finished && notice.hasHead)
        finished->tellHead();
    if (finished) // its owner may have deleted it when the head came
        finished->finish(std::move(*notice.result));
}

CurlTransport::CurlTransport(const Clock &clock, QObject *parent)
    : QObject(parent)
    , d(new Private(clock))
{
}

CurlTransport::~CurlTransport()
{
    const auto calls = std::exchange(d->calls, {});
    for (const QPointer<CurlCall> &call : calls) {
        if (call)
            call->cancel();
    }
}

const Clock &CurlTransport::clock() const
{
    return d->clock;
}

HttpCall *CurlTransport::send(
    const HttpRequest &request, const NetworkSettings &settings, std::shared_ptr<CookieJar> cookies, QObject *owner)
{
    const auto state = d->loop->newCall();
    auto *call = new CurlCall(
        state,
        [loop = std::weak_ptr<CurlLoop>(d->loop), transport = QPointer<CurlTransport>(this), state] {
            if (transport)
                transport->d->calls.remove(state.get());
            if (const auto running = loop.lock())
                running->noteCancelled(state);
        },
        owner);
    const auto checked = request.check();
    auto origin = request.origin();
    if (!checked || !origin) {
        call->finishSoon(checked ? origin.error() : checked.error());
        return call;
    }
    d->calls.insert(state.get(), call);
    d->loop->submit({request, *std::move(origin), settings, std::move(cookies), d->clock.now(), state});
    return call;
}

}
