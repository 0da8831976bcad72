#pragma once

#include "app/auth/session/EntryTurns.h"
#include "app/auth/session/NetworkSecrets.h"
#include "app/auth/session/RefreshScheduler.h"
#include "app/auth/session/Session.h"
#include "app/auth/session/SessionListener.h"
#include "app/auth/session/TokenPairs.h"
#include "app/base/Completion.h"

#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QSet>

#include <functional>
#include <memory>
#include <vector>

namespace tessera {

class Accounts;
class ProfileCatalog;
class Redactor;

// All sessions, by credential: brings them back after a restart, and finds those that hold the same tokens and lets them be
// one. The redactor hears of every secret that comes by.
class Sessions : public QObject, private SessionListener {
    Q_OBJECT
public:
    struct Parts {
        Clock &clock;
        const ProfileCatalog &profiles;
        Accounts &accounts;
        SecretStore &secrets;
        QnamTransport &transport;
        Redactor &redactor;
        QString lockFolder;
    };
    explicit Sessions(const Parts &parts, QObject *parent = nullptr);
    ~Sessions() override;

    // What the accounts file and the keychain hold. Entries that the keychain won't give now are read when it opens.
    void load(ResultCompletion<Done> completion);
    // At once, or when load() is through.
    void whenLoaded(std::function<void()> run);

    [[nodiscard]] const QList<CredentialId> &ids() const { return m_order; } // in the order they were made
    [[nodiscard]] Session *find(const CredentialId &id) const { return m_sessions.value(id).get(); }
    // The keychain would not give its entry yet: nobody knows what it holds.
    [[nodiscard]] bool isUnread(const CredentialId &id) const { return m_unread.contains(id); }
    [[nodiscard]] EntryTurns &turns() { return m_turns; }
    [[nodiscard]] std::vector<std::shared_ptr<Session>> all() const; // each once; shared: any may end while they are told

    // New tokens of a sign-in: into its session, into the one that holds the same tokens already, or into a new one.
    Session &take(const Member &member);
    // In a session of its own, where it was in one with others; the tokens stay in both.
    Session &separate(const CredentialId &id);
    void rename(const CredentialId &from, const Credential &to);
    void remove(const CredentialId &id);
    void hide(const Member &member); // from the redactor's readers; to be told of all tokens that come by

    [[nodiscard]] NetworkSettings network(const QString &environment) const;
    // Empty ones are removed; those that could not be read yet are not, and stay beside what is new.
    void storeNetworkSecrets(const QString &environment, const NetworkSecrets &secrets, ResultCompletion<Done> completion);
    void learnClock(const Origin &server, const ServerClock &clock); // of all whose base URL is there
    void setOnline(bool isOnline);
    void settle(Completion<Done> completion); // see AuthManager::settle()

Q_SIGNALS:
    void renamed(const tessera::CredentialId &from, const tessera::CredentialId &to); // before changed()
    void changed(); // a credential came or went
    void stateChanged(const tessera::CredentialId &id);
    void eventHappened(const tessera::CredentialId &id, const tessera::CredentialEvent &event);
    void userNeeded(const tessera::CredentialId &id, const QString &message);

private:
    void sessionChanged(const Session &session) override;
    void sessionTold(const Session &session, const CredentialEvent &event) override;
    void sessionGotTokens(const Session &session) override;
    void sessionNeedsUser(const Session &session, const QString &message) override;
    void memberParted(const Member &member) override;

    Session *make(const Member &member);
    void takeAccount(const Credential &credential);
    void loseAccount(const CredentialId &id);
    void noteMovedIn();
    void detach(const CredentialId &id);
    [[nodiscard]] std::shared_ptr<Session> twin(const Member &member) const;
    void readNetwork(QStringList environments, Result<Done> first, ResultCompletion<Done> completion);
    void takeNetworkSecrets(const QString &environment, const NetworkSecrets &secrets);
    void readAgain();
    void readEntry(qsizetype index, Result<Done> first, ResultCompletion<Done> completion);
    Result<Done> restore(const CredentialId &id, const Result<Secret> &entry);

    Parts m_parts;
    RefreshScheduler m_scheduler;
    EntryTurns m_turns;
    SessionParts m_shared;
    QList<CredentialId> m_order;
    QHash<CredentialId, std::shared_ptr<Session>> m_sessions; // shared: by those that hold the same tokens
    std::vector<std::shared_ptr<Session>> m_ended; // shared: see above; may still be on the stack
    TokenPairs m_pairs;
    QSet<QString> m_namedProfiles; // the redactor knows their names
    QHash<QString, NetworkSecrets> m_networkSecrets; // by environment
    QSet<CredentialId> m_unread; // entries that the keychain would not give
    QSet<QString> m_unreadNetworks; // the same of environments
    bool m_isLoading = false;
    std::vector<std::function<void()>> m_afterLoading;
};

}
