#include "ui/response/MediaType.h"

#include <QtCore/QList>

namespace tessera::ui {

MediaType MediaType::of(const QByteArray &contentType)
{
    const QList<QByteArray> parts = contentType.split(';');
    MediaType type{parts.constFirst().trimmed().toLower(), {}};
    for (QByteArray parameter : parts.mid(1)) {
        parameter = parameter.trimmed();
        if (!parameter.toLower().startsWith("charset="))
            continue;
        type.charset = parameter.mid(8).trimmed();
        if (type.charset.size() > 1 && type.charset.startsWith('"') && type.charset.endsWith('"'))
            type.charset = type.charset.sliced(1, type.charset.size() - 2);
        break;
    }
    return type;
}

bool MediaType::isJsonLines() const
{
    static const QList<QByteArray> names{"application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines",
        "application/json-lines", "application/jsonlines", "application/json-seq", "application/stream+json"};
    return names.contains(type);
}

bool MediaType::isBinary() const
{
    return (type.startsWith("image/") && !isSvg()) || type.startsWith("audio/") || type.startsWith("video/") || type.startsWith("font/")
        || type == "application/octet-stream" || type == "application/pdf" || type == "application/zip" || type == "application/gzip";
}

}
