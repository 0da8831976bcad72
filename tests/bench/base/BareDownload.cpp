#include "tests/bench/base/BareDownload.h"

#include <curl/curl.h>

namespace tessera::bench {

namespace {

using Take = std::size_t (*)(char *, std::size_t, std::size_t, void *);

CURLcode download(const QByteArray &url, Take take, void *to)
{
    CURL *handle = curl_easy_init();
    curl_easy_setopt(handle, CURLOPT_URL, url.constData());
    curl_easy_setopt(handle, CURLOPT_PROXY, "");
    curl_easy_setopt(handle, CURLOPT_BUFFERSIZE, 102400L); // the tool's own
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, to);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take);
    const CURLcode code = curl_easy_perform(handle);
    curl_easy_cleanup(handle);
    return code;
}

struct Beginning {
    QByteArray bytes;
    qsizetype wanted;
};

}

qint64 bareDownload(const QByteArray &url)
{
    qint64 count = 0;
    const Take take = [](char *, std::size_t, std::size_t size, void *to) {
        *static_cast<qint64 *>(to) += qint64(size);
        return size;
    };
    return download(url, take, &count) == CURLE_OK ? count : -1;
}

QByteArray bareBeginning(const QByteArray &url, qsizetype size)
{
    Beginning beginning{{}, size};
    const Take take = [](char *bytes, std::size_t, std::size_t count, void *to) {
        auto &begun = *static_cast<Beginning *>(to);
        begun.bytes.append(bytes, qsizetype(count));
        return begun.bytes.size() < begun.wanted ? count : 0;
    };
    (void)download(url, take, &beginning); // it is always broken off
    return beginning.bytes.first(qMin(size, beginning.bytes.size()));
}

}
