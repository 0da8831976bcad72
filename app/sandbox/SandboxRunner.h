#pragma once

#include "app/sandbox/SandboxItems.h"
#include "app/sandbox/TokenMint.h"

namespace tessera {

// Runs the steps of one request: a closed set of things that servers do, see step:: in SandboxScript.h.
class SandboxRunner {
public:
    SandboxRunner(const SandboxScript &script, SandboxScope &scope, SandboxItems &items, TokenMint &mint,
        const std::string &rawBody, UtcTime now);

    // The answer that ended the steps; null where they ran to their end.
    [[nodiscard]] const SandboxAnswer *run(const SandboxSteps &steps);
    [[nodiscard]] int deadRefreshTokens() const { return m_deadRefreshTokens; }

    [[nodiscard]] static bool holds(const SandboxCondition &condition, const SandboxScope &scope);

private:
    // Each returns the index of the answer that it ends with, or -1.
    int play(const step::ReadBody &step);
    int play(const step::Check &step);
    int play(const step::Collect &step);
    int play(const step::Set &step);
    int play(const step::Find &step);
    int play(const step::Add &step);
    int play(const step::Change &step);
    int play(const step::Remove &step);
    int play(const step::List &step);
    int play(const step::Token &step);
    int play(const step::Issue &step);
    int play(const step::Revoke &step);
    int play(const step::Slots &step);
    int play(const step::Pick &step);
    int play(const step::When &step);
    int play(const step::Run &step);
    int play(const step::Reply &step);
    int playAll(const SandboxSteps &steps);
    int goTo(const SandboxTarget &target);
    void setBodyDefect(const std::string &text, std::size_t line, std::size_t column);

    const SandboxScript &m_script;
    SandboxScope &m_scope;
    SandboxItems &m_items;
    TokenMint &m_mint;
    const std::string &m_rawBody;
    UtcTime m_now;
    int m_played = 0;
    int m_deadRefreshTokens = 0;
};

}
