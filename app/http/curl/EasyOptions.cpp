#include "app/http/curl/EasyOptions.h"

#include "app/http/UrlText.h"

#include <QtCore/QSet>

#include <algorithm>
#include <array>
#include <limits>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

constexpr long bufferSize = 256 * 1024;
constexpr long noLimit = std::numeric_limits<int>::max(); // ms; zero would mean the library's own five minutes

void append(CurlList &list, const QByteArray &line)
{
    list.reset(curl_slist_append(list.release(), line.constData()));
}

// A header as the library wants it: with nothing behind the colon it would be a wish to leave it out.
QByteArray lineOf(const HttpHeader &field)
{
    return field.value.trimmed().isEmpty() ? field.name + ';' : field.name + ": " + field.value;
}

CurlList headerList(const HttpRequest &request)
{
    CurlList list;
    QSet<QByteArray> names;
    for (const HttpHeader &field : request.headers)
        names.insert(field.name.toLower());
    // "Name:" keeps out what the library would add. For Host it also lifts the rule that it goes first, and once.
    if (names.contains("host"))
        append(list, "Host:");
    for (const auto *unwanted : {"Accept", "User-Agent", "Expect", "Content-Type"}) {
        if (!names.contains(QByteArray(unwanted).toLower()))
            append(list, QByteArray(unwanted) + ':');
    }
    for (const HttpHeader &field : request.headers)
        append(list, lineOf(field));
    return list;
}

void setMethodAndBody(CURL *handle, const HttpRequest &request)
{
    if (request.hasBody) { // for HEAD, too: its recorder ends the hop where the head ends
        curl_easy_setopt(handle, CURLOPT_POST, 1L);
        curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(request.body.size()));
        curl_easy_setopt(handle, CURLOPT_POSTFIELDS, request.body.constData());
    } else if (request.method == "HEAD") {
        curl_easy_setopt(handle, CURLOPT_NOBODY, 1L);
    }
    curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, request.method.constData());
}

void setVersion(CURL *handle, HttpVersion version, bool isTls)
{
    long wanted = isTls ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1;
    if (version == HttpVersion::Http1_1)
        wanted = CURL_HTTP_VERSION_1_1;
    if (version == HttpVersion::Http2 && !isTls) {
        wanted = CURL_HTTP_VERSION_2_PRIOR_KNOWLEDGE;
        // Measured on 7.88.1: the second request on such a connection fails.
        static const bool canKeepThem = curl_version_info(CURLVERSION_NOW)->version_num >= 0x080000;
        curl_easy_setopt(handle, CURLOPT_FRESH_CONNECT, canKeepThem ? 0L : 1L);
        curl_easy_setopt(handle, CURLOPT_FORBID_REUSE, canKeepThem ? 0L : 1L);
    }
    curl_easy_setopt(handle, CURLOPT_HTTP_VERSION, wanted);
}

void setProxy(CURL *handle, const ProxySettings &proxy, EasyLists &lists)
{
    if (proxy.kind != ProxySettings::Kind::Http && proxy.kind != ProxySettings::Kind::Socks5) {
        curl_easy_setopt(handle, CURLOPT_PROXY, ""); // none, whatever the environment says
        return;
    }
    curl_easy_setopt(handle, CURLOPT_PROXY, proxy.host.toUtf8().constData());
    curl_easy_setopt(handle, CURLOPT_PROXYPORT, long(proxy.port));
    curl_easy_setopt(handle, CURLOPT_PROXYTYPE,
        proxy.kind == ProxySettings::Kind::Http ? long(CURLPROXY_HTTP) : long(CURLPROXY_SOCKS5_HOSTNAME));
    curl_easy_setopt(handle, CURLOPT_NOPROXY, "");
    curl_easy_setopt(handle, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    if (!proxy.user.isEmpty()) {
        curl_easy_setopt(handle, CURLOPT_PROXYUSERNAME, proxy.user.toUtf8().constData());
        curl_easy_setopt(handle, CURLOPT_PROXYPASSWORD, proxy.password.revealUtf8().constData());
    }
    append(lists.proxyHeaders, "Proxy-Connection:");
    append(lists.proxyHeaders, "User-Agent:");
    curl_easy_setopt(handle, CURLOPT_PROXYHEADER, lists.proxyHeaders.get());
}

}

EasyLists setUp(CURL *handle, const HttpRequest &request, const Origin &origin, const ProxySettings &proxy, bool mayAcceptException)
{
    EasyLists lists;
    const bool isTls = origin.scheme == "https"_L1;
    const QByteArray target = UrlText::target(request.url);
    // Put together from what Origin understood, so that nobody understands it in another way.
    curl_easy_setopt(handle, CURLOPT_URL, (origin.toString().toLatin1() + target).constData());
    curl_easy_setopt(handle, CURLOPT_PATH_AS_IS, 1L);
    if (proxy.kind != ProxySettings::Kind::Http || isTls) // to a proxy goes the whole URL
        curl_easy_setopt(handle, CURLOPT_REQUEST_TARGET, target.constData());
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(handle, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(handle, CURLOPT_HTTP_CONTENT_DECODING, 0L);
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_QUICK_EXIT, 1L); // or a cancelled name look-up holds up everybody
    curl_easy_setopt(handle, CURLOPT_BUFFERSIZE, bufferSize);
    const auto connect = request.timeouts.connect.count();
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, connect > 0 ? long(std::min<qint64>(connect, noLimit)) : noLimit);

    setVersion(handle, request.version, isTls);
    setMethodAndBody(handle, request);
    lists.headers = headerList(request);
    curl_easy_setopt(handle, CURLOPT_HTTPHEADER, lists.headers.get());
    setProxy(handle, proxy, lists);
    if (isTls) {
        curl_easy_setopt(handle, CURLOPT_SSLVERSION, long(CURL_SSLVERSION_TLSv1_2));
        curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, mayAcceptException ? 0L : 2L);
        curl_easy_setopt(handle, CURLOPT_CAINFO, nullptr); // the check brings its own authorities
        curl_easy_setopt(handle, CURLOPT_CAPATH, nullptr);
        curl_easy_setopt(handle, CURLOPT_SSL_SESSIONID_CACHE, 0L); // a resumed session would not be checked again
    }
    return lists;
}

}
