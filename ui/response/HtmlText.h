#pragma once

#include <QtCore/QString>
#include <QtCore/QStringView>

namespace tessera::ui {

// What an HTML page says, as plain text: its words, a line for each block, its links' addresses behind them. Nothing is run,
// fetched or laid out; any bytes will do, and each is looked at once.
[[nodiscard]] QString htmlText(QStringView html);

}
