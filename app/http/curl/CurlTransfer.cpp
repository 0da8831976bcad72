#include "app/http/curl/CurlTransfer.h"

#include "app/http/ContentDecoder.h"
#include "app/http/ProxyChoice.h"
#include "app/http/VisibleText.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <cerrno>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

using Kind = NetworkFailure::Kind;
using Stop = HopRecorder::Stop;

QString tr(const char *text)
{
    return QCoreApplication::translate("CurlTransfer", text);
}

constexpr qsizetype mostWarnings = 20; // a hostile answer has thousands of bad cookies

// A length that is no number, or larger than any: the library passes over it and takes what comes until the end.
bool hasImpossibleLength(const HttpHop &hop)
{
    constexpr int noContent = 204, notModified = 304;
    if (hop.requestHead.startsWith("HEAD ") || hop.status == noContent || hop.status == notModified || hop.headers.contains("Transfer-Encoding"_ba))
        return false;
    const auto isLength = [](const QByteArray &text) {
        bool isNumber = false;
        return text.toLongLong(&isNumber) >= 0 && isNumber;
    };
    for (const QByteArray &field : hop.headers.values("Content-Length"_ba)) {
        if (isLength(field))
            continue;
        for (const QByteArray &length : field.split(',')) {
            if (!isLength(length.trimmed()))
                return true;
        }
    }
    return false;
}

}

CurlTransfer::CurlTransfer(Task task)
    : m_task(std::move(task))
    , m_request(std::move(m_task.request))
    , m_origin(std::move(m_task.origin))
    , m_started(std::chrono::steady_clock::now())
{
}

CurlTransfer::~CurlTransfer()
{
    releaseHandle(m_isHandleReusable);
}

Result<CURL *> CurlTransfer::startHop(CurlNetworks &networks)
{
    auto network = networks.get(m_task.settings, !m_crossedOrigins, m_request.version);
    if (!network)
        return failure(network.error());
    m_network = *std::move(network);
    const auto proxy = m_network->proxyFor(m_origin);
    if (!proxy)
        return failure(proxy.error());
    m_proxy = *proxy;
    addCookies();
    const HttpRequest &wire = m_withCookies ? *m_withCookies : m_request;

    m_task.state->change([&](HttpExchange &exchange) {
        HttpHop hop;
        hop.url = m_request.url;
        hop.startedAt = now();
        if (m_redirect) {
            hop.withheldHeaders = m_redirect->withheldHeaders;
            hop.withheldQueryItems = m_redirect->withheldQueryItems;
        }
        exchange.hops.append(hop);
    });
    m_redirect.reset();
    m_hasFinalHead = false;
    m_easy = m_network->takeHandle();
    m_lists = setUp(m_easy.get(), wire, m_origin, m_proxy, m_network->hasExceptionFor(m_origin));
    m_recorder = std::make_unique<HopRecorder>(
        m_easy.get(), wire, *m_task.state, [this](int status, const HttpHeaders &headers) { return readHead(status, headers); },
        [this](const HttpHeaders &headers) { takeCookies(headers); });
    m_recorder->attach();
    if (m_origin.scheme == "https"_L1) {
        const auto trust = m_network->trust();
        if (!trust)
            return failure(trust.error());
        m_recorder->setTls({*trust, m_network->identity(), m_origin.host, m_origin.port, nullptr});
    }
    curl_easy_setopt(m_easy.get(), CURLOPT_PRIVATE, this);
    return m_easy.get();
}

bool CurlTransfer::finishHop(CURLcode code)
{
    m_recorder->complete(code != CURLE_OK);
    if (const auto error = m_recorder->uploadError(); error && !m_recorder->hasHead()) {
        fail(*error);
        return false;
    }
    if (!m_recorder->hasHead()) {
        fail(errorOf(code));
        return false;
    }
    const bool isEnough = m_recorder->stop() == Stop::Enough;
    if (m_redirect) { // what became of the body of a redirect does not matter
        releaseHandle(code == CURLE_OK && !m_request.login); // a handle remembers what a server asked for
        m_request = m_redirect->request;
        m_origin = *m_request.origin(); // the policy has looked at it
        m_crossedOrigins = m_crossedOrigins || m_redirect->crossesOrigin;
        ++m_redirects;
        for (const QString &note : std::as_const(m_redirect->notes))
            warn(note);
        return true;
    }
    finishWithAnswer(isEnough ? CURLE_OK : code);
    return false;
}

void CurlTransfer::stop(NetworkFailure::Kind kind, Milliseconds limit)
{
    if (m_recorder)
        m_recorder->complete(true);
    m_task.state->change([](HttpExchange &exchange) { exchange.isComplete = false; });
    fail(trouble(kind).after(limit).error());
}

void CurlTransfer::fail(const Error &error)
{
    m_task.state->change([](HttpExchange &exchange) { exchange.isComplete = false; });
    m_result = failure(error);
    releaseHandle(false);
}

HopTimer::Deadline CurlTransfer::deadline(SteadyTime now) const
{
    auto deadline = m_recorder ? m_recorder->deadline(now) : HopTimer::Deadline();
    const Milliseconds total = m_request.timeouts.total;
    if (deadline.due || total <= Milliseconds(0))
        return deadline;
    const SteadyTime end = m_started + total;
    if (end <= now)
        return {Kind::TotalTimeout, total, std::nullopt};
    deadline.next = deadline.next ? std::min(*deadline.next, end) : end;
    return deadline;
}

HopRecorder::BodyPlan CurlTransfer::readHead(int status, const HttpHeaders &headers)
{
    takeCookies(headers);
    const auto decision = RedirectPolicy::decide(m_request, status, headers, m_redirects);
    if (decision.next) {
        m_redirect = decision.next;
        return {false, false};
    }
    m_refusal = decision.refusal;
    m_hasFinalHead = true;
    const QByteArray encoding = headers.value("Content-Encoding"_ba);
    if (encoding.isEmpty())
        return {true, false};
    constexpr int partialContent = 206;
    if (status == partialContent) { // a range is one of the encoded bytes (RFC 9110 section 14.2): alone it does not decode
        if (ContentDecoder::make(encoding))
            warn(tr("The body is shown and saved as it came: it is a part of a compressed one (%1).").arg(VisibleText::of(encoding, 40)));
        return {true, false};
    }
    if (!ContentDecoder::isKnown(encoding)) {
        warn(tr("The body is shown as it came: its encoding \"%1\" is not known here.").arg(VisibleText::of(encoding, 40)));
        return {true, false};
    }
    // Whoever composed Accept-Encoding knows what comes; of others the server may assume that they decode it all the same.
    if (!m_request.headers.contains("Accept-Encoding"_ba) && ContentDecoder::make(encoding))
        m_unaskedEncoding = VisibleText::of(encoding, 40);
    return {true, true};
}

void CurlTransfer::takeCookies(const HttpHeaders &headers)
{
    if (!m_task.cookies)
        return;
    for (const QByteArray &field : headers.values("Set-Cookie")) {
        if (const auto taken = m_task.cookies->take(field, m_request.url, now()); !taken)
            warn(taken.error().message);
    }
}

void CurlTransfer::addCookies()
{
    m_withCookies.reset();
    if (!m_task.cookies)
        return;
    const QByteArray composed = m_request.headers.values("Cookie").join("; ");
    const QByteArray merged = m_task.cookies->header(m_request.url, composed, now());
    if (merged == composed) // several composed fields stay several
        return;
    m_withCookies = m_request;
    m_withCookies->headers.set("Cookie", merged);
}

void CurlTransfer::finishWithAnswer(CURLcode code)
{
    const auto problem = incompleteness(code);
    m_task.state->change([&](HttpExchange &exchange) { exchange.isComplete = !problem; });
    if (problem)
        warn(*problem);
    if (!m_unaskedEncoding.isEmpty() && !m_recorder->isMislabelled() && m_recorder->body() && m_recorder->body()->size() > 0)
        warn(tr("The server compressed the body (%1) without being asked. It is shown and saved decoded.").arg(m_unaskedEncoding));
    if (!m_refusal.isEmpty())
        warn(m_refusal);
    if (m_request.version == HttpVersion::Http2 && m_origin.scheme == "https"_L1) {
        const auto version = m_task.state->snapshot().last().version;
        if (!version.startsWith("HTTP/2"))
            warn(tr("HTTP/2 was asked for; the server chose %1.").arg(QString::fromLatin1(version)));
    }
    m_result = m_task.state->snapshot();
    m_isHandleReusable = code == CURLE_OK && !m_request.login; // with the rest, when the owner has been told
}

std::optional<QString> CurlTransfer::incompleteness(CURLcode code) const
{
    switch (m_recorder->stop()) {
    case Stop::BodyTooLarge:
        return tr("The body was cut: it is larger than the limit of %1 MiB.").arg(m_request.limits.bytes / (1024 * 1024));
    case Stop::Bomb:
        return tr("The body was cut: decoded it is more than %1 times as large as what was sent, as decompression bombs are.")
            .arg(m_request.limits.ratio);
    case Stop::BadEncoding:
        return trouble(Kind::BadEncoding).error().message;
    case Stop::Storage:
        return m_recorder->storageError()->message;
    case Stop::HeadTooLarge:
        return tr("The trailers of the answer were too large; the connection was closed.");
    case Stop::None:
    case Stop::Enough:
    case Stop::NotHttp:
    case Stop::WouldBeSentTwice:
        break;
    }
    if (const auto error = m_recorder->uploadError())
        return error->message;
    if (code == CURLE_OK && m_recorder->isMislabelled()) {
        const QByteArray encoding = m_task.state->snapshot().last().headers.value("Content-Encoding"_ba);
        return tr("The body is shown as it came: it does not decode as what the server says it is (%1).").arg(VisibleText::of(encoding, 40));
    }
    if (code == CURLE_OK && !m_recorder->isDecodedWhole())
        return tr("The compressed body ends in the middle: a part of it is missing.");
    if (code == CURLE_OK)
        return hasImpossibleLength(m_task.state->snapshot().last()) ? std::optional(trouble(Kind::BadFraming).error().message) : std::nullopt;
    const QString text = m_recorder->libraryText();
    const bool isFraming = text.contains("chunk"_L1, Qt::CaseInsensitive) || text.contains("Length"_L1);
    return isFraming && code != CURLE_PARTIAL_FILE ? trouble(Kind::BadFraming).error().message
                                                   : trouble(Kind::CutOff).error().message;
}

Error CurlTransfer::errorOf(CURLcode code) const
{
    switch (m_recorder->stop()) {
    case Stop::NotHttp:
        if (m_recorder->notHttp().startsWith("\x15\x03")) // a TLS alert
            return trouble(Kind::NotHttpButTls).error();
        return trouble(Kind::NotHttp).says(tr("it began with \"%1\"").arg(VisibleText::of(m_recorder->notHttp()))).error();
    case Stop::WouldBeSentTwice:
        return trouble(Kind::EmptyReply).error();
    case Stop::HeadTooLarge:
        return trouble(Kind::TooLarge).error();
    default:
        break;
    }
    const QString text = m_recorder->libraryText();
    const QString proxy = ProxyChoice::hostAndPort(m_proxy);
    const bool isProxied = m_proxy.kind != ProxySettings::Kind::None;
    if (m_recorder->wasSent() && (code == CURLE_OUT_OF_MEMORY || text.contains("Too large"_L1))) // its own limits for headers
        return trouble(Kind::TooLarge).error();
    long number = 0;
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
        if (isProxied) // who resolves the server's name itself
            return trouble(Kind::ProxyNameNotFound).proxy(proxy).error();
        return trouble(Kind::NameNotFound).error();
    case CURLE_COULDNT_RESOLVE_PROXY:
        return trouble(Kind::ProxyNameNotFound).proxy(proxy).error();
    case CURLE_COULDNT_CONNECT:
        curl_easy_getinfo(m_easy.get(), CURLINFO_OS_ERRNO, &number);
        if (isProxied)
            return trouble(number == ECONNREFUSED ? Kind::ProxyRefused : Kind::ProxyFailed).proxy(proxy).error();
        return trouble(number == ECONNREFUSED ? Kind::Refused : Kind::Unreachable).error();
    case CURLE_OPERATION_TIMEDOUT:
        return trouble(Kind::ConnectTimeout).after(m_request.timeouts.connect).error();
    case CURLE_PROXY:
        return trouble(Kind::ProxyFailed).proxy(proxy).says(text).error();
    case CURLE_PEER_FAILED_VERIFICATION:
        if (const auto verdict = m_recorder->tlsOutcome().verdict; verdict && !verdict->isAccepted())
            return verdict->error(m_origin.authority());
        return tlsError(TlsProblem::BadCertificate);
    case CURLE_SSL_CLIENTCERT:
        return tlsError(TlsProblem::CertificateDemanded);
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CIPHER:
        return tlsError(tlsProblemOfLibraryText(text));
    case CURLE_GOT_NOTHING:
        return trouble(m_recorder->hasInterimOnly() ? Kind::OnlyInterim : Kind::EmptyReply).error();
    case CURLE_UNSUPPORTED_PROTOCOL: // it calls an answer without a status line HTTP/0.9
    case CURLE_WEIRD_SERVER_REPLY:
        return trouble(Kind::NotHttp).error();
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
        return trouble(Kind::Http2Broken).says(text).error();
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR: {
        curl_easy_getinfo(m_easy.get(), CURLINFO_HTTP_CONNECTCODE, &number);
        if (isProxied && number >= 300)
            return number == 407 ? trouble(Kind::ProxyDemandsCredentials).proxy(proxy).error()
                                 : trouble(Kind::ProxyFailed).proxy(proxy).says(u"HTTP %1"_s.arg(number)).error();
        const TlsProblem problem = tlsProblemOfLibraryText(text);
        if (problem == TlsProblem::CertificateDemanded || problem == TlsProblem::CertificateRefused)
            return tlsError(problem);
        if (m_recorder->tlsOutcome().isIdentityMissing) // its alert may be lost behind the reset of the connection
            return tlsError(TlsProblem::CertificateDemanded);
        if (isProxied && !m_recorder->wasSent())
            return trouble(Kind::ProxyFailed).proxy(proxy).says(text).error();
        return trouble(m_recorder->hasInterimOnly() ? Kind::OnlyInterim : Kind::EmptyReply).error();
    }
    case CURLE_OK:
        return trouble(m_recorder->hasInterimOnly() ? Kind::OnlyInterim : Kind::EmptyReply).error();
    default:
        return trouble(Kind::Other).says(text).error();
    }
}

Error CurlTransfer::tlsError(TlsProblem problem) const
{
    TlsVerdict verdict;
    verdict.problems = {problem};
    return verdict.error(m_origin.authority());
}

UtcTime CurlTransfer::now() const
{
    return m_task.sentAt + std::chrono::duration_cast<Milliseconds>(std::chrono::steady_clock::now() - m_started);
}

void CurlTransfer::warn(const QString &text)
{
    m_task.state->change([&](HttpExchange &exchange) {
        if (exchange.warnings.size() < mostWarnings && !exchange.warnings.contains(text))
            exchange.warnings.append(text);
    });
}

void CurlTransfer::releaseHandle(bool isReusable)
{
    m_recorder.reset();
    if (m_easy && isReusable && m_network)
        m_network->giveBack(std::move(m_easy));
    m_easy.reset();
    m_lists = {};
}

}
