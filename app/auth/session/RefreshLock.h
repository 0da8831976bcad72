#pragma once

#include "app/base/Clock.h"
#include "app/base/Completion.h"

#include <QtCore/QLockFile>
#include <QtCore/QObject>

#include <memory>

namespace tessera {

// Keeps two processes from refreshing the same tokens at once: a lock file that dies with its owner. Held from the answer
// of acquire() until release() or the end of the object.
class RefreshLock : public QObject {
    Q_OBJECT
public:
    RefreshLock(Clock &clock, const QString &folder, const QString &name, QObject *parent = nullptr);

    // Tries 20 times a second, a minute at most. Errors: Storage (the folder can't be written), Timeout.
    void acquire(ResultCompletion<Done> completion);
    void release();

private:
    void attempt();

    Clock &m_clock;
    QString m_folder;
    QLockFile m_file;
    BootTime m_giveUpAt{};
    ResultCompletion<Done> m_completion;
};

}
