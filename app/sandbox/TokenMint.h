#pragma once

#include "app/sandbox/SandboxScope.h"
#include "app/sandbox/SandboxScript.h"

#include <deque>
#include <unordered_map>

namespace tessera {

// Makes, knows and kills the tokens of one API. A session is a subject (whose) and a slot (which of his sessions); a new
// token takes the place of the one of its kind in the same session.
// JWTs are what they say: one that was signed with the API's key, here or in an earlier run, is good until its end.
class TokenMint {
public:
    enum class State { Good, Expired, Dead, Unknown };
    struct Found {
        State state = State::Unknown;
        std::string subject, slot;
    };

    explicit TokenMint(const std::map<std::string, SandboxTokenKind> &kinds, std::optional<Milliseconds> accessLife);

    // The member of "issued" for each kind. `scope` is what a JWT's claims are filled from.
    [[nodiscard]] Json issue(const step::Issue &what, const std::string &subject, std::string slot, bool isLingering,
        UtcTime now, const SandboxScope &scope);
    [[nodiscard]] Found find(const std::string &kind, const std::string &text, UtcTime now) const;
    void revoke(const std::string &subject, const std::string &slot, bool isLingering);
    [[nodiscard]] std::vector<std::string> slots(const std::string &subject) const;

    void expireAll(UtcTime now); // every access token
    void revokeAll(UtcTime now); // every token
    void setAccessLife(std::optional<Milliseconds> life) { m_accessLife = life; }

private:
    struct Token {
        std::string kind, subject, slot;
        UtcTime issued;
        std::optional<UtcTime> expires;
        bool isDead = false;
    };
    using Session = std::map<std::string, std::string>; // kind to text

    [[nodiscard]] Token freshToken(const std::string &kind, UtcTime now) const;
    [[nodiscard]] Json described(const std::string &text, const Token &token) const;
    [[nodiscard]] std::string makeText(const SandboxTokenKind &kind, const Token &token, const SandboxScope &scope) const;
    [[nodiscard]] Found findForeign(const SandboxTokenKind &kind, const std::string &text, UtcTime now) const;
    void replace(const std::string &text, bool isLingering);
    void remember(const std::string &text, Token token);

    std::map<std::string, SandboxTokenKind> m_kinds;
    std::optional<Milliseconds> m_accessLife;
    std::unordered_map<std::string, Token> m_tokens;
    std::deque<std::string> m_order; // oldest first, to forget by
    std::map<std::pair<std::string, std::string>, Session> m_sessions;
    std::optional<UtcTime> m_expiredAt, m_revokedAt; // what foreign JWTs are measured against
};

}
