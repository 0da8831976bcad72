#include "app/auth/session/EntryTurns.h"

#include "app/base/PrivateFile.h"

#include <algorithm>
#include <utility>

namespace tessera {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

struct EntryTurns::Turn::Hold {
    QPointer<EntryTurns> turns;
    std::shared_ptr<NamedLocks> locks; // shared: see m_locks
    QStringList keys; // of the entries
    QSet<QString> locked; // those that this process has already

    ~Hold() { giveBack(QStringList(keys)); }

    void giveBack(const QStringList &some)
    {
        for (const QString &key : some) {
            keys.removeOne(key);
            if (locked.remove(key))
                locks->unlock(key);
        }
        if (turns)
            turns->end(some);
    }
};

struct EntryTurns::Claim {
    Request request;
    Turn turn;
    BootTime giveUpAt;
};

void EntryTurns::Turn::giveBack(const QString &key) const
{
    if (m_hold && m_hold->keys.contains(key))
        m_hold->giveBack({key});
}

EntryTurns::EntryTurns(Clock &clock, const QString &folder, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_folder(folder)
    , m_locks(std::make_shared<NamedLocks>(folder + "/entries.lock"_L1))
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

void EntryTurns::claim(Request request)
{
    auto claim = std::make_shared<Claim>(); // shared: by the attempts
    claim->turn.m_hold = std::make_shared<Turn::Hold>();
    claim->turn.m_hold->turns = this;
    claim->turn.m_hold->locks = m_locks;
    claim->turn.m_hold->keys = request.keys;
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
    Turn::Hold &hold = *claim->turn.m_hold;
    for (const QString &key : std::as_const(hold.keys)) {
        if (hold.locked.contains(key))
            continue;
        const auto locked = m_locks->tryLock(key);
        if (locked && *locked) {
            hold.locked.insert(key);
            continue;
        }
        if (!locked)
            return claim->request.completion.deliver(failure(locked.error()));
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
