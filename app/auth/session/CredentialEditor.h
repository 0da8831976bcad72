#pragma once

#include "app/auth/session/EntryGroup.h"
#include "app/auth/session/Sessions.h"
#include "app/http/Origin.h"

#include <QtCore/QObject>

namespace tessera {

// What the user changes about a credential beside its tokens: where it may go, what it is called, whether it is there. Each
// is done to what the keychain holds, in a turn of its own; an entry that can't be read now is neither overwritten nor left
// behind.
class CredentialEditor : public QObject {
    Q_OBJECT
public:
    CredentialEditor(Sessions &sessions, const Sessions::Parts &parts, QObject *parent = nullptr);

    void bindOrigin(const CredentialId &id, const Origin &origin, ResultCompletion<Done> completion);
    void edit(const CredentialId &id, const Credential &changed, ResultCompletion<Done> completion);
    void forget(const CredentialId &id, ResultCompletion<Done> completion);

private:
    using Opened = std::function<void(EntryGroup &)>;

    // Calls `then` with the entries open, or answers with what is in the way. The group goes with the completion's answer.
    void open(
        const QList<CredentialId> &ids, EntryGroup::Sharing sharing, const ResultCompletion<Done> &completion, Opened then);
    void close(EntryGroup &group, const ResultCompletion<Done> &completion, Result<Done> result);
    void addOrigin(const CredentialId &id, const QString &origin);
    void rename(
        const CredentialId &id, const Credential &changed, EntryGroup &group, const ResultCompletion<Done> &completion);
    void moveCookies(const CredentialId &from, const CredentialId &to); // what is kept of them
    void remove(const CredentialId &id, EntryGroup &group, const ResultCompletion<Done> &completion);
    [[nodiscard]] std::optional<Error> unreadable(const EntryGroup::Entry &entry) const;
    [[nodiscard]] static Error missing(const CredentialId &id);

    Sessions &m_sessions;
    Sessions::Parts m_parts;
};

}
