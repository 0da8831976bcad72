#pragma once

#include "app/workspace/RequestDocument.h"

// The ":name" and "{name}" segments of a URL's path, and the table of their values. A segment counts only as a whole
// ("/v1/things:cancel" and "{{variable}}" are none), only in the path, and a name is letters, digits, "_", "-" and ".".
// What has no row in the table goes as it is typed; a row without a value can't be sent.
namespace tessera::PathVariables {

[[nodiscard]] QStringList names(const QString &url); // in order, without repeats

// The table after the URL was edited: a row for each name, in the URL's order; values are kept by name. Where exactly one
// name went and one came, it was renamed, and its value stays.
[[nodiscard]] QList<RequestDocument::Row> inStep(const QList<RequestDocument::Row> &rows, const QString &url);
// The URL after a row was renamed in the table.
[[nodiscard]] QString renamed(const QString &url, const QString &from, const QString &to);

// The URL with `values` (name -> text, filled in already) in the place of the segments, percent-encoded so that none of
// them can end its segment.
[[nodiscard]] QString filled(const QString &url, const QMap<QString, QString> &values);

}
