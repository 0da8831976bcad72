#pragma once

#include "app/base/Clock.h"
#include "app/base/Completion.h"
#include "app/base/NamedLocks.h"

#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QSet>
#include <QtCore/QStringList>

#include <memory>
#include <vector>

namespace tessera {

// Who may write which keychain entries now. Whatever writes an entry of a credential (a refresh, a sign-in, a sign-out, a
// new name) has its turn first: one after the other, in the order of their coming, here and in all other processes. What
// an entry holds does not change under the feet of whoever has the turn.
class EntryTurns : public QObject {
    Q_OBJECT
public:
    // For some entries; copies are the same turn, which ends with the last of them. May outlive the EntryTurns.
    class Turn {
    public:
        Turn() = default;
        [[nodiscard]] bool isHeld() const { return m_hold != nullptr; }
        void giveBack(const QString &key) const; // this entry only

    private:
        friend class EntryTurns;
        struct Hold;
        std::shared_ptr<Hold> m_hold; // shared: by the copies
    };

    // `folder` is for the file of the locks.
    EntryTurns(Clock &clock, const QString &folder, QObject *parent = nullptr);
    ~EntryTurns() override;

    // Waits here as long as it takes, and a minute for another process (asking 20 times a second). Errors: Storage (the
    // folder can't be written or its file not locked), Timeout.
    void take(const QStringList &keys, ResultCompletion<Turn> completion);

    void whenIdle(Completion<Done> completion); // nobody has a turn or waits for one

private:
    struct Request {
        QStringList keys; // sorted: two processes never wait for one another
        ResultCompletion<Turn> completion;
    };
    struct Claim; // a request whose turn it is here, on its way through the locks

    void next();
    void claim(Request request);
    void attempt(const std::shared_ptr<Claim> &claim);
    void end(const QStringList &keys);

    Clock &m_clock;
    QString m_folder;
    std::shared_ptr<NamedLocks> m_locks; // shared: by the turns, which may outlive this
    QSet<QString> m_taken;
    std::vector<Request> m_waiting;
    std::vector<Completion<Done>> m_idleWaiters;
};

}
