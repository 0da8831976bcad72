#pragma once

#include "app/base/Clock.h"
#include "app/base/Completion.h"

#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QSet>
#include <QtCore/QStringList>

#include <map>
#include <memory>
#include <vector>

class QLockFile;

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

    // `folder` is for the lock files, which die with their process.
    EntryTurns(Clock &clock, const QString &folder, QObject *parent = nullptr);
    ~EntryTurns() override;

    // Waits here as long as it takes, and a minute for another process (asking 20 times a second). Errors: Storage (the
    // folder can't be written), Timeout.
    void take(const QStringList &keys, ResultCompletion<Turn> completion);

    void whenIdle(Completion<Done> completion); // nobody has a turn or waits for one

private:
    struct Request {
        QStringList keys; // sorted: two processes never wait for one another
        ResultCompletion<Turn> completion;
    };
    struct Claim; // a request whose turn it is here, on its way through the lock files

    void next();
    void claim(Request request);
    void attempt(const std::shared_ptr<Claim> &claim);
    void end(const QStringList &keys);
    [[nodiscard]] QString file(const QString &key) const;

    Clock &m_clock;
    QString m_folder;
    QSet<QString> m_taken;
    std::vector<Request> m_waiting;
    std::vector<Completion<Done>> m_idleWaiters;
};

}
