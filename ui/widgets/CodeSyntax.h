#pragma once

#include "ui/widgets/CodeDocument.h"

#include <QtCore/QStringView>

// What is coloured in one row of a text. Rows know nothing of each other but what they are told.
namespace tessera::ui::CodeSyntax {

// Where a string of JSON that is open at `from` ends: behind the quote, or at `end`. `isOpen` tells which.
[[nodiscard]] qsizetype endOfString(QStringView text, qsizetype from, qsizetype end, bool *isOpen);
[[nodiscard]] QList<CodeSpan> json(QStringView row, bool beginsInString = false);
[[nodiscard]] QList<CodeSpan> markup(QStringView row); // HTML, XML: tags, the values of attributes, comments, references

}
