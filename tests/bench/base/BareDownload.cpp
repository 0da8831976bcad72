#include "tests/bench/base/BareDownload.h"

#include <curl/curl.h>

namespace tessera::bench {

qint64 bareDownload(const QByteArray &url)
{
    CURL *handle = curl_easy_init();
    qint64 count = 0;
    curl_easy_setopt(handle, CURLOPT_URL, url.constData());
    curl_easy_setopt(handle, CURLOPT_PROXY, "");
    curl_easy_setopt(handle, CURLOPT_BUFFERSIZE, 102400L); // the tool's own
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &count);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, +[](char *, std::size_t, std::size_t size, void *to) {
        *static_cast<qint64 *>(to) += qint64(size);
        return size;
    });
    const CURLcode code = curl_easy_perform(handle);
    curl_easy_cleanup(handle);
    return code == CURLE_OK ? count : -1;
}

}
