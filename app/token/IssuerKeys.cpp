#include "app/token/IssuerKeys.h"

#include "app/http/BodyStore.h"
#include "app/http/CurlTransport.h"
#include "app/http/Origin.h"
#include "app/json/JsonReader.h"

#include <QtCore/QThreadPool>

#include <utility>

namespace tessera {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 mostBytes = 1024 * 1024;
const QString wellKnown = u"/.well-known/openid-configuration"_s;

}

IssuerKeys::IssuerKeys(CurlTransport &transport, QObject *parent)
    : QObject(parent)
    , m_transport(transport)
{
}

Result<Done> IssuerKeys::check(const QString &url)
{
    if (const auto valid = HttpRequest::checkUrl(url.toUtf8()); !valid)
        return failure(valid.error());
    const auto origin = Origin::of(url);
    if (!origin)
        return failure(origin.error());
    if (origin->scheme != "https"_L1 && !origin->isLoopback())
        return failure(ErrorKind::Input, tr("Keys are only asked for over https: anybody on the way could put his own in their place."),
            tr("Use an address that begins with https://."));
    return Done{};
}

Result<QString> IssuerKeys::descriptionOf(const QString &issuer)
{
    if (!issuer.startsWith("https://"_L1) && !issuer.startsWith("http://"_L1))
        return failure(ErrorKind::Input, issuer.isEmpty() ? tr("The token does not name its issuer (“iss”).")
                                                          : tr("The issuer “%1” is a name, no address: where its keys are can't be looked up.").arg(issuer.left(200)),
            tr("Give the address of its keys, a key, or the secret."));
    if (issuer.contains(u'?') || issuer.contains(u'#'))
        return failure(ErrorKind::Input, tr("The issuer's address has a query or a fragment, which an issuer must not have."),
            tr("Give the address of its keys."));
    const QString url = (issuer.endsWith(u'/') ? issuer.chopped(1) : issuer) + wellKnown;
    if (const auto allowed = check(url); !allowed)
        return failure(allowed.error());
    return url;
}

Result<QString> IssuerKeys::keySetIn(const QByteArray &description, const QString &issuer)
{
    const QString source = tr("The issuer's description");
    const auto json = parseJson(description, source);
    if (!json)
        return failure(json.error());
    JsonReader reader(*json, source);
    const QString named = reader.requiredString("issuer");
    const QString url = reader.requiredString("jwks_uri");
    if (reader.error())
        return failure(*reader.error());
    if (named != issuer)
        return failure(ErrorKind::Parse, tr("The description is of another issuer: “%1”. Its keys are not used.").arg(named.left(200)),
            tr("If that one is right, give the address of its keys yourself."));
    if (const auto allowed = check(url); !allowed)
        return failure(ErrorKind::Parse, tr("The issuer says that its keys are at “%1”. %2").arg(url.left(200), allowed.error().message));
    return url;
}

void IssuerKeys::find(const QString &issuer, const NetworkSettings &network, ResultCompletion<QString> completion)
{
    const auto url = descriptionOf(issuer);
    if (!url)
        return completion.deliver(failure(url.error()));
    get(*url, network, [issuer, completion](const Result<QByteArray> &body) {
        completion.deliver(body.and_then([&issuer](const QByteArray &text) { return keySetIn(text, issuer); }));
    });
}

void IssuerKeys::fetch(const QString &url, const NetworkSettings &network, ResultCompletion<Jwks> completion)
{
    if (const auto allowed = check(url); !allowed)
        return completion.deliver(failure(allowed.error()));
    get(url, network, [this, completion](const Result<QByteArray> &body) {
        if (!body)
            return completion.deliver(failure(body.error()));
        m_reading = completion;
        QThreadPool::globalInstance()->start([text = *body, completion] { completion.deliver(Jwks::parse(text)); });
    });
}

void IssuerKeys::get(const QString &url, const NetworkSettings &network, Take take)
{
    cancel();
    HttpRequest request;
    request.url = url.toUtf8();
    request.headers.append("Accept", "application/json");
    request.followRedirects = false;
    request.timeouts = {5s, 10s, 10s, 15s};
    request.limits.bytes = mostBytes;
    request.limits.mayUseDisk = false;
    NetworkSettings anonymous = network;
    anonymous.clientCertificate = {}; // it is a credential, too, and the address comes from a token
    HttpCall *call = m_transport.send(request, anonymous, nullptr, this);
    m_call = call;
    connect(call, &HttpCall::progressed, this, [this](qint64 received) { Q_EMIT progressed(received); });
    connect(call, &HttpCall::finished, this, [this, call, take = std::move(take)](const Result<HttpExchange> &result) {
        if (m_call == call)
            m_call = nullptr;
        call->deleteLater();
        take(bodyOf(result));
    });
}

Result<QByteArray> IssuerKeys::bodyOf(const Result<HttpExchange> &result)
{
    if (!result)
        return failure(result.error());
    const int status = result->status();
    if (status >= 300 && status < 400)
        return failure(ErrorKind::Network, tr("The server sends one elsewhere (status %1), which is not followed here.").arg(status),
            tr("Give the address of the keys themselves."));
    if (status != 200)
        return failure(ErrorKind::Network, tr("The server has no keys there: it answers with status %1.").arg(status),
            tr("Look up where this issuer has its keys, and give that address."));
    if (!result->isComplete || !result->body)
        return failure(ErrorKind::Network, tr("The answer did not arrive as a whole."), result->warnings.join(u' '));
    return result->body->read(0, mostBytes);
}

void IssuerKeys::cancel()
{
    if (HttpCall *call = std::exchange(m_call, nullptr))
        call->cancel();
    // The first answer counts: keys that are still being read come too late.
    std::exchange(m_reading, {}).deliver(failure(ErrorKind::Cancelled, tr("Fetching the keys was cancelled.")));
}

}
