#include "app/diagnosis/Proofs.h"

#include "app/base/TimeText.h"
#include "app/diagnosis/TokenClues.h"
#include "app/http/Origin.h"

#include <algorithm>

namespace tessera::Proofs {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Map = QMap<QString, QString>;

namespace {

constexpr Milliseconds agreement = 5s; // more is a skew
constexpr qsizetype longest = 120; // of words that come from outside

void proveClock(const DiagnosisFacts &facts, Map &proofs)
{
    if (!facts.serverClock)
        return;
    const Milliseconds within = std::max<Milliseconds>(std::chrono::abs(facts.serverClock->offset), facts.serverClock->uncertainty);
    if (within <= agreement)
        proofs.insert(u"agree"_s, u"%1 s"_s.arg(double(within.count()) / 1000, 0, 'f', 1));
}

void proveTimes(const DiagnosisFacts &facts, const SentCredential &sent, Map &proofs)
{
    const UtcTime serverNow = facts.at + TokenClues::offsetOf(facts);
    if (const auto end = TokenClues::endOf(facts, sent); end && *end > serverNow)
        proofs.insert(u"left"_s, TimeText::length(*end - serverNow));
    const auto begin = sent.facts.notBefore ? sent.facts.notBefore : sent.facts.issued;
    if (begin && begin->at <= serverNow)
        proofs.insert(u"since"_s, TimeText::length(serverNow - begin->at));
    if (facts.isRepeat && sent.isFromSession)
        proofs.insert(u"freshFor"_s, facts.identity.account);
    if (facts.takenAt)
        proofs.insert(u"taken"_s, TimeText::length(facts.at - *facts.takenAt));
}

void proveParts(const DiagnosisFacts &facts, const SentCredential &sent, Map &proofs)
{
    proofs.insert(u"keyHeader"_s, sent.apiKeyThere);
    proofs.insert(u"partHeader"_s, sent.partThere);
    if (sent.apiKeyThere.isEmpty() || !facts.session)
        return;
    if (facts.takenAt)
        proofs.insert(u"keyTaken"_s, TimeText::length(facts.at - *facts.takenAt));
    const auto &events = facts.session->events;
    const auto signedIn = std::find_if(events.begin(), events.end(), [](const CredentialEvent &event) { return event.kind == CredentialEvent::Kind::SignedIn; });
    if (signedIn != events.end())
        proofs.insert(u"keySignedIn"_s, TimeText::length(facts.at - signedIn->at));
}

void proveScheme(const SentCredential &sent, Map &proofs)
{
    if (!sent.expectedScheme || sent.expectedScheme->compare(sent.scheme, Qt::CaseInsensitive) != 0)
        return;
    proofs.insert(sent.scheme.isEmpty() ? u"bareHeader"_s : u"keptScheme"_s, sent.scheme.isEmpty() ? sent.header : sent.scheme);
}

void proveWhomItIsFor(const DiagnosisFacts &facts, const SentCredential &sent, const QList<Challenge> &challenges, Map &proofs)
{
    const auto asked = Origin::of(facts.url);
    for (const QString &audience : sent.facts.audience) {
        const auto origin = Origin::of(audience);
        if (origin && asked && origin->host == asked->host)
            proofs.insert(u"audienceHost"_s, origin->host);
    }
    for (const Challenge &challenge : challenges) {
        const QStringList wanted = challenge.parameters.value(u"scope"_s).split(u' ', Qt::SkipEmptyParts);
        const bool hasAll = std::all_of(wanted.begin(), wanted.end(), [&](const QString &scope) { return sent.facts.scopes.contains(scope); });
        if (!wanted.isEmpty() && hasAll)
            proofs.insert(u"scopes"_s, wanted.join(u", "_s).left(longest));
    }
}

}

Map of(const DiagnosisFacts &facts, const SentCredential &sent, const QList<Challenge> &challenges)
{
    Map proofs{{u"identity"_s, facts.identity.account}};
    proveClock(facts, proofs);
    proveParts(facts, sent, proofs);
    if (!sent.isThere)
        return proofs;
    proofs.insert(u"sentHeader"_s, sent.header);
    if (sent.isFromSession)
        proofs.insert(u"owner"_s, facts.identity.account);
    if (const auto origin = Origin::of(facts.url); origin && facts.session && facts.session->origins.contains(origin->toString()))
        proofs.insert(u"boundOrigin"_s, origin->toString());
    if (sent.facts.jwt && sent.facts.jwt->isWellFormed() && !sent.facts.jwt->signature().encoded.isEmpty())
        proofs.insert(u"alg"_s, sent.facts.algorithm.left(longest));
    proveTimes(facts, sent, proofs);
    proveScheme(sent, proofs);
    proveWhomItIsFor(facts, sent, challenges, proofs);
    return proofs;
}

}
