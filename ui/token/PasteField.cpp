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
    setPlaceholderText(tr("Paste a token here, or drop it. It is decoded on this computer and never saved."));
}

void PasteField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return take(toPlainText());
    if (event->key() == Qt::Key_Escape) {
        clear();
        return Q_EMIT left();
    }
    TextField::keyPressEvent(event);
}

void PasteField::insertFromMimeData(const QMimeData *source)
{
    if (source->hasText())
        take(toPlainText() + source->text());
}

void PasteField::take(const QString &text)
{
    if (text.trimmed().isEmpty())
        return;
    clear();
    Q_EMIT given(text.trimmed());
}

}
