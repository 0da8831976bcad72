#pragma once

#include "app/base/Error.h"
#include "app/base/Result.h"
#include "app/base/Secret.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

// The three standard streams. Reading waits: nothing else goes on while a person types.
namespace tessera::Terminal {

void out(const QString &line); // flushed at once: other programs read along
void outBytes(const QByteArray &bytes);
void err(const QString &line);
void err(const Error &error); // "tessera: message detail"

[[nodiscard]] bool canAsk(); // standard input is a terminal
[[nodiscard]] QString ask(const QString &question);
[[nodiscard]] Secret askSecret(const QString &question); // without showing what is typed
[[nodiscard]] Result<QByteArray> inputLine(); // one line of standard input, without its end. Errors: Input, where it is over
[[nodiscard]] QByteArray input(qint64 limit); // all of standard input, up to so many bytes

}
