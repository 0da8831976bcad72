#pragma once

#include "app/auth/session/Credential.h"
#include "app/auth/session/EntryTurns.h"
#include "app/auth/session/StoredCredential.h"

#include <QtCore/QMap>
#include <QtCore/QObject>
#include <QtCore/QSet>

#include <functional>

namespace tessera {

class SecretStore;

// The keychain entries of one credential and of those that share its tokens, for as long as this object has the turn to
// write them: reads what they hold now, and writes what they shall hold.
class EntryGroup : public QObject {
    Q_OBJECT
public:
    struct Entry {
        StoredCredential stored; // empty where there is none, or none that can be read
        bool isThere = false;
        std::optional<Error> error; // it could not be read
    };
    enum class Sharing { Followed, Ignored }; // the entries that an entry names as sharing its tokens

    EntryGroup(EntryTurns &turns, SecretStore &secrets, QObject *parent = nullptr);

    // Errors: those of EntryTurns::take(). What can't be read is said in the entry.
    void open(const QList<CredentialId> &ids, Sharing sharing, ResultCompletion<Done> completion);
    [[nodiscard]] bool isOpen() const { return m_turn.isHeld(); }
    [[nodiscard]] QList<CredentialId> ids() const; // without those that were dropped
    [[nodiscard]] Entry &entry(const CredentialId &id) { return m_entries[id]; }

    // As entry() says, one after the other; those that hold nothing worth keeping are removed. Answers with the first error.
    void write(const QList<CredentialId> &ids, ResultCompletion<Done> completion);
    void drop(const CredentialId &id); // writes it no more, and ends its turn: at once, or after the write under way
    [[nodiscard]] bool isWriting() const { return m_isWriting; }
    void close();

private:
    void take(const QList<CredentialId> &ids, Sharing sharing, ResultCompletion<Done> completion);
    void read(QList<CredentialId> left, Sharing sharing, ResultCompletion<Done> completion);
    void writeNext(QList<CredentialId> left, Result<Done> first, ResultCompletion<Done> completion);

    EntryTurns &m_turns;
    SecretStore &m_secrets;
    EntryTurns::Turn m_turn;
    QMap<CredentialId, Entry> m_entries;
    QSet<CredentialId> m_dropped;
    bool m_isWriting = false;
};

}
