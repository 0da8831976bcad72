#include "ui/widgets/BodyEditor.h"

#include "ui/theme/Theme.h"

#include <QtWidgets/QVBoxLayout>

// QScintilla's headers want the keywords that we do without.
#define signals Q_SIGNALS
#define slots Q_SLOTS
#include <Qsci/qscicommand.h>
#include <Qsci/qscicommandset.h>
#include <Qsci/qscilexerjson.h>
#include <Qsci/qsciscintilla.h>
#undef signals
#undef slots

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int numberMargin = 0, foldMargin = 2;

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
    {QsciCommand::Cancel, Qt::Key_Escape},
    {QsciCommand::Undo, Qt::Key_Z | ctrl},
    {QsciCommand::Redo, Qt::Key_Z | ctrl | shift},
    {QsciCommand::SelectionCut, Qt::Key_X | ctrl},
    {QsciCommand::SelectionCopy, Qt::Key_C | ctrl},
    {QsciCommand::Paste, Qt::Key_V | ctrl},
    {QsciCommand::SelectAll, Qt::Key_A | ctrl},
    {QsciCommand::MoveSelectedLinesUp, Qt::Key_Up | alt},
    {QsciCommand::MoveSelectedLinesDown, Qt::Key_Down | alt},
};

Token jsonToken(int style)
{
    switch (style) {
    case QsciLexerJSON::Number:
    case QsciLexerJSON::Keyword:
        return Token::JsonNumber;
    case QsciLexerJSON::String:
    case QsciLexerJSON::EscapeSequence:
    case QsciLexerJSON::IRI:
    case QsciLexerJSON::IRICompact:
        return Token::JsonString;
    case QsciLexerJSON::Property:
        return Token::JsonKey;
    case QsciLexerJSON::UnclosedString:
    case QsciLexerJSON::Error:
        return Token::BadText;
    case QsciLexerJSON::CommentLine:
    case QsciLexerJSON::CommentBlock:
        return Token::Dim;
    default:
        return Token::Text;
    }
}

}

BodyEditor::BodyEditor(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_editor(new QsciScintilla(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_editor);
    setFocusProxy(m_editor);
    m_editor->setObjectName(u"bodyText"_s);
    m_editor->setAccessibleName(tr("Body"));
    m_editor->setFrameShape(QFrame::NoFrame);
    m_editor->setUtf8(true);
    m_editor->setEolMode(QsciScintilla::EolUnix);
    m_editor->setIndentationsUseTabs(false);
    m_editor->setIndentationWidth(2);
    m_editor->setTabWidth(2);
    m_editor->setAutoIndent(true);
    m_editor->setBackspaceUnindents(true);
    m_editor->setBraceMatching(QsciScintilla::SloppyBraceMatch);
    m_editor->setFolding(QsciScintilla::PlainFoldStyle, foldMargin);
    m_editor->setMarginType(numberMargin, QsciScintilla::NumberMargin);
    m_editor->setMarginWidth(1, 0);
    m_editor->setScrollWidth(1);
    m_editor->setScrollWidthTracking(true);
    m_editor->SendScintilla(QsciScintillaBase::SCI_SETCARETPERIOD, 0); // a blinking cursor keeps the program awake
    setKeys();
    setLanguage(Language::Text);
    connect(m_editor, &QsciScintilla::textChanged, this, &BodyEditor::textChanged);
    connect(m_editor, &QsciScintilla::linesChanged, this,
        [this] { m_editor->setMarginWidth(numberMargin, QString(QString::number(m_editor->lines()).size() + 2, u'0')); });
    connect(&theme, &Theme::changed, this, &BodyEditor::paintInTheme);
}

void BodyEditor::setKeys()
{
    QsciCommandSet *commands = m_editor->standardCommands();
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

void BodyEditor::setLanguage(Language language)
{
    m_language = language;
    if (language == Language::Json) {
        auto *lexer = new QsciLexerJSON(m_editor);
        lexer->setHighlightComments(true);
        lexer->setHighlightEscapeSequences(true);
        delete m_editor->lexer();
        m_editor->setLexer(lexer);
    } else {
        delete m_editor->lexer();
        m_editor->setLexer(nullptr);
    }
    paintInTheme();
}

void BodyEditor::paintInTheme()
{
    const QColor paper = m_theme.color(Token::Panel), text = m_theme.color(Token::Text);
    // QScintilla reads a font's size in points only.
    QFont font = m_theme.font(TextRole::Mono);
    font.setPointSizeF(font.pixelSize() * 72.0 / logicalDpiY());
    if (auto *lexer = m_editor->lexer()) {
        lexer->setDefaultPaper(paper);
        lexer->setDefaultColor(text);
        lexer->setDefaultFont(font);
        lexer->setPaper(paper);
        lexer->setFont(font);
        for (int style = QsciLexerJSON::Default; style <= QsciLexerJSON::Error; ++style)
            lexer->setColor(m_theme.color(jsonToken(style)), style);
    }
    m_editor->setFont(font);
    m_editor->setPaper(paper);
    m_editor->setColor(text);
    m_editor->setCaretForegroundColor(text);
    m_editor->setSelectionBackgroundColor(m_theme.color(Token::Selection));
    m_editor->resetSelectionForegroundColor();
    m_editor->setMarginsFont(font);
    m_editor->setMarginsBackgroundColor(paper);
    m_editor->setMarginsForegroundColor(m_theme.color(Token::Dim));
    m_editor->setFoldMarginColors(paper, paper);
    m_editor->setMatchedBraceBackgroundColor(m_theme.color(Token::AccentGround));
    m_editor->setMatchedBraceForegroundColor(m_theme.color(Token::AccentText));
    m_editor->setUnmatchedBraceBackgroundColor(paper);
    m_editor->setUnmatchedBraceForegroundColor(m_theme.color(Token::BadText));
    for (int marker = QsciScintillaBase::SC_MARKNUM_FOLDEREND; marker <= int(QsciScintillaBase::SC_MARKNUM_FOLDEROPEN);
         ++marker) {
        m_editor->setMarkerForegroundColor(paper, marker);
        m_editor->setMarkerBackgroundColor(m_theme.color(Token::Faint), marker);
    }
    m_editor->setMarginWidth(numberMargin, QString(QString::number(m_editor->lines()).size() + 2, u'0'));
    m_editor->setMarginWidth(foldMargin, m_language == Language::Json ? m_theme.px(14) : m_theme.px(6));
    m_editor->SendScintilla(QsciScintillaBase::SCI_SETEXTRAASCENT, 1);
    m_editor->SendScintilla(QsciScintillaBase::SCI_SETEXTRADESCENT, 2);
}

QString BodyEditor::text() const
{
    return m_editor->text();
}

void BodyEditor::setText(const QString &text)
{
    if (text != m_editor->text())
        m_editor->setText(text);
}

void BodyEditor::setReadOnly(bool isReadOnly)
{
    m_editor->setReadOnly(isReadOnly);
}

void BodyEditor::goTo(int line, int column)
{
    m_editor->setCursorPosition(line - 1, column - 1);
    m_editor->ensureLineVisible(line - 1);
    m_editor->setFocus();
}

void BodyEditor::insert(const QString &text)
{
    m_editor->beginUndoAction();
    m_editor->removeSelectedText();
    m_editor->insert(text);
    m_editor->endUndoAction();
}

}
