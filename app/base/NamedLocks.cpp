#include "app/base/NamedLocks.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QCryptographicHash>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QtEndian>

#ifdef Q_OS_WIN
#include <qt_windows.h>
#else
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>
#endif

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

Error cannotLock(const QString &path)
{
    return {ErrorKind::Storage, QCoreApplication::translate("NamedLocks", "%1 can't be locked.").arg(path),
        QCoreApplication::translate("NamedLocks", "Check that its folder is on a disk of this computer and can be written.")};
}

#ifdef Q_OS_WIN
OVERLAPPED byteAt(quint64 place)
{
    OVERLAPPED byte = {};
    byte.Offset = DWORD(place);
    byte.OffsetHigh = DWORD(place >> 32);
    return byte;
}
#else
// Locks of an open file, not of the process: closing another one of the same file leaves them alone.
#ifdef F_OFD_SETLK
constexpr int setLock = F_OFD_SETLK;
#else
constexpr int setLock = F_SETLK;
#endif

bool change(qintptr file, quint64 place, short type)
{
    struct flock byte = {};
    byte.l_type = type;
    byte.l_whence = SEEK_SET;
    byte.l_start = off_t(place);
    byte.l_len = 1;
    return fcntl(int(file), setLock, &byte) == 0;
}
#endif

}

NamedLocks::NamedLocks(const QString &path)
    : m_path(path)
{
}

// Names may hold anything and be very many; that two of them meet at one place of 2^62 does no harm but waiting.
quint64 NamedLocks::placeOf(const QString &name)
{
    const QByteArray hash = QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Sha256);
    return qFromLittleEndian<quint64>(hash.constData()) >> 2;
}

#ifdef Q_OS_WIN

NamedLocks::~NamedLocks()
{
    if (m_file != -1)
        CloseHandle(HANDLE(m_file));
}

bool NamedLocks::open()
{
    if (m_file == -1)
        m_file = qintptr(CreateFileW(reinterpret_cast<const wchar_t *>(QDir::toNativeSeparators(m_path).utf16()),
            GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr, OPEN_ALWAYS, FILE_ATTRIBUTE_NORMAL, nullptr));
    return m_file != -1;
}

Result<bool> NamedLocks::tryLock(const QString &name)
{
    OVERLAPPED byte = byteAt(placeOf(name));
    if (open() && LockFileEx(HANDLE(m_file), LOCKFILE_EXCLUSIVE_LOCK | LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &byte))
        return true;
    if (m_file == -1 || (GetLastError() != ERROR_LOCK_VIOLATION && GetLastError() != ERROR_IO_PENDING))
        return failure(cannotLock(m_path));
    return false;
}

void NamedLocks::unlock(const QString &name)
{
    OVERLAPPED byte = byteAt(placeOf(name));
    UnlockFileEx(HANDLE(m_file), 0, 1, 0, &byte);
}

#else

NamedLocks::~NamedLocks()
{
    if (m_file != -1)
        ::close(int(m_file));
}

bool NamedLocks::open()
{
    if (m_file == -1)
        m_file = ::open(QFile::encodeName(m_path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    return m_file != -1;
}

Result<bool> NamedLocks::tryLock(const QString &name)
{
    if (open() && change(m_file, placeOf(name), F_WRLCK))
        return true;
    if (m_file == -1 || (errno != EAGAIN && errno != EACCES))
        return failure(cannotLock(m_path));
    return false;
}

void NamedLocks::unlock(const QString &name)
{
    change(m_file, placeOf(name), F_UNLCK);
}

#endif

}
