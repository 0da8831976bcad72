#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace tessera::ui {

// What a saved body could be called: the name in Content-Disposition (RFC 6266), else the last part of the URL's path, with an
// ending that fits the content type where it has none. Always a harmless base name.
[[nodiscard]] QString suggestedName(const QByteArray &contentDisposition, const QByteArray &url, const QByteArray &contentType);

}
