#include "app/sandbox/TokenMint.h"

#include "app/sandbox/SandboxJwt.h"

#include <QtCore/QDateTime>
#include <QtCore/QRandomGenerator>
#include <QtCore/QUuid>

namespace tessera {

namespace {

// A sandbox that is refreshed once a second for hours stays small.
constexpr std::size_t mostTokens = 20'000;

qint64 secondsOf(UtcTime time)
{
    return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}

std::string isoOf(UtcTime time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), Qt::UTC)
        .toString(Qt::ISODateWithMs)
        .toStdString();
}

std::string newUuid()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString();
}

}

TokenMint::TokenMint(const std::map<std::string, SandboxTokenKind> &kinds, std::optional<Milliseconds> accessLife)
    : m_kinds(kinds)
    , m_accessLife(accessLife)
{
}

TokenMint::Token TokenMint::freshToken(const std::string &name, UtcTime now) const
{
    const SandboxTokenKind &kind = m_kinds.at(name);
    Token token{name, {}, {}, now, std::nullopt, false};
    auto life = kind.isShortened && m_accessLife ? m_accessLife : kind.life;
    if (kind.make == SandboxTokenKind::Make::Jwt) {
        token.issued = std::chrono::floor<std::chrono::seconds>(now); // as its claims say
        if (life)
            life = std::max<Milliseconds>(std::chrono::ceil<std::chrono::seconds>(*life), std::chrono::seconds(1));
    }
    if (life)
        token.expires = token.issued + *life;
    return token;
}

Json TokenMint::described(const std::string &text, const Token &token) const
{
    Json json{{"text", text}, {"iat", secondsOf(token.issued)}};
    if (token.expires) {
        json["exp"] = secondsOf(*token.expires);
        json["seconds"] = std::chrono::ceil<std::chrono::seconds>(*token.expires - token.issued).count();
        json["iso"] = isoOf(*token.expires);
        json["ms"] = token.expires->time_since_epoch().count();
    }
    return json;
}

std::string TokenMint::makeText(const SandboxTokenKind &kind, const Token &token, const SandboxScope &scope) const
{
    if (kind.make == SandboxTokenKind::Make::Uuid)
        return newUuid();
    if (kind.make == SandboxTokenKind::Make::Random) {
        QByteArray bytes(kind.bytes, Qt::Uninitialized);
        for (char &byte : bytes)
            byte = char(QRandomGenerator::system()->bounded(256));
        return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals).toStdString();
    }
    SandboxScope names = scope;
    names.set("token", described({}, token));
    names.set("token.subject", token.subject);
    return SandboxJwt::make(kind.algorithm, kind.key, names.fillOrNull(kind.claims));
}

Json TokenMint::issue(const step::Issue &what, const std::string &subject, std::string slot, bool isLingering, UtcTime now,
    const SandboxScope &scope)
{
    if (slot.empty())
        slot = newUuid();
    Session loose;
    Session &session = what.isLoose ? loose : m_sessions[{subject, slot}];
    Json issued = Json::object();
    for (const std::string &kind : what.kinds) {
        Token token = freshToken(kind, now);
        token.subject = subject;
        token.slot = slot;
        std::string &text = session[kind];
        const auto old = m_tokens.find(text);
        // An access token that has expired comes back to life: its texts belong to the session, not to the time.
        if (what.isReused && old != m_tokens.end() && !old->second.isDead) {
            old->second.expires = token.expires;
        } else {
            replace(text, isLingering);
            text = makeText(m_kinds.at(kind), token, scope);
            remember(text, token);
        }
        issued[kind] = described(text, token);
    }
    return issued;
}

void TokenMint::replace(const std::string &text, bool isLingering)
{
    const auto old = m_tokens.find(text);
    if (old == m_tokens.end())
        return;
    const SandboxTokenKind &kind = m_kinds.at(old->second.kind);
    const bool livesOn = !kind.isRefreshing && (isLingering || kind.make == SandboxTokenKind::Make::Jwt);
    if (!livesOn)
        old->second.isDead = true;
}

void TokenMint::remember(const std::string &text, Token token)
{
    m_tokens[text] = std::move(token);
    m_order.push_back(text);
    while (m_order.size() > mostTokens) {
        const auto oldest = m_tokens.find(m_order.front());
        if (oldest != m_tokens.end()) {
            m_sessions.erase({oldest->second.subject, oldest->second.slot});
            m_tokens.erase(oldest);
        }
        m_order.pop_front();
    }
}

TokenMint::Found TokenMint::find(const std::string &kind, const std::string &text, UtcTime now) const
{
    const auto known = m_tokens.find(text);
    if (known == m_tokens.end())
        return findForeign(m_kinds.at(kind), text, now);
    const Token &token = known->second;
    if (token.kind != kind)
        return {};
    if (token.isDead)
        return {State::Dead, token.subject, token.slot};
    return {token.expires && now >= *token.expires ? State::Expired : State::Good, token.subject, token.slot};
}

TokenMint::Found TokenMint::findForeign(const SandboxTokenKind &kind, const std::string &text, UtcTime now) const
{
    if (kind.make != SandboxTokenKind::Make::Jwt)
        return {};
    const auto claims = SandboxJwt::check(kind.algorithm, kind.key, text);
    if (!claims)
        return {};
    for (const auto &[name, value] : kind.must.items()) {
        if (claims->value(name, Json()) != value)
            return {};
    }
    Found found{State::Good, SandboxScope::toText(claims->value(kind.subjectClaim, Json())), {}};
    const Json exp = claims->value("exp", Json());
    const Json iat = claims->value("iat", Json());
    const double seconds = double(secondsOf(now));
    const auto isBefore = [&iat](const std::optional<UtcTime> &end) {
        return end && (!iat.is_number() || iat.get<double>() <= double(secondsOf(*end)));
    };
    if (isBefore(m_revokedAt))
        found.state = State::Dead;
    else if (!exp.is_number() || seconds >= exp.get<double>() || (!kind.isRefreshing && isBefore(m_expiredAt)))
        found.state = State::Expired;
    return found;
}

void TokenMint::revoke(const std::string &subject, const std::string &slot, bool isLingering)
{
    const auto session = m_sessions.find({subject, slot});
    if (session == m_sessions.end())
        return;
    for (const auto &[kind, text] : session->second)
        replace(text, isLingering);
    m_sessions.erase(session);
}

std::vector<std::string> TokenMint::slots(const std::string &subject) const
{
    std::vector<std::string> names;
    for (const auto &[key, session] : m_sessions) {
        if (key.first == subject)
            names.push_back(key.second);
    }
    return names;
}

void TokenMint::expireAll(UtcTime now)
{
    m_expiredAt = now;
    for (auto &[text, token] : m_tokens) {
        if (!m_kinds.at(token.kind).isRefreshing && (!token.expires || *token.expires > now))
            token.expires = now;
    }
}

void TokenMint::revokeAll(UtcTime now)
{
    m_revokedAt = now;
    for (auto &[text, token] : m_tokens)
        token.isDead = true;
    m_sessions.clear();
}

}
