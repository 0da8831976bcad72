#pragma once

#include "app/base/Result.h"

#include <QtCore/QByteArrayView>
#include <QtCore/QString>

#include <atomic>
#include <limits>
#include <memory>

namespace tessera {

// A range of addresses that is reserved at once and filled as it is needed, with memory first and a nameless file later:
// what lies there never moves. On systems without such mappings it is memory all along.
class AddressRange {
public:
    // Errors: Storage.
    [[nodiscard]] static Result<std::unique_ptr<AddressRange>> reserve(qint64 size);
    ~AddressRange();
    AddressRange(const AddressRange &) = delete;
    AddressRange &operator=(const AddressRange &) = delete;

    [[nodiscard]] char *base() const { return m_base; }
    // How many bytes from the base on may be touched now.
    [[nodiscard]] qint64 committed() const { return m_committed; }
    // Makes at least `size` bytes usable. Errors: Storage.
    [[nodiscard]] Result<Done> commit(qint64 size);

    // Any thread's, while another writes: has the system put memory behind these committed bytes now, so that nobody waits for
    // it later. They keep what they hold. A hint.
    void warm(qint64 from, qint64 to) const;
    // Nothing behind the first `used` bytes will be written: gives back the memory that waits there.
    void trim(qint64 used);

    [[nodiscard]] static bool hasFiles();
    // Writes the first `used` bytes to a file in `folder` and puts it in the place of the memory, readers or not.
    // From here on the range is written by write() alone. Errors: Storage; the memory stays then.
    [[nodiscard]] Result<Done> moveToFile(const QString &folder, qint64 used);
    [[nodiscard]] Result<Done> write(qint64 offset, QByteArrayView bytes); // to committed bytes

private:
    AddressRange() = default;
    char *m_base = nullptr;
    qint64 m_size = 0;
    qint64 m_committed = 0;
    std::atomic<qint64> m_warmEnd = std::numeric_limits<qint64>::max(); // nothing is warmed from here on
    int m_file = -1;
};

}
