#pragma once

#include "app/http/BodyReader.h"
#include "app/http/curl/CurlHandle.h"

#include <chrono>
#include <optional>

namespace tessera {

// A body with files in it, read piece by piece as the library sends it. Belongs to one hop, on the I/O thread.
// The reads wait for the disk, and everybody on that thread with them: local disks answer sooner than any network takes.
class UploadBody {
public:
    explicit UploadBody(const BodySource &source);
    UploadBody(const UploadBody &) = delete;
    UploadBody &operator=(const UploadBody &) = delete;

    void attach(CURL *handle);
    static void detach(CURL *handle); // from a handle that may have served one
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; } // ended the hop
    [[nodiscard]] const QByteArray &head() const { return m_head; } // the first bytes that were handed over
    [[nodiscard]] std::chrono::steady_clock::time_point lastRead() const { return m_lastRead; }

private:
    static std::size_t read(char *data, std::size_t size, std::size_t count, void *self);
    static int seek(void *self, curl_off_t offset, int origin);

    BodyReader m_reader;
    QByteArray m_head;
    std::optional<Error> m_error;
    std::chrono::steady_clock::time_point m_lastRead;
};

}
