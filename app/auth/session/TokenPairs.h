#pragma once

#include <QtCore/QHash>
#include <QtCore/QList>

namespace tessera {

class Session;
struct TokenSet;

// Which sessions held which pair of tokens when it was last told: a way to the few that may hold the same, among very many.
// Keeps hashes only; whoever asks compares the tokens themselves.
class TokenPairs {
public:
    void note(const Session &session); // that is forgotten before it goes
    void forget(const Session &session);
    [[nodiscard]] QList<const Session *> holders(const TokenSet &tokens) const;

private:
    QMultiHash<size_t, const Session *> m_holders; // by the hash of the pair
    QHash<const Session *, size_t> m_pairs;
};

}
