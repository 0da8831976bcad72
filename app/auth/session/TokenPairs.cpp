#include "app/auth/session/TokenPairs.h"

#include "app/auth/session/Session.h"

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

size_t pairOf(const TokenSet &tokens)
{
    return qHashMulti(QHashSeed::globalSeed(), tokens.captures.value(u"access"_s).revealUtf8(),
        tokens.captures.value(u"refresh"_s).revealUtf8());
}

}

void TokenPairs::note(const Session &session)
{
    forget(session);
    if (!session.stored().tokens.has(u"access"_s))
        return;
    const size_t pair = pairOf(session.stored().tokens);
    m_pairs.insert(&session, pair);
    m_holders.insert(pair, &session);
}

void TokenPairs::forget(const Session &session)
{
    const auto known = m_pairs.constFind(&session);
    if (known == m_pairs.cend())
        return;
    m_holders.remove(*known, &session);
    m_pairs.erase(known);
}

QList<const Session *> TokenPairs::holders(const TokenSet &tokens) const
{
    return m_holders.values(pairOf(tokens));
}

}
