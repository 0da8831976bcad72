#include "ui/widgets/BodyEditor.h"

#include "ui/response/Background.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/EditorFind.h"
#include "ui/widgets/EditorKeys.h"
#include "ui/widgets/EditorLook.h"
#include "ui/widgets/HeldText.h"
#include "ui/widgets/Scintilla.h"
#include "ui/widgets/ToolTip.h"
#include "ui/widgets/VariableWords.h"

#include <QtGui/QAccessible>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QHelpEvent>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QToolTip>
#include <QtWidgets/QVBoxLayout>

namespace tessera::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Base = QsciScintillaBase;

constexpr qsizetype judgedAtOnce = 64 * 1024; // characters; longer texts are looked at in another thread
constexpr qsizetype longestJudged = 64 * 1024 * 1024; // longer ones are the server's to judge
constexpr qsizetype formattedAtOnce = 512 * 1024;
constexpr qsizetype carriedAlong = 1024 * 1024; // bytes

}

BodyEditor::BodyEditor(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_editor(new QsciScintilla(this))
    , m_marks(*m_editor)
    , m_ahead(new TypeAhead(theme, m_editor, access()))
    , m_heldPage(new HeldText(theme))
    , m_pages(new QStackedWidget)
{
    m_pages->addWidget(m_editor);
    m_pages->addWidget(m_heldPage);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_pages);
    m_find = new EditorFind(theme, *this, *m_editor, *column);
    setFocusProxy(m_editor);
    m_editor->setObjectName(u"bodyText"_s);
    m_editor->setAccessibleName(tr("Body"));
    m_editor->setAccessibleDescription(tr("Tab indents. Esc goes on to what comes behind the editor, Shift+Esc back."));
    m_editor->setFrameShape(QFrame::NoFrame);
    m_editor->setUtf8(true);
    m_editor->setEolMode(QsciScintilla::EolUnix);
    m_editor->setIndentationsUseTabs(false);
    m_editor->setIndentationWidth(2);
    m_editor->setTabWidth(2);
    m_editor->setAutoIndent(true);
    m_editor->setBackspaceUnindents(true);
    m_editor->setBraceMatching(QsciScintilla::SloppyBraceMatch);
    m_editor->setFolding(QsciScintilla::PlainFoldStyle, EditorLook::foldMargin);
    m_editor->setMarginType(EditorLook::numberMargin, QsciScintilla::NumberMargin);
    m_editor->setMarginWidth(1, 0);
    m_editor->setScrollWidth(1);
    m_editor->setScrollWidthTracking(true);
    send(Base::SCI_SETCARETPERIOD); // a blinking cursor keeps the program awake
    send(Base::SCI_SETLAYOUTCACHE, Base::SC_CACHE_PAGE);
    bindEditorKeys(*m_editor);
    m_editor->installEventFilter(this);
    m_editor->viewport()->installEventFilter(this);
    setLanguage(Language::Text);
    m_ahead->setSource([this](const QString &before, bool isAsked) {
        TypeAhead::Offer offer = m_words ? m_words(before, isAsked) : TypeAhead::Offer();
        return offer.words.isEmpty() ? variableWords(m_scope, before, isAsked) : offer;
    });
    m_judgeTimer.setSingleShot(true);
    connect(&m_judgeTimer, &QTimer::timeout, this, &BodyEditor::judge);
    connect(m_editor, &QsciScintilla::textChanged, this, &BodyEditor::takeChange);
    connect(m_editor, &QsciScintillaBase::SCN_UPDATEUI, this, &BodyEditor::unburden);
    connect(m_editor, &QsciScintilla::linesChanged, this, [this] { EditorLook::fitNumbers(*m_editor); });
    connect(m_editor, &QsciScintilla::cursorPositionChanged, this, [this] {
        if (m_ahead->isOpen())
            m_ahead->follow();
    });
    connect(m_editor, &QsciScintillaBase::SCN_CHARADDED, m_ahead, &TypeAhead::follow);
    connect(&theme, &Theme::changed, this, &BodyEditor::dress);
    connect(m_heldPage, &HeldText::formatRequested, this, &BodyEditor::format);
    connect(m_heldPage, &HeldText::backRequested, this, [this] {
        hold({});
        takeChange();
        setFocus();
    });
    connect(m_heldPage, &HeldText::emptyRequested, this, [this] {
        replaceText({});
        setFocus();
    });
}

long BodyEditor::send(unsigned int message, unsigned long first, long second) const
{
    return m_editor->SendScintilla(message, first, second);
}

void BodyEditor::setLanguage(Language language)
{
    m_language = language;
    EditorLook::setLanguage(*m_editor, language);
    dress();
    judgeSoon();
}

void BodyEditor::dress()
{
    EditorLook::dress(*m_editor, m_language, m_theme);
}

const QString &BodyEditor::text() const
{
    if (m_held)
        return *m_held;
    if (!m_text) // a NUL may be in it: QScintilla's own text() ends there
        m_text = QString::fromUtf8(m_editor->bytes(0, m_editor->length()).left(m_editor->length()));
    return *m_text;
}

void BodyEditor::hold(const std::optional<QString> &text)
{
    m_held = text;
    m_pages->setCurrentWidget(text ? static_cast<QWidget *>(m_heldPage) : m_editor);
    setFocusProxy(m_pages->currentWidget());
}

void BodyEditor::setText(const QString &text)
{
    if (text == this->text())
        return;
    const bool isHeld = HeldText::isNeededFor(text);
    m_isSetting = true;
    m_editor->clear();
    if (!isHeld)
        replace(0, m_editor->length(), text);
    send(Base::SCI_EMPTYUNDOBUFFER);
    send(Base::SCI_GOTOPOS);
    send(Base::SCI_SETEOLMODE, text.contains("\r\n"_L1) ? Base::SC_EOL_CRLF : Base::SC_EOL_LF);
    m_isSetting = false;
    m_heldPage->setText(text, BodySyntax::canFormat(m_language), false);
    hold(isHeld ? std::optional(text) : std::nullopt);
    takeChange();
}

void BodyEditor::replace(long from, long to, const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    send(Base::SCI_SETTARGETRANGE, static_cast<unsigned long>(from), to);
    m_editor->SendScintilla(Base::SCI_REPLACETARGET, static_cast<unsigned long>(utf8.size()), utf8.constData());
    send(Base::SCI_GOTOPOS, static_cast<unsigned long>(from + utf8.size()));
}

// At each step of the cursor QScintilla looks for the other bracket, to the end if need be, and counts all characters before
// the cursor for a reader of the screen, whether or not there is one: in a large text that takes longer than a frame.
void BodyEditor::unburden()
{
    const bool isLarge = m_editor->length() > carriedAlong;
    m_editor->setBraceMatching(isLarge ? QsciScintilla::NoBraceMatch : QsciScintilla::SloppyBraceMatch);
    if (!isLarge || QAccessible::isActive())
        return;
    if (QAccessibleInterface *reader = QAccessible::queryAccessibleInterface(m_editor)) // made anew when one asks for it
        QAccessible::deleteAccessibleInterface(QAccessible::uniqueId(reader));
}

void BodyEditor::replaceText(const QString &text)
{
    if (text == this->text())
        return;
    if (HeldText::isNeededFor(text)) { // what the editor has stays in it, to go back to
        m_heldPage->setText(text, BodySyntax::canFormat(m_language), true);
        hold(text);
        return takeChange();
    }
    const long line = send(Base::SCI_LINEFROMPOSITION, static_cast<unsigned long>(send(Base::SCI_GETCURRENTPOS)));
    m_isSetting = true;
    replace(0, m_editor->length(), text);
    send(Base::SCI_GOTOLINE, static_cast<unsigned long>(qMin<long>(line, m_editor->lines() - 1)));
    m_isSetting = false;
    hold({});
    takeChange();
}

void BodyEditor::insert(const QString &text)
{
    const long from = send(Base::SCI_GETSELECTIONSTART), to = send(Base::SCI_GETSELECTIONEND);
    if (HeldText::isNeededFor(text)) {
        const auto part = [this](long begin, long end) { return QString::fromUtf8(m_editor->bytes(int(begin), int(end)).left(end - begin)); };
        return replaceText(part(0, from) + text + part(to, m_editor->length()));
    }
    m_isSetting = true;
    m_editor->beginUndoAction();
    replace(from, to, text);
    m_editor->endUndoAction();
    send(Base::SCI_SCROLLCARET);
    m_isSetting = false;
    takeChange();
}

void BodyEditor::takeChange()
{
    m_text.reset();
    unburden();
    if (m_isSetting)
        return; // there is more to come
    ++m_revision;
    m_marks.forget();
    judgeSoon();
    Q_EMIT textChanged();
}

void BodyEditor::setScope(const VariableScope &scope)
{
    if (scope == m_scope)
        return;
    m_scope = scope;
    judgeSoon();
}

void BodyEditor::setTitle(const QString &title)
{
    m_editor->setAccessibleName(title);
}

void BodyEditor::setWords(const TypeAhead::Source &source)
{
    m_words = source;
}

void BodyEditor::judgeSoon()
{
    m_judgeTimer.start(250ms); // not while one types
}

void BodyEditor::judge()
{
    const auto work = [text = text(), language = m_language, scope = m_scope] {
        return Judgement{BodySyntax::faultIn(text, language), BodySyntax::variablesIn(text, language, scope)};
    };
    if (text().size() <= judgedAtOnce)
        return showJudgement(work());
    if (text().size() > longestJudged)
        return showJudgement({});
    runInBackground<Judgement>(work, {this, [this, revision = m_revision](const Judgement &judgement) {
                                          if (revision == m_revision)
                                              showJudgement(judgement);
                                      }});
}

void BodyEditor::showJudgement(const Judgement &judgement)
{
    if (!m_held)
        m_marks.show(text(), judgement.variables, judgement.fault);
    m_fault = judgement.fault;
    Q_EMIT judged();
}

void BodyEditor::format()
{
    reformat(true);
}

void BodyEditor::minify()
{
    reformat(false);
}

void BodyEditor::reformat(bool isIndented)
{
    if (!(isIndented ? BodySyntax::canFormat(m_language) : BodySyntax::canMinify(m_language)) || QStringView(text()).trimmed().isEmpty())
        return;
    using Formatted = tl::expected<QString, BodySyntax::Fault>;
    const auto work = [text = text(), language = m_language, isIndented] {
        return isIndented ? BodySyntax::indented(text, language) : BodySyntax::compact(text, language);
    };
    const auto take = [this](const Formatted &formatted) {
        if (formatted)
            return replaceText(*formatted);
        showJudgement({formatted.error(), VariableMark::in(text().left(judgedAtOnce), m_scope)});
        goToFault();
    };
    if (text().size() <= formattedAtOnce)
        return take(work());
    runInBackground<Formatted>(work, {this, [this, take, revision = m_revision](const Formatted &formatted) {
                                          if (revision == m_revision) // else the person went on writing
                                              take(formatted);
                                      }});
}

void BodyEditor::goTo(int line, int column)
{
    m_editor->setCursorPosition(line - 1, column - 1);
    m_editor->ensureLineVisible(line - 1);
    m_editor->setFocus();
}

void BodyEditor::goToFault()
{
    if (m_fault && !m_held)
        goTo(m_fault->line, m_fault->column);
}

QString BodyEditor::beforeCursor() const
{
    constexpr long most = 2000; // bytes: lines can be long
    const long at = send(Base::SCI_GETCURRENTPOS);
    const long line = send(Base::SCI_POSITIONFROMLINE, static_cast<unsigned long>(send(Base::SCI_LINEFROMPOSITION, static_cast<unsigned long>(at))));
    const long from = qMax(line, at - most);
    return QString::fromUtf8(m_editor->bytes(int(from), int(at)).left(at - from));
}

TypeAhead::Access BodyEditor::access()
{
    return {[this] { return beforeCursor(); },
        [this] {
            const long at = send(Base::SCI_GETCURRENTPOS), end = qMin<long>(at + 2, m_editor->length());
            return QString::fromUtf8(m_editor->bytes(int(at), int(end)).left(end - at));
        },
        [this] {
            const long at = send(Base::SCI_GETCURRENTPOS);
            const QPoint place(int(send(Base::SCI_POINTXFROMPOSITION, 0, at)), int(send(Base::SCI_POINTYFROMPOSITION, 0, at)));
            return QRect(m_editor->viewport()->mapToGlobal(place), QSize(1, int(send(Base::SCI_TEXTHEIGHT))));
        },
        [this](qsizetype back, qsizetype ahead, const QString &text) {
            const long at = send(Base::SCI_GETCURRENTPOS);
            const long from = at - long(beforeCursor().right(back).toUtf8().size());
            send(Base::SCI_SETSEL, static_cast<unsigned long>(from), at + long(ahead)); // ahead: braces, one byte each
            insert(text);
        }};
}

bool BodyEditor::takeKey(const QKeyEvent &key)
{
    if (m_ahead->takes(key))
        return true;
    if (key.matches(QKeySequence::Paste)) { // QScintilla's own would change line ends
        insert(QGuiApplication::clipboard()->text());
        return true;
    }
    if (EditorFind::isWanted(key)) {
        m_find->take(key);
        return true;
    }
    if (key.key() == Qt::Key_Escape) {
        focusNextPrevChild(!key.modifiers().testFlag(Qt::ShiftModifier));
        return true;
    }
    if (key.modifiers() == (Qt::ShiftModifier | Qt::AltModifier) && key.key() == Qt::Key_F) {
        format();
        return true;
    }
    const auto folds = Qt::ControlModifier | Qt::ShiftModifier;
    if (key.modifiers() == folds && (key.key() == Qt::Key_BracketLeft || key.key() == Qt::Key_BraceLeft
            || key.key() == Qt::Key_BracketRight || key.key() == Qt::Key_BraceRight)) {
        const bool isFold = key.key() == Qt::Key_BracketLeft || key.key() == Qt::Key_BraceLeft;
        long line = send(Base::SCI_LINEFROMPOSITION, static_cast<unsigned long>(send(Base::SCI_GETCURRENTPOS)));
        const bool isHeader = send(Base::SCI_GETFOLDLEVEL, static_cast<unsigned long>(line)) & Base::SC_FOLDLEVELHEADERFLAG;
        if (!isHeader)
            line = send(Base::SCI_GETFOLDPARENT, static_cast<unsigned long>(line));
        if (line >= 0)
            send(Base::SCI_FOLDLINE, static_cast<unsigned long>(line), isFold ? Base::SC_FOLDACTION_CONTRACT : Base::SC_FOLDACTION_EXPAND);
        return true;
    }
    return false;
}

bool BodyEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_editor && event->type() == QEvent::ShortcutOverride && EditorFind::isWanted(*static_cast<QKeyEvent *>(event))) {
        event->accept();
        return true;
    }
    if (watched == m_editor && event->type() == QEvent::KeyPress && takeKey(*static_cast<QKeyEvent *>(event)))
        return true;
    if (watched == m_editor->viewport() && event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const long at = send(Base::SCI_CHARPOSITIONFROMPOINTCLOSE, static_cast<unsigned long>(help->pos().x()), help->pos().y());
        const QString explanation = at < 0 ? QString() : m_marks.explanationAt(at);
        if (explanation.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), plainToolTip(explanation), m_editor);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

}
