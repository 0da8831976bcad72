#include "app/auth/session/EntryGroup.h"

#include "app/secrets/SecretStore.h"

#include <utility>

namespace tessera {

EntryGroup::EntryGroup(EntryTurns &turns, SecretStore &secrets, QObject *parent)
    : QObject(parent)
    , m_turns(turns)
    , m_secrets(secrets)
{
}

QList<CredentialId> EntryGroup::ids() const
{
    QList<CredentialId> ids = m_entries.keys();
    ids.removeIf([this](const CredentialId &id) { return m_dropped.contains(id); });
    return ids;
}

void EntryGroup::open(const QList<CredentialId> &ids, Sharing sharing, ResultCompletion<Done> completion)
{
    m_entries.clear();
    take(ids, sharing, std::move(completion));
}

void EntryGroup::take(const QList<CredentialId> &ids, Sharing sharing, ResultCompletion<Done> completion)
{
    QStringList keys;
    for (const CredentialId &id : ids)
        keys += keychainKey(id);
    const EntryTurns::Turn before = std::exchange(m_turn, {}); // ends when the next one is asked for already
    m_turns.take(keys, {this, [this, ids, sharing, completion](const Result<EntryTurns::Turn> &turn) {
                            if (!turn)
                                return completion.deliver(failure(turn.error()));
                            m_turn = *turn;
                            m_entries.clear();
                            for (const CredentialId &id : std::as_const(m_dropped))
                                m_turn.giveBack(keychainKey(id));
                            read(ids, sharing, completion);
                        }});
}

void EntryGroup::read(QList<CredentialId> left, Sharing sharing, ResultCompletion<Done> completion)
{
    if (!left.isEmpty()) {
        const CredentialId id = left.takeFirst();
        m_secrets.read(keychainKey(id), {this, [=, this](const Result<Secret> &secret) {
                                             Entry &entry = m_entries[id];
                                             if (!secret)
                                                 entry.error = secret.error();
                                             else if (!secret->isEmpty())
                                                 entry.isThere = true;
                                             if (entry.isThere) {
                                                 auto stored = StoredCredential::parse(*secret);
                                                 if (stored)
                                                     entry.stored = *std::move(stored);
                                                 else
                                                     entry.error = stored.error();
                                             }
                                             read(left, sharing, completion);
                                         }});
        return;
    }
    QList<CredentialId> all = m_entries.keys();
    for (const Entry &entry : std::as_const(m_entries)) {
        for (const QString &name : entry.stored.sharedWith) {
            if (const auto id = CredentialId::parse(name); id && !all.contains(*id))
                all += *id;
        }
    }
    // What the others hold counts only while nobody else can write it.
    if (sharing == Sharing::Followed && all.size() > m_entries.size())
        return take(all, sharing, std::move(completion));
    completion.deliver(Done{});
}

void EntryGroup::write(const QList<CredentialId> &ids, ResultCompletion<Done> completion)
{
    m_isWriting = true;
    writeNext(ids, Done{}, std::move(completion));
}

void EntryGroup::writeNext(QList<CredentialId> left, Result<Done> first, ResultCompletion<Done> completion)
{
    for (const CredentialId &id : std::as_const(m_dropped))
        m_turn.giveBack(keychainKey(id));
    left.removeIf([this](const CredentialId &id) { return m_dropped.contains(id); });
    if (left.isEmpty()) {
        m_isWriting = false;
        return completion.deliver(std::move(first));
    }
    const CredentialId id = left.takeFirst();
    const ResultCompletion<Done> written(
        this, [this, left, first = std::move(first), completion = std::move(completion)](const Result<Done> &done) {
            writeNext(left, !done && first ? done : first, completion);
        });
    const StoredCredential &stored = m_entries[id].stored;
    if (stored.tokens.isEmpty() && stored.secrets.isEmpty())
        m_secrets.remove(keychainKey(id), written);
    else
        m_secrets.write(keychainKey(id), stored.serialised(), written);
}

void EntryGroup::drop(const CredentialId &id)
{
    m_dropped.insert(id);
    if (!m_isWriting)
        m_turn.giveBack(keychainKey(id));
}

void EntryGroup::close()
{
    m_turn = {};
}

}
