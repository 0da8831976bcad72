#pragma once

#include "app/sandbox/LoopbackServer.h"
#include "app/sandbox/SandboxItems.h"
#include "app/sandbox/TokenMint.h"

#include <mutex>

namespace tessera {

// One API in play: what it holds, its switches and its answers. Knows nothing of sockets. Any thread may call anything.
class SandboxPlay {
public:
    // `served` is called once for every request, in the thread that serves it.
    SandboxPlay(SandboxScript script, const SandboxOptions &options, std::function<void(const SandboxRequest &)> served);

    [[nodiscard]] const SandboxScript &script() const { return m_script; }
    void setOrigin(const std::string &origin); // "http://127.0.0.1:1234", once it is known
    [[nodiscard]] LoopbackAnswer serve(const LoopbackRequest &request);

    void expireNow();
    void revoke();
    void dropNext(SandboxCall call, int count);
    void failNext(SandboxCall call, int count, int status, std::optional<std::chrono::seconds> retryAfter);
    void setDelay(SandboxCall call, Milliseconds delay);
    void setSkew(std::chrono::seconds skew);
    void setSlowFailures(bool on);
    void setAccessLife(std::optional<Milliseconds> life);
    bool setSwitch(const QString &name, const QString &choice); // false: there is no such switch or choice
    [[nodiscard]] SandboxCounters counters() const;
    void resetCounters();

private:
    struct Plan { // for the next requests of a kind
        SandboxCall call = SandboxCall::Any;
        int count = 0;
        int status = 0; // 0: dropped
        std::optional<std::chrono::seconds> retryAfter;
    };

    [[nodiscard]] UtcTime now() const;
    [[nodiscard]] const SandboxRoute *route(const LoopbackRequest &request, SandboxScope &scope) const;
    [[nodiscard]] SandboxScope scopeOf(const LoopbackRequest &request) const;
    [[nodiscard]] LoopbackAnswer played(const SandboxRoute *route, const LoopbackRequest &request, SandboxScope &scope);
    [[nodiscard]] LoopbackAnswer failed(const Plan &plan, SandboxScope &scope) const;
    [[nodiscard]] LoopbackAnswer written(const SandboxAnswer &answer, const SandboxScope &scope) const;
    [[nodiscard]] std::optional<Plan> takePlan(SandboxCall call, bool isDrop);
    void countStart(SandboxCall call);
    void countEnd(SandboxCall call);

    const SandboxScript m_script;
    const std::function<UtcTime()> m_now;
    const std::function<void(const SandboxRequest &)> m_served;

    mutable std::mutex m_mutex; // for all below
    SandboxItems m_items;
    TokenMint m_mint;
    std::string m_origin;
    UtcTime m_startedAt;
    Json m_switches = Json::object();
    std::chrono::seconds m_skew{0};
    bool m_slowFailures;
    std::vector<Plan> m_plans;
    std::map<SandboxCall, Milliseconds> m_delays;
    SandboxCounters m_counters;
};

}
