#pragma once

#include "app/http/CookieJar.h"
#include "app/http/HttpRequest.h"
#include "app/http/curl/CurlNetwork.h"
#include "app/http/curl/EasyOptions.h"
#include "app/http/RedirectPolicy.h"
#include "app/http/curl/HopRecorder.h"

#include <memory>
#include <optional>

namespace tessera {

// One call on the I/O thread, over all its hops.
class CurlTransfer {
public:
    struct Task {
        HttpRequest request; // checked
        Origin origin; // of its URL
        NetworkSettings settings;
        std::shared_ptr<CookieJar> cookies; // may be null; shared with the window that shows it
        UtcTime sentAt;
        std::shared_ptr<CallState> state; // shared with the owner's side
    };

    explicit CurlTransfer(Task task);
    ~CurlTransfer();

    // Prepares the next hop and hands out its handle, for the loop to run. Errors: Input, about files and proxies.
    [[nodiscard]] Result<CURL *> startHop(CurlNetworks &networks);
    // After the library has let go of the handle. True: there is another hop to start.
    [[nodiscard]] bool finishHop(CURLcode code);
    // Ends the call with a time-out or because it was cancelled; the handle must be out of the loop.
    void stop(NetworkFailure::Kind kind, Milliseconds limit);
    void fail(const Error &error);

    [[nodiscard]] const std::shared_ptr<CallState> &state() const { return m_task.state; }
    [[nodiscard]] bool hasFinalHead() const { return m_hasFinalHead; }
    [[nodiscard]] std::optional<Result<HttpExchange>> takeResult() { return std::exchange(m_result, std::nullopt); }
    [[nodiscard]] HopTimer::Deadline deadline(SteadyTime now) const;

    // What the loop has told the owner already.
    bool isHeadTold = false;
    SteadyTime progressTold;
    qint64 bytesTold = 0;
    qint64 sentTold = 0;

private:
    [[nodiscard]] HopRecorder::BodyPlan readHead(int status, const HttpHeaders &headers);
    void takeCookies(const HttpHeaders &headers);
    void addCookies();
    void finishWithAnswer(CURLcode code);
    [[nodiscard]] std::optional<QString> incompleteness(CURLcode code) const;
    [[nodiscard]] Error errorOf(CURLcode code) const;
    [[nodiscard]] Error tlsError(TlsProblem problem) const;
    [[nodiscard]] NetworkFailure trouble(NetworkFailure::Kind kind) const { return {kind, m_origin}; }
    [[nodiscard]] UtcTime now() const;
    void warn(const QString &text);
    void releaseHandle(bool isReusable);

    Task m_task;
    HttpRequest m_request; // of this hop, as the policy sees it
    std::optional<HttpRequest> m_withCookies; // where the jar adds some
    Origin m_origin;
    ProxySettings m_proxy;
    bool m_crossedOrigins = false;
    std::optional<Redirect> m_redirect; // decided when a head came
    QString m_refusal;
    QString m_unaskedEncoding; // of a body that was compressed although nobody asked for it
    int m_redirects = 0;
    bool m_hasFinalHead = false;

    std::shared_ptr<CurlNetwork> m_network; // shared with the list of those in use
    CurlHandle m_easy;
    EasyLists m_lists;
    bool m_isHandleReusable = false; // once the call is over
    std::unique_ptr<HopRecorder> m_recorder;
    SteadyTime m_started;
    std::optional<Result<HttpExchange>> m_result;
};

}
