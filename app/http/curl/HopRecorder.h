#pragma once

#include "app/base/Clock.h"
#include "app/http/BodyStore.h"
#include "app/http/CautiousDecoder.h"
#include "app/http/HttpRequest.h"
#include "app/http/NetworkFailure.h"
#include "app/http/curl/CallState.h"
#include "app/http/curl/CurlHandle.h"
#include "app/http/curl/HopTimer.h"
#include "app/http/curl/TlsWatch.h"
#include "app/http/curl/UploadBody.h"

#include <functional>
#include <memory>
#include <optional>

namespace tessera {

// One hop as it comes about on the I/O thread: the library's callbacks end here and are written into the exchange.
class HopRecorder {
public:
    // Why the recorder itself ended a hop.
    enum class Stop {
        None,
        Enough, // all that is wanted is there: the head of a HEAD or 101, or of a redirect with an endless body
        NotHttp,
        WouldBeSentTwice,
        HeadTooLarge,
        BodyTooLarge,
        Bomb,
        BadEncoding,
        Storage,
    };
    // What to do with the body of an answer, asked when its head is complete.
    struct BodyPlan {
        bool isKept = true; // false: of a redirect that is followed
        bool isDecoded = false;
    };
    using HeadReader = std::function<BodyPlan(int status, const HttpHeaders &)>;

    // Told of the answer to a round of Digest or NTLM that was not the last: the library has gone on to the next.
    using RoundReader = std::function<void(const HttpHeaders &)>;

    HopRecorder(CURL *handle, const HttpRequest &request, CallState &state, HeadReader readHead, RoundReader readRound);
    HopRecorder(const HopRecorder &) = delete;
    HopRecorder &operator=(const HopRecorder &) = delete;

    // Callbacks, timings and the certificate's check go to this object, which has to stay where it is.
    void attach();
    void setTls(TlsWatch::Check check);
    // Takes timings and sizes from the handle; after the library has let go of the hop. Cut off: its body has no end.
    void complete(bool isCutOff);

    [[nodiscard]] bool hasHead() const { return m_hasHead; } // of the final answer
    [[nodiscard]] bool hasInterimOnly() const { return !m_hasHead && m_hasInterim; }
    [[nodiscard]] const QByteArray &notHttp() const { return m_notHttp; } // how an answer began that is none
    [[nodiscard]] bool wasSent() const { return m_timer.wasSent(); }
    [[nodiscard]] Stop stop() const { return m_stop; }
    [[nodiscard]] const std::optional<Error> &storageError() const { return m_storageError; }
    // Why the body could not be read to its end; the hop ended there.
    [[nodiscard]] std::optional<Error> uploadError() const { return m_upload ? m_upload->error() : std::nullopt; }
    [[nodiscard]] bool isMislabelled() const { return m_decoder && m_decoder->isMislabelled(); } // its body was kept as it came
    [[nodiscard]] bool isDecodedWhole() const { return !m_decoder || m_decoder->isWhole(); }
    [[nodiscard]] std::shared_ptr<BodyStore> body() const { return m_body; }
    [[nodiscard]] TlsOutcome tlsOutcome() const;
    [[nodiscard]] QString libraryText() const;

    [[nodiscard]] HopTimer::Deadline deadline(SteadyTime now);

private:
    static int connectionReady(void *self, char *remote, char *local, int remotePort, int localPort);
    static int progress(void *self, curl_off_t, curl_off_t, curl_off_t, curl_off_t sent);
    static int debug(CURL *, curl_infotype type, char *data, std::size_t size, void *self);
    static std::size_t takeHeader(char *data, std::size_t, std::size_t size, void *self);
    static std::size_t takeBody(char *data, std::size_t, std::size_t size, void *self);
    static CURLcode prepareTls(CURL *, void *context, void *self);

    bool addHeaderLine(QByteArrayView line);
    void finishHead();
    void settleHead();
    void beginRound();
    [[nodiscard]] bool mayGoOn(int status) const;
    [[nodiscard]] bool isBomb(qint64 decoded) const;
    bool keep(QByteArrayView bytes);
    [[nodiscard]] bool end(Stop why); // false, for callbacks to hand back

    // The hop under construction is the last of the exchange.
    template <typename Change> void change(Change &&change)
    {
        m_state.change([&](HttpExchange &exchange) { change(exchange.hops.last()); });
    }

    CURL *m_handle;
    const HttpRequest &m_request;
    CallState &m_state;
    HeadReader m_readHead;
    RoundReader m_readRound;
    std::optional<UploadBody> m_upload; // of a body that is not in memory
    std::shared_ptr<TlsOutcome> m_tlsOutcome; // shared with the connection that it is about; null without TLS
    std::optional<TlsWatch::Check> m_tlsCheck;

    QByteArray m_head; // lines so far
    qint64 m_headBytes = 0; // of all heads and trailers
    bool m_hasHead = false, m_hasInterim = false;
    bool m_isHeadHeld = false; // until it is known whether the library goes another round
    QByteArray m_notHttp;
    bool m_mayRepeat = false; // the server said that it did not look at the request

    BodyPlan m_plan;
    std::shared_ptr<BodyStore> m_body; // shared: viewers keep it
    std::unique_ptr<CautiousDecoder> m_decoder;
    qint64 m_received = 0;
    Stop m_stop = Stop::None;
    std::optional<Error> m_storageError;

    HopTimer m_timer;
    char m_errorText[CURL_ERROR_SIZE] = {};
};

}
