#include "app/auth/session/CredentialStatus.h"

#include <algorithm>

namespace tessera {

using namespace std::chrono_literals;

std::optional<Milliseconds> CredentialStatus::timeLeft(UtcTime now) const
{
    if (access.kind != Expiry::Kind::At || std::holds_alternative<SignedOut>(state))
        return std::nullopt;
    return access.at - serverOffset - now;
}

double CredentialStatus::fractionLeft(UtcTime now) const
{
    const auto left = timeLeft(now);
    if (!left)
        return std::holds_alternative<SignedOut>(state) ? 0.0 : 1.0;
    const Milliseconds life = access.at - obtainedAt;
    return life <= 0ms ? 0.0 : std::clamp(double(left->count()) / double(life.count()), 0.0, 1.0);
}

CredentialStatus::Warning CredentialStatus::warning(UtcTime now) const
{
    const auto left = timeLeft(now);
    if (std::holds_alternative<Failed>(state))
        return Warning::Expired;
    if (std::holds_alternative<Expired>(state) || (left && *left <= 0ms && !refreshesByItself))
        return Warning::Expired;
    if (failures > 0 && refreshesByItself)
        return Warning::Amber;
    if (!left || refreshesByItself)
        return Warning::None;
    if (*left <= 30s)
        return Warning::Red;
    return fractionLeft(now) <= 0.2 ? Warning::Amber : Warning::None;
}

}
