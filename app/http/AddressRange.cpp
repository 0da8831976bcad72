#include "app/http/AddressRange.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFile>

#ifdef Q_OS_WIN
#include <qt_windows.h>
#else
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

#include <algorithm>

namespace tessera {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("AddressRange", text);
}

constexpr qint64 memoryStep = 4 * 1024 * 1024;
constexpr qint64 mostCommittedAhead = 64 * 1024 * 1024;

qint64 roundedUp(qint64 size, qint64 step)
{
    return (size + step - 1) / step * step;
}

// How much is made usable when `size` bytes must be: as much again, so that a long body asks seldom.
qint64 endOfCommit(qint64 size, qint64 committed)
{
    return roundedUp(std::max(size, committed + std::min(committed, mostCommittedAhead)), memoryStep);
}

Error noMemory()
{
    return {ErrorKind::Storage, tr("There is not enough memory for the body."), tr("Close other answers, or save it to a file.")};
}

}

#ifdef Q_OS_WIN

Result<std::unique_ptr<AddressRange>> AddressRange::reserve(qint64 size)
{
    std::unique_ptr<AddressRange> range(new AddressRange);
    range->m_base = static_cast<char *>(VirtualAlloc(nullptr, SIZE_T(size), MEM_RESERVE, PAGE_NOACCESS));
    if (!range->m_base)
        return failure(noMemory());
    range->m_size = size;
    return range;
}

AddressRange::~AddressRange()
{
    VirtualFree(m_base, 0, MEM_RELEASE);
}

Result<Done> AddressRange::commit(qint64 size)
{
    if (size <= m_committed)
        return Done{};
    if (size > m_size)
        return failure(noMemory());
    for (const qint64 wanted : {endOfCommit(size, m_committed), roundedUp(size, memoryStep)}) {
        const qint64 end = std::min(wanted, m_size);
        if (!VirtualAlloc(m_base + m_committed, SIZE_T(end - m_committed), MEM_COMMIT, PAGE_READWRITE))
            continue; // less may fit
        m_committed = end;
        return Done{};
    }
    return failure(noMemory());
}

void AddressRange::warm(qint64, qint64) const
{
}

void AddressRange::trim(qint64)
{
}

bool AddressRange::hasFiles()
{
    return false; // the page file takes what memory does not hold
}

Result<Done> AddressRange::moveToFile(const QString &, qint64)
{
    return failure(noMemory());
}

Result<Done> AddressRange::write(qint64 offset, QByteArrayView bytes)
{
    std::copy(bytes.begin(), bytes.end(), m_base + offset);
    return Done{};
}

#else

namespace {

constexpr qint64 fileStep = 64 * 1024 * 1024;
constexpr qint64 hugePage = 2 * 1024 * 1024;
constexpr qint64 smallPart = hugePage; // so much is in small pages: most bodies need only some of them

Error fileError(int number)
{
    return {ErrorKind::Storage,
        tr("The rest of the body can't be kept: %1.").arg(QString::fromLocal8Bit(std::strerror(number))),
        tr("Make room in the folder for temporary files, or save the body to a file.")};
}

int namelessFile(const QString &folder)
{
#ifdef O_TMPFILE
    const int file = ::open(QFile::encodeName(folder).constData(), O_TMPFILE | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file >= 0)
        return file;
#endif
    QByteArray name = QFile::encodeName(folder + QStringLiteral("/tessera-XXXXXX"));
    const int named = ::mkstemp(name.data()); // mode 0600
    if (named >= 0) {
        ::fcntl(named, F_SETFD, FD_CLOEXEC);
        ::unlink(name.constData());
    }
    return named;
}

bool writeAll(int file, qint64 offset, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const auto count = ::pwrite(file, bytes.data(), std::size_t(bytes.size()), offset);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        offset += count;
        bytes = bytes.sliced(count);
    }
    return true;
}

}

Result<std::unique_ptr<AddressRange>> AddressRange::reserve(qint64 size)
{
    std::unique_ptr<AddressRange> range(new AddressRange);
    const int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
    void *base = ::mmap(nullptr, std::size_t(size + hugePage), PROT_NONE, flags, -1, 0);
    if (base == MAP_FAILED)
        return failure(noMemory());
    // Huge pages begin where their size divides the address; what is too much on either side goes back.
    char *const begin = static_cast<char *>(base);
    const qint64 before = roundedUp(qint64(base), hugePage) - qint64(base);
    if (before > 0)
        ::munmap(begin, std::size_t(before));
    if (before < hugePage)
        ::munmap(begin + before + size, std::size_t(hugePage - before));
    range->m_base = begin + before;
    range->m_size = size;
    return range;
}

AddressRange::~AddressRange()
{
    if (m_base)
        ::munmap(m_base, std::size_t(m_size));
    if (m_file >= 0)
        ::close(m_file);
}

Result<Done> AddressRange::commit(qint64 size)
{
    if (size <= m_committed)
        return Done{};
    if (size > m_size)
        return failure(noMemory());
    if (m_file >= 0) {
        const qint64 end = std::min(roundedUp(size, fileStep), m_size);
        if (::ftruncate(m_file, end) != 0)
            return failure(fileError(errno));
        m_committed = end;
        return Done{};
    }
    for (const qint64 wanted : {endOfCommit(size, m_committed), roundedUp(size, memoryStep)}) {
        const qint64 end = std::min(wanted, m_size);
        if (::mprotect(m_base + m_committed, std::size_t(end - m_committed), PROT_READ | PROT_WRITE) != 0)
            continue; // less may fit
#ifdef MADV_HUGEPAGE
        if (const qint64 from = std::max(m_committed, smallPart); from < end)
            ::madvise(m_base + from, std::size_t(end - from), MADV_HUGEPAGE);
#endif
        m_committed = end;
        return Done{};
    }
    return failure(noMemory());
}

void AddressRange::warm(qint64 from, qint64 to) const
{
#ifdef MADV_POPULATE_WRITE
    for (qint64 at = from / hugePage * hugePage; at < std::min(to, m_warmEnd.load()); at += hugePage) {
        // Refused by systems that don't know it, and where a file has taken the memory's place.
        if (::madvise(m_base + at, std::size_t(std::min(hugePage, to - at)), MADV_POPULATE_WRITE) != 0)
            return;
    }
#else
    Q_UNUSED(from)
    Q_UNUSED(to)
#endif
}

void AddressRange::trim(qint64 used)
{
    const qint64 from = roundedUp(used, hugePage);
    m_warmEnd = from;
    if (m_file < 0 && from < m_committed)
        ::madvise(m_base + from, std::size_t(m_committed - from), MADV_DONTNEED);
}

bool AddressRange::hasFiles()
{
    return true;
}

Result<Done> AddressRange::moveToFile(const QString &folder, qint64 used)
{
    const int file = namelessFile(folder.isEmpty() ? QDir::tempPath() : folder);
    if (file < 0)
        return failure(fileError(errno));
    const qint64 end = std::min(roundedUp(used + 1, fileStep), m_size);
    // The mapping covers the whole range at once; pages behind the end of the file come to life as it grows.
    if (::ftruncate(file, end) != 0 || !writeAll(file, 0, QByteArrayView(m_base, used))
        || ::mmap(m_base, std::size_t(m_size), PROT_READ, MAP_SHARED | MAP_FIXED, file, 0) == MAP_FAILED) {
        const Error error = fileError(errno);
        ::close(file);
        return failure(error);
    }
    m_file = file;
    m_committed = end;
    return Done{};
}

Result<Done> AddressRange::write(qint64 offset, QByteArrayView bytes)
{
    if (m_file < 0) {
        std::memcpy(m_base + offset, bytes.data(), std::size_t(bytes.size()));
        return Done{};
    }
    if (!writeAll(m_file, offset, bytes))
        return failure(fileError(errno));
    return Done{};
}

#endif

}
