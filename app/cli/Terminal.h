#pragma once

#include "app/base/Error.h"
#include "app/base/Result.h"
#include "app/base/Secret.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

// The three standard streams. Reading waits: nothing else goes on while a person types. Lines may hold words of a server:
// what would steer the terminal is made visible in them.
namespace tessera::Terminal {

void out(const QString &line); // flushed at once: other programs read along
bool outBytes(const QByteArray &bytes); // as they are; false: not all of them arrived
[[nodiscard]] Result<Done> written(); // Errors: Storage, where standard output has lost something since the start
void err(const QString &line);
void err(const Error &error); // "tessera: message detail"

[[nodiscard]] bool canAsk(); // standard input is a terminal
// One line of standard input, without its end. Errors: Input, where it is over; Cancelled, on Ctrl+C.
[[nodiscard]] Result<QByteArray> inputLine();
[[nodiscard]] Result<QByteArray> input(qint64 limit); // all of standard input, up to so many bytes. Errors: Cancelled
[[nodiscard]] Result<QString> ask(const QString &question);
[[nodiscard]] Result<Secret> askSecret(const QString &question); // without showing what is typed

}
