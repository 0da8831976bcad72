#include "tests/bench/base/BareSessions.h"

namespace tessera::bench {

void BareSessions::add(const Member &member)
{
    m_members.insert(member.credential.id, member);
    m_deadlines.add(std::chrono::duration_cast<DeadlineHeap::Time>(member.stored.tokens.access.at.time_since_epoch()), [this] { ++m_due; });
    for (const Secret &token : member.stored.tokens.captures) {
        const QByteArray bytes = token.revealUtf8();
        m_forms.insert(qHash(bytes));
        for (int offset = 0; offset < 3; ++offset)
            m_forms.insert(qHash((QByteArray(offset, 'x') + bytes).toBase64()));
    }
}

}
