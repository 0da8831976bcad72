#include "app/token/AccessReason.h"

#include "app/base/TimeText.h"
#include "app/token/ClaimGroup.h"
#include "app/token/GrantedRights.h"
#include "app/token/TokenPurpose.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <array>

namespace tessera {

using namespace Qt::StringLiterals;
using Kind = AccessReason::Kind;
using Against = AccessReason::Against;
using Decides = ClaimMeaning::Decides;
using Outcome = ClaimGroup::Outcome;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("AccessReason", text);
}

// One of the two tokens, and when it is brought.
struct Side {
    const TokenFacts &facts;
    UtcTime now;

    [[nodiscard]] bool isOver() const { return facts.end() && *facts.end() <= now; }
    [[nodiscard]] bool isEarly() const { return facts.notBefore && facts.notBefore->at > now; }
    [[nodiscard]] const TokenClaims &claims() const { return facts.jwt->payload().claims; }
    [[nodiscard]] QString endClaim() const { return facts.expires ? u"exp"_s : u"iat"_s; }
    [[nodiscard]] QString whenOver() const { return TimeText::relative(*facts.end(), now); }
    [[nodiscard]] QString whenBegun() const { return TimeText::relative(facts.notBefore->at, now); }
};

// What is said of claims that are words for one thing.
struct Sentences {
    Decides decides;
    Kind kind;
    const char *both, *onlyFirst, *onlySecond;
};
constexpr std::array sentences{
    Sentences{Decides::Issuer, Kind::Issuer,
        QT_TRANSLATE_NOOP("AccessReason", "The first comes from “%1”, the second from “%2”."),
        QT_TRANSLATE_NOOP("AccessReason", "Only the first says who made it: “%1”."),
        QT_TRANSLATE_NOOP("AccessReason", "Only the second says who made it: “%1”.")},
    Sentences{Decides::Tenant, Kind::Tenant,
        QT_TRANSLATE_NOOP("AccessReason", "The first belongs to “%1”, the second to “%2”."),
        QT_TRANSLATE_NOOP("AccessReason", "Only the first says where it belongs: “%1”."),
        QT_TRANSLATE_NOOP("AccessReason", "Only the second says where it belongs: “%1”.")},
    Sentences{Decides::Subject, Kind::Subject,
        QT_TRANSLATE_NOOP("AccessReason", "The first is about “%1”, the second about “%2”."),
        QT_TRANSLATE_NOOP("AccessReason", "Only the first says whom it is about: “%1”."),
        QT_TRANSLATE_NOOP("AccessReason", "Only the second says whom it is about: “%1”.")},
    Sentences{Decides::Client, Kind::Client,
        QT_TRANSLATE_NOOP("AccessReason", "The first was given to “%1”, the second to “%2”."),
        QT_TRANSLATE_NOOP("AccessReason", "Only the first says which application it was given to: “%1”."),
        QT_TRANSLATE_NOOP("AccessReason", "Only the second says which application it was given to: “%1”.")},
    Sentences{Decides::SignIn, Kind::SignIn,
        QT_TRANSLATE_NOOP("AccessReason", "The sign-in behind the first was “%1”, the one behind the second “%2”."),
        QT_TRANSLATE_NOOP("AccessReason", "Only the first says how its user signed in: “%1”."),
        QT_TRANSLATE_NOOP("AccessReason", "Only the second says how its user signed in: “%1”.")},
};

// Goes through what decides and takes down where the two differ.
class Comparison {
public:
    Comparison(const Side &first, const Side &second, const ClaimCatalog &catalog)
        : m_first(first)
        , m_second(second)
        , m_catalog(catalog)
    {
    }

    QList<AccessReason> all()
    {
        compareTimes();
        compareSignatures();
        comparePurposes();
        compareAudiences();
        compareRights();
        compareBindings();
        for (const Sentences &each : sentences)
            compareClaims(each);
        std::stable_sort(m_reasons.begin(), m_reasons.end(),
            [](const AccessReason &a, const AccessReason &b) { return rank(a) < rank(b); });
        return std::move(m_reasons);
    }

private:
    // An audience that both have in common hardly decides.
    static int rank(const AccessReason &reason)
    {
        const bool isShared = reason.kind == Kind::Audience && reason.words.haveCommon;
        return isShared ? 2 * int(Kind::Rights) + 1 : 2 * int(reason.kind);
    }

    void add(Kind kind, Against whom, QStringList claims, const QString &text, const WordDiff &words = {})
    {
        claims.removeAll(QString());
        claims.removeDuplicates();
        m_reasons.append({kind, whom, claims, text, words, {}});
    }

    void compareTimes()
    {
        const auto outlook = [](const Side &side) {
            return side.facts.end() ? tr("ends %1").arg(TimeText::relative(*side.facts.end(), side.now))
                                    : tr("does not say when it ends");
        };
        if (m_first.isOver() && m_second.isOver())
            add(Kind::Ended, Against::Both, {m_first.endClaim(), m_second.endClaim()},
                tr("The first ended %1, the second %2.").arg(m_first.whenOver(), m_second.whenOver()));
        else if (m_first.isOver())
            add(Kind::Ended, Against::First, {m_first.endClaim()},
                tr("The first ended %1; the second %2.").arg(m_first.whenOver(), outlook(m_second)));
        else if (m_second.isOver())
            add(Kind::Ended, Against::Second, {m_second.endClaim()},
                tr("The second ended %1; the first %2.").arg(m_second.whenOver(), outlook(m_first)));
        if (m_first.isEarly() && m_second.isEarly())
            add(Kind::NotYet, Against::Both, {u"nbf"_s},
                tr("The first begins %1, the second %2.").arg(m_first.whenBegun(), m_second.whenBegun()));
        else if (m_first.isEarly())
            add(Kind::NotYet, Against::First, {u"nbf"_s}, tr("The first begins only %1.").arg(m_first.whenBegun()));
        else if (m_second.isEarly())
            add(Kind::NotYet, Against::Second, {u"nbf"_s}, tr("The second begins only %1.").arg(m_second.whenBegun()));
    }

    void compareSignatures()
    {
        const Against whom = AccessReason::sides(m_first.facts.isUnsigned(), m_second.facts.isUnsigned());
        if (whom == Against::Neither)
            return;
        add(Kind::NotSigned, whom, {u"alg"_s},
            whom == Against::Both        ? tr("Neither is signed: anybody can have written them.")
                : whom == Against::First ? tr("The first is not signed: anybody can have written it.")
                                         : tr("The second is not signed: anybody can have written it."));
    }

    void comparePurposes()
    {
        using Purpose = TokenPurpose::Kind;
        const TokenPurpose first = TokenPurpose::of(*m_first.facts.jwt), second = TokenPurpose::of(*m_second.facts.jwt);
        const auto isOdd = [](Purpose kind) { return kind != Purpose::Access && kind != Purpose::Unknown; };
        const Against whom = AccessReason::sides(isOdd(first.kind), isOdd(second.kind));
        if (first.kind != second.kind && whom != Against::Neither)
            add(Kind::Purpose, whom, {first.claim, second.claim},
                tr("The first is %1, the second %2; APIs take access tokens.")
                    .arg(TokenPurpose::nameOf(first.kind), TokenPurpose::nameOf(second.kind)));
    }

    void compareAudiences()
    {
        const WordDiff words = WordDiff::of(m_first.facts.audience, m_second.facts.audience);
        if (words.isEmpty())
            return;
        const QString first = WordDiff::listed(words.onlyFirst), second = WordDiff::listed(words.onlySecond);
        const bool hasCommon = words.haveCommon;
        const auto text = [&] {
            if (first.isEmpty())
                return (hasCommon ? tr("Only the second is also for %1.") : tr("Only the second says whom it is for: %1.")).arg(second);
            if (second.isEmpty())
                return (hasCommon ? tr("Only the first is also for %1.") : tr("Only the first says whom it is for: %1.")).arg(first);
            return (hasCommon ? tr("Only the first is also for %1, only the second for %2.") : tr("The first is for %1, the second for %2."))
                .arg(first, second);
        };
        // Where they share nothing and both say something, neither is the narrower one.
        const bool isOnlyFirst = second.isEmpty(), isOnlySecond = first.isEmpty();
        const Against whom = hasCommon ? AccessReason::sides(!isOnlyFirst, !isOnlySecond) : AccessReason::sides(isOnlySecond, isOnlyFirst);
        add(Kind::Audience, whom, {u"aud"_s}, text(), words);
    }

    void compareRights()
    {
        const QList<GrantedRights> first = GrantedRights::of(*m_first.facts.jwt, m_catalog),
                                   second = GrantedRights::of(*m_second.facts.jwt, m_catalog);
        const auto counterpart = [](const QList<GrantedRights> &all, const GrantedRights &one) {
            const auto found = std::find_if(all.begin(), all.end(),
                [&](const GrantedRights &each) { return each.claim == one.claim || (each.isScope && one.isScope); });
            return found == all.end() ? GrantedRights() : *found;
        };
        for (const GrantedRights &each : first)
            compareRights(each, counterpart(second, each));
        for (const GrantedRights &each : second)
            if (counterpart(first, each).claim.isEmpty())
                compareRights({}, each);
    }

    void compareRights(const GrantedRights &first, const GrantedRights &second)
    {
        const WordDiff words = WordDiff::of(first.words, second.words);
        if (words.isEmpty())
            return;
        const QString lost = WordDiff::listed(words.onlyFirst), gained = WordDiff::listed(words.onlySecond);
        const QString text = gained.isEmpty() ? tr("Only the first has %1.").arg(lost)
            : lost.isEmpty()                  ? tr("Only the second has %1.").arg(gained)
                                              : tr("Only the first has %1; only the second has %2.").arg(lost, gained);
        const Against whoHasLess = AccessReason::sides(!gained.isEmpty(), !lost.isEmpty());
        add(Kind::Rights, whoHasLess, {first.claim, second.claim}, text, words);
    }

    [[nodiscard]] ClaimGroup groupOf(Decides decides) const
    {
        return ClaimGroup::of(m_first.claims(), m_second.claims(), decides, m_catalog);
    }

    void compareBindings()
    {
        const ClaimGroup group = groupOf(Decides::Binding);
        switch (group.outcome) {
        case Outcome::Alike:
            return;
        case Outcome::OnlyFirst:
            return add(Kind::Binding, Against::First, group.claims,
                tr("The first works only together with its key; sent without a proof it is refused."));
        case Outcome::OnlySecond:
            return add(Kind::Binding, Against::Second, group.claims,
                tr("The second works only together with its key; sent without a proof it is refused."));
        case Outcome::Different:
        case Outcome::Apart:
            return add(Kind::Binding, Against::Neither, group.claims, tr("Each works only together with a key of its own."));
        }
    }

    // Who says nothing may be turned away for it, and so may both where each says it in its own way.
    void compareClaims(const Sentences &say)
    {
        const ClaimGroup group = groupOf(say.decides);
        switch (group.outcome) {
        case Outcome::Alike:
            return;
        case Outcome::OnlyFirst:
            return add(say.kind, Against::Second, group.claims, tr(say.onlyFirst).arg(group.first));
        case Outcome::OnlySecond:
            return add(say.kind, Against::First, group.claims, tr(say.onlySecond).arg(group.second));
        case Outcome::Different:
            add(say.kind, Against::Neither, group.claims, tr(say.both).arg(group.first, group.second));
            if (!group.same.isEmpty())
                m_reasons.last().text += u' ' + tr("Both say the same in %1.").arg(WordDiff::listed(group.same));
            m_reasons.last().same = group.same;
            return;
        case Outcome::Apart:
            return add(say.kind, Against::Both, group.claims, tr(say.both).arg(group.first, group.second));
        }
    }

    const Side &m_first, &m_second;
    const ClaimCatalog &m_catalog;
    QList<AccessReason> m_reasons;
};

}

Against AccessReason::sides(bool first, bool second)
{
    return first && second ? Against::Both : first ? Against::First : second ? Against::Second : Against::Neither;
}

QList<AccessReason> AccessReason::between(const TokenFacts &first, const TokenMoment &firstMoment, const TokenFacts &second,
    const TokenMoment &secondMoment, const ClaimCatalog &catalog)
{
    const Side one{first, firstMoment.serverNow()}, other{second, secondMoment.serverNow()};
    return Comparison(one, other, catalog).all();
}

}
