#include "app/auth/session/RefreshLock.h"

#include "app/base/PrivateFile.h"

#include <QtCore/QCryptographicHash>

namespace tessera {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString fileName(const QString &name)
{
    // Names may hold anything; a hash is short and fits every file system.
    return QString::fromLatin1(QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Sha256).toHex().left(32))
        + ".lock"_L1;
}

}

RefreshLock::RefreshLock(Clock &clock, const QString &folder, const QString &name, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_folder(folder)
    , m_file(folder + u'/' + fileName(name))
{
    m_file.setStaleLockTime(0); // only an owner that is gone makes it stale
}

void RefreshLock::acquire(ResultCompletion<Done> completion)
{
    m_completion = std::move(completion);
    if (auto made = PrivateFile::makeFolder(m_folder); !made)
        return m_completion.deliver(failure(made.error()));
    m_giveUpAt = m_clock.boot() + 60s;
    attempt();
}

void RefreshLock::attempt()
{
    if (m_file.tryLock(0))
        return m_completion.deliver(Done{});
    if (m_file.error() == QLockFile::PermissionError || m_file.error() == QLockFile::UnknownError)
        return m_completion.deliver(failure(ErrorKind::Storage,
            tr("The folder %1 can't be written, so a refresh can't be guarded against another one at the same time.")
                .arg(m_folder)));
    if (m_clock.boot() >= m_giveUpAt)
        return m_completion.deliver(
            failure(ErrorKind::Timeout, tr("Another Tessera has been refreshing this credential for a minute."),
                tr("Close the other one, then try again.")));
    m_clock.after(50ms, this, [this] { attempt(); });
}

void RefreshLock::release()
{
    m_file.unlock();
}

}
