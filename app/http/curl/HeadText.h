#pragma once

#include "app/http/HttpHeaders.h"

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

namespace tessera::HeadText {

// The first line of an answer. Status 0: it is none.
struct StatusLine {
    QByteArray version; // "HTTP/1.1", "HTTP/2"
    int status = 0;
    QByteArray reason;
    bool operator==(const StatusLine &) const = default;
};
[[nodiscard]] StatusLine statusLine(QByteArrayView line);

// Header fields of lines that end in CRLF or LF, the first line of a head excepted; a line that begins with a blank
// continues the one before (RFC 9112 section 5.2).
[[nodiscard]] HttpHeaders fields(QByteArrayView lines);

// A request head as HTTP/2 carries it: pseudo-header fields in the place of the request line and Host, names in small
// letters, nothing about the connection (RFC 9113 section 8).
[[nodiscard]] QByteArray asHttp2(const QByteArray &head, const QByteArray &scheme);

}
