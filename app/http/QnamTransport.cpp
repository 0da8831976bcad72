#include "app/http/QnamTransport.h"

#include "app/http/QnamCall.h"

#include <QtCore/QHash>

namespace tessera {

namespace {

// A header of many megabytes keeps a manager's thread busy for a quarter of a minute, and deleting it waits.
constexpr Milliseconds timeToCalmDown = std::chrono::minutes(1);

}

class QnamTransport::Private {
public:
    Clock &clock;
    QHash<quint64, QnamCall *> calls;
    quint64 lastId = 0;
};

QnamTransport::QnamTransport(Clock &clock, QObject *parent)
    : QObject(parent)
    , d(new Private{clock, {}, 0})
{
}

QnamTransport::~QnamTransport()
{
    const auto calls = std::exchange(d->calls, {});
    for (QnamCall *call : calls) {
        call->disconnect(this);
        call->cancel();
    }
}

quint64 QnamTransport::send(
    const HttpRequest &request, const NetworkSettings &settings, Completion<TokenCallResult> completion)
{
    const quint64 id = ++d->lastId;
    auto *call = new QnamCall(d->clock, request, settings, std::move(completion), this);
    d->calls.insert(id, call);
    connect(call, &QnamCall::answered, this, &QnamTransport::answered);
    connect(call, &QnamCall::finished, this, [this, id](QNetworkAccessManager *atWork) {
        if (QnamCall *done = d->calls.take(id))
            done->deleteLater();
        if (atWork) {
            atWork->setParent(this);
            d->clock.after(timeToCalmDown, atWork, [atWork] { atWork->deleteLater(); });
        }
    });
    call->start();
    return id;
}

void QnamTransport::cancel(quint64 id)
{
    if (QnamCall *call = d->calls.value(id))
        call->cancel();
}

}
