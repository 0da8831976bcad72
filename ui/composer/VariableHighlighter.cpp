#include "ui/composer/VariableHighlighter.h"

#include "ui/theme/Theme.h"

namespace tessera::ui {

VariableHighlighter::VariableHighlighter(const Theme &theme, QTextDocument *document)
    : QSyntaxHighlighter(document)
    , m_theme(theme)
{
    connect(&theme, &Theme::changed, this, &QSyntaxHighlighter::rehighlight);
}

void VariableHighlighter::setMarks(const QList<VariableMark> &marks)
{
    if (marks == m_marks)
        return;
    m_marks = marks;
    rehighlight();
}

void VariableHighlighter::highlightBlock(const QString &text)
{
    for (const VariableMark &mark : std::as_const(m_marks)) {
        if (mark.start + mark.length > text.size())
            continue; // the text has changed, the marks follow
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
