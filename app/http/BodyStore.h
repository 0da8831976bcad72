#pragma once

#include "app/base/Result.h"

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QString>

#include <atomic>
#include <memory>

namespace tessera {

class AddressRange;

// The body of an answer while it arrives and after. One thread appends, any other may read what is there so far, without
// locks. All of it lies in one piece of memory that never moves: views stay good as long as the store lives, and 64
// bytes behind the end may be read (not relied on), as simdjson asks. From 256 MiB on the bytes are in a file of mode
// 0600 that has no name and is gone with the process, mapped to the same addresses.
class BodyStore {
public:
    struct Options {
        qint64 most = qint64(4) * 1024 * 1024 * 1024; // bytes; append() refuses more
        bool mayUseDisk = true; // false: always memory
        QString folder; // for the file; empty: the system's for temporary files
        qint64 memoryLimit = 256 * 1024 * 1024;
    };
    static constexpr qsizetype padding = 64;

    BodyStore();
    explicit BodyStore(Options options);
    ~BodyStore();
    BodyStore(const BodyStore &) = delete;
    BodyStore &operator=(const BodyStore &) = delete;

    // The writing thread's.
    void expect(qint64 size); // a hint: how much will come
    // Errors: Storage (no memory, disk full, more than allowed); what was there stays.
    [[nodiscard]] Result<Done> append(QByteArrayView bytes);
    void finish(); // nothing more will come

    // Any thread's.
    [[nodiscard]] qint64 size() const { return m_size.load(std::memory_order_acquire); }
    [[nodiscard]] bool isFinished() const { return m_isFinished.load(std::memory_order_acquire); }
    [[nodiscard]] QByteArrayView bytes() const; // all there is now
    [[nodiscard]] QByteArray read(qint64 offset, qint64 length) const; // a copy; shorter at the end
    [[nodiscard]] bool isOnDisk() const { return m_isOnDisk.load(std::memory_order_acquire); }

private:
    [[nodiscard]] Result<Done> makeRoom(qint64 size);
    void warmAhead(qint64 size);
    [[nodiscard]] Result<Done> moveToDisk();

    Options m_options;
    qint64 m_expected = 0;
    std::unique_ptr<char[]> m_small; // kept when the body outgrows it: views may point there
    qint64 m_capacity = 0; // of what m_base points to
    std::shared_ptr<AddressRange> m_range; // shared: with a thread that warms it
    qint64 m_warmed = 0; // so much of it is warm or will be
    std::atomic<const char *> m_base = nullptr;
    std::atomic<qint64> m_size = 0;
    std::atomic<bool> m_isFinished = false;
    std::atomic<bool> m_isOnDisk = false;
};

}
