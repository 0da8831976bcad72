#include "app/http/RedirectPolicy.h"

#include "app/http/UrlText.h"
#include "app/http/VisibleText.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <array>

namespace tessera::RedirectPolicy {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("RedirectPolicy", text);
}

constexpr qsizetype longestLocation = 64 * 1024;

bool isNamedIn(const QList<QByteArray> &names, const QByteArray &name)
{
    return std::any_of(names.cbegin(), names.cend(),
        [&](const QByteArray &other) { return other.compare(name, Qt::CaseInsensitive) == 0; });
}

// What belongs to one origin alone, whoever composed it.
bool isOfOneOrigin(const QByteArray &name)
{
    static const QList<QByteArray> names{"Authorization", "Cookie", "Proxy-Authorization", "Referer"};
    return isNamedIn(names, name);
}

// What describes a body that is no longer there.
bool isAboutBody(const QByteArray &name)
{
    static const QList<QByteArray> names{"Content-Encoding", "Content-Language", "Content-Location", "Content-Type",
        "Content-Length", "Content-MD5", "Digest", "Content-Digest", "Transfer-Encoding", "Trailer", "Expect"};
    return isNamedIn(names, name);
}

bool losesBody(int status, const QByteArray &method)
{
    if (status == 303)
        return method != "HEAD";
    return (status == 301 || status == 302) && method == "POST";
}

QByteArray withoutUserInfo(const QByteArray &url)
{
    auto parts = UrlText::split(url);
    if (parts.authority)
        parts.authority->remove(0, parts.authority->lastIndexOf('@') + 1);
    return UrlText::compose(parts);
}

// The URL a Location leads to, or why it is refused.
Result<QByteArray> destination(const HttpRequest &sent, const QList<QByteArray> &locations)
{
    const auto refused = [](const QString &why) { return failure(ErrorKind::Network, why); };
    if (std::any_of(locations.cbegin(), locations.cend(), [&](const auto &location) { return location != locations.constFirst(); }))
        return refused(tr("The redirect was not followed: the answer names several places to go to."));
    const QByteArray location = locations.constFirst().trimmed();
    if (location.isEmpty())
        return refused(tr("The redirect was not followed: its Location is empty."));
    if (location.size() > longestLocation)
        return refused(tr("The redirect was not followed: its Location is too long."));
    if (std::any_of(location.cbegin(), location.cend(), [](char c) { return uchar(c) < 0x20 || c == 0x7f; }))
        return refused(tr("The redirect was not followed: its Location has a control character in it."));
    // Some read a backslash as a slash, some as a part of the userinfo: two readers, two hosts.
    if (UrlText::split(location).authority.value_or(QByteArray()).contains('\\'))
        return refused(tr("The redirect was not followed: its Location can be read in two ways."));
    const auto scheme = UrlText::split(location).scheme;
    if (scheme && scheme->toLower() != "http" && scheme->toLower() != "https")
        return refused(tr("The redirect was not followed: it leads to %1:, and only http and https are.")
                           .arg(VisibleText::of(*scheme, 20)));

    auto parts = UrlText::split(UrlText::encoded(UrlText::resolved(sent.url, location)));
    parts.fragment.reset();
    const QByteArray url = withoutUserInfo(UrlText::compose(parts));
    if (const auto checked = HttpRequest::checkUrl(url); !checked)
        return refused(tr("The redirect was not followed. %1").arg(checked.error().message));
    return url;
}

void dropBody(HttpRequest &request)
{
    request.method = "GET";
    request.body = {};
    request.hasBody = false;
    request.bodyIsSecret = false;
    HttpHeaders kept;
    for (const HttpHeader &field : std::as_const(request.headers)) {
        if (!isAboutBody(field.name))
            kept.append(field.name, field.value);
    }
    request.headers = kept;
}

// Takes out what may not cross to another origin.
void withhold(Redirect &redirect, const HttpRequest &sent)
{
    HttpHeaders kept;
    for (const HttpHeader &field : std::as_const(redirect.request.headers)) {
        const bool isSecret = isOfOneOrigin(field.name) || isNamedIn(sent.secretHeaders, field.name);
        if (isSecret && !isNamedIn(redirect.withheldHeaders, field.name))
            redirect.withheldHeaders.append(field.name);
        if (!isSecret && field.name.compare("Host", Qt::CaseInsensitive) != 0) // that was the other one's
            kept.append(field.name, field.value);
    }
    redirect.request.headers = kept;
    if (redirect.request.login) {
        redirect.request.login.reset();
        redirect.withheldHeaders.append("Authorization");
    }

    // The query is the server's by now; ours in it is what it copied.
    QList<UrlText::QueryItem> secrets;
    for (const UrlText::QueryItem &item : UrlText::queryItems(sent.url)) {
        if (sent.secretQueryItems.contains(item.name))
            secrets.append(item);
    }
    for (const UrlText::QueryItem &item : UrlText::queryItems(redirect.request.url)) {
        if (secrets.contains(item) && !redirect.withheldQueryItems.contains(item.name))
            redirect.withheldQueryItems.append(item.name);
    }
    redirect.request.url = UrlText::withoutQueryItems(redirect.request.url, secrets);
    redirect.request.secretHeaders.clear();
    redirect.request.secretQueryItems.clear();
}

}

RedirectDecision decide(const HttpRequest &sent, int status, const HttpHeaders &answer, int hopsSoFar)
{
    static constexpr std::array redirects{301, 302, 303, 307, 308};
    if (std::find(redirects.begin(), redirects.end(), status) == redirects.end() || !sent.followRedirects)
        return {};
    const auto locations = answer.values("Location");
    if (locations.isEmpty())
        return {};
    if (hopsSoFar >= sent.maxRedirects)
        return {std::nullopt, tr("Stopped after %1 redirects: the last one was not followed.").arg(hopsSoFar)};
    const auto url = destination(sent, locations);
    if (!url)
        return {std::nullopt, url.error().message};
    const auto from = sent.origin();
    const auto to = Origin::of(*url);
    if (!from || !to) // checked above, or before it was sent
        return {};

    Redirect redirect;
    redirect.request = sent;
    redirect.request.url = *url;
    redirect.crossesOrigin = *from != *to;
    if (losesBody(status, sent.method))
        dropBody(redirect.request);
    if (redirect.crossesOrigin) {
        if (redirect.request.hasBody && redirect.request.bodyIsSecret)
            return {std::nullopt,
                tr("The redirect was not followed: it would take a body with secrets to %1.").arg(to->toString())};
        withhold(redirect, sent);
        if (from->scheme == "https"_L1 && to->scheme == "http"_L1)
            redirect.notes.append(tr("The redirect leads from https to http: from there on anybody on the way can read along."));
    }
    return {redirect, {}};
}

}
