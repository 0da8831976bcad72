#include "ui/token/PasteField.h"

#include "ui/theme/Theme.h"

#include <QtCore/QMimeData>
#include <QtGui/QKeyEvent>

namespace tessera::ui {

using namespace Qt::StringLiterals;

PasteField::PasteField(const Theme &theme, QWidget *parent)
    : QPlainTextEdit(parent)
{
    setObjectName(u"tokenPaste"_s);
    setAccessibleName(tr("Token to inspect"));
    setPlaceholderText(tr("Paste a token here, or drop it. It is decoded on this computer and never saved."));
    setUndoRedoEnabled(false);
    setTabChangesFocus(true);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    document()->setDocumentMargin(theme.px(6));
    const auto dress = [this, &theme] {
        setFont(theme.font(TextRole::Mono));
        setFixedHeight(theme.px(72));
    };
    connect(&theme, &Theme::changed, this, dress);
    dress();
}

void PasteField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return take(toPlainText());
    if (event->key() == Qt::Key_Escape) {
        clear();
        return Q_EMIT left();
    }
    QPlainTextEdit::keyPressEvent(event);
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
