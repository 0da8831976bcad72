#include "tests/support/Http2Server.h"

#include <nghttp2/nghttp2.h>

#include <cstring>
#include <map>

namespace tessera {

namespace {

std::vector<nghttp2_nv> pairsOf(const HttpHeaders &fields)
{
    std::vector<nghttp2_nv> pairs;
    for (const HttpHeader &field : fields) {
        pairs.push_back({reinterpret_cast<uint8_t *>(const_cast<char *>(field.name.constData())),
            reinterpret_cast<uint8_t *>(const_cast<char *>(field.value.constData())), std::size_t(field.name.size()),
            std::size_t(field.value.size()), NGHTTP2_NV_FLAG_NONE});
    }
    return pairs;
}

struct Stream {
    Http2Request request;
    Http2Response response;
    qsizetype sent = 0;
};

struct Session {
    const Http2Server::Handler &handler;
    std::function<void(const Http2Request &)> record;
    std::map<int32_t, Stream> streams;
    std::vector<int32_t> resets; // that follow when what was sent before has arrived

    void answer(nghttp2_session *session, int32_t id)
    {
        Stream &stream = streams[id];
        record(stream.request);
        stream.response = handler(stream.request);
        if (stream.response.resetCode != 0 && !stream.response.resetsInBody) {
            nghttp2_submit_rst_stream(session, NGHTTP2_FLAG_NONE, id, stream.response.resetCode);
            return;
        }
        const auto pairs = pairsOf(stream.response.fields);
        nghttp2_data_provider provider{};
        provider.source.ptr = this;
        provider.read_callback = [](nghttp2_session *of, int32_t streamId, uint8_t *buffer, size_t length, uint32_t *flags,
                                     nghttp2_data_source *source, void *) -> ssize_t {
            Stream &which = static_cast<Session *>(source->ptr)->streams[streamId];
            const Http2Response &response = which.response;
            qsizetype end = response.body.size();
            if (response.resetsInBody)
                end /= 2;
            const auto count = qMin<qsizetype>(qsizetype(length), end - which.sent);
            std::memcpy(buffer, response.body.constData() + which.sent, std::size_t(count));
            which.sent += count;
            if (response.resetsInBody && count == 0) {
                static_cast<Session *>(source->ptr)->resets.push_back(streamId);
                return NGHTTP2_ERR_DEFERRED;
            }
            if (which.sent == response.body.size()) {
                *flags |= NGHTTP2_DATA_FLAG_EOF;
                if (!response.trailers.isEmpty()) {
                    *flags |= NGHTTP2_DATA_FLAG_NO_END_STREAM;
                    const auto trailers = pairsOf(response.trailers);
                    nghttp2_submit_trailer(of, streamId, trailers.data(), trailers.size());
                }
            }
            return count;
        };
        nghttp2_submit_response(session, id, pairs.data(), pairs.size(), &provider);
    }
};

Session &sessionOf(void *data)
{
    return *static_cast<Session *>(data);
}

}

Http2Server::Http2Server(Handler handler, std::shared_ptr<SSL_CTX> tls)
    : m_handler(std::move(handler))
    , m_server({std::move(tls)}, [this](RawConnection &connection) { serve(connection); })
{
}

QList<Http2Request> Http2Server::requests() const
{
    const std::lock_guard lock(m_mutex);
    return m_requests;
}

void Http2Server::serve(RawConnection &connection)
{
    Session data{m_handler,
        [this](const Http2Request &request) {
            const std::lock_guard lock(m_mutex);
            m_requests.append(request);
        },
        {}, {}};
    nghttp2_session_callbacks *callbacks = nullptr;
    nghttp2_session_callbacks_new(&callbacks);
    nghttp2_session_callbacks_set_on_header_callback(callbacks,
        [](nghttp2_session *, const nghttp2_frame *frame, const uint8_t *name, size_t nameSize, const uint8_t *value,
            size_t valueSize, uint8_t, void *user) {
            sessionOf(user).streams[frame->hd.stream_id].request.fields.append(
                QByteArray(reinterpret_cast<const char *>(name), qsizetype(nameSize)),
                QByteArray(reinterpret_cast<const char *>(value), qsizetype(valueSize)));
            return 0;
        });
    nghttp2_session_callbacks_set_on_data_chunk_recv_callback(
        callbacks, [](nghttp2_session *, uint8_t, int32_t id, const uint8_t *bytes, size_t size, void *user) {
            sessionOf(user).streams[id].request.body.append(reinterpret_cast<const char *>(bytes), qsizetype(size));
            return 0;
        });
    nghttp2_session_callbacks_set_on_frame_recv_callback(
        callbacks, [](nghttp2_session *session, const nghttp2_frame *frame, void *user) {
            const bool isRequest = frame->hd.type == NGHTTP2_HEADERS || frame->hd.type == NGHTTP2_DATA;
            if (isRequest && (frame->hd.flags & NGHTTP2_FLAG_END_STREAM))
                sessionOf(user).answer(session, frame->hd.stream_id);
            return 0;
        });
    nghttp2_session *session = nullptr;
    nghttp2_session_server_new(&session, callbacks, &data);
    nghttp2_session_callbacks_del(callbacks);
    nghttp2_submit_settings(session, NGHTTP2_FLAG_NONE, nullptr, 0);

    const auto flush = [&] {
        const uint8_t *bytes = nullptr;
        while (true) {
            const ssize_t size = nghttp2_session_mem_send(session, &bytes);
            if (size <= 0)
                return size == 0;
            if (!connection.send(QByteArray(reinterpret_cast<const char *>(bytes), size)))
                return false;
        }
    };
    while (flush()) {
        for (const int32_t id : std::exchange(data.resets, {})) {
            connection.pause(std::chrono::milliseconds(50));
            nghttp2_submit_rst_stream(session, NGHTTP2_FLAG_NONE, id, data.streams[id].response.resetCode);
            flush();
        }
        const QByteArray got = connection.readSome();
        if (got.isEmpty()
            || nghttp2_session_mem_recv(session, reinterpret_cast<const uint8_t *>(got.constData()), std::size_t(got.size())) < 0)
            break;
    }
    flush();
    nghttp2_session_del(session);
}

}
