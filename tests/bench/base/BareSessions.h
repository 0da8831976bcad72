#pragma once

#include "app/auth/session/Member.h"
#include "tests/bench/base/DeadlineHeap.h"

#include <QtCore/QHash>
#include <QtCore/QSet>

namespace tessera::bench {

// The records of sessions by name, a bare heap of their deadlines, and a hash of each form in which a token travels: as it is
// and as part of base64 text, where it begins at one of three places.
class BareSessions {
public:
    void add(const Member &member);
    [[nodiscard]] qsizetype size() const { return m_members.size(); }

private:
    QHash<CredentialId, Member> m_members;
    DeadlineHeap m_deadlines;
    QSet<size_t> m_forms;
    int m_due = 0;
};

}
