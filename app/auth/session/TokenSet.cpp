#include "app/auth/session/TokenSet.h"

namespace tessera {

void TokenSet::merge(const TokenSet &refreshed)
{
    for (auto it = refreshed.captures.cbegin(); it != refreshed.captures.cend(); ++it) {
        if (!it->isEmpty())
            captures.insert(it.key(), *it);
    }
    access = refreshed.access;
    // A refresh token that stays keeps its end; a new one brings its own, or an unknown one.
    if (refreshed.has(QStringLiteral("refresh")))
        refresh = refreshed.refresh;
    obtainedAt = refreshed.obtainedAt;
    ++generation;
}

bool TokenSet::isSamePair(const TokenSet &other) const
{
    return has(QStringLiteral("access"))
        && captures.value(QStringLiteral("access")) == other.captures.value(QStringLiteral("access"))
        && captures.value(QStringLiteral("refresh")) == other.captures.value(QStringLiteral("refresh"));
}

}
