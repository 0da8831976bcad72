#include "app/diagnosis/Diagnosis.h"

#include "app/auth/apply/AuthorisedRequest.h"
#include "app/diagnosis/AlibiBook.h"
#include "app/diagnosis/AnswerClues.h"
#include "app/diagnosis/Proofs.h"
#include "app/diagnosis/RequestClues.h"
#include "app/diagnosis/SessionClues.h"
#include "app/diagnosis/TokenClues.h"
#include "app/http/Origin.h"
#include "app/http/UrlText.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace tessera {

using namespace Qt::StringLiterals;
using Action = NextStep::Action;

namespace {

constexpr qsizetype mostFindings = 6, mostRuledOut = 6;
constexpr int tooWeak = 25; // below the first one: not worth a mention

QString tr(const char *text)
{
    return QCoreApplication::translate("Diagnosis", text);
}

void setValues(const DiagnosisFacts &facts, const SentCredential &sent, Suspects &suspects)
{
    suspects.set(u"identity"_s, facts.identity.account);
    suspects.set(u"header"_s, sent.header);
    if (const auto origin = Origin::of(facts.url)) {
        suspects.set(u"origin"_s, origin->toString());
        suspects.set(u"where"_s, origin->authority());
        suspects.set(u"path"_s, QString::fromUtf8(facts.method) + u' ' + QString::fromUtf8(UrlText::split(facts.url).path));
    }
    if (facts.session) {
        const QString role = facts.session->role.isEmpty() ? sent.facts.roles.join(u", "_s) : facts.session->role;
        suspects.set(u"who"_s, role.isEmpty() ? facts.identity.account : u"%1 (%2)"_s.arg(facts.identity.account, role));
        for (const DiagnosisFacts::Other &other : facts.others)
            if (other.isUsable && other.id.profile == facts.identity.profile && other.role != facts.session->role)
                suspects.set(u"other"_s, other.id.toString());
    }
    if (facts.profile && !facts.profile->always.headers.isEmpty() && sent.apiKeyHeader.isEmpty())
        suspects.set(u"header"_s, sent.header);
}

// What a button could not do is not offered.
bool isPossible(const NextStep &step, const Finding &finding, const DiagnosisFacts &facts, const SentCredential &sent, const QList<Challenge> &challenges)
{
    switch (step.action) {
    case Action::Refresh:
        return facts.session && facts.session->refreshesByItself && finding.cause != RefusalCause::RefreshDead;
    case Action::SignIn:
        return true;
    case Action::BindOrigin:
        return facts.session.has_value() && !step.argument.isEmpty() && !RequestClues::asksForAnotherScheme(sent, challenges); // it would be sent for nothing
    case Action::RemoveHeader: // only what was written by hand can go
        return facts.session.has_value() && facts.sent.contains(sent.header.toUtf8()) && finding.cause != RefusalCause::Expired
            && (!sent.isFromSession || (sent.expectedScheme && sent.expectedScheme->compare(sent.scheme, Qt::CaseInsensitive) != 0));
    case Action::SwitchIdentity:
        return !facts.others.isEmpty();
    case Action::ChooseIdentity:
        return true;
    case Action::EditProfile:
        return facts.profile != nullptr;
    case Action::EditCredential: // a certificate is no DPoP proof
        return facts.session.has_value()
            && !(finding.cause == RefusalCause::BoundToken && std::any_of(challenges.begin(), challenges.end(), [](const Challenge &each) { return each.is(u"DPoP"); }));
    case Action::InspectToken:
        return sent.kind == CredentialScheme::Kind::Token && (sent.isThere || !facts.tokens.isEmpty());
    case Action::AddHeader:
        return !step.argument.isEmpty();
    case Action::FixRequest:
    case Action::SetClock:
    case Action::Retry:
    case Action::AskOwner:
        return true;
    }
    Q_UNREACHABLE();
}

}

bool Diagnosis::isWorthIt(const DiagnosisFacts &facts)
{
    if (facts.status == 401 || facts.status == 403)
        return true;
    if (facts.error)
        return facts.status == 0
            && (facts.error->kind == ErrorKind::SignInNeeded || facts.error->kind == ErrorKind::OriginNotBound || facts.error->kind == ErrorKind::AuthRejected);
    if (facts.status < 400 || facts.status > 499 || !facts.profile)
        return false;
    const QString path = facts.session ? pathBelow(facts.url, facts.session->credential.baseUrl) : QString();
    return std::any_of(facts.profile->hints.begin(), facts.profile->hints.end(), [&](const Hint &hint) {
        return hint.cause && !hint.onlyWhenTaken && (!hint.endpoint || hint.endpoint->matches(facts.method, path))
            && hint.match.matches(facts.status, facts.body, false);
    });
}

Diagnosis Diagnosis::of(const DiagnosisFacts &facts)
{
    return of(facts, AnswerRules::bundled(), CauseBook::bundled(), AlibiBook::bundled());
}

Diagnosis Diagnosis::of(const DiagnosisFacts &facts, const AnswerRules &rules, const CauseBook &causes, const AlibiBook &alibis)
{
    Diagnosis diagnosis;
    if (!isWorthIt(facts))
        return diagnosis;
    const SentCredential sent = SentCredential::of(facts);
    const QList<Challenge> challenges = Challenge::in(facts.answer);
    Suspects suspects;
    setValues(facts, sent, suspects);
    if (facts.status == 0) {
        SessionClues::lookWhyNotSent(facts, suspects);
    } else {
        RequestClues::look(facts, sent, challenges, suspects);
        if (!facts.isWithheld) {
            TokenClues::look(facts, sent, suspects);
            SessionClues::look(facts, sent, suspects);
            AnswerClues::look(facts, sent, challenges, rules, suspects);
        }
        diagnosis.ruledOut = alibis.ruledOut(Proofs::of(facts, sent, challenges), [&](RefusalCause cause) { return suspects.has(cause); }).mid(0, mostRuledOut);
    }
    diagnosis.findings = suspects.findings(causes);
    if (diagnosis.findings.isEmpty()) {
        suspects.add(RefusalCause::Unknown, 30, {Evidence::Place::Answer, {}, tr("The answer is %1.").arg(facts.status)});
        diagnosis.findings = suspects.findings(causes);
    }
    const int first = diagnosis.findings.constFirst().score;
    erase_if(diagnosis.findings, [&](const Finding &finding) { return finding.score < first - tooWeak; });
    diagnosis.findings = diagnosis.findings.mid(0, mostFindings);
    const QString words = facts.profile ? facts.profile->errorText({facts.status, facts.answer, facts.body}) : QString();
    for (Finding &finding : diagnosis.findings)
        erase_if(finding.steps, [&](const NextStep &step) { return !isPossible(step, finding, facts, sent, challenges); });
    if (!words.isEmpty())
        diagnosis.findings.first().evidence.append({Evidence::Place::Answer, {}, tr("The API says: “%1”").arg(words)});
    return diagnosis;
}

}
