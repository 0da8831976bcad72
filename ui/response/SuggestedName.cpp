#include "ui/response/SuggestedName.h"

#include "app/base/SafeFileName.h"

#include <QtCore/QMap>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

// The parameters of a Content-Disposition, names in lower case; quoted strings unquoted.
QMap<QByteArray, QByteArray> parametersOf(const QByteArray &header)
{
    QMap<QByteArray, QByteArray> parameters;
    for (qsizetype at = header.indexOf(';'); at >= 0 && at < header.size();) {
        const auto equals = header.indexOf('=', at + 1);
        if (equals < 0)
            break;
        const QByteArray name = header.mid(at + 1, equals - at - 1).trimmed().toLower();
        qsizetype from = equals + 1;
        while (from < header.size() && header.at(from) == ' ')
            ++from;
        QByteArray value;
        if (from < header.size() && header.at(from) == '"') {
            qsizetype i = from + 1;
            for (; i < header.size() && header.at(i) != '"'; ++i) {
                if (header.at(i) == '\\' && i + 1 < header.size())
                    ++i;
                value += header.at(i);
            }
            at = header.indexOf(';', i);
        } else {
            at = header.indexOf(';', from);
            value = header.mid(from, at < 0 ? -1 : at - from).trimmed();
        }
        parameters.insert(name, value);
    }
    return parameters;
}

QString nameFrom(const QByteArray &contentDisposition)
{
    const auto parameters = parametersOf(contentDisposition);
    const QByteArray extended = parameters.value("filename*"); // RFC 8187: charset'language'percent-encoded
    if (const auto parts = extended.split('\''); parts.size() == 3) {
        const QByteArray bytes = QByteArray::fromPercentEncoding(parts.at(2));
        return parts.at(0).toLower() == "utf-8" ? QString::fromUtf8(bytes) : QString::fromLatin1(bytes);
    }
    return QString::fromUtf8(parameters.value("filename"));
}

QString nameFromUrl(const QByteArray &url)
{
    QByteArray path = url.split('?').constFirst().split('#').constFirst();
    if (const auto scheme = path.indexOf("://"); scheme >= 0) {
        const auto slash = path.indexOf('/', scheme + 3);
        path = slash < 0 ? QByteArray() : path.mid(slash);
    }
    return QString::fromUtf8(QByteArray::fromPercentEncoding(path.split('/').constLast()));
}

QString endingFor(const QByteArray &contentType)
{
    const QByteArray type = contentType.split(';').constFirst().trimmed().toLower();
    static const QMap<QByteArray, QString> endings{{"text/html", u".html"_s}, {"text/plain", u".txt"_s}, {"text/csv", u".csv"_s},
        {"image/png", u".png"_s}, {"image/jpeg", u".jpg"_s}, {"image/gif", u".gif"_s}, {"image/svg+xml", u".svg"_s},
        {"image/webp", u".webp"_s}, {"application/pdf", u".pdf"_s}, {"application/zip", u".zip"_s}, {"application/gzip", u".gz"_s},
        {"application/yaml", u".yaml"_s}};
    if (endings.contains(type))
        return endings.value(type);
    if (type.endsWith("/json") || type.endsWith("+json"))
        return u".json"_s;
    if (type.endsWith("/xml") || type.endsWith("+xml"))
        return u".xml"_s;
    return type.startsWith("text/") ? u".txt"_s : u".bin"_s;
}

}

QString suggestedName(const QByteArray &contentDisposition, const QByteArray &url, const QByteArray &contentType)
{
    const QString ending = endingFor(contentType);
    const QString named = safeFileName(nameFrom(contentDisposition), {});
    if (!named.isEmpty())
        return named;
    const QString name = safeFileName(nameFromUrl(url), u"response"_s);
    const bool hasEnding = name.section(u'.', 1).size() > 0 && name.section(u'.', -1).size() <= 5;
    return hasEnding ? name : safeFileName(name + ending, u"response"_s);
}

}
