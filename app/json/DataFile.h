#pragma once

#include "app/json/JsonReader.h"

#include <functional>

namespace tessera {

// A JSON file of our own that states facts: an object that begins with "schema": 1, and perhaps "$schema" and a "comment".
// `read` takes the rest; what it leaves is an error. Errors: Parse, with the place in `source`.
[[nodiscard]] Result<Done> readDataFile(
    const QByteArray &json, const QString &source, const std::function<void(JsonReader &)> &read);

// The bytes of a file that is built in. One that is not there is a fault of the program, as one that can't be read is.
[[nodiscard]] QByteArray bundledBytes(const QString &path);

// What T::read(bytes, source) makes of such a file.
template <class T>
[[nodiscard]] T bundledData(const QString &path)
{
    Result<T> read = T::read(bundledBytes(path), path);
    Q_ASSERT_X(read, qPrintable(path), qPrintable(read ? QString() : read.error().message));
    return read ? *std::move(read) : T();
}

}
