#include "ui/composer/UrlEdit.h"

#include "ui/composer/VariableHighlighter.h"
#include "ui/theme/Theme.h"
#include "ui/theme/style/Fields.h"
#include "ui/widgets/ToolTip.h"
#include "ui/widgets/TypeAhead.h"
#include "ui/widgets/VariableWords.h"

#include <QtCore/QMimeData>
#include <QtGui/QHelpEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QStyleOption>
#include <QtWidgets/QToolTip>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr double fieldHeight = 34, side = 6;

// A text editor takes many keys that mean something else in this window: only those of a one-line field are its own.
bool isOwnKey(const QKeyEvent &event)
{
    if (event.matches(QKeySequence::Undo) || event.matches(QKeySequence::Redo) || event.matches(QKeySequence::SelectAll)
        || event.matches(QKeySequence::Copy) || event.matches(QKeySequence::Cut) || event.matches(QKeySequence::Paste))
        return true;
    const auto modifiers = event.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier);
    const bool isMove = event.key() == Qt::Key_Left || event.key() == Qt::Key_Right || event.key() == Qt::Key_Home
        || event.key() == Qt::Key_End || event.key() == Qt::Key_Backspace || event.key() == Qt::Key_Delete;
    if (modifiers == Qt::ControlModifier)
        return isMove;
    if (modifiers != Qt::NoModifier)
        return false;
    return isMove || !event.text().isEmpty();
}

}

UrlEdit::UrlEdit(const Theme &theme, QWidget *parent)
    : QPlainTextEdit(parent)
    , m_theme(theme)
    , m_highlighter(new VariableHighlighter(theme, document()))
    , m_ahead(new TypeAhead(theme, this))
{
    setObjectName(u"url"_s);
    setAccessibleName(tr("URL"));
    setPlaceholderText(tr("{{baseUrl}}/path or a whole URL"));
    setFrameShape(QFrame::NoFrame);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setTabChangesFocus(true);
    setContextMenuPolicy(Qt::DefaultContextMenu);
    document()->setDocumentMargin(0);
    viewport()->setAutoFillBackground(false);
    setCursorWidth(1);
    m_ahead->setSource([this](const QString &before, bool isAsked) { return variableWords(m_scope, before, isAsked); });
    connect(this, &QPlainTextEdit::textChanged, this, &UrlEdit::takeText);
    connect(&theme, &Theme::changed, this, &UrlEdit::dress);
    dress();
}

void UrlEdit::dress()
{
    setFont(m_theme.font(TextRole::Mono));
    const int above = (m_theme.px(fieldHeight) - fontMetrics().height()) / 2;
    const int before = m_leading ? m_leading->sizeHint().width() : 0;
    setViewportMargins(m_theme.px(side) + 3 + before, above, m_theme.px(side) + 3, 0);
    updateGeometry();
    placeLeading();
}

void UrlEdit::setLeading(QWidget *widget)
{
    m_leading = widget;
    widget->setParent(this);
    widget->show();
    dress();
}

void UrlEdit::placeLeading()
{
    if (!m_leading)
        return;
    const QSize size = m_leading->sizeHint();
    m_leading->setGeometry(m_theme.px(side) / 2 + 1, (height() - size.height()) / 2, size.width(), size.height());
}

void UrlEdit::setText(const QString &text)
{
    const QString old = m_text;
    if (text == old)
        return;
    qsizetype head = 0;
    while (head < old.size() && head < text.size() && old.at(head) == text.at(head))
        ++head;
    qsizetype tail = 0;
    while (tail < old.size() - head && tail < text.size() - head && old.at(old.size() - 1 - tail) == text.at(text.size() - 1 - tail))
        ++tail;
    m_isSetting = true;
    m_text = text; // whoever hears of the change asks for it
    QTextCursor cursor(document());
    cursor.setPosition(int(head));
    cursor.setPosition(int(old.size() - tail), QTextCursor::KeepAnchor);
    cursor.beginEditBlock(); // else what is added behind what was typed would be one step with it
    cursor.insertText(text.mid(head, text.size() - head - tail));
    cursor.endEditBlock();
    m_isSetting = false;
    m_text = toPlainText(); // knows no U+00A0
}

void UrlEdit::resetText(const QString &text)
{
    m_isSetting = true;
    m_text = text;
    setPlainText(text);
    moveCursor(QTextCursor::End);
    m_isSetting = false;
    m_text = toPlainText();
}

void UrlEdit::setScope(const VariableScope &scope)
{
    if (scope == m_scope)
        return;
    m_scope = scope;
    m_highlighter->setScope(scope);
}

void UrlEdit::setFocusOnAll()
{
    setFocus(Qt::ShortcutFocusReason);
    selectAll();
}

void UrlEdit::takeText()
{
    if (m_isSetting)
        return;
    const QString text = toPlainText();
    if (text == m_text) // a highlighter's work is a change to the document too
        return;
    m_text = text;
    Q_EMIT edited(m_text);
    m_ahead->follow();
}

const QList<VariableMark> &UrlEdit::marks() const
{
    return m_highlighter->marksOf(m_text);
}

QSize UrlEdit::sizeHint() const
{
    return {m_theme.px(420), m_theme.px(fieldHeight)};
}

QSize UrlEdit::minimumSizeHint() const
{
    return {m_theme.px(120), m_theme.px(fieldHeight)};
}

bool UrlEdit::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && !isOwnKey(*static_cast<QKeyEvent *>(event))) {
        event->ignore();
        return true;
    }
    if (event->type() == QEvent::Paint) { // of the field around the viewport
        QStyleOptionFrame option;
        option.initFrom(this);
        option.state.setFlag(QStyle::State_HasFocus, hasFocus());
        QPainter painter(this);
        paintField(m_theme, option, painter, this);
        return true;
    }
    return QPlainTextEdit::event(event);
}

bool UrlEdit::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int position = cursorForPosition(help->pos()).position();
        for (const VariableMark &mark : marks()) {
            if (position >= mark.start && position <= mark.start + mark.length) {
                QToolTip::showText(help->globalPos(), plainToolTip(mark.explanation), this);
                return true;
            }
        }
        QToolTip::hideText();
        return true;
    }
    return QPlainTextEdit::viewportEvent(event);
}

void UrlEdit::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        event->setAccepted(event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier);
        if (event->isAccepted() && !event->isAutoRepeat())
            Q_EMIT sendRequested();
        return;
    }
    if (!isOwnKey(*event)) {
        event->ignore();
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

void UrlEdit::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    placeLeading();
    ensureCursorVisible();
}

void UrlEdit::focusInEvent(QFocusEvent *event)
{
    QPlainTextEdit::focusInEvent(event);
    update();
}

void UrlEdit::focusOutEvent(QFocusEvent *event)
{
    QPlainTextEdit::focusOutEvent(event);
    update();
}

void UrlEdit::insertFromMimeData(const QMimeData *source)
{
    // A URL that was broken by a mail or a terminal is whole again; blanks at its ends are nobody's wish.
    QString text = source->text().trimmed();
    text.remove(u'\n').remove(u'\r').remove(QChar::ParagraphSeparator).remove(QChar::LineSeparator);
    if (text.isEmpty())
        return; // or what is selected would go, for nothing
    textCursor().insertText(text);
    ensureCursorVisible();
}

void UrlEdit::wheelEvent(QWheelEvent *event)
{
    event->ignore(); // a line does not scroll up and down
}

}
