#pragma once

#include <QtCore/QByteArray>

namespace tessera::ui {

// What a Content-Type says (RFC 9110 section 8.3). It is what the server claims: the bytes decide.
struct MediaType {
    QByteArray type; // lower case, without parameters
    QByteArray charset; // as written, unquoted

    [[nodiscard]] static MediaType of(const QByteArray &contentType);

    [[nodiscard]] bool isJson() const { return type.endsWith("/json") || type.endsWith("+json"); }
    [[nodiscard]] bool isJsonLines() const; // a document a line
    [[nodiscard]] bool isHtml() const { return type == "text/html" || type == "application/xhtml+xml"; }
    [[nodiscard]] bool isXml() const { return type.endsWith("/xml") || type.endsWith("+xml"); }
    [[nodiscard]] bool isSvg() const { return type == "image/svg+xml"; }
    [[nodiscard]] bool isEventStream() const { return type == "text/event-stream"; }
    [[nodiscard]] bool isBinary() const; // pictures, sound, fonts, archives: text only by mistake

    bool operator==(const MediaType &) const = default;
};

}
