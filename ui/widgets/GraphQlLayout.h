#pragma once

#include <QtCore/QString>

namespace tessera::ui {

// GraphQL (October 2021) with a line for each selection, field and value, indented by two blanks. Only white space between
// tokens changes; comments, commas and texts stay as they were written. What stands in (), [] and the braces of values keeps
// its lines. Of text with brackets that don't fit one another nothing is promised but that no other character changes.
[[nodiscard]] QString graphQlIndented(const QString &text);

}
