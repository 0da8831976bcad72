#include "app/token/AccessDiff.h"

#include "app/base/TimeText.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace tessera {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = AccessReason::Kind;
using Against = AccessReason::Against;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("AccessDiff", text);
}

bool isNoToken(const TokenFacts &facts)
{
    using Token = TokenFacts::Kind;
    return facts.kind == Token::Empty || facts.kind == Token::Words || facts.kind == Token::Json
        || facts.kind == Token::Abbreviated;
}

bool isReadable(const TokenFacts &facts)
{
    return facts.kind == TokenFacts::Kind::SignedJwt && !facts.jwt->payload().claims.all().isEmpty();
}

QString unreadable(const TokenFacts &first, const TokenFacts &second)
{
    if (isNoToken(first) && isNoToken(second))
        return tr("Neither is a token that an API could take.");
    if (isNoToken(first))
        return tr("The first is no token that an API could take: %1.").arg(first.name());
    if (isNoToken(second))
        return tr("The second is no token that an API could take: %1.").arg(second.name());
    if (!isReadable(first) && !isReadable(second))
        return tr("Neither can be looked into: only the server that made them knows what they allow.");
    return isReadable(first) ? tr("The second can't be looked into: only the server that made it knows what it allows.")
                             : tr("The first can't be looked into: only the server that made it knows what it allows.");
}

bool saysWhose(const TokenClaims &claims, const ClaimCatalog &catalog)
{
    return std::any_of(claims.all().begin(), claims.all().end(), [&](const TokenClaim &claim) {
        const ClaimMeaning *meaning = catalog.find(TokenPart::Payload, claim.name);
        return meaning && meaning->decides == ClaimMeaning::Decides::Subject;
    });
}

// A later token may say less or more of these than the one before, or have another name for the same person, and is still
// that one's.
bool mayComeAndGo(const AccessReason &reason)
{
    if (reason.kind == Kind::Subject && !reason.same.isEmpty())
        return true;
    const bool isOneSided = reason.against == Against::First || reason.against == Against::Second;
    return isOneSided && (reason.kind == Kind::Tenant || reason.kind == Kind::Client || reason.kind == Kind::SignIn);
}

// The second is a later token of the same account.
bool isRenewal(
    const TokenFacts &first, const TokenFacts &second, const QList<AccessReason> &reasons, const ClaimCatalog &catalog)
{
    if (!saysWhose(first.jwt->payload().claims, catalog))
        return false;
    for (const AccessReason &reason : reasons)
        if (reason.kind != Kind::Rights && reason.kind != Kind::Ended && reason.kind != Kind::NotYet
            && reason.kind != Kind::Binding && !mayComeAndGo(reason))
            return false;
    if (first.issued && second.issued)
        return second.issued->at > first.issued->at;
    return first.end() && second.end() && *second.end() > *first.end();
}

QString renewed(const TokenFacts &first, const TokenFacts &second, const QList<AccessReason> &reasons)
{
    QStringList gone, come;
    for (const AccessReason &reason : reasons) {
        gone += reason.words.onlyFirst;
        come += reason.words.onlySecond;
    }
    if (!gone.isEmpty() && !come.isEmpty())
        return tr("The second is the later one, with other rights: without %1, with %2.")
            .arg(WordDiff::listed(gone), WordDiff::listed(come));
    if (!gone.isEmpty())
        return tr("The second is the later one, with fewer rights: without %1.").arg(WordDiff::listed(gone));
    if (!come.isEmpty())
        return tr("The second is the later one, with more rights: with %1.").arg(WordDiff::listed(come));
    const auto one = first.end(), other = second.end();
    if (!one || !other)
        return tr("The same rights; the second is the later one.");
    if (*one == *other)
        return tr("The same rights, and the same end.");
    const QString by = TimeText::length(*other - *one);
    return *other > *one ? tr("The same rights, and an end that is %1 later.").arg(by)
                         : tr("The same rights, and an end that is %1 earlier.").arg(by);
}

QString oneOf(Against whom, const char *first, const char *second, const char *both)
{
    return tr(whom == Against::First ? first : whom == Against::Second ? second : both);
}

Against allAgainst(const QList<AccessReason> &reasons, Kind kind)
{
    bool first = false, second = false;
    for (const AccessReason &reason : reasons) {
        if (reason.kind != kind)
            continue;
        first = first || reason.against == Against::First || reason.against == Against::Both;
        second = second || reason.against == Against::Second || reason.against == Against::Both;
    }
    return AccessReason::sides(first, second);
}

// Of what either both say differently, or one says alone, or each by claims of its own.
QString saidBy(Against whom, const char *differently, const char *byOne, const char *apart)
{
    return tr(whom == Against::Neither ? differently : whom == Against::Both ? apart : byOne);
}

QString answerByAudience(Against whom, const WordDiff &words)
{
    if (whom == Against::Neither)
        return tr("They are for different APIs.");
    if (!words.haveCommon)
        return whom == Against::First ? tr("Only the second says whom it is for: an API that asks for that refuses the first.")
                                      : tr("Only the first says whom it is for: an API that asks for that refuses the second.");
    return oneOf(whom, QT_TRANSLATE_NOOP("AccessDiff", "The second is for APIs that the first is not for."),
        QT_TRANSLATE_NOOP("AccessDiff", "The first is for APIs that the second is not for."),
        QT_TRANSLATE_NOOP("AccessDiff", "Each is for an API that the other is not for."));
}

QString answerBy(const QList<AccessReason> &reasons)
{
    const Kind kind = reasons.constFirst().kind;
    const Against whom = allAgainst(reasons, kind);
    switch (kind) {
    case Kind::Ended:
        return oneOf(whom, QT_TRANSLATE_NOOP("AccessDiff", "The first is refused: its time is over."),
            QT_TRANSLATE_NOOP("AccessDiff", "The second is refused: its time is over."),
            QT_TRANSLATE_NOOP("AccessDiff", "Both are refused: their time is over."));
    case Kind::NotYet:
        return oneOf(whom, QT_TRANSLATE_NOOP("AccessDiff", "The first is refused: its time has not begun."),
            QT_TRANSLATE_NOOP("AccessDiff", "The second is refused: its time has not begun."),
            QT_TRANSLATE_NOOP("AccessDiff", "Both are refused: their time has not begun."));
    case Kind::NotSigned:
        return oneOf(whom, QT_TRANSLATE_NOOP("AccessDiff", "The first should be refused: it is not signed."),
            QT_TRANSLATE_NOOP("AccessDiff", "The second should be refused: it is not signed."),
            QT_TRANSLATE_NOOP("AccessDiff", "Both should be refused: they are not signed."));
    case Kind::Purpose:
        return oneOf(whom, QT_TRANSLATE_NOOP("AccessDiff", "The first is not for APIs."),
            QT_TRANSLATE_NOOP("AccessDiff", "The second is not for APIs."),
            QT_TRANSLATE_NOOP("AccessDiff", "Neither is for APIs."));
    case Kind::Issuer:
        return saidBy(whom,
            QT_TRANSLATE_NOOP("AccessDiff", "They come from different issuers: an API takes only those that it trusts."),
            QT_TRANSLATE_NOOP("AccessDiff", "Only one of them says who made it: an API takes only issuers that it trusts."),
            QT_TRANSLATE_NOOP("AccessDiff", "Each says in its own way who made it: an API takes only issuers that it trusts."));
    case Kind::Audience:
        return answerByAudience(whom, reasons.constFirst().words);
    case Kind::Rights:
        return oneOf(whom, QT_TRANSLATE_NOOP("AccessDiff", "The second may more than the first."),
            QT_TRANSLATE_NOOP("AccessDiff", "The first may more than the second."),
            QT_TRANSLATE_NOOP("AccessDiff", "Each may what the other may not."));
    case Kind::Tenant:
        return saidBy(whom, QT_TRANSLATE_NOOP("AccessDiff", "The same rights in different places."),
            QT_TRANSLATE_NOOP("AccessDiff", "The same rights, but only one of them says where it belongs."),
            QT_TRANSLATE_NOOP("AccessDiff", "The same rights, but each says in its own way where it belongs: it may be another place."));
    case Kind::Subject:
        if (const QStringList &same = reasons.constFirst().same; !same.isEmpty())
            return tr("The same rights. By %1 both are about the same person or program, by %2 they are not: it depends on which of them the API goes by.")
                .arg(WordDiff::listed(same), WordDiff::listed(reasons.constFirst().claims));
        return saidBy(whom,
            QT_TRANSLATE_NOOP("AccessDiff",
                "The same rights for different people or programs: what belongs to one may be closed to the other."),
            QT_TRANSLATE_NOOP("AccessDiff", "The same rights, but only one of them says whom it is about."),
            QT_TRANSLATE_NOOP("AccessDiff", "The same rights, but each says in its own way whom it is about: it may be somebody else."));
    case Kind::Client:
        return saidBy(whom, QT_TRANSLATE_NOOP("AccessDiff", "The same rights, given to different applications."),
            QT_TRANSLATE_NOOP("AccessDiff", "The same rights, but only one of them says which application it was given to."),
            QT_TRANSLATE_NOOP("AccessDiff", "The same rights, but each says in its own way which application it was given to: it may be another one."));
    case Kind::SignIn:
        return saidBy(whom,
            QT_TRANSLATE_NOOP("AccessDiff", "The same rights after different sign-ins: an API may ask for a stricter one."),
            QT_TRANSLATE_NOOP("AccessDiff", "The same rights, but only one of them says how its user signed in: an API may ask for that."),
            QT_TRANSLATE_NOOP("AccessDiff", "The same rights, but each says in its own way how its user signed in: an API may understand only one."));
    case Kind::Binding:
        return oneOf(whom, QT_TRANSLATE_NOOP("AccessDiff", "The same rights, but the first works only together with its key."),
            QT_TRANSLATE_NOOP("AccessDiff", "The same rights, but the second works only together with its key."),
            QT_TRANSLATE_NOOP("AccessDiff", "The same rights, bound to different keys."));
    }
    Q_UNREACHABLE();
}

}

AccessDiff AccessDiff::of(const TokenFacts &first, const TokenMoment &firstMoment, const TokenFacts &second,
    const TokenMoment &secondMoment, const ClaimCatalog &catalog)
{
    if (!isReadable(first) || !isReadable(second))
        return {unreadable(first, second), {}};
    AccessDiff diff;
    diff.reasons = AccessReason::between(first, firstMoment, second, secondMoment, catalog);
    const Against over = allAgainst(diff.reasons, Kind::Ended), early = allAgainst(diff.reasons, Kind::NotYet);
    const bool isSecondGood
        = over != Against::Second && over != Against::Both && early != Against::Second && early != Against::Both;
    if (isSecondGood && isRenewal(first, second, diff.reasons, catalog))
        diff.answer = renewed(first, second, diff.reasons);
    else if (diff.reasons.isEmpty())
        diff.answer = tr("Nothing in them decides: an API that goes by the tokens alone treats both alike.");
    else
        diff.answer = answerBy(diff.reasons);
    return diff;
}

}
