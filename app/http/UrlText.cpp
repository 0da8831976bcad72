#include "app/http/UrlText.h"

#include "app/http/Origin.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QUrl>

#include <algorithm>

namespace tessera::UrlText {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("UrlText", text);
}

bool isScheme(QByteArrayView text)
{
    const auto isLetter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    return !text.isEmpty() && isLetter(text.front()) && std::all_of(text.begin(), text.end(), [&](char c) {
        return isLetter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
    });
}

// What stands before the first `mark`; the rest, without the mark, where there is one.
std::optional<QByteArray> cutAt(QByteArray &text, char mark)
{
    const qsizetype at = text.indexOf(mark);
    if (at < 0)
        return std::nullopt;
    const QByteArray rest = text.mid(at + 1);
    text.truncate(at);
    return rest;
}

// RFC 3986 section 5.2.4.
QByteArray withoutDotSegments(QByteArray input)
{
    QByteArray output;
    while (!input.isEmpty()) {
        if (input.startsWith("../"))
            input.remove(0, 3);
        else if (input.startsWith("./") || input.startsWith("/./"))
            input.remove(0, 2);
        else if (input == "/.")
            input = "/";
        else if (input.startsWith("/../") || input == "/..") {
            input = "/" + input.mid(4);
            output.truncate(qMax<qsizetype>(0, output.lastIndexOf('/')));
        } else if (input == "." || input == "..")
            input.clear();
        else {
            const qsizetype next = input.indexOf('/', 1);
            output += next < 0 ? input : input.left(next);
            input.remove(0, next < 0 ? input.size() : next);
        }
    }
    return output;
}

// Where the path of a URL with a scheme begins, or what takes its place.
qsizetype endOfAuthority(QByteArrayView url)
{
    qsizetype at = 0;
    while (at < url.size() && !(url[at] == '/' || url[at] == '?' || url[at] == '#'))
        ++at;
    if (!url.sliced(at).startsWith("//") || at == 0 || url[at - 1] != ':')
        return at;
    at += 2;
    while (at < url.size() && url[at] != '/' && url[at] != '?' && url[at] != '#')
        ++at;
    return at;
}

QueryItem itemOf(const QByteArray &text)
{
    const qsizetype equals = text.indexOf('=');
    if (equals < 0)
        return {QByteArray::fromPercentEncoding(text), {}};
    return {QByteArray::fromPercentEncoding(text.left(equals)), QByteArray::fromPercentEncoding(text.mid(equals + 1))};
}

}

Parts split(const QByteArray &url)
{
    Parts parts;
    QByteArray rest = url;
    parts.fragment = cutAt(rest, '#');
    parts.query = cutAt(rest, '?');
    const qsizetype colon = rest.indexOf(':');
    if (colon > 0 && isScheme(QByteArrayView(rest).first(colon))) {
        parts.scheme = rest.left(colon);
        rest.remove(0, colon + 1);
    }
    if (rest.startsWith("//")) {
        const qsizetype slash = rest.indexOf('/', 2);
        parts.authority = rest.mid(2, slash < 0 ? -1 : slash - 2);
        rest = slash < 0 ? QByteArray() : rest.mid(slash);
    }
    parts.path = rest;
    return parts;
}

QByteArray compose(const Parts &parts)
{
    QByteArray url;
    if (parts.scheme)
        url += *parts.scheme + ':';
    if (parts.authority)
        url += "//" + *parts.authority;
    url += parts.path;
    if (parts.query)
        url += '?' + *parts.query;
    if (parts.fragment)
        url += '#' + *parts.fragment;
    return url;
}

Result<QByteArray> join(const QString &base, const QString &path)
{
    if (path.startsWith("http://"_L1, Qt::CaseInsensitive) || path.startsWith("https://"_L1, Qt::CaseInsensitive)) {
        const QByteArray url = encoded(path);
        if (const auto origin = Origin::of(url); !origin)
            return failure(origin.error());
        return url;
    }
    const auto origin = Origin::of(encoded(base));
    if (!origin)
        return failure(origin.error());
    if (base.contains(u'?') || base.contains(u'#'))
        return failure(ErrorKind::Input, tr("The base URL has a query or a fragment, so no path can follow it."),
            tr("Leave out everything from the ? or # on."));
    const QByteArray url = encoded(base + path);
    if (Origin::of(url) != origin)
        return failure(ErrorKind::Input,
            tr("Put together, the base URL and the path would lead to another host or port."),
            tr("Begin the path with a slash."));
    return url;
}

QByteArray encoded(const QString &text)
{
    return encoded(text.toUtf8());
}

QByteArray encoded(const QByteArray &bytes)
{
    QByteArray result;
    result.reserve(bytes.size());
    for (const char c : bytes) {
        if (uchar(c) > 0x7e || QByteArrayView(" \"<>\\^`{|}").contains(c))
            result += '%' + QByteArray(1, c).toHex().toUpper();
        else
            result += c;
    }
    return result;
}

QByteArray withQueryItem(const QByteArray &url, const QString &name, const QString &value)
{
    Parts parts = split(url);
    const QByteArray item = QUrl::toPercentEncoding(name) + '=' + QUrl::toPercentEncoding(value);
    const bool needsSeparator = parts.query && !parts.query->isEmpty() && !parts.query->endsWith('&');
    parts.query = parts.query.value_or(QByteArray()) + (needsSeparator ? "&" : "") + item;
    return compose(parts);
}

QList<QueryItem> queryItems(const QByteArray &url)
{
    QList<QueryItem> items;
    const auto query = split(url).query;
    if (!query || query->isEmpty())
        return items;
    for (const QByteArray &text : query->split('&')) {
        if (!text.isEmpty())
            items.append(itemOf(text));
    }
    return items;
}

QByteArray withoutQueryItems(const QByteArray &url, const QList<QueryItem> &items)
{
    Parts parts = split(url);
    if (!parts.query || items.isEmpty())
        return url;
    QList<QByteArray> texts = parts.query->split('&');
    const qsizetype removed = texts.removeIf([&](const QByteArray &text) { return items.contains(itemOf(text)); });
    if (removed == 0)
        return url;
    parts.query.reset();
    if (!texts.isEmpty())
        parts.query = texts.join('&');
    return compose(parts);
}

QByteArray resolved(const QByteArray &base, const QByteArray &reference)
{
    Parts to = split(reference);
    if (to.scheme)
        return reference;
    const Parts from = split(base);
    to.scheme = from.scheme;
    if (to.authority)
        return compose(to);
    to.authority = from.authority;
    if (to.path.isEmpty()) {
        to.path = from.path;
        if (!to.query)
            to.query = from.query;
    } else if (to.path.startsWith('/')) {
        to.path = withoutDotSegments(to.path);
    } else {
        const bool hasNoPath = from.authority && from.path.isEmpty();
        to.path = withoutDotSegments(
            hasNoPath ? '/' + to.path : from.path.left(from.path.lastIndexOf('/') + 1) + to.path);
    }
    return compose(to);
}

QByteArrayView authority(QByteArrayView url)
{
    const qsizetype end = endOfAuthority(url);
    const qsizetype begin = url.first(end).indexOf("//");
    return begin < 0 ? QByteArrayView() : url.sliced(begin + 2, end - begin - 2);
}

QByteArray target(const QByteArray &url)
{
    const qsizetype begin = endOfAuthority(url);
    const qsizetype fragment = url.indexOf('#', begin);
    const qsizetype end = fragment < 0 ? url.size() : fragment;
    const bool hasPath = begin < end && url[begin] == '/';
    return hasPath ? url.mid(begin, end - begin) : '/' + url.mid(begin, end - begin);
}

}
