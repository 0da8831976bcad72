#include "app/auth/session/EntryTurns.h"

#include "app/base/PrivateFile.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QLockFile>

#include <algorithm>
#include <utility>

namespace tessera {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

struct EntryTurns::Turn::Hold {
    QPointer<EntryTurns> turns;
    std::map<QString, std::unique_ptr<QLockFile>> files; // by entry; they unlock as they go

    ~Hold()
    {
        QStringList keys;
        for (const auto &[key, file] : files)
            keys += key;
        files.clear();
        if (turns)
            turns->end(keys);
    }
};

struct EntryTurns::Claim {
    Request request;
    Turn turn;
    BootTime giveUpAt;
};

void EntryTurns::Turn::giveBack(const QString &key) const
{
    if (m_hold && m_hold->files.erase(key) > 0 && m_hold->turns)
        m_hold->turns->end({key});
}

EntryTurns::EntryTurns(Clock &clock, const QString &folder, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_folder(folder)
{
}

EntryTurns::~EntryTurns() = default;

void EntryTurns::take(const QStringList &keys, ResultCompletion<Turn> completion)
{
    QStringList sorted = keys;
    sorted.removeDuplicates();
    sorted.sort();
    m_waiting.push_back({sorted, std::move(completion)});
    next();
}

void EntryTurns::whenIdle(Completion<Done> completion)
{
    m_idleWaiters.push_back(std::move(completion));
    next();
}

void EntryTurns::next()
{
    QSet<QString> wanted = m_taken; // by whoever came earlier, too
    std::vector<Request> ready;
    std::erase_if(m_waiting, [&](Request &request) {
        if (!request.completion) // nobody wants it any more
            return true;
        const bool isFree = std::none_of(
            request.keys.cbegin(), request.keys.cend(), [&](const QString &key) { return wanted.contains(key); });
        wanted.unite({request.keys.cbegin(), request.keys.cend()});
        if (isFree)
            ready.push_back(std::move(request));
        return isFree;
    });
    for (Request &request : ready) {
        m_taken.unite({request.keys.cbegin(), request.keys.cend()});
        claim(std::move(request));
    }
    if (m_taken.isEmpty() && m_waiting.empty())
        for (const auto &waiter : std::exchange(m_idleWaiters, {}))
            waiter.deliver(Done{});
}

QString EntryTurns::file(const QString &key) const
{
    // Names may hold anything; a hash is short and fits every file system.
    return m_folder + u'/'
        + QString::fromLatin1(QCryptographicHash::hash(key.toUtf8(), QCryptographicHash::Sha256).toHex().left(32))
        + ".lock"_L1;
}

void EntryTurns::claim(Request request)
{
    auto claim = std::make_shared<Claim>(); // shared: by the attempts
    claim->turn.m_hold = std::make_shared<Turn::Hold>();
    claim->turn.m_hold->turns = this;
    for (const QString &key : std::as_const(request.keys)) {
        auto file = std::make_unique<QLockFile>(this->file(key));
        file->setStaleLockTime(0); // only an owner that is gone makes it stale
        claim->turn.m_hold->files.emplace(key, std::move(file));
    }
    claim->request = std::move(request);
    claim->giveUpAt = m_clock.boot() + 60s;
    if (auto made = PrivateFile::makeFolder(m_folder); !made)
        return claim->request.completion.deliver(failure(made.error()));
    attempt(claim);
}

void EntryTurns::attempt(const std::shared_ptr<Claim> &claim)
{
    if (!claim->request.completion)
        return;
    for (const auto &[key, file] : claim->turn.m_hold->files) {
        if (file->isLocked() || file->tryLock(0))
            continue;
        if (file->error() != QLockFile::LockFailedError)
            return claim->request.completion.deliver(failure(ErrorKind::Storage,
                tr("The folder %1 can't be written, so a refresh can't be guarded against another one at the same time.")
                    .arg(m_folder)));
        if (m_clock.boot() >= claim->giveUpAt)
            return claim->request.completion.deliver(
                failure(ErrorKind::Timeout, tr("Another Tessera has been busy with this credential for a minute."),
                    tr("Close the other one, then try again.")));
        m_clock.after(50ms, this, [this, claim] { attempt(claim); });
        return;
    }
    claim->request.completion.deliver(claim->turn);
}

void EntryTurns::end(const QStringList &keys)
{
    for (const QString &key : keys)
        m_taken.remove(key);
    next();
}

}
