#include "ui/widgets/CodeLayout.h"

#include "ui/theme/Theme.h"
#include "ui/widgets/HiddenCharacters.h"

#include <QtGui/QFontMetrics>
#include <QtGui/QTextLayout>

#include <algorithm>

namespace tessera::ui {

namespace {

constexpr int tabColumns = 4;
constexpr qsizetype longRow = 400; // characters: of more only those in sight are laid out

CodeRow beginning(const CodeRow &row, int count)
{
    CodeRow part = row;
    part.text = row.text.first(count);
    part.spans.clear();
    for (const CodeSpan &span : row.spans) {
        if (span.start < count)
            part.spans.append({span.kind, span.start, std::min(span.length, count - span.start)});
    }
    return part;
}

}

CodeLayout::CodeLayout(const Theme &theme)
    : m_theme(theme)
{
    dress();
}

void CodeLayout::dress()
{
    m_font = m_theme.font(TextRole::Mono);
    const QFontMetrics metrics(m_font);
    m_rowHeight = std::max(m_theme.px(18), metrics.height());
    m_characterWidth = metrics.horizontalAdvance(u'0');
}

Token CodeLayout::tokenOf(CodeSpan::Kind kind)
{
    switch (kind) {
    case CodeSpan::Kind::Plain:
        return Token::Text;
    case CodeSpan::Kind::Key:
        return Token::JsonKey;
    case CodeSpan::Kind::String:
        return Token::JsonString;
    case CodeSpan::Kind::Number:
        return Token::JsonNumber;
    case CodeSpan::Kind::Markup:
        return Token::JwtPayload;
    case CodeSpan::Kind::Remark:
        return Token::Dim;
    case CodeSpan::Kind::Broken:
        return Token::BadText;
    case CodeSpan::Kind::Doubtful:
        return Token::WarnText;
    }
    Q_UNREACHABLE();
}

std::unique_ptr<QTextLayout> CodeLayout::of(const CodeRow &row) const
{
    auto layout = std::make_unique<QTextLayout>(HiddenCharacters::shown(row.text), m_font);
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    option.setTextDirection(Qt::LeftToRight);
    option.setTabStopDistance(m_characterWidth * tabColumns);
    layout->setTextOption(option);
    QList<QTextLayout::FormatRange> formats;
    for (const CodeSpan &span : row.spans) {
        QTextLayout::FormatRange range{span.start, span.length, {}};
        range.format.setForeground(m_theme.color(tokenOf(span.kind)));
        if (span.kind == CodeSpan::Kind::Doubtful)
            range.format.setBackground(m_theme.color(Token::WarnGround));
        formats << range;
    }
    for (qsizetype i = 0; i < row.text.size(); ++i) {
        if (!HiddenCharacters::isOne(row.text.at(i)) && row.text.at(i) != QChar::ReplacementCharacter)
            continue;
        QTextLayout::FormatRange range{int(i), 1, {}};
        range.format.setForeground(m_theme.color(Token::WarnText));
        range.format.setBackground(m_theme.color(Token::WarnGround));
        formats << range;
    }
    layout->setFormats(formats);
    layout->beginLayout();
    layout->createLine();
    layout->endLayout();
    return layout;
}

// As much of it as reaches so far to the right.
std::unique_ptr<QTextLayout> CodeLayout::upTo(const CodeRow &row, int width) const
{
    const int enough = std::max(1, width) / std::max(1, m_characterWidth) + 16;
    if (row.text.size() > longRow && enough < row.text.size()) {
        auto layout = of(beginning(row, enough));
        if (layout->lineAt(0).naturalTextWidth() > width) // characters may have no width
            return layout;
    }
    return of(row);
}

}
