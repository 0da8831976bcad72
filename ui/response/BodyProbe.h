#pragma once

#include "ui/response/BodyForm.h"
#include "ui/response/MediaType.h"
#include "ui/response/TextEncoding.h"

#include <QtCore/QList>

namespace tessera::ui {

// What a body is, told from its first bytes and from what the server calls it. The bytes win; where the two don't agree, a
// note says so. Nothing in a body is ever run, and nothing it names is ever fetched.
struct BodyProbe {
    static constexpr qint64 wanted = 4096; // bytes that decide

    enum class Kind { Empty, Json, JsonLines, Xml, Html, EventStream, Text, Image, Binary } kind = Kind::Empty;
    bool isSvg = false; // Xml, and a picture
    QString imageName; // Image: "PNG"
    MediaType type;
    TextEncoding encoding; // of all kinds but Image and Binary
    QStringList notes; // sentences

    [[nodiscard]] static BodyProbe of(QByteArrayView first, const QByteArray &contentType);

    [[nodiscard]] bool isText() const { return kind != Kind::Empty && kind != Kind::Image && kind != Kind::Binary; }
    [[nodiscard]] QList<BodyForm> forms() const; // the first is the one to begin with; none for Empty

    bool operator==(const BodyProbe &) const = default;
};

}
