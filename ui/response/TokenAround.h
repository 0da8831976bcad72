#pragma once

#include <QtCore/QByteArrayView>
#include <QtCore/QString>

namespace tessera::ui {

// The JWT that a byte of a text belongs to; empty where there is none. Looks a few kilobytes both ways, not farther.
[[nodiscard]] QString tokenAround(QByteArrayView text, qint64 at);

}
