#pragma once

#include "app/base/Result.h"

#include <QtCore/QString>

namespace tessera {

// Locks that all processes of this computer respect, by name. Each is a byte of one file that the system locks: it goes with
// the process that holds it, however that ends, writes nothing to the disk and leaves no file of its own behind. Two
// NamedLocks of one process are as foreign to one another as two processes.
class NamedLocks {
public:
    explicit NamedLocks(const QString &path); // of the file, which is made where its folder is there
    ~NamedLocks(); // gives all of them back
    NamedLocks(const NamedLocks &) = delete;
    NamedLocks &operator=(const NamedLocks &) = delete;

    // False: another one has it. Errors: Storage: there can't be such a file here.
    [[nodiscard]] Result<bool> tryLock(const QString &name);
    void unlock(const QString &name);

private:
    [[nodiscard]] bool open();
    [[nodiscard]] static quint64 placeOf(const QString &name);

    QString m_path;
    qintptr m_file = -1;
};

}
