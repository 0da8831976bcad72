#include "app/token/TokenOddity.h"

#include "app/base/SecretNames.h"
#include "app/base/TimeText.h"
#include "app/token/SignatureAlgorithm.h"
#include "app/token/WordDiff.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <array>

namespace tessera {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = TokenOddity::Kind;
using Severity = TokenOddity::Severity;

namespace {

constexpr qsizetype largeToken = 6 * 1024; // characters: many servers take 8 KB of headers in all
constexpr Milliseconds longLife = 24h;
constexpr Milliseconds tellsSkew = 5s;

QString tr(const char *text)
{
    return QCoreApplication::translate("TokenOddity", text);
}

// Goes through a token and takes down what it finds.
class Look {
public:
    Look(const TokenFacts &facts, const TokenMoment &moment)
        : m_facts(facts)
        , m_moment(moment)
    {
    }

    QList<TokenOddity> all()
    {
        if (m_facts.kind == TokenFacts::Kind::Abbreviated)
            add(Kind::Shortened, Severity::Warning, tr("This was shortened for showing: it is no token any more."));
        if (m_facts.jwt)
            lookIntoJwt();
        if (std::chrono::abs(m_moment.serverOffset) > tellsSkew)
            add(Kind::ClockSkew, Severity::Note,
                (m_moment.serverOffset > 0ms
                        ? tr("The server's clock is %1 ahead of this computer's; what is left is counted by the server's.")
                        : tr("The server's clock is %1 behind this computer's; what is left is counted by the server's."))
                    .arg(TimeText::length(m_moment.serverOffset)));
        std::stable_sort(m_found.begin(), m_found.end(),
            [](const TokenOddity &a, const TokenOddity &b) { return a.severity > b.severity; });
        return m_found;
    }

private:
    void add(Kind kind, Severity severity, const QString &text, const QString &member = {})
    {
        m_found.append({kind, severity, text, member});
    }

    void lookIntoJwt()
    {
        const Jwt &jwt = *m_facts.jwt;
        lookAtHeader(jwt);
        lookAtPart(tr("Header:"), jwt.header());
        for (const QString &name : jwt.header().claims.duplicates())
            addDuplicate(name, tr("header"));
        if (m_facts.kind == TokenFacts::Kind::SignedJwt)
            lookAtSigned(jwt);
        if (jwt.size() > largeToken)
            add(Kind::Large, Severity::Note,
                tr("The token has %1 characters: servers that take 8 KB of headers in all may refuse the request.").arg(jwt.size()));
    }

    void lookAtSigned(const Jwt &jwt)
    {
        lookAtPart(tr("Payload:"), jwt.payload());
        for (const QString &name : jwt.payload().claims.duplicates())
            addDuplicate(name, tr("payload"));
        lookAtPart(tr("Signature:"), jwt.signature());
        if (jwt.payload().encoded.isEmpty())
            add(Kind::EmptyPayload, Severity::Note, tr("The payload is empty: it may have been sent beside the token."));
        else if (jwt.payload().fault && m_facts.isMeantAsClaims())
            add(Kind::CorruptPayload, Severity::Danger,
                tr("The payload is corrupt: %1 (line %2, column %3). What can be told apart is shown; it may not be all.")
                    .arg(jwt.payload().fault->message)
                    .arg(jwt.payload().fault->line)
                    .arg(jwt.payload().fault->column));
        if (!jwt.payload().claims.all().isEmpty())
            lookAtClaims(jwt.payload().claims);
    }

    void lookAtHeader(const Jwt &jwt)
    {
        if (!jwt.header().isObject())
            add(Kind::CorruptHeader, Severity::Danger, tr("The header is no JSON object; what can be told apart is shown."));
        const QString &alg = m_facts.algorithm;
        if (alg.compare("none"_L1, Qt::CaseInsensitive) == 0)
            add(Kind::AlgNone, Severity::Danger,
                tr("The token says “alg”: “%1”: it is not signed at all, and anybody can have written it.").arg(alg), u"alg"_s);
        else if (jwt.kind() == Jwt::Kind::Signed && !SignatureAlgorithm::named(alg))
            add(Kind::UnknownAlgorithm, Severity::Warning,
                alg.isEmpty() ? tr("The header does not say which algorithm signed the token.")
                              : tr("“%1” is no signature algorithm that is known here.").arg(alg),
                u"alg"_s);
        if (jwt.kind() == Jwt::Kind::Signed && (!jwt.hasSignaturePart() || jwt.signature().encoded.isEmpty()))
            add(Kind::NoSignature, Severity::Danger, tr("The signature is missing: anybody can have written this token."));
        for (const QString &name : {u"jwk"_s, u"jku"_s, u"x5u"_s, u"x5c"_s})
            if (jwt.headerMember(name))
                add(Kind::EmbeddedKey, Severity::Warning,
                    tr("The header names a key of its own (“%1”). Nobody should believe it: whoever forges a token also writes this.").arg(name),
                    name);
        QStringList loose;
        for (const TokenClaim &member : jwt.unprotectedHeader().claims.all())
            loose += member.name;
        if (!loose.isEmpty())
            add(Kind::NotProtected, Severity::Note,
                tr("The signature does not cover this part of the header: %1. Nobody vouches for it, and anybody on the way can change it.")
                    .arg(WordDiff::listed(loose)));
        if (const TokenClaim *critical = jwt.headerMember(u"crit"))
            for (const QString &name : critical->texts())
                if (name != "b64"_L1)
                    add(Kind::NotUnderstood, Severity::Warning,
                        tr("The header calls “%1” critical: whoever does not know it must refuse the token.").arg(name), u"crit"_s);
        if (jwt.headerMember(u"zip"))
            add(Kind::Compressed, Severity::Note, tr("The content is compressed before it is encrypted: its size can give away what is in it."), u"zip"_s);
    }

    void lookAtPart(const QString &name, const JwtPart &part)
    {
        for (const Base64Url::Finding &finding : part.findings)
            add(Kind::BadBase64, Severity::Warning, name + u' ' + Base64Url::describe(finding));
    }

    void addDuplicate(const QString &member, const QString &part)
    {
        add(Kind::DuplicateMember, Severity::Danger,
            tr("“%1” stands in the %2 more than once: programs may disagree on which one counts.").arg(member, part), member);
    }

    void lookAtClaims(const TokenClaims &claims)
    {
        lookAtTimes(claims);
        if (!claims.find(u"aud"))
            add(Kind::NoAudience, Severity::Note, tr("The token does not say whom it is for (“aud”): any API that trusts its issuer may take it."), u"aud"_s);
        if (!claims.find(u"iss"))
            add(Kind::NoIssuer, Severity::Note, tr("The token does not say who made it (“iss”)."), u"iss"_s);
        static const SecretNames secrets;
        for (const TokenClaim &claim : claims.all())
            if (claim.type == TokenClaim::Type::Text && secrets.contains(claim.name) && claim.name.contains("pass"_L1, Qt::CaseInsensitive))
                add(Kind::SecretInside, Severity::Danger,
                    tr("“%1” looks like a secret: a signed token is not encrypted, and whoever has it can read this.").arg(claim.name), claim.name);
    }

    void lookAtTimes(const TokenClaims &claims)
    {
        for (const QString &name : {u"exp"_s, u"nbf"_s, u"iat"_s})
            lookAtTime(claims, name);
        for (const auto *date : {&m_facts.expires, &m_facts.notBefore, &m_facts.issued})
            if (*date && (*date)->isOutOfRange)
                return; // nothing follows from what can't be told
        const UtcTime now = m_moment.serverNow();
        const auto end = m_facts.end();
        if (!end)
            add(Kind::NoExpiry, Severity::Warning,
                claims.isRecovered() ? tr("No end of its life can be read from it.")
                                     : tr("The token never ends by itself (no “exp”): whoever steals it can use it until its issuer takes it back."),
                u"exp"_s);
        else if (*end <= now)
            add(Kind::Expired, Severity::Warning, tr("The token's time has been over for %1.").arg(TimeText::length(now - *end)), u"exp"_s);
        if (m_facts.notBefore && m_facts.notBefore->at > now)
            add(Kind::NotYetValid, Severity::Warning,
                tr("The token is not valid yet; it will be in %1.").arg(TimeText::length(m_facts.notBefore->at - now)), u"nbf"_s);
        if (m_facts.issued && m_facts.issued->at > now + 60s)
            add(Kind::IssuedInFuture, Severity::Warning,
                (m_facts.issued->at > m_moment.now + 60s
                        ? tr("The token says that it will be made in %1: its issuer's clock and this computer's differ.")
                        : tr("By the clock of its server the token will be made in %1: that clock and its issuer's differ."))
                    .arg(TimeText::length(m_facts.issued->at - now)),
                u"iat"_s);
        const auto begin = m_facts.issued ? m_facts.issued : m_facts.notBefore;
        if (begin && m_facts.expires && m_facts.expires->at <= begin->at)
            add(Kind::EndsBeforeItBegins, Severity::Warning, tr("The token ends before it begins: it was never valid."), u"exp"_s);
        else if (const auto life = m_facts.life(); life && *life > longLife)
            add(Kind::LongLife, Severity::Note,
                tr("The token lives for %1: whoever steals it can use it for long.").arg(TimeText::length(*life)), u"exp"_s);
    }

    void lookAtTime(const TokenClaims &claims, const QString &name)
    {
        const TokenClaim *claim = claims.find(name);
        if (!claim)
            return;
        const auto date = NumericDate::fromJson(claim->json);
        if (!date) {
            add(Kind::TimeUnreadable, Severity::Warning, tr("“%1” is no time: it should be a number of seconds since 1970.").arg(name), name);
            return;
        }
        if (date->isText)
            add(Kind::TimeAsText, Severity::Warning, tr("“%1” is written as a text: it should be a number, and strict servers refuse it.").arg(name), name);
        if (date->looksLikeMilliseconds)
            add(Kind::TimeInMilliseconds, Severity::Warning,
                tr("“%1” seems to count milliseconds, and is read like that here: as seconds, which servers expect, it would be after the year 9999.").arg(name), name);
        else if (date->isOutOfRange)
            add(Kind::TimeOutOfRange, Severity::Warning, tr("“%1” lies outside the years 1 to 9999.").arg(name), name);
    }

    const TokenFacts &m_facts;
    const TokenMoment &m_moment;
    QList<TokenOddity> m_found;
};

constexpr std::array names{"alg-none", "expired", "not-yet-valid", "issued-in-future", "clock-skew", "ends-before-it-begins", "no-expiry",
    "long-life", "no-audience", "no-issuer", "no-signature", "corrupt-header", "corrupt-payload", "empty-payload",
    "duplicate-member", "bad-base64", "embedded-key", "not-protected", "unknown-algorithm", "not-understood", "compressed", "time-as-text",
    "time-in-milliseconds", "time-out-of-range", "time-unreadable", "secret-inside", "large", "shortened", "short-secret"};
static_assert(names.size() == std::size_t(Kind::ShortSecret) + 1);

}

QList<TokenOddity> TokenOddity::in(const TokenFacts &facts, const TokenMoment &moment)
{
    return Look(facts, moment).all();
}

QString TokenOddity::nameOf(Kind kind)
{
    return QString::fromLatin1(names.at(std::size_t(kind)));
}

}
