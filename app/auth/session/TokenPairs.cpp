#include "app/auth/session/TokenPairs.h"

#include "app/auth/session/TokenSet.h"

namespace tessera {

namespace {

QString pairOf(const TokenSet &tokens)
{
    return tokens.captures.value(QStringLiteral("access")).fingerprint() + u' '
        + tokens.captures.value(QStringLiteral("refresh")).fingerprint();
}

}

void TokenPairs::note(const CredentialId &id, const TokenSet &tokens)
{
    forget(id);
    if (!tokens.has(QStringLiteral("access")))
        return;
    const QString pair = pairOf(tokens);
    m_pairs.insert(id, pair);
    m_holders.insert(pair, id);
}

void TokenPairs::forget(const CredentialId &id)
{
    if (const QString pair = m_pairs.take(id); !pair.isEmpty())
        m_holders.remove(pair, id);
}

QList<CredentialId> TokenPairs::holders(const TokenSet &tokens) const
{
    return m_holders.values(pairOf(tokens));
}

}
