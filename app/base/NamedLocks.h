#pragma once

#include "app/base/Result.h"

#include <QtCore/QHash>
#include <QtCore/QLockFile>
#include <QtCore/QString>

#include <map>
#include <memory>

namespace tessera {

// Locks that all processes of this computer respect, by name. Each is a byte of one file that the system locks: it goes with
// the process that holds it, however that ends, writes nothing to the disk and leaves no file of its own behind. Two
// NamedLocks of one process are as foreign to one another as two processes. Whoever takes the file away ends no lock that is
// taken after that. Where the system locks no bytes (some network drives), each lock is a file beside that one.
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
    class File; // open, with bytes to lock
    [[nodiscard]] Result<bool> tryLockFile(const QString &name);

    QString m_path;
    std::shared_ptr<File> m_file; // the one at the path; shared: by the locks in it, which stay there when it is another one
    QHash<QString, std::shared_ptr<File>> m_held;
    std::map<QString, std::unique_ptr<QLockFile>> m_heldFiles;
};

}
