#pragma once

#include "app/http/curl/CallYard.h"
#include "app/http/curl/CurlTransfer.h"
#include "app/http/curl/NoticeBoard.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <vector>

namespace tessera {

// The I/O thread: runs all transfers with one multi handle, watches their time-outs, and writes what happens on the
// notice board. The thread begins with the first task.
class CurlLoop {
public:
    explicit CurlLoop(NoticeBoard &board);
    ~CurlLoop(); // ends the thread; does not wait for servers or name look-ups
    CurlLoop(const CurlLoop &) = delete;
    CurlLoop &operator=(const CurlLoop &) = delete;

    // Any thread.
    void submit(CurlTransfer::Task task);
    void noteCancelled(const std::shared_ptr<CallState> &call); // its isCancelled is set
    [[nodiscard]] std::shared_ptr<CallState> newCall() const { return CallYard::newCall(m_yard); }

private:
    struct Inbox {
        std::vector<CurlTransfer::Task> tasks;
        std::vector<std::shared_ptr<CallState>> cancelled;

        void clear()
        {
            tasks.clear();
            cancelled.clear();
        }
    };
    void run();
    void takeInbox();
    void takeMessages();
    void watchDeadlines();
    void tellProgress();
    void start(std::unique_ptr<CurlTransfer> transfer);
    void finish(std::unique_ptr<CurlTransfer> transfer);
    [[nodiscard]] std::unique_ptr<CurlTransfer> takeOut(CURL *handle);
    [[nodiscard]] bool comesMoreAtOnce();
    void sleepOrLook();
    void lookAgainAt(SteadyTime time);
    [[nodiscard]] int pollTime() const;
    void wake();

    NoticeBoard &m_board;
    const std::shared_ptr<CallYard> m_yard = std::make_shared<CallYard>(); // shared: with its calls
    CURLM *m_multi;
    std::thread m_thread;

    std::mutex m_inboxMutex;
    Inbox m_inbox;
    std::atomic<bool> m_isStopping = false;
    std::atomic<bool> m_hasMail = false;
    std::atomic<bool> m_isAsleep = false; // only then it has to be woken

    // The I/O thread's alone.
    Inbox m_taken; // changes places with the other: neither takes room anew
    CurlNetworks m_networks;
    std::unordered_map<CURL *, std::unique_ptr<CurlTransfer>> m_running;
    std::vector<Notice> m_notices;
    SteadyTime m_awakeSince; // the last wait ended
    std::vector<std::unique_ptr<CurlTransfer>> m_finished; // to be taken down once the owners know
    std::optional<SteadyTime> m_nextCheck; // of time-outs and progress
    bool m_isBusy = false; // the last wait was short
};

}
