#include "app/timeline/TimelineRecorder.h"

#include "app/auth/AuthManager.h"
#include "app/auth/apply/TokenFingerprint.h"
#include "app/base/Logging.h"
#include "app/base/Redactor.h"
#include "app/http/Origin.h"
#include "app/http/UrlText.h"
#include "app/timeline/TimelineStore.h"

#include <QtCore/QSet>

#include <algorithm>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestTarget = 1000; // characters, when its secrets are masked
constexpr qsizetype longestValue = 40;

bool isPlain(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || QByteArrayView("-_.,:+").contains(c);
}

// Where one is on the way through an answer of many pages. A value that looks like more is not shown all the same.
bool isShown(const QByteArray &name, const QByteArray &value)
{
    const bool isKnown = name == "page" || name == "limit" || name == "offset" || name == "sort";
    return isKnown && value.size() <= longestValue && std::all_of(value.begin(), value.end(), isPlain);
}

// With its question mark; empty where nothing is left of it. What stands there alone may be a name or a value: it is masked.
QString keptQuery(const QByteArray &url, const QList<Applier::Addition> &added)
{
    const auto isAdded = [&added](const QByteArray &name) {
        const QString decoded = QString::fromUtf8(QByteArray::fromPercentEncoding(name));
        return added.contains(Applier::Addition{Applier::Addition::Place::Query, decoded});
    };
    QByteArray kept;
    const QByteArray query = UrlText::split(url).query.value_or(QByteArray());
    for (const QByteArray &item : query.split('&')) {
        const auto equals = item.indexOf('=');
        const QByteArray name = item.left(qMax<qsizetype>(equals, 0)), value = item.mid(equals + 1);
        if (item.isEmpty() || isAdded(equals < 0 ? item : name))
            continue;
        kept += kept.isEmpty() ? '?' : '&';
        if (equals >= 0)
            kept += name + '=';
        kept += equals >= 0 && (value.isEmpty() || isShown(name, value)) ? value : "…"_ba;
    }
    return QString::fromUtf8(kept);
}

// A use comes with its request: see noteRequest().
std::optional<TimelineEvent::Kind> kindOf(CredentialEvent::Kind kind)
{
    using From = CredentialEvent::Kind;
    using To = TimelineEvent::Kind;
    switch (kind) {
    case From::SignedIn: return To::SignedIn;
    case From::Refreshed: return To::Refreshed;
    case From::RefreshFailed: return To::RefreshFailed;
    case From::RefreshRefused: return To::RefreshRefused;
    case From::Expired: return To::Expired;
    case From::SignedOut: return To::SignedOut;
    case From::SharedWith: return To::SharedWith;
    case From::OriginBound: return To::OriginBound;
    case From::Withheld: return To::Withheld;
    case From::Used: return std::nullopt;
    }
    Q_UNREACHABLE();
}

QList<CredentialId> without(const QList<CredentialId> &all, const QList<CredentialId> &known)
{
    const QSet<CredentialId> those(known.begin(), known.end());
    QList<CredentialId> rest;
    std::copy_if(all.begin(), all.end(), std::back_inserter(rest), [&those](const CredentialId &id) { return !those.contains(id); });
    return rest;
}

}

TimelineRecorder::TimelineRecorder(AuthManager &auth, const Redactor &redactor, TimelineStore &store, QObject *parent)
    : QObject(parent)
    , m_auth(auth)
    , m_redactor(redactor)
    , m_store(store)
    , m_known(auth.credentials())
{
    connect(&auth, &AuthManager::eventHappened, this, &TimelineRecorder::take);
    connect(&auth, &AuthManager::credentialsChanged, this, &TimelineRecorder::followCredentials);
}

void TimelineRecorder::take(const CredentialId &id, const CredentialEvent &event)
{
    const auto kind = kindOf(event.kind);
    if (!kind)
        return;
    TimelineEvent entry;
    entry.at = event.at;
    entry.lane = id;
    entry.kind = *kind;
    entry.reason = event.reason;
    entry.text = m_redactor.text(event.text);
    entry.fingerprint = event.fingerprint;
    entry.access = event.access;
    entry.refresh = event.refresh;
    if (const auto status = m_auth.status(id))
        entry.serverOffset = status->serverOffset;
    m_store.record(entry);
}

void TimelineRecorder::noteRequest(const CredentialId &lane, const Attempt &attempt)
{
    const auto credential = m_auth.status(lane);
    if (!credential)
        return;
    TimelineEvent entry;
    entry.at = attempt.startedAt;
    entry.lane = lane;
    entry.kind = TimelineEvent::Kind::Request;
    entry.method = attempt.method;
    const auto origin = Origin::of(attempt.url);
    const QByteArray target = UrlText::target(attempt.url);
    const QString path = QString::fromUtf8(target.split('?').constFirst());
    entry.target = m_redactor.url((origin ? origin->toString() : QString()) + path) + m_redactor.text(keptQuery(attempt.url, attempt.added));
    if (entry.target.size() > longestTarget)
        entry.target = entry.target.left(longestTarget) + u'…';
    entry.status = attempt.status;
    entry.duration = attempt.duration;
    entry.serverOffset = credential->serverOffset;
    if (attempt.hasToken)
        entry.fingerprint = tokenFingerprint(
            m_auth.tokens(lane).captures.value(u"access"_s), m_auth.profile(lane.profile), credential->credential.choices);
    else
        entry.text = tr("It went without the token of this account: another was written by hand in its place.");
    m_store.record(entry);
}

void TimelineRecorder::followCredentials()
{
    const QList<CredentialId> now = m_auth.credentials();
    const QList<CredentialId> gone = without(m_known, now), come = without(now, m_known);
    m_known = now;
    if (gone.size() == 1 && come.size() == 1)
        return m_store.rename(gone.first(), come.first());
    for (const CredentialId &id : gone)
        m_store.forget(id, {this, [](const Result<Done> &done) {
                                if (!done)
                                    qCWarning(logStorage) << done.error().message;
                            }});
}

}
