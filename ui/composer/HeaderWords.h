#pragma once

#include "ui/widgets/TypeAhead.h"

namespace tessera::ui {

// Names that request headers have and what usually stands in them: resources/guide/request-headers.json.
namespace HeaderWords {

[[nodiscard]] const QStringList &names();
[[nodiscard]] QStringList values(const QString &name); // of a header in any case
// While a name or, behind it, a value is being written.
[[nodiscard]] TypeAhead::Offer forName(const QString &typed, bool isAsked);
[[nodiscard]] TypeAhead::Offer forValue(const QString &name, const QString &typed, bool isAsked);
// In a text of "Name: value" lines.
[[nodiscard]] TypeAhead::Offer inLine(const QString &before, bool isAsked);

}

}
