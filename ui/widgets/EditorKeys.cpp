#include "ui/widgets/EditorKeys.h"

#include "ui/widgets/Scintilla.h"

namespace tessera::ui {

namespace {

constexpr int shift = Qt::SHIFT, ctrl = Qt::CTRL, alt = Qt::ALT;

struct Binding {
    QsciCommand::Command command;
    int key;
};

// What people expect of any editor, and nothing that is a shortcut of the window.
constexpr Binding bindings[]{
    {QsciCommand::LineDown, Qt::Key_Down},
    {QsciCommand::LineDownExtend, Qt::Key_Down | shift},
    {QsciCommand::LineUp, Qt::Key_Up},
    {QsciCommand::LineUpExtend, Qt::Key_Up | shift},
    {QsciCommand::CharLeft, Qt::Key_Left},
    {QsciCommand::CharLeftExtend, Qt::Key_Left | shift},
    {QsciCommand::CharRight, Qt::Key_Right},
    {QsciCommand::CharRightExtend, Qt::Key_Right | shift},
    {QsciCommand::WordLeft, Qt::Key_Left | ctrl},
    {QsciCommand::WordLeftExtend, Qt::Key_Left | ctrl | shift},
    {QsciCommand::WordRight, Qt::Key_Right | ctrl},
    {QsciCommand::WordRightExtend, Qt::Key_Right | ctrl | shift},
    {QsciCommand::VCHome, Qt::Key_Home},
    {QsciCommand::VCHomeExtend, Qt::Key_Home | shift},
    {QsciCommand::LineEnd, Qt::Key_End},
    {QsciCommand::LineEndExtend, Qt::Key_End | shift},
    {QsciCommand::DocumentStart, Qt::Key_Home | ctrl},
    {QsciCommand::DocumentStartExtend, Qt::Key_Home | ctrl | shift},
    {QsciCommand::DocumentEnd, Qt::Key_End | ctrl},
    {QsciCommand::DocumentEndExtend, Qt::Key_End | ctrl | shift},
    {QsciCommand::PageUp, Qt::Key_PageUp},
    {QsciCommand::PageUpExtend, Qt::Key_PageUp | shift},
    {QsciCommand::PageDown, Qt::Key_PageDown},
    {QsciCommand::PageDownExtend, Qt::Key_PageDown | shift},
    {QsciCommand::Delete, Qt::Key_Delete},
    {QsciCommand::DeleteBack, Qt::Key_Backspace},
    {QsciCommand::DeleteWordLeft, Qt::Key_Backspace | ctrl},
    {QsciCommand::DeleteWordRight, Qt::Key_Delete | ctrl},
    {QsciCommand::Newline, Qt::Key_Return},
    {QsciCommand::Tab, Qt::Key_Tab},
    {QsciCommand::Backtab, Qt::Key_Tab | shift},
    {QsciCommand::Undo, Qt::Key_Z | ctrl},
    {QsciCommand::Redo, Qt::Key_Z | ctrl | shift},
    {QsciCommand::SelectionCut, Qt::Key_X | ctrl},
    {QsciCommand::SelectionCopy, Qt::Key_C | ctrl},
    {QsciCommand::Paste, Qt::Key_V | ctrl},
    {QsciCommand::SelectAll, Qt::Key_A | ctrl},
    {QsciCommand::MoveSelectedLinesUp, Qt::Key_Up | alt},
    {QsciCommand::MoveSelectedLinesDown, Qt::Key_Down | alt},
};

}

void bindEditorKeys(QsciScintilla &editor)
{
    QsciCommandSet *commands = editor.standardCommands();
    commands->clearKeys();
    commands->clearAlternateKeys();
    for (const Binding &binding : bindings) {
        if (QsciCommand *command = commands->find(binding.command))
            command->setKey(binding.key);
    }
    if (QsciCommand *redo = commands->find(QsciCommand::Redo))
        redo->setAlternateKey(Qt::Key_Y | ctrl);
    if (QsciCommand *newline = commands->find(QsciCommand::Newline))
        newline->setAlternateKey(Qt::Key_Enter);
}

}
