#include "app/run/RunWatch.h"

#include "app/auth/AuthManager.h"
#include "app/base/Redactor.h"
#include "app/http/BodyStore.h"
#include "app/http/Origin.h"
#include "app/token/TokenFacts.h"

#include <utility>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 readBytes = 16 * 1024; // of the answer's body
constexpr qsizetype mostOthers = 50;

// As they were on the wire: without the request line, and without the ":method" lines of HTTP/2.
HttpHeaders sentHeaders(const HttpHop &hop)
{
    HttpHeaders headers;
    bool isFirst = true;
    for (QByteArray line : hop.requestHead.split('\n')) {
        if (line.endsWith('\r'))
            line.chop(1);
        const auto colon = line.indexOf(':', 1);
        const bool isRequestLine = std::exchange(isFirst, false) && !line.startsWith(':');
        if (!isRequestLine && colon > 0 && !line.startsWith(':'))
            headers.append(line.left(colon), line.mid(colon + 1).trimmed());
    }
    return headers;
}

QString originText(const QByteArray &url)
{
    const auto origin = Origin::of(url);
    return origin ? origin->toString() : QString();
}

// The credential, from hop to hop: a certificate is shown to its own server only, and nothing is said of it.
bool wentAlongToTheEnd(const HttpExchange &exchange)
{
    return originText(exchange.hops.constFirst().url) == originText(exchange.hops.constLast().url) && std::all_of(exchange.hops.begin(), exchange.hops.end(),
        [](const HttpHop &hop) { return hop.withheldHeaders.isEmpty() && hop.withheldQueryItems.isEmpty(); });
}

}

QByteArray RunWatch::methodOf(const HttpHop &hop)
{
    if (!hop.requestHead.startsWith(':'))
        return hop.requestHead.left(hop.requestHead.indexOf(' '));
    const auto at = hop.requestHead.indexOf(":method:");
    return at < 0 ? QByteArray() : hop.requestHead.mid(at + 8, hop.requestHead.indexOf('\n', at) - at - 8).trimmed();
}

RunWatch::RunWatch(AuthManager &auth, const Redactor &redactor, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_auth(auth)
    , m_redactor(redactor)
    , m_clock(clock)
{
    connect(&auth, &AuthManager::credentialRenamed, this, [this](const CredentialId &from, const CredentialId &to) {
        QHash<Place, Taken> renamed;
        for (auto it = m_taken.cbegin(); it != m_taken.cend(); ++it)
            renamed.insert({it.key().first == from ? to : it.key().first, it.key().second}, *it);
        m_taken = renamed;
    });
    connect(&auth, &AuthManager::credentialsChanged, this, [this] {
        const QList<CredentialId> ids = m_auth.credentials();
        m_taken.removeIf([&ids](const std::pair<const Place &, Taken &> &each) { return !ids.contains(each.first.first); });
    });
}

void RunWatch::take(const RunResult::Attempt &attempt, const AuthorisedRequest &sent)
{
    const int status = attempt.exchange.status();
    for (const HttpHop &hop : attempt.exchange.hops)
        m_auth.noteAnswer(hop);
    // A public address answers anybody, and so may a server that a redirect led to without it: that says nothing about a token.
    if (!sent.credential.isEmpty() && sent.generation != 0 && !sent.isPublic && status >= 200 && status < 400 && wentAlongToTheEnd(attempt.exchange))
        m_taken.insert({sent.credential, originText(attempt.exchange.last().url)}, {sent.generation, m_clock.now()});
    Q_EMIT attempted(attempt);
}

const AuthProfile *RunWatch::profileFor(const QString &origin) const
{
    for (const CredentialId &id : m_auth.credentials())
        if (const auto status = m_auth.status(id); status && status->origins.contains(origin))
            return m_auth.profile(id.profile);
    return nullptr;
}

QList<DiagnosisFacts::Other> RunWatch::others(const CredentialId &chosen, const QString &origin) const
{
    QList<DiagnosisFacts::Other> found;
    for (const CredentialId &id : m_auth.credentials()) {
        if (id == chosen || found.size() >= mostOthers)
            continue;
        const auto status = m_auth.status(id);
        if (!status || (id.profile != chosen.profile && !status->origins.contains(origin)))
            continue;
        DiagnosisFacts::Other other;
        other.id = id;
        other.role = status->role;
        other.origins = status->origins;
        other.access = m_auth.tokens(id).captures.value(u"access"_s);
        other.scopes = TokenFacts::of(other.access.reveal()).scopes;
        other.isUsable = std::holds_alternative<Active>(status->state) || std::holds_alternative<Refreshing>(status->state);
        found += other;
    }
    return found;
}

// Before words are cut out of it: half a secret is not found any more.
QByteArray RunWatch::withoutSecrets(const QByteArray &words) const
{
    return m_redactor.secretsInText(words).isEmpty() ? words : m_redactor.text(QString::fromUtf8(words)).toUtf8();
}

DiagnosisFacts RunWatch::factsOf(const RunResult &result, const CredentialId &chosen) const
{
    DiagnosisFacts facts;
    facts.at = m_clock.now();
    facts.identity = chosen;
    facts.error = result.error;
    facts.isWithheld = result.isWithheld;
    facts.isUnencrypted = result.isWithheld && result.withheldOrigin.isEmpty();
    facts.isRepeat = result.attempts.size() > 1;
    if (!result.attempts.isEmpty() && !result.error) {
        const RunResult::Attempt &attempt = result.attempts.constLast();
        const HttpHop &hop = attempt.exchange.last();
        facts.url = hop.url;
        facts.method = methodOf(hop);
        facts.sent = sentHeaders(hop);
        facts.status = hop.status;
        for (const HttpHeader &header : hop.headers)
            facts.answer.append(header.name, withoutSecrets(header.value));
        facts.body = attempt.exchange.body ? withoutSecrets(attempt.exchange.body->read(0, readBytes)) : QByteArray();
        facts.generation = attempt.generation;
        const auto [sentAt, answeredAt] = hop.headTrip();
        facts.serverClock = ServerClock::fromDate(hop.headers, sentAt, answeredAt);
        for (const HttpHop &each : attempt.exchange.hops)
            for (const QByteArray &name : each.withheldHeaders + each.withheldQueryItems)
                facts.droppedOnRedirect += QString::fromUtf8(name);
        const auto taken = m_taken.constFind({chosen, originText(hop.url)});
        if (taken != m_taken.cend() && taken->generation == attempt.generation)
            facts.takenAt = taken->at;
        facts.hasLeftItsOrigin = originText(attempt.exchange.hops.constFirst().url) != originText(hop.url);
    }
    const QString origin = originText(facts.url);
    facts.others = others(chosen, origin);
    facts.session = m_auth.status(chosen);
    facts.tokens = m_auth.tokens(chosen);
    facts.profile = chosen.isEmpty() ? (origin.isEmpty() ? nullptr : profileFor(origin)) : m_auth.profile(chosen.profile);
    return facts;
}

Diagnosis RunWatch::explain(const RunResult &result, const CredentialId &chosen) const
{
    const bool isRefused = !result.error && !result.attempts.isEmpty() && result.attempts.constLast().exchange.status() >= 400;
    if (!isRefused && !result.error)
        return {}; // the usual case: nothing is looked up
    Diagnosis diagnosis = Diagnosis::of(factsOf(result, chosen));
    // Words of the answer may hold a secret.
    for (Finding &finding : diagnosis.findings) {
        finding.text = m_redactor.text(finding.text);
        for (Evidence &evidence : finding.evidence)
            evidence.text = m_redactor.text(evidence.text);
    }
    for (RuledOut &ruledOut : diagnosis.ruledOut)
        ruledOut.why = m_redactor.text(ruledOut.why);
    return diagnosis;
}

}
