#include "app/http/curl/HopRecorder.h"

#include "app/http/curl/HeadText.h"

#include <QtCore/QVarLengthArray>

#include <array>
#include <charconv>
#include <cstring>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestHead = 1024 * 1024;
constexpr qsizetype usualHead = 512;
constexpr qsizetype shownOfRequestBody = 64 * 1024;
constexpr qsizetype shownOfNotHttp = 60;
constexpr qint64 mostOfRedirectBody = 256 * 1024;
constexpr qint64 toldFrom = 256 * 1024; // of a request's body: shorter ones are gone before anybody looks
constexpr qint64 bombFrom = 16 * 1024 * 1024;

QString addressText(const char *address, int port)
{
    const QByteArrayView host(address);
    const bool isIpv6 = host.contains(':');
    QVarLengthArray<char, 80> text;
    const auto append = [&text](QByteArrayView part) { text.append(part.data(), part.size()); };
    append(isIpv6 ? "[" : "");
    append(host);
    append(isIpv6 ? "]:" : ":");
    std::array<char, 8> digits{};
    append({digits.data(), std::to_chars(digits.begin(), digits.end(), port).ptr});
    return QString::fromLatin1(text.constData(), text.size());
}

// The library writes its debug texts, which takes as long as all the rest, only from here to the answer.
void listen(CURL *handle, bool isListening)
{
    curl_easy_setopt(handle, CURLOPT_VERBOSE, isListening ? 1L : 0L);
}

HopRecorder &recorder(void *self)
{
    return *static_cast<HopRecorder *>(self);
}

}

HopRecorder::HopRecorder(CURL *handle, const HttpRequest &request, CallState &state, HeadReader readHead, RoundReader readRound)
    : m_handle(handle)
    , m_request(request)
    , m_state(state)
    , m_readHead(std::move(readHead))
    , m_readRound(std::move(readRound))
{
}

void HopRecorder::attach()
{
    curl_easy_setopt(m_handle, CURLOPT_ERRORBUFFER, m_errorText);
    curl_easy_setopt(m_handle, CURLOPT_PREREQFUNCTION, connectionReady);
    curl_easy_setopt(m_handle, CURLOPT_PREREQDATA, this);
    curl_easy_setopt(m_handle, CURLOPT_DEBUGFUNCTION, debug);
    curl_easy_setopt(m_handle, CURLOPT_DEBUGDATA, this);
    curl_easy_setopt(m_handle, CURLOPT_HEADERFUNCTION, takeHeader);
    curl_easy_setopt(m_handle, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(m_handle, CURLOPT_WRITEFUNCTION, takeBody);
    curl_easy_setopt(m_handle, CURLOPT_WRITEDATA, this);
    if (m_request.hasBody && !m_request.body.isInMemory())
        m_upload.emplace(m_request.body).attach(m_handle);
    else
        UploadBody::detach(m_handle);
    const bool isTold = m_request.hasBody && m_request.body.size() >= toldFrom;
    m_state.sent = m_state.onWire = 0;
    m_state.toSend = isTold ? m_request.body.size() : 0;
    curl_easy_setopt(m_handle, CURLOPT_NOPROGRESS, isTold ? 0L : 1L);
    curl_easy_setopt(m_handle, CURLOPT_XFERINFOFUNCTION, isTold ? progress : nullptr);
    curl_easy_setopt(m_handle, CURLOPT_XFERINFODATA, this);
}

void HopRecorder::setTls(TlsWatch::Check check)
{
    m_tlsOutcome = check.outcome = std::make_shared<TlsOutcome>();
    m_tlsCheck = std::move(check);
    curl_easy_setopt(m_handle, CURLOPT_SSL_CTX_FUNCTION, prepareTls);
    curl_easy_setopt(m_handle, CURLOPT_SSL_CTX_DATA, this);
}

void HopRecorder::complete(bool isCutOff)
{
    if (m_isHeadHeld) // nothing came after it: it was the last
        settleHead();
    curl_off_t uploaded = 0;
    curl_easy_getinfo(m_handle, CURLINFO_SIZE_UPLOAD_T, &uploaded);

    change([&](HttpHop &hop) {
        hop.timings = m_timer.timings(m_handle);
        hop.receivedBodySize = m_received;
        hop.requestBodySize = uploaded;
        hop.requestBody = (m_upload ? m_upload->head() : m_request.body.bytes()).left(qMin<qint64>(uploaded, shownOfRequestBody));
        if (!hop.tls && m_tlsOutcome && m_tlsOutcome->verdict)
            hop.tls = TlsInfo{{}, {}, m_tlsOutcome->verdict->chain, m_tlsOutcome->verdict->trust};
        if (hop.version.startsWith("HTTP/2"))
            hop.requestHead = HeadText::asHttp2(hop.requestHead, hop.url.left(hop.url.indexOf(':')));
    });
    if (m_decoder && m_stop == Stop::None)
        m_decoder->finish(isCutOff, [this](QByteArrayView piece) { return keep(piece); });
    if (m_body)
        m_body->finish();
}

TlsOutcome HopRecorder::tlsOutcome() const
{
    return m_tlsOutcome ? *m_tlsOutcome : TlsOutcome();
}

QString HopRecorder::libraryText() const
{
    return QString::fromUtf8(m_errorText);
}

HopTimer::Deadline HopRecorder::deadline(SteadyTime now)
{
    if (m_upload) // after a 1xx a body may still be on its way
        m_timer.noteRead(m_upload->lastRead());
    return m_timer.deadline(m_request.timeouts, now);
}

int HopRecorder::connectionReady(void *self, char *remote, char *local, int remotePort, int localPort)
{
    HopRecorder &me = recorder(self);
    // A kept connection that dies under a request makes the library send it again. Nobody knows what the server did.
    if (me.m_isHeadHeld)
        me.beginRound();
    if (me.wasSent() && !me.m_mayRepeat) {
        (void)me.end(Stop::WouldBeSentTwice);
        return CURL_PREREQFUNC_ABORT;
    }
    me.m_mayRepeat = false;
    me.m_timer.noteReady();
    listen(me.m_handle, true);
    std::optional<TlsInfo> tls;
    if (me.m_tlsCheck) {
        curl_tlssessioninfo *session = nullptr;
        curl_easy_getinfo(me.m_handle, CURLINFO_TLS_SSL_PTR, &session);
        if (session && session->backend == CURLSSLBACKEND_OPENSSL && session->internals)
            tls = TlsWatch::infoOf(static_cast<const ssl_st *>(session->internals));
    }
    me.change([&](HttpHop &hop) {
        hop.remoteAddress = addressText(remote, remotePort);
        hop.localAddress = addressText(local, localPort);
        hop.tls = tls;
    });
    return CURL_PREREQFUNC_OK;
}

int HopRecorder::progress(void *self, curl_off_t, curl_off_t, curl_off_t, curl_off_t sent)
{
    recorder(self).m_state.sent.store(sent, std::memory_order_relaxed);
    return 0;
}

int HopRecorder::debug(CURL *, curl_infotype type, char *data, std::size_t size, void *self)
{
    HopRecorder &me = recorder(self);
    switch (type) {
    case CURLINFO_HEADER_OUT:
        me.m_timer.noteSent();
        me.change([&](HttpHop &hop) { hop.requestHead.append(data, qsizetype(size)); });
        break;
    case CURLINFO_DATA_OUT:
        me.m_timer.noteSent();
        break;
    case CURLINFO_TEXT:
        if (size >= 14 && std::memcmp(data, "REFUSED_STREAM", 14) == 0)
            me.m_mayRepeat = true;
        break;
    default:
        break;
    }
    return 0;
}

std::size_t HopRecorder::takeHeader(char *data, std::size_t, std::size_t size, void *self)
{
    return recorder(self).addHeaderLine(QByteArrayView(data, qsizetype(size))) ? size : 0;
}

bool HopRecorder::addHeaderLine(QByteArrayView line)
{
    if (!m_timer.hasReceived())
        listen(m_handle, false);
    m_timer.noteReceived();
    m_headBytes += line.size();
    if (m_headBytes > largestHead)
        return end(Stop::HeadTooLarge);
    const bool isEnd = line == "\r\n" || line == "\n";
    if (m_hasHead) { // trailers
        if (m_isHeadHeld)
            settleHead();
        if (!isEnd)
            change([&](HttpHop &hop) {
                for (const HttpHeader &field : HeadText::fields(line))
                    hop.trailers.append(field.name, field.value);
            });
        return true;
    }
    if (m_head.isEmpty())
        m_head.reserve(usualHead);
    m_head.append(line);
    if (!isEnd)
        return true;
    finishHead();
    return m_stop == Stop::None;
}

void HopRecorder::finishHead()
{
    constexpr int switching = 101;
    const QByteArray head = std::exchange(m_head, {});
    const qsizetype lineEnd = head.indexOf('\n') + 1;
    const auto line = HeadText::statusLine(QByteArrayView(head).first(lineEnd));
    if (line.status >= 100 && line.status < 200 && line.status != switching) {
        m_hasInterim = true;
        change([&](HttpHop &hop) { hop.informational.append(head); });
        return;
    }
    m_hasHead = true;
    const HttpHeaders headers = HeadText::fields(QByteArrayView(head).sliced(lineEnd));
    change([&](HttpHop &hop) {
        hop.responseHead = head;
        hop.version = line.version;
        hop.status = line.status;
        hop.reason = line.reason;
        hop.headers = headers;
    });
    m_isHeadHeld = mayGoOn(line.status);
    if (!m_isHeadHeld)
        settleHead();
}

// Digest and NTLM are asked for by a 401, and tried out without the body first.
bool HopRecorder::mayGoOn(int status) const
{
    return m_request.login && (status == 401 || status < 300) && !(m_request.method == "HEAD" && m_request.hasBody);
}

// The answer that came was that of a round; what follows is a request of its own.
void HopRecorder::beginRound()
{
    HttpHeaders headers;
    m_state.change([&](HttpExchange &exchange) {
        HttpHop &hop = exchange.hops.last();
        hop.timings = m_timer.timings(m_handle);
        headers = hop.headers;
        HttpHop next;
        next.url = hop.url;
        next.startedAt = hop.startedAt + std::chrono::duration_cast<Milliseconds>(hop.timings.total);
        exchange.hops.append(next);
    });
    m_readRound(headers);
    m_isHeadHeld = m_hasHead = m_hasInterim = false;
    m_headBytes = m_received = 0;
    m_state.onWire = 0;
    m_timer.beginAgain();
}

// The head is the final answer's: what its body is to become.
void HopRecorder::settleHead()
{
    constexpr int switching = 101;
    m_isHeadHeld = false;
    int status = 0;
    HttpHeaders headers;
    change([&](const HttpHop &hop) {
        status = hop.status;
        headers = hop.headers;
    });
    m_plan = m_readHead(status, headers);
    if (m_plan.isKept) {
        m_body = std::make_shared<BodyStore>(
            BodyStore::Options{m_request.limits.bytes, m_request.limits.mayUseDisk, {}, BodyStore::Options().memoryLimit});
        if (m_plan.isDecoded)
            m_decoder = CautiousDecoder::make(
                headers.value("Content-Encoding"_ba), [this](qint64 size) { return !isBomb(size) || end(Stop::Bomb); });
        bool isNumber = false;
        const qint64 length = headers.value("Content-Length"_ba).toLongLong(&isNumber);
        if (isNumber && length >= 0 && m_request.method != "HEAD") {
            m_body->expect(m_decoder ? 0 : length);
            m_state.expected = m_decoder ? -1 : length;
        }
        m_state.change([&](HttpExchange &exchange) { exchange.body = m_body; });
    }
    // What follows 101 is no HTTP. A HEAD with a body is a POST to the library, and it would wait for an answer's.
    if (status == switching || (m_request.method == "HEAD" && m_request.hasBody))
        (void)end(Stop::Enough);
}

std::size_t HopRecorder::takeBody(char *data, std::size_t, std::size_t size, void *self)
{
    HopRecorder &me = recorder(self);
    const QByteArrayView bytes(data, qsizetype(size));
    me.m_timer.noteReceived();
    if (!me.m_hasHead) { // bytes that don't begin with a status line
        me.m_notHttp = bytes.first(qMin(bytes.size(), shownOfNotHttp)).toByteArray();
        return me.end(Stop::NotHttp) ? size : 0;
    }
    if (me.m_isHeadHeld)
        me.settleHead();
    me.m_received += bytes.size();
    me.m_state.onWire.store(me.m_received, std::memory_order_relaxed);
    if (!me.m_plan.isKept || !me.m_body)
        return me.m_received <= mostOfRedirectBody || me.end(Stop::Enough) ? size : 0;
    if (!me.m_decoder)
        return me.keep(bytes) ? size : 0;
    const auto outcome = me.m_decoder->feed(bytes, [&me](QByteArrayView piece) { return me.keep(piece); });
    if (outcome == ContentDecoder::Outcome::Broken)
        (void)me.end(Stop::BadEncoding);
    return outcome == ContentDecoder::Outcome::Good ? size : 0;
}

bool HopRecorder::isBomb(qint64 decoded) const
{
    return decoded > bombFrom && m_request.limits.ratio > 0 && decoded / m_request.limits.ratio > m_received;
}

bool HopRecorder::keep(QByteArrayView bytes)
{
    const qint64 size = m_body->size() + bytes.size();
    if (m_request.limits.bytes > 0 && size > m_request.limits.bytes) {
        (void)m_body->append(bytes.first(m_request.limits.bytes - m_body->size()));
        return end(Stop::BodyTooLarge);
    }
    if (m_decoder && isBomb(size))
        return end(Stop::Bomb);
    if (const auto kept = m_body->append(bytes); !kept) {
        m_storageError = kept.error();
        return end(Stop::Storage);
    }
    m_state.received.store(size, std::memory_order_relaxed);
    return true;
}

CURLcode HopRecorder::prepareTls(CURL *, void *context, void *self)
{
    const HopRecorder &me = recorder(self);
    return TlsWatch::install(static_cast<ssl_ctx_st *>(context), *me.m_tlsCheck) ? CURLE_OK : CURLE_SSL_CERTPROBLEM;
}

bool HopRecorder::end(Stop why)
{
    m_stop = why;
    return false;
}

}
