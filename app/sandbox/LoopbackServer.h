#pragma once

#include "app/base/Clock.h"
#include "app/base/Result.h"

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace tessera {

struct LoopbackRequest {
    std::string method;
    std::string target; // as on the request line
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;

    [[nodiscard]] std::string path() const { return target.substr(0, target.find('?')); }
    [[nodiscard]] std::string header(const std::string &name) const; // the first of that name, whatever its case
};

struct LoopbackAnswer {
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string type;
    std::string body;
    Milliseconds delay{0}; // waited for in the request's own thread; stop() doesn't wait for it
    bool isDropped = false; // the connection is closed without a byte
    std::function<void()> finished; // called when the delay is over, just before the first byte
};

// An HTTP server on 127.0.0.1 and nowhere else, in threads of its own: a waiting or idle connection delays no other.
// The handler is called in those threads, from several at once. A client that keeps its connection open doesn't hold stop().
class LoopbackServer {
public:
    using Handler = std::function<LoopbackAnswer(const LoopbackRequest &)>;

    explicit LoopbackServer(Handler handler);
    ~LoopbackServer();

    // The port: the wished one where it is free, else any. Errors: Network.
    [[nodiscard]] Result<int> start(int wishedPort = 0);
    void stop(); // returns when every thread is gone

private:
    class Listener;
    Handler m_handler;
    std::unique_ptr<Listener> m_listener;
};

}
