#include "app/http/curl/CurlLoop.h"

#include <algorithm>

namespace tessera {

namespace {

constexpr long mostConnections = 512;
constexpr long mostConnectionsToOneHost = 128;
constexpr long mostIdleConnections = 128;
constexpr int longestPoll = 60 * 60 * 1000; // ms
constexpr std::chrono::milliseconds progressInterval(50);
constexpr qint64 progressStep = 16 * 1024 * 1024; // so many bytes are told of sooner: somebody can be at work on them
constexpr std::chrono::microseconds shortWait(100);

}

CurlLoop::CurlLoop(NoticeBoard &board)
    : m_board(board)
{
    static const CURLcode initialised = curl_global_init(CURL_GLOBAL_DEFAULT);
    Q_ASSERT(initialised == CURLE_OK);
    m_multi = curl_multi_init();
    curl_multi_setopt(m_multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, mostConnections);
    curl_multi_setopt(m_multi, CURLMOPT_MAX_HOST_CONNECTIONS, mostConnectionsToOneHost);
    curl_multi_setopt(m_multi, CURLMOPT_MAXCONNECTS, mostIdleConnections);
}

CurlLoop::~CurlLoop()
{
    if (m_thread.joinable()) {
        m_isStopping = true;
        wake();
        m_thread.join();
    }
    m_networks.clear();
    curl_multi_cleanup(m_multi);
}

void CurlLoop::submit(CurlTransfer::Task task)
{
    {
        const std::lock_guard lock(m_inboxMutex);
        m_inbox.tasks.push_back(std::move(task));
        if (!m_thread.joinable())
            m_thread = std::thread([this] { run(); });
    }
    wake();
}

void CurlLoop::noteCancelled(const std::shared_ptr<CallState> &call)
{
    {
        const std::lock_guard lock(m_inboxMutex);
        m_inbox.cancelled.push_back(call);
    }
    wake();
}

void CurlLoop::wake()
{
    m_hasMail = true;
    if (m_isAsleep.exchange(false))
        curl_multi_wakeup(m_multi);
}

void CurlLoop::run()
{
    m_yard->open();
    while (!m_isStopping) {
        m_hasMail = false;
        takeInbox();
        int running = 0;
        curl_multi_perform(m_multi, &running);
        takeMessages();
        if (m_nextCheck && *m_nextCheck <= std::chrono::steady_clock::now())
            watchDeadlines();
        tellProgress();
        if (comesMoreAtOnce())
            continue;
        m_board.post(m_notices);
        m_finished.clear();
        m_yard->clear();
        sleepOrLook();
        m_awakeSince = std::chrono::steady_clock::now();
    }
    for (auto &[handle, transfer] : m_running)
        curl_multi_remove_handle(m_multi, handle);
    m_running.clear();
    m_yard->close();
}

// To wake the owners' thread takes about as long as a small answer: where many come together they are told of together. What is
// known already does not wait for it longer than it is worth.
bool CurlLoop::comesMoreAtOnce()
{
    if (m_notices.empty() || m_running.empty() || std::chrono::steady_clock::now() - m_awakeSince > shortWait)
        return false;
    int ready = 0;
    curl_multi_poll(m_multi, nullptr, 0, 0, &ready);
    return ready > 0;
}

// To fall asleep and be woken takes longer than most answers of a server near by: as long as waits are short they are spent
// looking, with the processor offered to whoever else wants it. The first long one ends that.
void CurlLoop::sleepOrLook()
{
    const SteadyTime begin = std::chrono::steady_clock::now();
    const auto isShort = [begin] { return std::chrono::steady_clock::now() - begin < shortWait; };
    int ready = 0;
    while (m_isBusy && !m_hasMail && ready == 0 && isShort()) {
        curl_multi_poll(m_multi, nullptr, 0, 0, &ready);
        std::this_thread::yield();
    }
    if (ready == 0) {
        m_isAsleep = true;
        m_yard->close();
        if (!m_hasMail)
            curl_multi_poll(m_multi, nullptr, 0, pollTime(), nullptr);
        m_yard->open();
        m_isAsleep = false;
    }
    m_isBusy = isShort();
}

void CurlLoop::takeInbox()
{
    {
        const std::lock_guard lock(m_inboxMutex);
        std::swap(m_inbox, m_taken);
    }
    for (CurlTransfer::Task &task : m_taken.tasks) {
        if (!task.state->isCancelled)
            start(std::make_unique<CurlTransfer>(std::move(task)));
    }
    for (const auto &call : m_taken.cancelled) {
        const auto running = std::find_if(m_running.begin(), m_running.end(), [&](const auto &entry) { return entry.second->state() == call; });
        if (running != m_running.end())
            takeOut(running->first)->stop(NetworkFailure::Kind::Cancelled, {});
    }
    m_taken.clear();
}

void CurlLoop::start(std::unique_ptr<CurlTransfer> transfer)
{
    const auto handle = transfer->startHop(m_networks);
    if (!handle) {
        transfer->fail(handle.error());
        finish(std::move(transfer));
        return;
    }
    if (const auto next = transfer->deadline(std::chrono::steady_clock::now()).next)
        lookAgainAt(*next);
    curl_multi_add_handle(m_multi, *handle);
    m_running.emplace(*handle, std::move(transfer));
}

void CurlLoop::takeMessages()
{
    int left = 0;
    while (const CURLMsg *message = curl_multi_info_read(m_multi, &left)) {
        if (message->msg != CURLMSG_DONE)
            continue;
        const CURLcode code = message->data.result; // gone with the handle
        auto transfer = takeOut(message->easy_handle);
        if (!transfer)
            continue;
        if (transfer->finishHop(code))
            start(std::move(transfer));
        else
            finish(std::move(transfer));
    }
}

void CurlLoop::watchDeadlines()
{
    const SteadyTime now = std::chrono::steady_clock::now();
    std::vector<std::pair<CURL *, HopTimer::Deadline>> due;
    m_nextCheck.reset();
    for (const auto &[handle, transfer] : m_running) {
        const auto deadline = transfer->deadline(now);
        if (deadline.due)
            due.emplace_back(handle, deadline);
        else if (deadline.next)
            lookAgainAt(*deadline.next);
    }
    for (const auto &[handle, deadline] : due) {
        auto transfer = takeOut(handle);
        transfer->stop(*deadline.due, deadline.limit);
        finish(std::move(transfer));
    }
}

void CurlLoop::tellProgress()
{
    const SteadyTime now = std::chrono::steady_clock::now();
    for (const auto &[handle, transfer] : m_running) {
        const CallState &state = *transfer->state();
        const bool hasHead = transfer->hasFinalHead();
        const auto tell = [&](Notice::Kind kind) { m_notices.push_back({kind, transfer->state(), hasHead, std::nullopt}); };
        if (hasHead && !std::exchange(transfer->isHeadTold, true))
            tell(Notice::Kind::HeadReceived);
        const qint64 bytes = (hasHead ? state.received : state.sent).load(std::memory_order_relaxed);
        qint64 &told = hasHead ? transfer->bytesTold : transfer->sentTold;
        if (bytes == told || (!hasHead && state.toSend == 0))
            continue;
        if (now - transfer->progressTold < progressInterval && bytes - told < progressStep) {
            lookAgainAt(transfer->progressTold + progressInterval);
            continue;
        }
        told = bytes;
        transfer->progressTold = now;
        tell(hasHead ? Notice::Kind::Progressed : Notice::Kind::Uploaded);
    }
}

void CurlLoop::finish(std::unique_ptr<CurlTransfer> transfer)
{
    auto result = transfer->takeResult();
    if (result)
        m_notices.push_back({Notice::Kind::Finished, transfer->state(), transfer->hasFinalHead(), std::move(result)});
    m_finished.push_back(std::move(transfer));
}

std::unique_ptr<CurlTransfer> CurlLoop::takeOut(CURL *handle)
{
    const auto running = m_running.find(handle);
    if (running == m_running.end())
        return nullptr;
    auto transfer = std::move(running->second);
    m_running.erase(running);
    curl_multi_remove_handle(m_multi, handle);
    return transfer;
}

void CurlLoop::lookAgainAt(SteadyTime time)
{
    m_nextCheck = m_nextCheck ? std::min(*m_nextCheck, time) : time;
}

int CurlLoop::pollTime() const
{
    if (!m_nextCheck)
        return longestPoll;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(*m_nextCheck - std::chrono::steady_clock::now());
    return int(std::clamp<qint64>(left.count(), 0, longestPoll));
}

}
