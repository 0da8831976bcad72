#pragma once

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

private:
    void run();
    void takeInbox();
    void takeMessages();
    void watchDeadlines();
    void tellProgress();
    void start(std::unique_ptr<CurlTransfer> transfer);
    void finish(std::unique_ptr<CurlTransfer> transfer);
    [[nodiscard]] std::unique_ptr<CurlTransfer> takeOut(CURL *handle);
    void sleepOrLook();
    void lookAgainAt(SteadyTime time);
    [[nodiscard]] int pollTime() const;
    void wake();

    NoticeBoard &m_board;
    CURLM *m_multi;
    std::thread m_thread;

    std::mutex m_inboxMutex;
    std::vector<CurlTransfer::Task> m_tasks;
    std::vector<std::shared_ptr<CallState>> m_cancelled;
    std::atomic<bool> m_isStopping = false;
    std::atomic<bool> m_hasMail = false;
    std::atomic<bool> m_isAsleep = false; // only then it has to be woken

    // The I/O thread's alone.
    CurlNetworks m_networks;
    std::unordered_map<CURL *, std::unique_ptr<CurlTransfer>> m_running;
    std::vector<Notice> m_notices;
    std::optional<SteadyTime> m_nextCheck; // of time-outs and progress
    bool m_isBusy = false; // the last wait was short
};

}
