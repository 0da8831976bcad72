#pragma once

#include "app/auth/profile/AuthProfile.h"

#include <QtCore/QFileSystemWatcher>
#include <QtCore/QObject>

#include <memory>
#include <vector>

namespace tessera {

// The bundled profiles and the user's own (a folder of JSON files, watched, made when it is needed by whoever writes one). A
// user's profile with the id of a bundled one takes its place; of two with one id the first by file name counts. A file that
// can't be used is left alone and named in problems(): not a profile, over 1 MiB, unreadable, an id that is taken.
class ProfileCatalog : public QObject {
    Q_OBJECT
public:
    explicit ProfileCatalog(const QString &userFolder, QObject *parent = nullptr);

    [[nodiscard]] QList<const AuthProfile *>
    profiles() const; // bundled APIs, the user's own, standard credentials; each part by name; valid until changed()
    [[nodiscard]] bool isBundled(const AuthProfile &profile) const;
    [[nodiscard]] const AuthProfile *find(const QString &id) const;
    [[nodiscard]] const QList<Error> &problems() const { return m_problems; }
    [[nodiscard]] QString userFolder() const { return m_userFolder; }
    // Writes the bundled profile of that id into the user's folder, where it takes its place, and says where it is. No file is
    // ever overwritten. Errors: Storage, Profile (there is no such bundled one).
    [[nodiscard]] Result<QString> copyForUser(const QString &id);
    void reload(); // changed() follows where something differs; pointers to profiles that stay as they are stay good

Q_SIGNALS:
    void changed();

private:
    void watch();

    QString m_userFolder;
    QFileSystemWatcher m_watcher;
    const std::vector<Result<AuthProfile>> m_bundled; // these don't change
    std::vector<std::unique_ptr<AuthProfile>> m_profiles;
    QList<Error> m_problems;
};

}
