#include "app/http/curl/EasyOptions.h"

#include "app/http/UrlText.h"

#include <algorithm>
#include <limits>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

constexpr long bufferSize = 100 * 1024;
constexpr long noLimit = std::numeric_limits<int>::max(); // ms; zero would mean the library's own five minutes

void append(CurlList &list, const QByteArray &line)
{
    list.reset(curl_slist_append(list.release(), line.constData()));
}

// "Name:" keeps out what the library would add; an empty value of the user's own is "Name;".
CurlList headerList(const HttpRequest &request)
{
    CurlList list;
    const auto keepOut = [&](const QByteArray &name) {
        if (!request.headers.contains(name))
            append(list, name + ':');
    };
    if (request.headers.contains("Host"_ba)) // lifts the rule that it goes first, and once
        append(list, "Host:");
    keepOut("Accept"_ba);
    if (request.hasBody) {
        keepOut("Content-Type"_ba);
        keepOut("Expect"_ba);
    }
    for (const HttpHeader &field : request.headers) {
        const bool isBlank = std::all_of(field.value.cbegin(), field.value.cend(), [](char c) { return c == ' ' || c == '\t'; });
        append(list, isBlank ? field.name + ';' : field.name + ": " + field.value);
    }
    return list;
}

void setMethodAndBody(CURL *handle, const HttpRequest &request)
{
    // Bytes that are one piece are sent from where they are; what is not, an upload hands over (see UploadBody).
    const auto &pieces = request.body.pieces();
    const char *bytes = pieces.isEmpty() ? "" : pieces.constFirst().bytes.constData();
    const bool isInMemory = request.body.isInMemory();
    curl_easy_setopt(handle, CURLOPT_POSTFIELDS, request.hasBody && isInMemory ? bytes : nullptr);
    curl_easy_setopt(handle, CURLOPT_HTTPGET, 1L); // undoes NOBODY, and the POST that fields of any kind stand for
    if (request.hasBody) { // for HEAD, too: its recorder ends the hop where the head ends
        curl_easy_setopt(handle, CURLOPT_POST, 1L);
        curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(request.body.size()));
    } else if (request.method == "HEAD") {
        curl_easy_setopt(handle, CURLOPT_NOBODY, 1L);
    }
    curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, request.method.constData());
}

void setVersion(CURL *handle, HttpVersion version, bool isTls)
{
    const bool isPrior = version == HttpVersion::Http2 && !isTls;
    long wanted = isTls ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1;
    if (version == HttpVersion::Http1_1)
        wanted = CURL_HTTP_VERSION_1_1;
    if (isPrior)
        wanted = CURL_HTTP_VERSION_2_PRIOR_KNOWLEDGE;
    curl_easy_setopt(handle, CURLOPT_HTTP_VERSION, wanted);
    // Measured on 7.88.1: the second request on a connection with prior knowledge fails.
    static const bool canKeepThem = curl_version_info(CURLVERSION_NOW)->version_num >= 0x080000;
    const long isOnlyForThis = isPrior && !canKeepThem ? 1 : 0;
    curl_easy_setopt(handle, CURLOPT_FRESH_CONNECT, isOnlyForThis);
    curl_easy_setopt(handle, CURLOPT_FORBID_REUSE, isOnlyForThis);
}

// The library goes the rounds of these by itself; each request of theirs is recorded.
void setLogin(CURL *handle, const std::optional<HttpLogin> &login)
{
    const bool isNtlm = login && login->scheme == HttpLogin::Scheme::Ntlm;
    curl_easy_setopt(handle, CURLOPT_HTTPAUTH, !login ? CURLAUTH_BASIC : isNtlm ? CURLAUTH_NTLM : CURLAUTH_DIGEST);
    curl_easy_setopt(handle, CURLOPT_USERNAME, login ? login->user.toUtf8().constData() : nullptr);
    curl_easy_setopt(handle, CURLOPT_PASSWORD, login ? login->password.revealUtf8().constData() : nullptr);
}

void setProxy(CURL *handle, const ProxySettings &proxy, EasyLists &lists)
{
    curl_easy_setopt(handle, CURLOPT_PROXYUSERNAME, proxy.user.isEmpty() ? nullptr : proxy.user.toUtf8().constData());
    curl_easy_setopt(handle, CURLOPT_PROXYPASSWORD, proxy.user.isEmpty() ? nullptr : proxy.password.revealUtf8().constData());
    if (proxy.kind != ProxySettings::Kind::Http && proxy.kind != ProxySettings::Kind::Socks5) {
        curl_easy_setopt(handle, CURLOPT_PROXY, ""); // none, whatever the environment says
        curl_easy_setopt(handle, CURLOPT_PROXYHEADER, nullptr);
        return;
    }
    curl_easy_setopt(handle, CURLOPT_PROXY, proxy.host.toUtf8().constData());
    curl_easy_setopt(handle, CURLOPT_PROXYPORT, long(proxy.port));
    curl_easy_setopt(handle, CURLOPT_PROXYTYPE,
        proxy.kind == ProxySettings::Kind::Http ? long(CURLPROXY_HTTP) : long(CURLPROXY_SOCKS5_HOSTNAME));
    append(lists.proxyHeaders, "Proxy-Connection:");
    append(lists.proxyHeaders, "User-Agent:");
    curl_easy_setopt(handle, CURLOPT_PROXYHEADER, lists.proxyHeaders.get());
}

}

void setUpOnce(CURL *handle)
{
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(handle, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(handle, CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(handle, CURLOPT_HTTP_CONTENT_DECODING, 0L);
    curl_easy_setopt(handle, CURLOPT_HTTP09_ALLOWED, 1L); // to see, and refuse, what is no HTTP
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_QUICK_EXIT, 1L); // or a cancelled name look-up holds up everybody
    curl_easy_setopt(handle, CURLOPT_BUFFERSIZE, bufferSize);
    curl_easy_setopt(handle, CURLOPT_NOPROXY, "");
    curl_easy_setopt(handle, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    curl_easy_setopt(handle, CURLOPT_SSLVERSION, long(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(handle, CURLOPT_CAINFO, nullptr); // the check of certificates brings its own authorities
    curl_easy_setopt(handle, CURLOPT_CAPATH, nullptr);
    curl_easy_setopt(handle, CURLOPT_SSL_SESSIONID_CACHE, 0L); // a resumed session would not be checked again
}

EasyLists setUp(CURL *handle, const HttpRequest &request, const Origin &origin, const ProxySettings &proxy, bool mayAcceptException)
{
    EasyLists lists;
    const bool isTls = origin.scheme == "https"_L1;
    const QByteArray target = UrlText::target(request.url);
    // Put together from what Origin understood, so that nobody understands it in another way.
    const QByteArray authority = origin.authority().toLatin1();
    QByteArray url;
    url.reserve(authority.size() + target.size() + 8);
    url.append(isTls ? "https://" : "http://").append(authority).append(target);
    curl_easy_setopt(handle, CURLOPT_URL, url.constData());
    const bool hasWholeUrlInLine = proxy.kind == ProxySettings::Kind::Http && !isTls;
    curl_easy_setopt(handle, CURLOPT_REQUEST_TARGET, hasWholeUrlInLine ? nullptr : target.constData());
    const auto connect = request.timeouts.connect.count();
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, connect > 0 ? long(std::min<qint64>(connect, noLimit)) : noLimit);
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, mayAcceptException ? 0L : 2L);
    // NTLM signs in a connection, which HTTP/2 shares among requests.
    const bool isNtlm = request.login && request.login->scheme == HttpLogin::Scheme::Ntlm;
    setVersion(handle, isNtlm ? HttpVersion::Http1_1 : request.version, isTls);
    setLogin(handle, request.login);
    setMethodAndBody(handle, request);
    lists.headers = headerList(request);
    curl_easy_setopt(handle, CURLOPT_HTTPHEADER, lists.headers.get());
    setProxy(handle, proxy, lists);
    return lists;
}

}
