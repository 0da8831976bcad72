#include "ui/widgets/TypeAhead.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QTextBlock>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

TypeAhead::Access accessTo(QLineEdit *editor)
{
    return {[editor] { return editor->text().left(editor->cursorPosition()); },
        [editor] { return editor->text().mid(editor->cursorPosition()); },
        [editor] {
            const QRect caret = editor->inputMethodQuery(Qt::ImCursorRectangle).toRect();
            return QRect(editor->mapToGlobal(caret.topLeft()), caret.size());
        },
        [editor](qsizetype back, qsizetype ahead, const QString &text) {
            const int from = editor->cursorPosition() - int(back);
            editor->setSelection(from, int(back + ahead));
            editor->insert(text);
        }};
}

TypeAhead::Access accessTo(QPlainTextEdit *editor)
{
    return {[editor] { return editor->textCursor().block().text().left(editor->textCursor().positionInBlock()); },
        [editor] { return editor->textCursor().block().text().mid(editor->textCursor().positionInBlock()); },
        [editor] {
            const QRect caret = editor->cursorRect();
            return QRect(editor->viewport()->mapToGlobal(caret.topLeft()), caret.size());
        },
        [editor](qsizetype back, qsizetype ahead, const QString &text) {
            QTextCursor cursor = editor->textCursor();
            const int at = cursor.position();
            cursor.setPosition(at - int(back));
            cursor.setPosition(at + int(ahead), QTextCursor::KeepAnchor);
            cursor.insertText(text);
            editor->setTextCursor(cursor);
        }};
}

}

TypeAhead::TypeAhead(const Theme &theme, QWidget *editor, const Access &access)
    : QObject(editor)
    , m_editor(editor)
    , m_access(access)
    , m_popup(new WordPopup(theme, editor))
{
    editor->installEventFilter(this);
    connect(m_popup, &WordPopup::chosen, this, &TypeAhead::choose);
}

TypeAhead::TypeAhead(const Theme &theme, QLineEdit *editor)
    : TypeAhead(theme, editor, accessTo(editor))
{
    connect(editor, &QLineEdit::textEdited, this, &TypeAhead::follow);
    connect(editor, &QLineEdit::cursorPositionChanged, this, [this] {
        if (isOpen())
            follow();
    });
}

TypeAhead::TypeAhead(const Theme &theme, QPlainTextEdit *editor)
    : TypeAhead(theme, editor, accessTo(editor))
{
    connect(editor, &QPlainTextEdit::cursorPositionChanged, this, [this] {
        if (isOpen())
            follow();
    });
}

void TypeAhead::follow()
{
    if (!m_isReplacing)
        offer(false);
}

void TypeAhead::ask()
{
    offer(true);
}

void TypeAhead::offer(bool isAsked)
{
    m_offer = m_source && m_editor->hasFocus() ? m_source(m_access.before(), isAsked) : Offer();
    if (m_offer.words.isEmpty())
        return close();
    m_popup->open(m_offer.words, m_offer.isFirstMarked || isAsked ? 0 : -1, m_access.caret());
}

void TypeAhead::close()
{
    m_popup->hide();
}

bool TypeAhead::isOpen() const
{
    return m_popup->isVisible();
}

void TypeAhead::choose(int row)
{
    if (row < 0 || row >= m_offer.words.size())
        return;
    const QString after = m_access.after();
    // "{{ba|}}": the braces that are there are used, not doubled.
    const bool isClosed = !m_offer.closing.isEmpty() && after.startsWith(m_offer.closing);
    close();
    m_isReplacing = true;
    m_access.replace(m_offer.replaced, isClosed ? m_offer.closing.size() : 0, m_offer.words.at(row).text + m_offer.closing);
    m_isReplacing = false;
}

bool TypeAhead::wants(const QKeyEvent &key) const
{
    if (key.key() == Qt::Key_Space)
        return key.modifiers() == Qt::ControlModifier;
    if (!isOpen() || (key.modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier)
        return false;
    switch (key.key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
    case Qt::Key_Escape:
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Tab:
        return m_popup->current() >= 0;
    default:
        return false;
    }
}

bool TypeAhead::takes(const QKeyEvent &key)
{
    if (!wants(key))
        return false;
    const int last = int(m_offer.words.size()) - 1;
    const auto go = [this, last](int to) { m_popup->setCurrent(qBound(0, to, last)); };
    switch (key.key()) {
    case Qt::Key_Space:
        ask();
        break;
    case Qt::Key_Up:
        go(m_popup->current() <= 0 ? last : m_popup->current() - 1);
        break;
    case Qt::Key_Down:
        go(m_popup->current() == last ? 0 : m_popup->current() + 1);
        break;
    case Qt::Key_PageUp:
        go(m_popup->current() - 7);
        break;
    case Qt::Key_PageDown:
        go(m_popup->current() + 7);
        break;
    case Qt::Key_Escape:
        close();
        break;
    default:
        choose(m_popup->current());
        break;
    }
    return true;
}

bool TypeAhead::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::ShortcutOverride:
        if (wants(*static_cast<QKeyEvent *>(event))) { // not the window's while the list is open
            event->accept();
            return true;
        }
        break;
    case QEvent::KeyPress:
        if (takes(*static_cast<QKeyEvent *>(event)))
            return true;
        break;
    case QEvent::FocusOut:
    case QEvent::Hide:
    case QEvent::Wheel:
        close();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

QList<TypeAhead::Word> TypeAhead::matching(const QList<Word> &words, const QString &typed)
{
    QList<Word> first, then;
    for (const Word &word : words) {
        if (word.text.startsWith(typed, Qt::CaseInsensitive))
            first.append(word);
        else if (word.text.contains(typed, Qt::CaseInsensitive))
            then.append(word);
    }
    first += then;
    if (first.size() == 1 && first.constFirst().text == typed)
        first.clear();
    return first;
}

}
