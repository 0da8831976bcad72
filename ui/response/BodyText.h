#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <optional>

namespace tessera::ui {

// A response body as it can be shown. What the server calls it is believed only as far as the bytes agree; where they don't,
// `notes` says so. Nothing is ever run or rendered: text is text.
struct BodyText {
    enum class Kind {
        Empty,
        Json,
        Markup, // HTML, XML, SVG: shown as source
        Text,
        Binary,
    };
    Kind kind = Kind::Empty;
    QString text; // decoded; empty for Binary
    std::optional<QString> pretty; // Json: laid out anew, every token as written
    QString charset; // "UTF-8", "windows-1252"
    QStringList notes; // sentences

    // `isWhole` is false where the bytes are the first part of a larger body: it is not judged as JSON then.
    [[nodiscard]] static BodyText of(const QByteArray &bytes, const QByteArray &contentType, bool isWhole = true);
};

}
