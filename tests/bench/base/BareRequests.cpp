#include "tests/bench/base/BareRequests.h"

namespace tessera::bench {

BareRequests::BareRequests(const QByteArray &url, int inFlight)
    : m_multi(curl_multi_init())
{
    for (int i = 0; i < inFlight; ++i) {
        auto request = std::make_unique<Request>();
        request->handle = curl_easy_init();
        curl_easy_setopt(request->handle, CURLOPT_URL, url.constData());
        curl_easy_setopt(request->handle, CURLOPT_PROXY, "");
        curl_easy_setopt(request->handle, CURLOPT_PRIVATE, request.get());
        curl_easy_setopt(request->handle, CURLOPT_WRITEDATA, &request->body);
        curl_easy_setopt(request->handle, CURLOPT_WRITEFUNCTION, +[](char *bytes, std::size_t, std::size_t size, void *to) {
            static_cast<QByteArray *>(to)->append(bytes, qsizetype(size));
            return size;
        });
        m_requests.push_back(std::move(request));
    }
}

BareRequests::~BareRequests()
{
    for (const auto &request : m_requests)
        curl_easy_cleanup(request->handle);
    curl_multi_cleanup(m_multi);
}

QByteArray BareRequests::one()
{
    Request &request = *m_requests.front();
    request.body.clear();
    return curl_easy_perform(request.handle) == CURLE_OK ? request.body : QByteArray();
}

void BareRequests::begin(Request &request)
{
    request.body.clear();
    curl_multi_add_handle(m_multi, request.handle);
}

qint64 BareRequests::many(int count)
{
    int toBegin = count, toEnd = count;
    qint64 bytes = 0;
    for (const auto &request : m_requests) {
        if (toBegin-- > 0)
            begin(*request);
    }
    while (toEnd > 0) {
        int running = 0, left = 0;
        curl_multi_perform(m_multi, &running);
        while (const CURLMsg *message = curl_multi_info_read(m_multi, &left)) {
            CURL *handle = message->easy_handle;
            const CURLcode code = message->data.result;
            Request *request = nullptr;
            curl_easy_getinfo(handle, CURLINFO_PRIVATE, &request);
            curl_multi_remove_handle(m_multi, handle);
            if (code != CURLE_OK)
                return -1;
            bytes += request->body.size();
            --toEnd;
            if (toBegin-- > 0)
                begin(*request);
        }
        if (toEnd > 0)
            curl_multi_poll(m_multi, nullptr, 0, 1000, nullptr);
    }
    return bytes;
}

}
