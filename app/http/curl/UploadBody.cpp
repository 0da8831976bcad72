#include "app/http/curl/UploadBody.h"

#include <algorithm>
#include <cstdio>

namespace tessera {

namespace {

constexpr qint64 shownBytes = 64 * 1024;
constexpr long uploadBuffer = 256 * 1024;

}

UploadBody::UploadBody(const BodySource &source)
    : m_reader(source)
{
}

void UploadBody::attach(CURL *handle)
{
    curl_easy_setopt(handle, CURLOPT_READFUNCTION, read);
    curl_easy_setopt(handle, CURLOPT_READDATA, this);
    curl_easy_setopt(handle, CURLOPT_SEEKFUNCTION, seek);
    curl_easy_setopt(handle, CURLOPT_SEEKDATA, this);
    curl_easy_setopt(handle, CURLOPT_UPLOAD_BUFFERSIZE, uploadBuffer);
}

void UploadBody::detach(CURL *handle)
{
    curl_easy_setopt(handle, CURLOPT_READFUNCTION, nullptr);
    curl_easy_setopt(handle, CURLOPT_READDATA, nullptr);
    curl_easy_setopt(handle, CURLOPT_SEEKFUNCTION, nullptr);
    curl_easy_setopt(handle, CURLOPT_SEEKDATA, nullptr);
}

std::size_t UploadBody::read(char *data, std::size_t size, std::size_t count, void *self)
{
    auto &me = *static_cast<UploadBody *>(self);
    const qint64 position = me.m_reader.position();
    const auto got = me.m_reader.read(data, qint64(size * count));
    if (!got) {
        me.m_error = got.error();
        return CURL_READFUNC_ABORT;
    }
    me.m_lastRead = std::chrono::steady_clock::now();
    if (position == me.m_head.size() && position < shownBytes)
        me.m_head.append(data, qsizetype(std::min(*got, shownBytes - position)));
    return std::size_t(*got);
}

int UploadBody::seek(void *self, curl_off_t offset, int origin)
{
    if (origin != SEEK_SET) // it never asks for another
        return CURL_SEEKFUNC_CANTSEEK;
    static_cast<UploadBody *>(self)->m_reader.seek(offset);
    return CURL_SEEKFUNC_OK;
}

}
