#pragma once

#include "app/auth/session/Credential.h"
#include "app/base/Result.h"
#include "app/http/NetworkSettings.h"
#include "app/json/JsonReader.h"

#include <QtCore/QDateTime>
#include <QtCore/QFileSystemWatcher>
#include <QtCore/QList>
#include <QtCore/QMap>
#include <QtCore/QObject>

#include <functional>
#include <utility>

namespace tessera {

// The accounts file: credentials without their secrets, and each environment's network settings without theirs. Shared by
// all running Tesseras: a change is made to what the file holds at that moment, under a lock, and from the first load() on what
// another one changes is told. What is not known here is kept.
class Accounts : public QObject {
    Q_OBJECT
public:
    explicit Accounts(const QString &folder, QObject *parent = nullptr);

    // Errors: Storage, Parse: with the file's path; the file is then left alone, and nothing is ever written over it.
    [[nodiscard]] Result<Done> load();
    [[nodiscard]] const QList<Credential> &credentials() const { return m_credentials; }
    [[nodiscard]] const Credential *find(const CredentialId &id) const;
    [[nodiscard]] Result<Done> put(const Credential &credential); // adds or replaces
    [[nodiscard]] Result<Done> remove(const CredentialId &id);
    [[nodiscard]] Result<Done> rename(const CredentialId &from, const Credential &to);

    // Proxy password and passphrase are not in here; see AuthManager, which reads them from the keychain.
    [[nodiscard]] NetworkSettings network(const QString &environment) const;
    [[nodiscard]] Result<Done> setNetwork(const QString &environment, const NetworkSettings &settings);
    // One certificate at one place, beside those that are trusted already.
    [[nodiscard]] Result<Done> trust(const QString &environment, const TlsException &exception);
    // Of credentials and of network settings, sorted. The one without a name, that of requests as nobody, is not among them.
    [[nodiscard]] QStringList environments() const;

    [[nodiscard]] QString path() const { return m_path; }

Q_SIGNALS:
    void changed();
    // By another program.
    void putElsewhere(const tessera::Credential &credential); // new, changed or signed in anew
    void removedElsewhere(const tessera::CredentialId &id);

private:
    struct Content {
        QList<Credential> credentials;
        QMap<QString, NetworkSettings> environments;
        Json json; // the whole document, for what is not known here
    };
    [[nodiscard]] Result<Content> read() const;
    [[nodiscard]] Result<Done> update(const std::function<void(Content &)> &change);
    void take(Content content);
    void watch();
    void readAgain();
    void tellOfOthers(const QList<Credential> &before, const QList<Credential> &now);
    [[nodiscard]] std::pair<QDateTime, qint64> stamp() const;

    QString m_path;
    QFileSystemWatcher m_watcher;
    bool m_isLoaded = false;
    std::pair<QDateTime, qint64> m_seen; // the file as it was read or written last
    QList<Credential> m_credentials;
    QMap<QString, NetworkSettings> m_environments;
};

}
