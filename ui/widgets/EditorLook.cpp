#include "ui/widgets/EditorLook.h"

#include "ui/theme/Theme.h"
#include "ui/widgets/GraphQlLexer.h"
#include "ui/widgets/HeaderLexer.h"
#include "ui/widgets/Scintilla.h"

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

using Base = QsciScintillaBase;

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
    case QsciLexerJSON::UnclosedString: // being typed; where it is wrong is marked by ourselves
        return Token::JsonString;
    case QsciLexerJSON::Property:
        return Token::JsonKey;
    case QsciLexerJSON::CommentLine:
    case QsciLexerJSON::CommentBlock:
        return Token::Dim;
    default:
        return Token::Text;
    }
}

Token xmlToken(int style)
{
    switch (style) {
    case QsciLexerHTML::Tag:
    case QsciLexerHTML::UnknownTag:
    case QsciLexerHTML::XMLTagEnd:
    case QsciLexerHTML::XMLStart:
    case QsciLexerHTML::XMLEnd:
        return Token::JsonKey;
    case QsciLexerHTML::Attribute:
    case QsciLexerHTML::UnknownAttribute:
    case QsciLexerHTML::Entity:
        return Token::JsonNumber;
    case QsciLexerHTML::HTMLDoubleQuotedString:
    case QsciLexerHTML::HTMLSingleQuotedString:
    case QsciLexerHTML::CDATA:
        return Token::JsonString;
    case QsciLexerHTML::HTMLComment:
        return Token::Dim;
    default:
        return Token::Text;
    }
}

Token graphQlToken(int style)
{
    switch (style) {
    case GraphQlLexer::Keyword:
        return Token::JsonKey;
    case GraphQlLexer::String:
    case GraphQlLexer::BlockString:
        return Token::JsonString;
    case GraphQlLexer::Number:
    case GraphQlLexer::Directive:
        return Token::JsonNumber;
    case GraphQlLexer::Variable:
        return Token::AccentText;
    case GraphQlLexer::Comment:
        return Token::Dim;
    default:
        return Token::Text;
    }
}

Token headerToken(int style)
{
    return style == HeaderLexer::Name ? Token::JsonKey : style == HeaderLexer::Off ? Token::Faint : Token::Text;
}

Token tokenOf(BodyLanguage language, int style)
{
    switch (language) {
    case BodyLanguage::Json:
        return jsonToken(style);
    case BodyLanguage::Xml:
        return xmlToken(style);
    case BodyLanguage::GraphQl:
        return graphQlToken(style);
    case BodyLanguage::Headers:
        return headerToken(style);
    case BodyLanguage::Text:
        break;
    }
    return Token::Text;
}

QsciLexer *lexerOf(BodyLanguage language, QsciScintilla *editor)
{
    switch (language) {
    case BodyLanguage::Json: {
        auto *lexer = new QsciLexerJSON(editor);
        lexer->setHighlightComments(true);
        lexer->setHighlightEscapeSequences(true);
        return lexer;
    }
    case BodyLanguage::Xml:
        return new QsciLexerXML(editor);
    case BodyLanguage::GraphQl:
        return new GraphQlLexer(editor);
    case BodyLanguage::Headers:
        return new HeaderLexer(editor);
    case BodyLanguage::Text:
        break;
    }
    return nullptr;
}

void setIndicator(QsciScintilla &editor, int mark, int style, const QColor &color)
{
    editor.SendScintilla(Base::SCI_INDICSETSTYLE, mark, style);
    editor.SendScintilla(Base::SCI_INDICSETFORE, static_cast<unsigned long>(mark), color);
}

}

void EditorLook::setLanguage(QsciScintilla &editor, BodyLanguage language)
{
    QsciLexer *old = editor.lexer();
    editor.setLexer(lexerOf(language, &editor));
    delete old;
    // The first screen is coloured at once, what lies behind it while the program has nothing else to do.
    editor.SendScintilla(Base::SCI_SETIDLESTYLING, int(Base::SC_IDLESTYLING_ALL));
}

void EditorLook::dress(QsciScintilla &editor, BodyLanguage language, const Theme &theme)
{
    const QColor paper = theme.color(Token::Panel), text = theme.color(Token::Text);
    // QScintilla reads a font's size in points only.
    QFont font = theme.font(TextRole::Mono);
    font.setPointSizeF(font.pixelSize() * 72.0 / editor.logicalDpiY());
    if (auto *lexer = editor.lexer()) {
        lexer->setDefaultPaper(paper);
        lexer->setDefaultColor(text);
        lexer->setDefaultFont(font);
        lexer->setPaper(paper);
        lexer->setFont(font);
        lexer->setEolFill(false);
        for (int style = 0; style < 128; ++style) {
            if (!lexer->description(style).isEmpty())
                lexer->setColor(theme.color(tokenOf(language, style)), style);
        }
    }
    editor.setFont(font);
    editor.setPaper(paper);
    editor.setColor(text);
    editor.setCaretForegroundColor(text);
    editor.setSelectionBackgroundColor(theme.color(Token::Selection));
    editor.resetSelectionForegroundColor();
    editor.setMarginsFont(font);
    editor.setMarginsBackgroundColor(paper);
    editor.setMarginsForegroundColor(theme.color(Token::Dim));
    editor.setFoldMarginColors(paper, paper);
    editor.setMatchedBraceBackgroundColor(theme.color(Token::AccentGround));
    editor.setMatchedBraceForegroundColor(theme.color(Token::AccentText));
    editor.setUnmatchedBraceBackgroundColor(paper);
    editor.setUnmatchedBraceForegroundColor(theme.color(Token::BadText));
    // QScintilla's own setters colour only markers that were made through it, and these were not.
    for (int marker = Base::SC_MARKNUM_FOLDEREND; marker <= int(Base::SC_MARKNUM_FOLDEROPEN); ++marker) {
        editor.SendScintilla(Base::SCI_MARKERSETFORE, static_cast<unsigned long>(marker), paper);
        editor.SendScintilla(Base::SCI_MARKERSETBACK, static_cast<unsigned long>(marker), theme.color(Token::Dim));
    }
    setIndicator(editor, variableMark, Base::INDIC_TEXTFORE, theme.color(Token::AccentText));
    setIndicator(editor, badVariableMark, Base::INDIC_TEXTFORE, theme.color(Token::BadText));
    setIndicator(editor, badVariableLine, Base::INDIC_DASH, theme.color(Token::Bad));
    setIndicator(editor, faultMark, Base::INDIC_SQUIGGLE, theme.color(Token::Bad));
    fitNumbers(editor);
    const bool folds = language == BodyLanguage::Json || language == BodyLanguage::Xml || language == BodyLanguage::GraphQl;
    editor.setMarginWidth(foldMargin, theme.px(folds ? 14 : 6));
    editor.SendScintilla(Base::SCI_SETEXTRAASCENT, 1);
    editor.SendScintilla(Base::SCI_SETEXTRADESCENT, 2);
}

void EditorLook::fitNumbers(QsciScintilla &editor)
{
    editor.setMarginWidth(numberMargin, QString(QString::number(editor.lines()).size() + 2, u'0'));
}

}
