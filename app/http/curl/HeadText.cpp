#include "app/http/curl/HeadText.h"

#include <algorithm>

namespace tessera::HeadText {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

QByteArray withoutLineEnd(const QByteArray &line)
{
    qsizetype size = line.size();
    while (size > 0 && (line[size - 1] == '\n' || line[size - 1] == '\r'))
        --size;
    return line.left(size);
}

bool isOfConnection(const QByteArray &lowerName)
{
    return lowerName == "connection" || lowerName == "keep-alive" || lowerName == "proxy-connection"
        || lowerName == "transfer-encoding" || lowerName == "upgrade";
}

}

StatusLine statusLine(const QByteArray &line)
{
    StatusLine result;
    const QByteArray text = withoutLineEnd(line);
    const qsizetype first = text.indexOf(' ');
    if (!text.startsWith("HTTP/") || first < 0)
        return result;
    const QByteArray rest = text.mid(first + 1).trimmed();
    const qsizetype second = rest.indexOf(' ');
    result.version = text.left(first);
    result.status = (second < 0 ? rest : rest.left(second)).toInt();
    if (second >= 0)
        result.reason = rest.mid(second + 1);
    return result;
}

HttpHeaders fields(const QByteArray &lines)
{
    HttpHeaders headers;
    QByteArray name, value;
    const auto flush = [&] {
        if (!name.isEmpty())
            headers.append(std::exchange(name, {}), std::exchange(value, {}));
    };
    for (qsizetype at = 0; at < lines.size();) {
        const qsizetype end = lines.indexOf('\n', at);
        const qsizetype next = end < 0 ? lines.size() : end + 1;
        const QByteArray line = withoutLineEnd(lines.mid(at, next - at));
        at = next;
        if (line.isEmpty())
            continue;
        if (isBlank(line[0]) && !name.isEmpty()) {
            value += ' ' + line.trimmed();
            continue;
        }
        flush();
        const qsizetype colon = line.indexOf(':');
        if (colon <= 0)
            continue;
        name = line.left(colon);
        value = line.mid(colon + 1).trimmed();
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
    for (const HttpHeader &field : fields(head.mid(lineEnd + 2))) {
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
