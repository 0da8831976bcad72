#include "app/base/NamedLocks.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QCryptographicHash>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QtEndian>

#ifdef Q_OS_WIN
#include <qt_windows.h>
#else
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

enum class ByteLock { Taken, Busy, Unsupported, Failed };

Error cannotLock(const QString &path)
{
    return {ErrorKind::Storage, QCoreApplication::translate("NamedLocks", "%1 can't be locked.").arg(path),
        QCoreApplication::translate("NamedLocks", "Check that its folder is on a disk of this computer and can be written.")};
}

// Names may hold anything; a hash is short and fits every file system.
QByteArray hashOf(const QString &name)
{
    return QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Sha256);
}

// Names may be very many; that two of them meet at one place of 2^62 does no harm but waiting.
quint64 placeOf(const QString &name)
{
    return qFromLittleEndian<quint64>(hashOf(name).constData()) >> 2;
}

}

#ifdef Q_OS_WIN

class NamedLocks::File {
public:
    explicit File(const QString &path)
        : m_file(CreateFileW(reinterpret_cast<const wchar_t *>(QDir::toNativeSeparators(path).utf16()), GENERIC_READ | GENERIC_WRITE,
              FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr, OPEN_ALWAYS, FILE_ATTRIBUTE_NORMAL, nullptr))
    {
    }
    ~File()
    {
        if (isOpen())
            CloseHandle(m_file);
    }
    Q_DISABLE_COPY_MOVE(File)

    [[nodiscard]] bool isOpen() const { return m_file != INVALID_HANDLE_VALUE; }
    [[nodiscard]] bool isAt(const QString &) const { return true; } // nobody can delete or rename it while it is open

    [[nodiscard]] ByteLock take(quint64 place) const
    {
        OVERLAPPED byte = byteAt(place);
        if (LockFileEx(m_file, LOCKFILE_EXCLUSIVE_LOCK | LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &byte))
            return ByteLock::Taken;
        switch (GetLastError()) {
        case ERROR_LOCK_VIOLATION:
        case ERROR_IO_PENDING:
            return ByteLock::Busy;
        case ERROR_INVALID_FUNCTION:
        case ERROR_NOT_SUPPORTED:
            return ByteLock::Unsupported;
        default:
            return ByteLock::Failed;
        }
    }
    void giveBack(quint64 place) const
    {
        OVERLAPPED byte = byteAt(place);
        UnlockFileEx(m_file, 0, 1, 0, &byte);
    }

private:
    static OVERLAPPED byteAt(quint64 place)
    {
        OVERLAPPED byte = {};
        byte.Offset = DWORD(place);
        byte.OffsetHigh = DWORD(place >> 32);
        return byte;
    }

    HANDLE m_file;
};

#else

class NamedLocks::File {
public:
    explicit File(const QString &path)
        : m_file(::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600))
    {
    }
    ~File()
    {
        if (isOpen())
            ::close(m_file);
    }
    Q_DISABLE_COPY_MOVE(File)

    [[nodiscard]] bool isOpen() const { return m_file != -1; }
    [[nodiscard]] bool isAt(const QString &path) const
    {
        struct stat own = {}, there = {};
        return ::fstat(m_file, &own) == 0 && ::stat(QFile::encodeName(path).constData(), &there) == 0
            && own.st_dev == there.st_dev && own.st_ino == there.st_ino;
    }

    [[nodiscard]] ByteLock take(quint64 place) const
    {
        if (change(place, F_WRLCK))
            return ByteLock::Taken;
        switch (errno) {
        case EAGAIN:
        case EACCES:
            return ByteLock::Busy;
        case ENOLCK:
        case EINVAL:
        case EOPNOTSUPP:
            return ByteLock::Unsupported;
        default:
            return ByteLock::Failed;
        }
    }
    void giveBack(quint64 place) const { (void)change(place, F_UNLCK); }

private:
    [[nodiscard]] bool change(quint64 place, short type) const
    {
        // Locks of an open file, not of the process: closing another one of the same file leaves them alone.
#ifdef F_OFD_SETLK
        constexpr int setLock = F_OFD_SETLK;
#else
        constexpr int setLock = F_SETLK;
#endif
        struct flock byte = {};
        byte.l_type = type;
        byte.l_whence = SEEK_SET;
        byte.l_start = off_t(place);
        byte.l_len = 1;
        return fcntl(m_file, setLock, &byte) == 0;
    }

    int m_file;
};

#endif

NamedLocks::NamedLocks(const QString &path)
    : m_path(path)
{
}

NamedLocks::~NamedLocks() = default;

Result<bool> NamedLocks::tryLock(const QString &name)
{
    const quint64 place = placeOf(name);
    for (int attempt = 0; attempt < 3; ++attempt) {
        if (!m_file || !m_file->isAt(m_path))
            m_file = std::make_shared<File>(m_path);
        if (!m_file->isOpen())
            return failure(cannotLock(m_path));
        switch (m_file->take(place)) {
        case ByteLock::Taken:
            if (m_file->isAt(m_path)) {
                m_held.insert(name, m_file);
                return true;
            }
            m_file->giveBack(place); // it was taken away in between: who comes next would lock another file
            continue;
        case ByteLock::Busy:
            return false;
        case ByteLock::Unsupported:
            return tryLockFile(name);
        case ByteLock::Failed:
            return failure(cannotLock(m_path));
        }
    }
    return tryLockFile(name); // each look shows another file: some network drives have no lasting numbers for them
}

Result<bool> NamedLocks::tryLockFile(const QString &name)
{
    const QString path = QFileInfo(m_path).path() + u'/' + QString::fromLatin1(hashOf(name).toHex().left(32)) + ".lock"_L1;
    auto file = std::make_unique<QLockFile>(path);
    file->setStaleLockTime(0); // only an owner that is gone makes it stale
    if (file->tryLock(0)) {
        m_heldFiles.insert_or_assign(name, std::move(file));
        return true;
    }
    if (file->error() != QLockFile::LockFailedError)
        return failure(cannotLock(path));
    return false;
}

void NamedLocks::unlock(const QString &name)
{
    if (const auto file = m_held.take(name))
        file->giveBack(placeOf(name));
    m_heldFiles.erase(name);
}

}
