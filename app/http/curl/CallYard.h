#pragma once

#include "app/http/curl/CallState.h"

#include <memory>
#include <mutex>
#include <vector>

namespace tessera {

// Where calls are taken down that nobody holds any more: by the I/O thread, which took most of their memory and gives it back without
// the other threads waiting for their locks (they did for a third of the time); while it sleeps, by who held them last.
class CallYard {
public:
    // Any thread. The call knows its yard, which lives as long as one of its calls.
    [[nodiscard]] static std::shared_ptr<CallState> newCall(const std::shared_ptr<CallYard> &yard);

    // The I/O thread's.
    void open(); // it works, and will call clear()
    void clear();
    void close(); // clears, too. So it begins

private:
    void take(std::unique_ptr<CallState> call);

    std::mutex m_mutex;
    std::vector<std::unique_ptr<CallState>> m_calls;
    bool m_isOpen = false;
    std::vector<std::unique_ptr<CallState>> m_taken; // the I/O thread's; changes places with the others
};

}
