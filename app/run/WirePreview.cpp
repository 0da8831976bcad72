#include "app/run/WirePreview.h"

#include "app/base/AuthScheme.h"
#include "app/base/SecretNames.h"
#include "app/http/CookieJar.h"
#include "app/http/UrlText.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QSet>

#include <algorithm>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

using Span = WirePreview::Span;
using From = Span::From;
using Addition = AuthorisedRequest::Addition;

QString tr(const char *text)
{
    return QCoreApplication::translate("WirePreview", text);
}

bool isNamedIn(const QList<QByteArray> &names, const QByteArray &name)
{
    return std::any_of(names.cbegin(), names.cend(),
        [&](const QByteArray &other) { return other.compare(name, Qt::CaseInsensitive) == 0; });
}

// Puts the head together in the order in which the library does.
class Writer {
public:
    Writer(const AuthorisedRequest &authorised, const QList<QByteArray> &added, const NetworkSettings &network,
        const CookieJar *jar, UtcTime now)
        : m_authorised(authorised)
        , m_request(authorised.request)
        , m_added(added)
        , m_network(network)
    {
        m_composedCookie = m_request.headers.values("Cookie").join("; ");
        m_cookie = jar ? jar->header(m_request.url, m_composedCookie, now) : m_composedCookie;
    }

    WirePreview write()
    {
        m_preview.url = m_request.url;
        m_preview.credential = m_authorised.credential;
        m_preview.notes = m_authorised.notes;
        m_preview.hasBody = m_request.hasBody;
        if (m_request.hasBody)
            m_preview.body = m_request.body;
        const auto origin = m_request.origin();
        if (!origin) // checked when it was resolved
            return m_preview;
        m_origin = *origin;
        m_isProxied = m_network.proxy.kind == ProxySettings::Kind::Http && m_origin.scheme == "http"_L1 && !m_origin.isLoopback();
        requestLine();
        first();
        headers();
        length();
        append("\r\n");
        notes();
        std::sort(m_preview.spans.begin(), m_preview.spans.end(), [](const Span &a, const Span &b) { return a.begin < b.begin; });
        return m_preview;
    }

private:
    void append(const QByteArray &bytes) { m_preview.head += bytes; }
    void append(const QByteArray &bytes, From from, bool isSecret = false, bool isPlaceholder = false)
    {
        if (!bytes.isEmpty())
            m_preview.spans.append({m_preview.head.size(), bytes.size(), from, isSecret, isPlaceholder});
        append(bytes);
    }

    void requestLine()
    {
        append(m_request.method + ' ');
        if (m_isProxied)
            append("http://" + m_origin.authority().toLatin1());
        const QByteArray target = UrlText::target(m_request.url);
        const auto question = target.indexOf('?');
        append(question < 0 ? target : target.left(question + 1));
        if (question >= 0)
            query(target.mid(question + 1));
        append(" HTTP/1.1\r\n");
    }

    void query(const QByteArray &text)
    {
        const QList<QByteArray> items = text.split('&');
        const QSet<QByteArray> secrets(m_request.secretQueryItems.cbegin(), m_request.secretQueryItems.cend());
        for (qsizetype i = 0; i < items.size(); ++i) {
            const QByteArray &item = items.at(i);
            const auto equals = item.indexOf('=');
            const QByteArray name = QByteArray::fromPercentEncoding(item.left(equals));
            const bool isAdded = isAddition(Addition::Place::Query, name);
            const bool isSecret = isAdded || secrets.contains(name) || m_names.contains(QString::fromUtf8(name));
            if (i > 0)
                append("&");
            const From from = isAdded ? From::Credential : From::Composed;
            if (equals < 0 || !isSecret) {
                append(item);
                continue;
            }
            isAdded ? append(item.left(equals + 1), from) : append(item.left(equals + 1));
            append(item.mid(equals + 1), from, true);
        }
    }

    // What the library puts before everything else.
    void first()
    {
        if (!m_request.headers.contains("Host"))
            append("Host: " + m_origin.authority().toLatin1() + "\r\n", From::Program);
        if (m_isProxied && !m_network.proxy.user.isEmpty() && !m_request.headers.contains("Proxy-Authorization")) {
            append("Proxy-Authorization: Basic ", From::Program);
            append((m_network.proxy.user.toUtf8() + ':' + m_network.proxy.password.revealUtf8()).toBase64(), From::Program, true);
            append("\r\n", From::Program);
        }
        if (m_request.login) {
            const bool isNtlm = m_request.login->scheme == HttpLogin::Scheme::Ntlm;
            append(isNtlm ? "Authorization: NTLM " : "Authorization: Digest ", From::Credential);
            append(tr("<answer to what the server asks>").toUtf8(), From::Credential, false, true);
            append("\r\n", From::Credential);
        }
    }

    void headers()
    {
        bool isCookieWritten = m_cookie == m_composedCookie; // then several fields stay several
        const bool isMerged = !isCookieWritten;
        for (const HttpHeader &field : m_request.headers) {
            const bool isCookie = field.name.compare("Cookie", Qt::CaseInsensitive) == 0;
            if (isCookie && isMerged && isCookieWritten)
                continue;
            header(field.name, isCookie && isMerged ? m_cookie : field.value);
            isCookieWritten = isCookieWritten || isCookie;
        }
        if (!isCookieWritten)
            header("Cookie", m_cookie);
        if (m_authorised.aws && !m_authorised.aws->isInQuery) { // over files: their hash is not known
            append("X-Amz-Date: ", From::Credential);
            append(tr("<time>").toUtf8(), From::Credential, false, true);
            append("\r\nAuthorization: AWS4-HMAC-SHA256 ", From::Credential);
            append(tr("<signature>").toUtf8(), From::Credential, false, true);
            append("\r\n", From::Credential);
        }
    }

    void header(const QByteArray &name, const QByteArray &value)
    {
        const bool isBlank = std::all_of(value.cbegin(), value.cend(), [](char c) { return c == ' ' || c == '\t'; });
        if (isBlank)
            return append(name + ":\r\n");
        if (name.compare("Cookie", Qt::CaseInsensitive) == 0)
            return cookies(name, value);
        const bool isCredentials = isAddition(Addition::Place::Header, name);
        const bool isSecret = isCredentials || isNamedIn(m_request.secretHeaders, name) || m_names.contains(QString::fromUtf8(name));
        const bool isProgram = isNamedIn(m_added, name);
        const From from = isCredentials ? From::Credential : isProgram ? From::Program : From::Composed;
        const auto write = [&](const QByteArray &bytes) { from == From::Composed ? append(bytes) : append(bytes, from); };
        write(name + ": ");
        const qsizetype shown = isSecret ? authSchemeOf(QString::fromLatin1(value)).size() : value.size();
        write(value.left(shown));
        if (isSecret)
            append(value.mid(shown), from, true);
        write("\r\n");
    }

    void cookies(const QByteArray &name, const QByteArray &value)
    {
        append(name + ": ");
        const QList<QByteArray> mine = m_composedCookie.split(';');
        const QList<QByteArray> all = value.split(';');
        for (qsizetype i = 0; i < all.size(); ++i) {
            const QByteArray &cookie = all.at(i);
            const auto equals = cookie.indexOf('=');
            const QByteArray key = cookie.left(equals).trimmed();
            const bool isComposed = std::any_of(mine.cbegin(), mine.cend(), [&](const QByteArray &each) { return each.trimmed() == cookie.trimmed(); });
            const From from = isAddition(Addition::Place::Cookie, key) ? From::Credential : isComposed ? From::Composed : From::Jar;
            const QByteArray before = (i > 0 ? ";" : "") + cookie.left(equals + 1);
            from == From::Composed ? append(before) : append(before, from);
            append(cookie.mid(equals + 1), from, true);
        }
        append("\r\n");
    }

    void length()
    {
        if (!m_request.hasBody || m_request.headers.contains("Content-Length"))
            return;
        if (m_request.headers.value("Transfer-Encoding").toLower().contains("chunked")) {
            note(tr("The body goes in chunks, as Transfer-Encoding says: their sizes stand between the bytes that are shown."));
            return;
        }
        append("Content-Length: " + QByteArray::number(m_request.body.size()) + "\r\n", From::Program);
    }

    void notes()
    {
        const bool isTls = m_origin.scheme == "https"_L1;
        if (m_request.version == HttpVersion::Http2)
            note(tr("HTTP/2 sends this in a form of its own: names in small letters, no request line, no Connection headers. "
                    "The bytes shown are those of HTTP/1.1."));
        else if (isTls && m_request.version == HttpVersion::Negotiated)
            note(tr("The server chooses between HTTP/2 and HTTP/1.1; the bytes shown are those of HTTP/1.1."));
        if (m_request.login)
            note(m_request.login->scheme == HttpLogin::Scheme::Ntlm
                    ? tr("NTLM takes two requests: the first without the body, the second as shown, with an answer to what the server asks.")
                    : tr("Digest takes two requests: the first without Authorization and body, the second as shown, with an answer to what the server asks."));
        if (m_authorised.aws)
            note(tr("The signature goes over the whole body, which is read when it is sent."));
        else if (std::any_of(m_authorised.additions.cbegin(), m_authorised.additions.cend(), [](const Addition &a) { return a.name == "X-Amz-Date"_L1; }))
            note(tr("The signature and its date are of this moment; when it is sent they are of that one."));
        if (m_authorised.certificate || !m_network.clientCertificate.certificateFile.isEmpty())
            m_preview.notes += tr("A client certificate is shown to servers that ask for one.");
        if (m_network.proxy.kind == ProxySettings::Kind::System && !isTls && !m_origin.isLoopback())
            m_preview.notes += tr("Where the system names a proxy for it, the request line holds the whole URL.");
    }

    void note(const QString &text)
    {
        m_preview.isExact = false;
        m_preview.notes += text;
    }

    [[nodiscard]] bool isAddition(Addition::Place place, const QByteArray &name) const
    {
        return std::any_of(m_authorised.additions.cbegin(), m_authorised.additions.cend(), [&](const Addition &each) {
            return each.place == place && each.name.toUtf8().compare(name, Qt::CaseInsensitive) == 0;
        });
    }

    const AuthorisedRequest &m_authorised;
    const HttpRequest &m_request;
    const QList<QByteArray> &m_added;
    const NetworkSettings &m_network;
    SecretNames m_names;
    QByteArray m_composedCookie, m_cookie;
    Origin m_origin;
    bool m_isProxied = false;
    WirePreview m_preview;
};

}

WirePreview WirePreview::masked(const QByteArray &mask) const
{
    WirePreview result = *this;
    result.head.clear();
    qsizetype from = 0;
    for (Span &span : result.spans) {
        const qsizetype end = span.begin + span.size;
        result.head += head.mid(from, span.begin - from);
        const qsizetype begin = result.head.size();
        result.head += span.isSecret ? mask : head.mid(span.begin, span.size);
        span.begin = begin;
        span.size = result.head.size() - begin;
        from = end;
    }
    result.head += head.mid(from);
    if (result.head != head)
        result.url.clear(); // it may hold what was masked
    return result;
}

WirePreview previewOf(const AuthorisedRequest &authorised, const QList<QByteArray> &added, const NetworkSettings &network,
    const CookieJar *jar, UtcTime now)
{
    return Writer(authorised, added, network, jar, now).write();
}

}
