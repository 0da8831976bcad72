#include "app/http/QnamCall.h"

#include "app/http/ProxyChoice.h"
#include "app/http/SentOnceBody.h"
#include "app/http/TokenAnswerCheck.h"
#include "app/http/UrlText.h"
#include "app/http/VisibleText.h"
#include "app/http/tls/ClientIdentity.h"

#include <QtCore/QCoreApplication>
#include <QtNetwork/QNetworkProxy>
#include <QtNetwork/QSslError>
#include <QtNetwork/QSslKey>

#include <algorithm>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestBody = 1024 * 1024;
constexpr Milliseconds usualDeadline = std::chrono::seconds(30);

bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

// What the manager decides by itself and may not be told.
bool isOfTheConnection(const QByteArray &name)
{
    const QByteArray lower = name.toLower();
    return lower == "content-length" || lower == "transfer-encoding" || lower == "connection";
}

// QUrl writes %2f as %2F and %7e as ~, which mean the same (RFC 3986 section 6.2.2); more than that may not change.
bool isSameTarget(const QUrl &url, const QByteArray &composed)
{
    const QByteArray held = url.toEncoded(QUrl::RemoveFragment);
    return QByteArray::fromPercentEncoding(UrlText::target(held)) == QByteArray::fromPercentEncoding(UrlText::target(composed));
}

// Qt glues fields of one name together.
HttpHeaders headersOf(const QNetworkReply &reply)
{
    HttpHeaders headers;
    for (const auto &[name, value] : reply.rawHeaderPairs()) {
        if (name.compare("Set-Cookie", Qt::CaseInsensitive) != 0) {
            headers.append(name, value);
            continue;
        }
        for (const QByteArray &cookie : value.split('\n'))
            headers.append(name, cookie);
    }
    return headers;
}

}

QnamCall::QnamCall(Clock &clock, HttpRequest request, NetworkSettings settings, Completion<TokenCallResult> completion,
    QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_request(std::move(request))
    , m_settings(std::move(settings))
    , m_completion(std::move(completion))
{
}

QnamCall::~QnamCall()
{
    m_clock.cancel(m_deadline);
    delete m_manager;
}

void QnamCall::start()
{
    const auto prepared = prepare();
    if (!prepared)
        return fail(prepared.error());
    m_body = new SentOnceBody(m_request.hasBody ? m_request.body.bytes() : QByteArray(), m_manager);
    m_sentAt = m_clock.now();
    const bool isHead = m_request.method == "HEAD"; // as a custom verb it would wait for a body
    follow(isHead ? m_manager->head(*prepared) : m_manager->sendCustomRequest(*prepared, m_request.method, m_body));
    const Milliseconds limit = m_request.timeouts.total > Milliseconds(0) ? m_request.timeouts.total : usualDeadline;
    m_deadline = m_clock.after(limit, this, [this, limit] {
        const bool isConnecting = m_origin.scheme == "https"_L1 && !m_isEncrypted;
        using Kind = NetworkFailure::Kind;
        fail(trouble(isConnecting ? Kind::ConnectTimeout : Kind::TotalTimeout).after(limit).error());
    });
}

void QnamCall::cancel()
{
    fail(trouble(NetworkFailure::Kind::Cancelled).error());
}

Result<QNetworkRequest> QnamCall::prepare()
{
    if (const auto checked = m_request.check(); !checked)
        return failure(checked.error());
    m_origin = *m_request.origin();
    const auto proxy = ProxyChoice::of(m_settings.proxy, m_origin);
    if (!proxy)
        return failure(proxy.error());
    m_proxy = *proxy;

    const QUrl url = QUrl::fromEncoded(m_request.url, QUrl::StrictMode);
    if (!url.isValid() || !isSameTarget(url, m_request.url))
        return failure(ErrorKind::Input, tr("The path or the query of the URL has characters that can't be sent as they are."),
            tr("Write everything but letters, digits and -._~/ percent-encoded."));
    QNetworkRequest request(url);
    if (m_origin.host.endsWith(".localhost"_L1)) { // by RFC 6761 this computer, whatever a name server says
        QUrl here = url;
        here.setHost(u"localhost"_s);
        request.setUrl(here);
        request.setRawHeader("Host", m_origin.authority().toLatin1());
        request.setPeerVerifyName(m_origin.host);
    }
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual); // or it tries NTLM by itself
    request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    request.setHeader(QNetworkRequest::ContentLengthHeader, m_request.hasBody ? m_request.body.size() : 0);
    request.setRawHeader("Connection", "close");
    request.setRawHeader("Accept-Encoding", "identity");
    request.setRawHeader("Accept-Language", "*"); // can't be left out, and would tell the user's
    request.setRawHeader("User-Agent", "Tessera/" TESSERA_VERSION);
    QList<QByteArray> seen;
    for (const HttpHeader &field : m_request.headers) {
        const QByteArray name = field.name.toLower();
        if (isOfTheConnection(name))
            continue;
        const QByteArray separator = name == "cookie" ? "; " : ", ";
        request.setRawHeader(field.name, seen.contains(name) ? request.rawHeader(field.name) + separator + field.value : field.value);
        seen.append(name);
    }
    // A demand of the proxy would come when the body has gone; inside a tunnel it comes before.
    if (m_proxy.kind == ProxySettings::Kind::Http && !m_proxy.user.isEmpty() && m_origin.scheme == "http"_L1)
        request.setRawHeader("Proxy-Authorization",
            "Basic " + (m_proxy.user.toUtf8() + ':' + m_proxy.password.revealUtf8()).toBase64());

    if (m_origin.scheme == "https"_L1) {
        const auto trust = ServerTrust::make(m_settings.caFile, m_settings.tlsExceptions);
        if (!trust)
            return failure(trust.error());
        m_trust = *trust;
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setProtocol(QSsl::TlsV1_2OrLater);
        QList<QSslCertificate> authorities;
        for (const QByteArray &der : m_trust->additionalAuthorities())
            authorities.append(QSslCertificate(der, QSsl::Der));
        tls.addCaCertificates(authorities);
        if (!m_settings.clientCertificate.certificateFile.isEmpty()) {
            const auto identity = ClientIdentity::read(m_settings.clientCertificate);
            if (!identity)
                return failure(identity.error());
            (*identity)->applyTo(tls);
        }
        request.setSslConfiguration(tls);
    }
    m_manager = new QNetworkAccessManager(this);
    m_manager->setProxy(ProxyChoice::toQt(m_proxy));
    return request;
}

void QnamCall::follow(QNetworkReply *reply)
{
    m_reply = reply;
    connect(reply, &QNetworkReply::requestSent, this, [this] { m_sentAt = m_clock.now(); });
    connect(reply, &QNetworkReply::encrypted, this, [this] {
        m_isEncrypted = true;
        m_sentAt = m_clock.now();
    });
    connect(reply, &QNetworkReply::sslErrors, this, &QnamCall::judgeCertificate);
    connect(reply, &QNetworkReply::metaDataChanged, this, [this] { m_receivedAt = m_clock.now(); });
    connect(reply, &QNetworkReply::readyRead, this, &QnamCall::takeBytes);
    connect(reply, &QNetworkReply::finished, this, &QnamCall::finish);
}

void QnamCall::judgeCertificate(const QList<QSslError> &errors)
{
    QList<QByteArray> chain;
    for (const QSslCertificate &certificate : m_reply->sslConfiguration().peerCertificateChain())
        chain.append(certificate.toDer());
    const TlsVerdict verdict = m_trust->judge(chain, m_origin.host, m_origin.port);
    if (verdict.trust == TlsTrust::Exception) {
        m_reply->ignoreSslErrors(errors);
        return;
    }
    if (!verdict.isAccepted())
        m_refused = TlsInfo{{}, {}, verdict.chain, verdict.trust};
    m_tlsError = verdict.error(m_origin.authority());
    if (verdict.problems.isEmpty() && !errors.isEmpty()) // Qt's own reason, then
        m_tlsError->detail += u" (%1)"_s.arg(errors.constFirst().errorString());
}

void QnamCall::takeBytes()
{
    if (m_isDone)
        return;
    m_received += m_reply->read(largestBody + 1 - m_received.size());
    if (m_received.size() > largestBody)
        fail(trouble(NetworkFailure::Kind::TooLarge).error());
}

void QnamCall::finish()
{
    if (m_isDone)
        return;
    takeBytes();
    if (!m_isDone)
        deliver(outcome());
}

TokenCallResult QnamCall::outcome()
{
    const auto failed = [this](const Error &error) {
        return tl::make_unexpected(TokenCallFailure{error, mayHaveBeenSent(), m_refused});
    };
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0)
        return failed(transportError());
    if (status < 200)
        return failed(trouble(NetworkFailure::Kind::OnlyInterim).says(u"HTTP %1"_s.arg(status)).error());
    if (m_reply->error() == QNetworkReply::ProxyAuthenticationRequiredError && m_proxy.kind != ProxySettings::Kind::None)
        return failed(transportError());
    if (isRedirect(status) && m_reply->hasRawHeader("Location")) {
        const QByteArray location = UrlText::resolved(m_request.url, m_reply->rawHeader("Location"));
        const QString to = VisibleText::of(location.split('?').constFirst()); // a query may hold secrets
        return failed({ErrorKind::Network, tr("%1 sends this call on to %2; calls that carry secrets don't follow.")
                .arg(m_origin.authority(), to), tr("If that is the right place, correct the base URL.")});
    }
    return answer(status);
}

TokenCallResult QnamCall::answer(int status)
{
    TokenAnswer answer;
    answer.status = status;
    answer.reason = m_reply->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toByteArray();
    answer.headers = headersOf(*m_reply);
    answer.body = m_received;
    answer.sentAt = m_sentAt;
    answer.receivedAt = m_receivedAt;

    const auto error = m_reply->error();
    const bool isCut = error == QNetworkReply::RemoteHostClosedError
        || error == QNetworkReply::ContentReSendError; // it wanted to ask again when the connection closed
    const bool isBroken = !isCut && error > QNetworkReply::NoError && error < QNetworkReply::ProxyConnectionRefusedError;
    Result<TokenAnswer> checked = isBroken ? Result<TokenAnswer>(failure(trouble(NetworkFailure::Kind::CutOff).says(m_reply->errorString()).error()))
        : TokenAnswerCheck::whole(std::move(answer), m_request.method, m_origin, isCut, largestBody);
    if (!checked)
        return tl::make_unexpected(TokenCallFailure{checked.error(), true, std::nullopt});
    return *std::move(checked);
}

Error QnamCall::transportError() const
{
    using Kind = NetworkFailure::Kind;
    if (m_tlsError)
        return *m_tlsError;
    const QString proxy = ProxyChoice::hostAndPort(m_proxy);
    const bool isThroughHttpProxy = m_proxy.kind == ProxySettings::Kind::Http; // its troubles read like the server's
    switch (m_reply->error()) {
    case QNetworkReply::HostNotFoundError:
        return isThroughHttpProxy ? trouble(Kind::ProxyNameNotFound).proxy(proxy).error() : trouble(Kind::NameNotFound).error();
    case QNetworkReply::ConnectionRefusedError:
        return isThroughHttpProxy ? trouble(Kind::ProxyRefused).proxy(proxy).error() : trouble(Kind::Refused).error();
    case QNetworkReply::TimeoutError:
        return trouble(Kind::Unreachable).error();
    case QNetworkReply::SslHandshakeFailedError: {
        TlsVerdict verdict;
        verdict.problems = {tlsProblemOfLibraryText(m_reply->errorString())};
        return verdict.error(m_origin.authority());
    }
    case QNetworkReply::ProxyNotFoundError:
        return trouble(Kind::ProxyNameNotFound).proxy(proxy).error();
    case QNetworkReply::ProxyConnectionRefusedError:
        return trouble(Kind::ProxyRefused).proxy(proxy).error();
    case QNetworkReply::ProxyTimeoutError:
        return trouble(Kind::ProxyTimeout).proxy(proxy).error();
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return trouble(Kind::ProxyDemandsCredentials).proxy(proxy).error();
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::UnknownProxyError:
        return trouble(Kind::ProxyFailed).proxy(proxy).says(m_reply->errorString()).error();
    case QNetworkReply::ContentReSendError:
    case QNetworkReply::RemoteHostClosedError:
        return noAnswerError();
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolInvalidOperationError:
        return trouble(Kind::NotHttp).error();
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::UnknownNetworkError:
        if (m_proxy.kind == ProxySettings::Kind::Socks5)
            return trouble(Kind::ProxyFailed).proxy(proxy).says(m_reply->errorString()).error();
        return trouble(Kind::Unreachable).says(m_reply->errorString()).error();
    default:
        return trouble(Kind::Other).says(m_reply->errorString()).error();
    }
}

Error QnamCall::noAnswerError() const
{
    if (m_origin.scheme == "https"_L1 && !m_isEncrypted) {
        TlsVerdict verdict;
        verdict.problems = {TlsProblem::CutOff};
        return verdict.error(m_origin.authority());
    }
    return trouble(NetworkFailure::Kind::NotHttpOrEmpty).error();
}

bool QnamCall::mayHaveBeenSent() const
{
    if (!m_reply)
        return false;
    if (m_origin.scheme == "https"_L1)
        return m_isEncrypted;
    switch (m_reply->error()) {
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::TimeoutError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::UnknownNetworkError:
        return m_body->wasRead();
    default:
        break;
    }
    // Of a request without a body nothing tells whether its head has gone.
    return m_request.body.isEmpty() || m_body->wasRead();
}

void QnamCall::fail(const Error &error)
{
    if (m_isDone)
        return;
    deliver(tl::make_unexpected(TokenCallFailure{error, mayHaveBeenSent(), m_refused}));
}

void QnamCall::deliver(TokenCallResult result)
{
    m_isDone = true;
    m_clock.cancel(m_deadline);
    if (result)
        Q_EMIT answered(m_origin, *result);
    m_completion.deliver(std::move(result));
    QNetworkAccessManager *manager = std::exchange(m_manager, nullptr);
    const bool isAtWork = m_reply && !m_reply->isFinished();
    if (m_reply) {
        m_reply->disconnect(this);
        m_reply->abort();
    }
    if (manager && !isAtWork)
        manager->deleteLater();
    Q_EMIT finished(isAtWork ? manager : nullptr);
}

}
