#include "tests/support/RecordedExchange.h"

#include <QtCore/QFile>
#include <QtCore/QList>
#include <QtCore/QRegularExpression>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

// The text after -d, as a shell would have read it.
QByteArray bodyOf(const QByteArray &commandLine)
{
    static const QRegularExpression data(uR"( -d ((?:\\.|[^ \\])*))"_s);
    QString text = data.match(QString::fromUtf8(commandLine)).captured(1);
    return text.remove(u'\\').toUtf8();
}

HttpHeader headerOf(const QByteArray &line)
{
    const auto colon = line.indexOf(':');
    return {line.mid(2, colon - 2), line.mid(colon + 1).trimmed()};
}

}

QString RecordedExchange::folder()
{
    return QStringLiteral(TESSERA_SOURCE_DIR "/tests/data/exchanges");
}

std::optional<RecordedExchange> RecordedExchange::read(const QString &name)
{
    QFile file(u"%1/%2.txt"_s.arg(folder(), name));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    RecordedExchange exchange;
    bool isBody = false;
    const QList<QByteArray> lines = file.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith("* [") || line.startsWith("* Empty reply"))
            break;
        const bool hasHeader = line.contains(": ");
        if (isBody) {
            exchange.body += line + '\n';
        } else if (line.startsWith("# curl")) {
            exchange.requestBody = bodyOf(line);
        } else if (line.startsWith("> ") && exchange.method.isEmpty()) {
            exchange.method = line.mid(2).split(' ').value(0);
            exchange.target = line.split(' ').value(2);
        } else if (line.startsWith("> ") && hasHeader) {
            const HttpHeader header = headerOf(line);
            exchange.requestHeaders.append(header.name, header.value);
        } else if (line.startsWith("< HTTP/")) {
            exchange.status = line.split(' ').value(2).toInt();
            exchange.reason = line.mid(15).trimmed();
        } else if (line.startsWith("< ") && hasHeader) {
            const HttpHeader header = headerOf(line);
            exchange.headers.append(header.name, header.value);
        } else if (line.trimmed() == "<") {
            isBody = true;
        }
    }
    exchange.body = exchange.body.trimmed();
    return exchange;
}

}
