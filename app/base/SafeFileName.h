#pragma once

#include <QtCore/QString>

namespace tessera {

// A name for a file of the user's that was suggested from outside (a server, an imported collection), reduced to a base name
// that is harmless on every platform: no folders, no "..", no leading dot or dash, no control, format or reserved
// characters, none of Windows' device names, at most 120 characters with its ending kept. `fallback` where nothing is left.
[[nodiscard]] QString safeFileName(const QString &wanted, const QString &fallback);

}
