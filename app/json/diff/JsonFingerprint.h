#pragma once

#include <QtCore/QByteArrayView>

#include <optional>

namespace tessera::JsonFingerprint {

// Equal for values that hold the same: whatever white space stands between, in whatever order names stand. Numbers count as
// written, strings by their characters. `written` is good JSON, and may break off at its end. Nothing recurses.
[[nodiscard]] quint64 of(QByteArrayView written);

// Of the member of an object that says which thing it is ("id", "uuid", "name" ...), its value; nullopt where it has none.
[[nodiscard]] std::optional<quint64> identity(QByteArrayView object);

}
