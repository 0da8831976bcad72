#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace tessera {

// What a JSON Schema (draft 7) of the sources, such as "resources/schemas/report.schema.json", has against a document; empty
// where it has nothing.
[[nodiscard]] QString schemaComplaint(const QString &schema, const QByteArray &document);

}
