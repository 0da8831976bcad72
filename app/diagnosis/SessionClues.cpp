#include "app/diagnosis/SessionClues.h"

#include "app/base/TimeText.h"
#include "app/diagnosis/TokenClues.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace tessera::SessionClues {

using namespace Qt::StringLiterals;
using Cause = RefusalCause;
using Kind = CredentialEvent::Kind;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("SessionClues", text);
}

Evidence session(const QString &text)
{
    return {Evidence::Place::Session, {}, text};
}

// The last that changed the tokens, or tried to.
const CredentialEvent *lastOf(const CredentialStatus &status, std::initializer_list<Kind> kinds)
{
    for (const CredentialEvent &event : status.events) // newest first
        if (std::find(kinds.begin(), kinds.end(), event.kind) != kinds.end())
            return &event;
    return nullptr;
}

QString troubleOf(const CredentialStatus &status, const CredentialEvent *event)
{
    if (status.trouble)
        return status.trouble->message;
    return event ? event->text : QString();
}

void lookAtRefresh(const DiagnosisFacts &facts, bool isOver, Suspects &suspects)
{
    const CredentialStatus &status = *facts.session;
    const CredentialEvent *last = lastOf(status, {Kind::Refreshed, Kind::SignedIn, Kind::RefreshFailed, Kind::RefreshRefused});
    const bool wasRefused = last && last->kind == Kind::RefreshRefused;
    const QString why = troubleOf(status, last);
    if (status.refresh.kind == Expiry::Kind::At && !status.refresh.isEstimate && status.refresh.at <= facts.at + TokenClues::offsetOf(facts) && isOver)
        suspects.add(Cause::RefreshDead, 97, session(tr("The refresh token ended at %1.").arg(TimeText::utc(status.refresh.at))),
            {{u"why"_s, tr("the refresh token's time is over, too.")}});
    else if (wasRefused && isOver)
        suspects.add(Cause::RefreshDead, 98, session(tr("The last refresh was refused: %1").arg(why)), {{u"why"_s, why}});
    else if (wasRefused)
        // Both tokens died before their time: somebody else used them up.
        suspects.add(facts.profile && facts.profile->refresh.rotates != RefreshRule::Rotates::No ? Cause::ReplacedElsewhere : Cause::RefreshDead, 92,
            session(tr("The token's time is not over, and its refresh was refused, too: %1").arg(why)), {{u"why"_s, why}});
    else if (last && last->kind == Kind::RefreshFailed && isOver)
        suspects.add(Cause::RefreshFailing, 97, session(tr("The last refresh failed at %1: %2").arg(TimeText::utc(last->at), why)), {{u"why"_s, why}});
}

void lookWhoReplacedIt(const DiagnosisFacts &facts, const SentCredential &sent, Suspects &suspects)
{
    const CredentialStatus &status = *facts.session;
    if (facts.generation != 0 && status.generation > facts.generation && !sent.isFromSession) {
        const CredentialEvent *last = lastOf(status, {Kind::Refreshed, Kind::SignedIn});
        const bool isOther = last && last->reason == CredentialEvent::Reason::OtherProcess;
        suspects.add(Cause::ReplacedElsewhere, isOther ? 96 : 90,
            session(isOther ? tr("Another Tessera replaced the token at %1, after the request had left.").arg(TimeText::utc(last->at))
                            : tr("The token was replaced by a newer one after the request had left.")));
    }
}

}

bool isTaken(const DiagnosisFacts &facts, const SentCredential &sent)
{
    return sent.isThere && (facts.isRepeat || facts.takenAt);
}

void look(const DiagnosisFacts &facts, const SentCredential &sent, Suspects &suspects)
{
    const bool isOver = TokenClues::isOver(facts, sent);
    if (facts.session && !facts.isRepeat && sent.isThere) {
        if (sent.isFromSession)
            lookAtRefresh(facts, isOver, suspects);
        lookWhoReplacedIt(facts, sent, suspects);
    }
    if (!isTaken(facts, sent) || isOver)
        return;
    // Who is known and still refused lacks a right; 401 is the wrong word for it, but a usual one.
    const QString text = facts.isRepeat ? tr("The token was refreshed for this very request, and refused all the same.")
        : sent.kind == CredentialScheme::Kind::Token
            ? tr("The same token was accepted at %1.").arg(TimeText::utc(*facts.takenAt))
            : tr("The same credential was accepted at %1.").arg(TimeText::utc(*facts.takenAt));
    if (facts.status == 401 && !facts.isRepeat && facts.answer.contains("WWW-Authenticate"))
        return; // here it asks who one is
    suspects.add(facts.status == 403 || !facts.isRepeat ? Cause::MissingRole : Cause::TokenRefused, facts.status == 403 ? 78 : 70, session(text));
}

void lookWhyNotSent(const DiagnosisFacts &facts, Suspects &suspects)
{
    const Error &error = *facts.error;
    const QMap<QString, QString> values{{u"why"_s, error.message}};
    if (error.kind == ErrorKind::OriginNotBound)
        return suspects.add(Cause::Withheld, 100, session(error.message), {{u"origin"_s, facts.session ? facts.session->addressToConfirm.value_or(QString()) : QString()}});
    if (!facts.session)
        return suspects.add(Cause::SignedOut, 90, session(error.message));
    if (facts.tokens.isEmpty() || std::holds_alternative<SignedOut>(facts.session->state) || std::holds_alternative<SigningIn>(facts.session->state))
        return suspects.add(Cause::SignedOut, 100, session(error.message));
    const bool isForNow = error.kind == ErrorKind::Network || error.kind == ErrorKind::Timeout || error.kind == ErrorKind::Tls;
    suspects.add(isForNow ? Cause::RefreshFailing : Cause::RefreshDead, 100, session(error.message), values);
}

}
