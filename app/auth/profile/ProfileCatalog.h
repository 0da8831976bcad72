#pragma once

#include "app/auth/profile/AuthProfile.h"

#include <QtCore/QFileSystemWatcher>
#include <QtCore/QObject>

#include <memory>
#include <vector>

namespace tessera {

// The bundled profiles and the user's own (a folder of JSON files, watched). A user's profile with the id of a bundled one
// takes its place. A file that can't be used is left alone and named in problems().
class ProfileCatalog : public QObject {
    Q_OBJECT
public:
    explicit ProfileCatalog(const QString &userFolder, QObject *parent = nullptr);

    [[nodiscard]] QList<const AuthProfile *> profiles() const; // bundled ones first, each part by name; valid until changed()
    [[nodiscard]] const AuthProfile *find(const QString &id) const;
    [[nodiscard]] const QList<Error> &problems() const { return m_problems; }
    [[nodiscard]] QString userFolder() const { return m_userFolder; }
    void reload();

Q_SIGNALS:
    void changed();

private:
    void watch();

    QString m_userFolder;
    QFileSystemWatcher m_watcher;
    std::vector<std::unique_ptr<AuthProfile>> m_profiles;
    QList<Error> m_problems;
};

}
