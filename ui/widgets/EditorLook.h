#pragma once

#include "ui/widgets/BodySyntax.h"

class QsciScintilla;

namespace tessera::ui {

class Theme;

// How an editor looks: colours of its language, fonts, margins, marks.
namespace EditorLook {

constexpr int numberMargin = 0, foldMargin = 2;
// Marks in the text: variables, those without a value, where the text is wrong, and what was found.
constexpr int variableMark = 8, badVariableMark = 9, badVariableLine = 10, faultMark = 11, foundMark = 12;

void setLanguage(QsciScintilla &editor, BodyLanguage language); // then dress() it
void dress(QsciScintilla &editor, BodyLanguage language, const Theme &theme);
void fitNumbers(QsciScintilla &editor);

}

}
