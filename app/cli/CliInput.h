#pragma once

#include "app/base/Result.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

// What a subcommand reads besides its arguments.
namespace tessera::CliInput {

// A token as an argument, or from standard input where it is "-" or missing; asked for, unseen, where a person sits there.
// Without the white space around it. Errors: Input, where there is none or it is longer than a megabyte.
[[nodiscard]] Result<QByteArray> token(const QString &argument);
// A whole file of a megabyte at most; pipes, too. Errors: Input.
[[nodiscard]] Result<QByteArray> file(const QString &path);

}
