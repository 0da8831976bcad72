#include "app/auth/profile/ProfileCatalog.h"

#include "app/auth/profile/ProfileReader.h"
#include "app/base/PrivateFile.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>

#include <algorithm>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestFile = 1024 * 1024;
constexpr QLatin1StringView bundledFolder(":/resources/profiles");

struct Reading {
    QString path;
    Result<AuthProfile> profile;
};

Result<AuthProfile> readFile(const QString &path)
{
    QFile file(path);
    if (!QFileInfo(path).isFile()) // a pipe or device would never end
        return failure(ErrorKind::Storage, ProfileCatalog::tr("%1 is no ordinary file.").arg(path));
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::Storage, ProfileCatalog::tr("%1 can't be read: %2.").arg(path, file.errorString()));
    const QByteArray bytes = file.read(largestFile + 1);
    if (bytes.size() > largestFile)
        return failure(
            ErrorKind::Profile, ProfileCatalog::tr("%1 is over 1 MiB, which no profile is. It is left alone.").arg(path));
    return readProfile(bytes, path);
}

QList<Reading> readFolder(const QString &folder)
{
    QList<Reading> readings;
    const QDir dir(folder);
    for (const QString &name : dir.entryList({u"*.json"_s}, QDir::Files | QDir::System, QDir::Name)) {
        if (name != "profile.schema.json"_L1)
            readings.append({dir.filePath(name), readFile(dir.filePath(name))});
    }
    return readings;
}

std::vector<Result<AuthProfile>> readBundled()
{
    std::vector<Result<AuthProfile>> profiles;
    for (Reading &reading : readFolder(bundledFolder))
        profiles.push_back(std::move(reading.profile));
    return profiles;
}

bool byName(const std::unique_ptr<AuthProfile> &left, const std::unique_ptr<AuthProfile> &right)
{
    return left->name.compare(right->name, Qt::CaseInsensitive) < 0;
}

}

ProfileCatalog::ProfileCatalog(const QString &userFolder, QObject *parent)
    : QObject(parent)
    , m_userFolder(userFolder)
    , m_bundled(readBundled())
{
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &ProfileCatalog::reload);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &ProfileCatalog::reload);
    reload();
}

QList<const AuthProfile *> ProfileCatalog::profiles() const
{
    QList<const AuthProfile *> all;
    for (const auto &profile : m_profiles)
        all += profile.get();
    return all;
}

bool ProfileCatalog::isBundled(const AuthProfile &profile) const
{
    return profile.source.startsWith(bundledFolder);
}

const AuthProfile *ProfileCatalog::find(const QString &id) const
{
    const auto found
        = std::find_if(m_profiles.begin(), m_profiles.end(), [&](const auto &profile) { return profile->id == id; });
    return found == m_profiles.end() ? nullptr : found->get();
}

Result<QString> ProfileCatalog::copyForUser(const QString &id)
{
    const AuthProfile *profile = find(id);
    if (!profile || !isBundled(*profile) || m_userFolder.isEmpty())
        return failure(ErrorKind::Profile, tr("There is no bundled profile %1 to copy.").arg(id));
    const QString path = QDir(m_userFolder).filePath(QFileInfo(profile->source).fileName());
    if (QFileInfo::exists(path) || QFileInfo(path).isSymLink())
        return failure(ErrorKind::Storage, tr("There is a file %1 already.").arg(path), tr("It can't be used as this profile: correct it, or remove it."));
    QFile source(profile->source);
    if (!source.open(QIODevice::ReadOnly))
        return failure(ErrorKind::Storage, tr("%1 can't be read: %2.").arg(profile->source, source.errorString()));
    if (const auto made = PrivateFile::makeFolder(m_userFolder); !made)
        return failure(made.error());
    if (const auto written = PrivateFile::create(path, source.readAll()); !written)
        return failure(written.error());
    reload();
    return path;
}

void ProfileCatalog::reload()
{
    std::vector<std::unique_ptr<AuthProfile>> bundled, own;
    QList<Error> problems;
    const auto holds = [](const auto &profiles, const QString &id) {
        return std::any_of(profiles.begin(), profiles.end(), [&](const auto &profile) { return profile->id == id; });
    };
    for (Reading &reading : m_userFolder.isEmpty() ? QList<Reading>() : readFolder(m_userFolder)) {
        if (!reading.profile)
            problems += reading.profile.error();
        else if (holds(own, reading.profile->id))
            problems += Error{ErrorKind::Profile,
                tr("%1: /id \"%2\" belongs to another profile already.").arg(reading.path, reading.profile->id), {}};
        else
            own.push_back(std::make_unique<AuthProfile>(std::move(*reading.profile)));
    }
    for (const Result<AuthProfile> &profile : m_bundled) {
        if (!profile)
            problems += profile.error();
        else if (!holds(own, profile->id))
            bundled.push_back(std::make_unique<AuthProfile>(*profile));
    }
    std::sort(bundled.begin(), bundled.end(), byName);
    std::sort(own.begin(), own.end(), byName);
    // The plain ones come last: whoever has an API's own profile needs none of them.
    const auto plain = std::stable_partition(bundled.begin(), bundled.end(), [](const auto &profile) { return !profile->isStandard(); });
    bundled.insert(plain, std::make_move_iterator(own.begin()), std::make_move_iterator(own.end()));
    watch();

    // What stays as it is keeps its place in memory, for those who hold a pointer to it.
    bool isSame = bundled.size() == m_profiles.size() && problems == m_problems;
    for (std::size_t i = 0; i < bundled.size(); ++i) {
        const auto old = std::find_if(
            m_profiles.begin(), m_profiles.end(), [&](const auto &profile) { return profile && *profile == *bundled[i]; });
        isSame = isSame && old != m_profiles.end() && std::size_t(old - m_profiles.begin()) == i;
        if (old != m_profiles.end())
            bundled[i] = std::move(*old);
    }
    m_profiles = std::move(bundled);
    m_problems = problems;
    if (!isSame)
        Q_EMIT changed();
}

// Editors write a new file in the old one's place, which ends the watch on it; the folder itself may come later.
void ProfileCatalog::watch()
{
    if (m_userFolder.isEmpty())
        return;
    QStringList wanted;
    QDir folder(m_userFolder);
    if (folder.exists()) {
        wanted += folder.absolutePath();
        for (const QString &name : folder.entryList({u"*.json"_s}, QDir::Files))
            wanted += folder.absoluteFilePath(name);
    } else if (QDir above(QFileInfo(m_userFolder).absolutePath()); above.exists()) {
        wanted += above.absolutePath();
    }
    const QStringList watched = m_watcher.files() + m_watcher.directories();
    QStringList gone = watched, added = wanted;
    gone.removeIf([&](const QString &path) { return wanted.contains(path); });
    added.removeIf([&](const QString &path) { return watched.contains(path); });
    if (!gone.isEmpty())
        m_watcher.removePaths(gone);
    if (!added.isEmpty())
        m_watcher.addPaths(added);
}

}
