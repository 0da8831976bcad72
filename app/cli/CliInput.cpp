#include "app/cli/CliInput.h"

#include "app/cli/Terminal.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>

namespace tessera::CliInput {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 most = 1024 * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("CliInput", text);
}

Result<QByteArray> bytesOf(const QString &argument)
{
    if (!argument.isEmpty() && argument != "-"_L1)
        return argument.toUtf8();
    if (argument.isEmpty() && Terminal::canAsk())
        return Terminal::askSecret(tr("Token")).map([](const Secret &token) { return token.revealUtf8(); });
    return Terminal::input(most + 1);
}

}

Result<QByteArray> token(const QString &argument)
{
    const auto bytes = bytesOf(argument);
    if (!bytes)
        return bytes;
    if (bytes->size() > most)
        return failure(ErrorKind::Input, tr("The token is longer than a megabyte."));
    const QByteArray trimmed = bytes->trimmed();
    if (trimmed.isEmpty())
        return failure(ErrorKind::Input, tr("There is no token."), tr("Give one, or - to read it from standard input."));
    return trimmed;
}

Result<QByteArray> file(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::Input, tr("%1 can't be read: %2.").arg(path, file.errorString()));
    QByteArray bytes;
    for (QByteArray piece = file.read(most + 1); !piece.isEmpty() && bytes.size() <= most; piece = file.read(most + 1))
        bytes += piece; // a pipe gives what it has
    if (bytes.size() > most)
        return failure(ErrorKind::Input, tr("%1 is larger than a megabyte: that is no key.").arg(path));
    return bytes;
}

}
