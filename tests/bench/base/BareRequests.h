#pragma once

#include <QtCore/QByteArray>

#include <curl/curl.h>

#include <memory>
#include <vector>

namespace tessera::bench {

// Small requests by libcurl alone: handles and connections are kept, bodies are collected, nothing is recorded.
class BareRequests {
public:
    explicit BareRequests(const QByteArray &url, int inFlight = 1);
    ~BareRequests();
    BareRequests(const BareRequests &) = delete;
    BareRequests &operator=(const BareRequests &) = delete;

    // One more, by the easy interface: its body; empty when it failed.
    [[nodiscard]] QByteArray one();
    // So many more by the multi interface, always so many in flight: bytes of all bodies; -1 when one failed.
    [[nodiscard]] qint64 many(int count);

private:
    struct Request {
        CURL *handle = nullptr;
        QByteArray body;
    };
    void begin(Request &request);

    CURLM *m_multi;
    std::vector<std::unique_ptr<Request>> m_requests;
};

}
