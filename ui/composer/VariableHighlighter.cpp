#include "ui/composer/VariableHighlighter.h"

#include "ui/theme/Theme.h"

namespace tessera::ui {

VariableHighlighter::VariableHighlighter(const Theme &theme, QTextDocument *document)
    : QSyntaxHighlighter(document)
    , m_theme(theme)
{
    connect(&theme, &Theme::changed, this, &QSyntaxHighlighter::rehighlight);
}

void VariableHighlighter::setScope(const VariableScope &scope)
{
    m_scope = scope;
    rehighlight();
}

const QList<VariableMark> &VariableHighlighter::marksOf(const QString &text)
{
    if (text != m_text)
        rehighlight(); // before its first turn of the event loop a highlighter follows no change
    return m_marks;
}

void VariableHighlighter::highlightBlock(const QString &text)
{
    m_text = text;
    m_marks = VariableMark::in(text, m_scope);
    for (const VariableMark &mark : std::as_const(m_marks)) {
        QTextCharFormat format;
        const bool isGood = mark.kind == VariableMark::Kind::Known;
        format.setForeground(m_theme.color(isGood ? Token::AccentText : Token::BadText));
        if (!isGood) {
            format.setUnderlineStyle(QTextCharFormat::DashUnderline);
            format.setUnderlineColor(m_theme.color(Token::Bad));
        }
        setFormat(int(mark.start), int(mark.length), format);
    }
}

}
