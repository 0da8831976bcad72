#pragma once

#include "app/secrets/SecretStore.h"

#include <QtCore/QHash>
#include <QtCore/QSet>

#include <optional>

namespace tessera {

// A keychain that may be locked, absent or going away, and a program that goes on all the same: what the keychain can't
// take is kept in memory, for this run, and never anywhere else; state() and isDurable() say so.
//
// - Kept entries are moved in, without asking, as soon as the keychain is unlocked: it is where the user was told that they
//   are kept. stateChanged() comes again when that is done.
// - A read prefers what is kept to what the keychain holds, which is older. What is kept nowhere is read from the keychain
//   or is its error: an entry is never called empty because the keychain is out of reach.
// - A write is answered by what its caller could expect. Where isDurable() was false before, Done means "kept as long as
//   this run". Where it was true, and the keychain failed all the same, the answer is that error, and the value is kept.
//   So a caller that must not go on without the disk (a refresh token that may be sent once) asks isDurable() first.
// - A removal that the keychain did not do is made up for when it is unlocked, and is an error until then: an entry that
//   stays would be back after a restart. Without any keychain there is nothing to stay, and neither is there of what was
//   written in this run and never got there: that is success.
//
// Two processes that keep different values for one key move both in: the later one stays.
class SessionSecretStore final : public SecretStore {
    Q_OBJECT
public:
    explicit SessionSecretStore(SecretStore &keychain, QObject *parent = nullptr);

    void read(const QString &key, ResultCompletion<Secret> completion) override;
    void write(const QString &key, const Secret &secret, ResultCompletion<Done> completion) override;
    void remove(const QString &key, ResultCompletion<Done> completion) override;
    [[nodiscard]] KeychainState state() const override { return m_keychain.state(); }
    void unlock() override { m_keychain.unlock(); }
    [[nodiscard]] bool isDurable() const override { return m_keychain.isDurable() && m_kept.isEmpty(); }

    [[nodiscard]] qsizetype kept() const { return m_kept.size(); } // entries that are in memory only

private:
    struct Kept {
        std::optional<Secret> secret; // nullopt: to be removed
        quint64 version = 0;
    };

    void keep(const QString &key, Kept entry);
    void letGo(const QString &key, quint64 upToVersion);
    [[nodiscard]] bool isNothingLeftOf(const QString &key) const;
    void moveIn();

    SecretStore &m_keychain;
    QHash<QString, Kept> m_kept;
    QSet<QString> m_refused; // keys of writes that the keychain did not take
    QSet<QString> m_maybeThere; // keys that it holds, or may hold for all that is known here
    quint64 m_version = 0; // counts writes and removals: the keychain answers them in order
    bool m_isMovingIn = false;
};

}
