#include "ui/token/PasteField.h"

#include <QtCore/QMimeData>
#include <QtGui/QKeyEvent>

namespace tessera::ui {

using namespace Qt::StringLiterals;

PasteField::PasteField(const Theme &theme, QWidget *parent)
    : TextField(theme, 72, parent)
{
    setObjectName(u"tokenPaste"_s);
    setAccessibleName(tr("Token to inspect"));
    setPlaceholderText(tr("Paste, type or drop a token here. It is decoded as it comes, on this computer, and never saved."));
    setUndoRedoEnabled(true); // while one types: forget() leaves nothing of it
    connect(this, &QPlainTextEdit::textChanged, this, [this] { Q_EMIT typed(toPlainText().trimmed()); });
}

void PasteField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return take(toPlainText());
    if (event->key() == Qt::Key_Escape)
        return Q_EMIT left();
    TextField::keyPressEvent(event);
}

void PasteField::insertFromMimeData(const QMimeData *source)
{
    if (!source->hasText())
        return;
    const QTextCursor cursor = textCursor();
    take(toPlainText().replace(cursor.selectionStart(), cursor.selectionEnd() - cursor.selectionStart(), source->text()));
}

void PasteField::goOn()
{
    selectAll();
    setFocus(Qt::OtherFocusReason);
}

// Nobody typed that there is nothing.
void PasteField::forget()
{
    const QSignalBlocker quiet(this);
    clear();
}

void PasteField::take(const QString &text)
{
    if (text.trimmed().isEmpty())
        return;
    forget();
    Q_EMIT given(text.trimmed());
}

}
