#include "app/run/Breaker.h"

#include "app/base/Clock.h"
#include "app/http/CookieJar.h"
#include "app/http/CurlTransport.h"
#include "app/run/BrokenRun.h"
#include "app/run/CookieJars.h"

namespace tessera {

using Kind = BrokenVariant::Kind;

bool BreakPlan::isSafe() const
{
    return method == "GET" || method == "HEAD" || method == "OPTIONS" || method == "TRACE"; // case counts
}

Breaker::Breaker(AuthManager &auth, CurlTransport &transport, RequestRunner &runner, QObject *parent)
    : QObject(parent)
    , m_auth(auth)
    , m_transport(transport)
    , m_runner(runner)
{
}

const AuthProfile *Breaker::profileOf(const CredentialId &id) const
{
    return m_auth.profile(id.profile);
}

UtcTime Breaker::serverNow(const CredentialId &id) const
{
    const auto status = m_auth.status(id);
    return m_transport.clock().now() + (status ? status->serverOffset : Milliseconds(0));
}

// A copy, for what the answer sets is nobody's. With a broken token none go along: they would say who it is in its place.
std::shared_ptr<CookieJar> Breaker::cookiesFor(const CredentialId &id, const BrokenVariant &variant) const
{
    auto jar = std::make_shared<CookieJar>();
    if (variant.breaksToken())
        return jar;
    const auto cookies = m_runner.cookies(id)->all();
    for (const Cookie &cookie : cookies)
        jar->insert(cookie);
    return jar;
}

Result<BreakPlan> Breaker::plan(const RequestDocument &document, QString *field) const
{
    const auto request = m_runner.resolve(document, field);
    if (!request)
        return failure(request.error());
    const auto whole = m_auth.preview(*request, document.credential);
    if (!whole)
        return failure(whole.error());
    BreakPlan plan{{}, request->method, request->url, document.credential, whole->isPublic, whole->notes};
    if (const auto status = m_auth.status(document.credential);
        status && status->access.kind == Expiry::Kind::At && status->access.at <= serverNow(document.credential))
        plan.notes = QStringList{tr("The token of %1 is over, and nothing is refreshed here: refresh it first, or all will be refused.")
                                     .arg(document.credential.account)};
    if (whole->isWithheld) {
        plan.notes = QStringList{whole->whyWithheld};
        return plan;
    }
    plan.variants = brokenVariants(
        *whole, m_auth.tokens(document.credential), profileOf(document.credential), serverNow(document.credential));
    if (plan.variants.isEmpty()) {
        plan.notes += tr("Nothing signs this request in, so there is nothing to break.");
        return plan;
    }
    const auto others = m_auth.credentials();
    for (const CredentialId &other : others) {
        // One of another environment goes by another network, with another certificate: that would be another question.
        if (other == document.credential || other.profile != document.credential.profile || other.environment != document.credential.environment)
            continue;
        const auto theirs = m_auth.preview(*request, other);
        if (theirs && !theirs->isWithheld && !theirs->credential.isEmpty())
            plan.variants.append({Kind::OtherIdentity, other, {}, tr("As %1").arg(other.account),
                tr("The same request with what %1 signs in with.").arg(other.toString())});
    }
    return plan;
}

CredentialId Breaker::senderOf(const RequestDocument &document, const BrokenVariant &variant)
{
    return variant.kind == Kind::OtherIdentity ? variant.identity : document.credential;
}

void Breaker::whenReady(const RequestDocument &document, const BrokenVariant &variant, ResultCompletion<Done> completion)
{
    if (variant.breaksToken())
        return completion.deliver(Done{}); // no cookies go along
    m_runner.cookieJars().whenReady(senderOf(document, variant), std::move(completion));
}

BrokenRun *Breaker::run(const RequestDocument &document, const BrokenVariant &variant, QObject *owner)
{
    const auto fail = [owner](const Error &error) { return new BrokenRun(error, owner); };
    const auto composed = m_runner.resolve(document);
    if (!composed)
        return fail(composed.error());
    auto network = m_runner.network(document);
    if (!network)
        return fail(network.error());
    const CredentialId id = senderOf(document, variant);
    auto request = m_auth.preview(*composed, id);
    if (!request)
        return fail(request.error());
    if (request->isWithheld)
        return fail({ErrorKind::OriginNotBound, request->whyWithheld, {}});
    if (request->aws)
        return fail({ErrorKind::Input, tr("A body of files is signed while it is sent, so this request can't be broken."), {}});
    const auto broken = breakOnPurpose(*request, variant, m_auth.tokens(id), profileOf(id), serverNow(id));
    if (!broken)
        return fail(broken.error());
    if (request->certificate)
        network->clientCertificate = *request->certificate;
    return new BrokenRun(*request, *broken, *network, cookiesFor(id, variant), m_transport, owner);
}

}
