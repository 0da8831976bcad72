#pragma once

class QsciScintilla;

namespace tessera::ui {

// Takes all of QScintilla's keys away and gives back what people expect of any editor, and nothing that is a shortcut of the
// window. Esc is left to whoever holds the editor.
void bindEditorKeys(QsciScintilla &editor);

}
