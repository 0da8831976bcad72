#include "app/json/DataFile.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>

namespace tessera {

Result<Done> readDataFile(const QByteArray &json, const QString &source, const std::function<void(JsonReader &)> &read)
{
    const auto parsed = parseJson(json, source);
    if (!parsed)
        return failure(parsed.error());
    JsonReader reader(*parsed, source);
    reader.ignore("$schema");
    reader.ignore("comment");
    reader.require({"schema"});
    (void)reader.integer("schema", 1, 1, 1);
    read(reader);
    reader.finish();
    if (reader.error())
        return failure(*reader.error());
    return Done();
}

QByteArray bundledBytes(const QString &path)
{
    QFile file(path);
    const bool isThere = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(isThere, "bundledBytes", qPrintable(path));
    return isThere ? file.readAll() : QByteArray();
}

}
