#include "app/http/BodyStore.h"

#include "app/http/AddressRange.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QThreadPool>

#include <algorithm>
#include <cstring>

namespace tessera {

namespace {

// Most bodies are small: they cost one allocation and no mapping.
constexpr qint64 smallest = 1024 - 2 * BodyStore::padding; // with its padding in what allocators have at hand
constexpr qint64 smallLimit = 64 * 1024;

constexpr qint64 farthestWarm = 16 * 1024 * 1024; // ahead of the bytes
constexpr qint64 warmStep = 4 * 1024 * 1024;

}

BodyStore::BodyStore()
    : BodyStore(Options())
{
}

BodyStore::BodyStore(Options options)
    : m_options(std::move(options))
{
    constexpr qint64 addresses = sizeof(void *) == 8 ? qint64(1) << 40 : qint64(1) << 30;
    if (m_options.most <= 0 || m_options.most > addresses)
        m_options.most = addresses;
}

BodyStore::~BodyStore() = default;

void BodyStore::expect(qint64 size)
{
    m_expected = size;
}

Result<Done> BodyStore::append(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return Done{};
    const qint64 size = m_size.load(std::memory_order_relaxed);
    if (bytes.size() > m_options.most - size)
        return failure(ErrorKind::Storage,
            QCoreApplication::translate("BodyStore", "The body is larger than the %1 MiB that are kept of one.")
                .arg(m_options.most / (1024 * 1024)),
            QCoreApplication::translate("BodyStore", "Raise the limit, or save it to a file."));
    if (auto room = makeRoom(size + bytes.size()); !room)
        return room;
    if (m_range) {
        warmAhead(size + bytes.size());
        if (auto written = m_range->write(size, bytes); !written)
            return written;
    } else {
        std::memcpy(m_small.get() + size, bytes.data(), std::size_t(bytes.size()));
    }
    m_size.store(size + bytes.size(), std::memory_order_release);
    return Done{};
}

void BodyStore::finish()
{
    if (m_range)
        m_range->trim(size() + padding);
    m_isFinished.store(true, std::memory_order_release);
}

QByteArrayView BodyStore::bytes() const
{
    // The size first: where the base has changed meanwhile, the new place holds at least as much.
    const qint64 size = m_size.load(std::memory_order_acquire);
    return {m_base.load(std::memory_order_acquire), qsizetype(size)};
}

QByteArray BodyStore::read(qint64 offset, qint64 length) const
{
    const QByteArrayView all = bytes();
    const qint64 begin = std::clamp<qint64>(offset, 0, all.size());
    return all.sliced(begin, std::clamp<qint64>(length, 0, all.size() - begin)).toByteArray();
}

Result<Done> BodyStore::makeRoom(qint64 size)
{
    if (!m_range && size <= m_capacity)
        return Done{};
    if (!m_small && !m_range && std::max(size, m_expected) <= smallLimit) {
        m_capacity = std::max({size, m_expected, smallest});
        m_small = std::make_unique<char[]>(std::size_t(m_capacity + padding));
        m_base.store(m_small.get(), std::memory_order_release);
        return Done{};
    }
    if (!m_range) {
        auto range = AddressRange::reserve((m_options.most / smallLimit + 2) * smallLimit); // whole pages, with room for the padding
        if (!range)
            return failure(range.error());
        const qint64 used = m_size.load(std::memory_order_relaxed);
        if (auto committed = (*range)->commit(used + padding); !committed)
            return committed;
        if (used > 0)
            std::memcpy((*range)->base(), m_small.get(), std::size_t(used));
        m_range = std::move(*range);
        m_base.store(m_range->base(), std::memory_order_release);
    }
    const bool isLarge = std::max(size, m_expected) > m_options.memoryLimit;
    if (isLarge && m_options.mayUseDisk && AddressRange::hasFiles() && !isOnDisk()) {
        auto moved = moveToDisk();
        if (!moved && size > m_options.memoryLimit) // before that it was only expected to be large
            return moved;
    }
    return m_range->commit(size + padding);
}

// Fresh memory takes the system longer to hand out than it takes to fill: a thread of the pool asks for it a little before
// it is needed. Not for all that is expected: a server may say what it likes.
void BodyStore::warmAhead(qint64 size)
{
    const qint64 coming = m_expected > size ? m_expected : size + size / 4;
    const qint64 to = std::min({coming, size + farthestWarm, m_options.memoryLimit});
    if (to - std::max(m_warmed, size) < warmStep || isOnDisk() || !m_range->commit(to + padding))
        return;
    const qint64 from = std::max(m_warmed, size);
    m_warmed = to;
    // A body that nobody wants any more does not wait for its turn in the pool.
    QThreadPool::globalInstance()->start([weak = std::weak_ptr(m_range), from, to] {
        if (const auto range = weak.lock())
            range->warm(from, to);
    });
}

Result<Done> BodyStore::moveToDisk()
{
    auto moved = m_range->moveToFile(m_options.folder, m_size.load(std::memory_order_relaxed));
    if (moved)
        m_isOnDisk.store(true, std::memory_order_release);
    return moved;
}

}
