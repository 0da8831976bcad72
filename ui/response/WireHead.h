#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace tessera {
class Redactor;
}

namespace tessera::ui {

// A head as it was on the wire, line by line, as it may be shown: what is no text is made visible, and where there is a
// redactor the secrets in it are masked.
[[nodiscard]] QString wireHeadText(const QByteArray &head, const Redactor *redactor);

}
