#include "app/timeline/TimelineEvent.h"

namespace tessera {

namespace {

std::optional<UtcTime> endOf(const Expiry &expiry, Milliseconds offset)
{
    return expiry.kind == Expiry::Kind::At ? std::optional(expiry.at - offset) : std::nullopt;
}

}

std::optional<UtcTime> TimelineEvent::accessEnds() const
{
    return endOf(access, serverOffset);
}

std::optional<UtcTime> TimelineEvent::refreshEnds() const
{
    return endOf(refresh, serverOffset);
}

}
