#include "app/http/curl/HeadText.h"

#include <algorithm>
#include <array>

namespace tessera::HeadText {

using namespace Qt::StringLiterals;

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

QByteArrayView withoutLineEnd(QByteArrayView line)
{
    while (!line.isEmpty() && (line.back() == '\n' || line.back() == '\r'))
        line.chop(1);
    return line;
}

// Names that most answers have are one for all: they need no memory in any exchange.
QByteArray nameOf(QByteArrayView name)
{
    static const std::array usual{"Content-Type"_ba, "Content-Length"_ba, "Date"_ba, "Server"_ba, "Cache-Control"_ba, "Connection"_ba,
        "Transfer-Encoding"_ba, "Content-Encoding"_ba, "ETag"_ba, "Vary"_ba, "Set-Cookie"_ba, "content-type"_ba, "content-length"_ba,
        "date"_ba, "server"_ba, "cache-control"_ba};
    const auto known = std::find_if(usual.begin(), usual.end(), [name](const QByteArray &other) { return name == other; });
    return known != usual.end() ? *known : name.toByteArray();
}

bool isOfConnection(const QByteArray &lowerName)
{
    return lowerName == "connection" || lowerName == "keep-alive" || lowerName == "proxy-connection"
        || lowerName == "transfer-encoding" || lowerName == "upgrade";
}

}

StatusLine statusLine(QByteArrayView line)
{
    static const QByteArray usual = "HTTP/1.1"_ba; // one for all
    StatusLine result;
    const QByteArrayView text = withoutLineEnd(line);
    const qsizetype first = text.indexOf(' ');
    if (!text.startsWith("HTTP/") || first < 0)
        return result;
    const QByteArrayView version = text.first(first);
    const QByteArrayView rest = text.sliced(first + 1).trimmed();
    const qsizetype second = rest.indexOf(' ');
    result.version = version == usual ? usual : version.toByteArray();
    result.status = (second < 0 ? rest : rest.first(second)).toInt();
    const QByteArrayView reason = second < 0 ? QByteArrayView() : rest.sliced(second + 1);
    result.reason = reason == "OK" ? "OK"_ba : reason.toByteArray();
    return result;
}

HttpHeaders fields(QByteArrayView lines)
{
    HttpHeaders headers;
    QByteArray name, value;
    const auto flush = [&] {
        if (!name.isEmpty())
            headers.append(std::exchange(name, {}), std::exchange(value, {}));
    };
    while (!lines.isEmpty()) {
        const qsizetype end = lines.indexOf('\n');
        const qsizetype size = end < 0 ? lines.size() : end + 1;
        const QByteArrayView line = withoutLineEnd(lines.first(size));
        lines = lines.sliced(size);
        if (line.isEmpty())
            continue;
        if (isBlank(line.front()) && !name.isEmpty()) {
            value += ' ';
            value += line.trimmed();
            continue;
        }
        flush();
        const qsizetype colon = line.indexOf(':');
        if (colon <= 0)
            continue;
        name = nameOf(line.first(colon));
        value = line.sliced(colon + 1).trimmed().toByteArray();
    }
    flush();
    return headers;
}

QByteArray asHttp2(const QByteArray &head, const QByteArray &scheme)
{
    const qsizetype lineEnd = head.indexOf("\r\n");
    if (lineEnd < 0)
        return head;
    const QByteArray line = head.left(lineEnd);
    const qsizetype first = line.indexOf(' ');
    const qsizetype last = line.lastIndexOf(' ');
    QByteArray authority;
    QByteArray others;
    for (const HttpHeader &field : fields(QByteArrayView(head).sliced(lineEnd + 2))) {
        const QByteArray name = field.name.toLower();
        if (name == "host")
            authority = field.value;
        else if (!isOfConnection(name))
            others += name + ": " + field.value + "\r\n";
    }
    QByteArray result = ":method: " + line.left(first) + "\r\n:path: " + line.mid(first + 1, last - first - 1)
        + "\r\n:scheme: " + scheme + "\r\n";
    if (!authority.isEmpty())
        result += ":authority: " + authority + "\r\n";
    return result + others + "\r\n";
}

}
