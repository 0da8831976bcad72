#include "ui/widgets/CodePainter.h"

#include "ui/theme/Theme.h"
#include "ui/theme/style/Shapes.h"
#include "ui/widgets/HiddenCharacters.h"

#include <QtGui/QPainter>
#include <QtGui/QTextLayout>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int tabColumns = 4;

Token tokenOf(CodeSpan::Kind kind)
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
    }
    Q_UNREACHABLE();
}

}

CodePainter::CodePainter(const Theme &theme)
    : m_theme(theme)
{
}

int CodePainter::rowHeight() const
{
    return std::max(m_theme.px(18), QFontMetrics(m_theme.font(TextRole::Mono)).height());
}

int CodePainter::characterWidth() const
{
    return QFontMetrics(m_theme.font(TextRole::Mono)).horizontalAdvance(u'0');
}

int CodePainter::foldWidth() const
{
    return m_theme.px(18);
}

int CodePainter::marginWidth(qint64 lines) const
{
    const auto digits = std::max<qsizetype>(3, QString::number(lines).size());
    return characterWidth() * int(digits) + m_theme.px(10) + foldWidth();
}

std::unique_ptr<QTextLayout> CodePainter::layOut(const CodeRow &row) const
{
    auto layout = std::make_unique<QTextLayout>(HiddenCharacters::shown(row.text), m_theme.font(TextRole::Mono));
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    option.setTextDirection(Qt::LeftToRight);
    option.setTabStopDistance(characterWidth() * tabColumns);
    layout->setTextOption(option);
    QList<QTextLayout::FormatRange> formats;
    for (const CodeSpan &span : row.spans) {
        QTextLayout::FormatRange range{span.start, span.length, {}};
        range.format.setForeground(m_theme.color(tokenOf(span.kind)));
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

void CodePainter::paintRow(QPainter &painter, const Scene &scene, const CodeRow &row, qsizetype index) const
{
    const qint64 number = scene.first + index;
    const int height = rowHeight();
    const int top = int(index) * height;
    const bool hasCursor = scene.cursor && scene.cursor->row == number;
    const auto layout = layOut(row);
    const QTextLine line = layout->lineAt(0);
    if (hasCursor && scene.selection.from == scene.selection.to)
        painter.fillRect(QRect(0, top, scene.width, height), m_theme.color(Token::Hairline));
    const auto fill = [&](const CodeRange &range, Token token) {
        if (number < range.from.row || number > range.to.row)
            return;
        const double from = number == range.from.row ? line.cursorToX(range.from.column) : 0;
        double to = number == range.to.row ? line.cursorToX(range.to.column) : line.naturalTextWidth();
        if (number < range.to.row)
            to += characterWidth(); // the line's end is selected, too
        painter.fillRect(QRectF(scene.left + from, top, to - from, height), m_theme.color(token));
    };
    for (const CodeRange &mark : scene.marks)
        fill(mark, Token::WarnGround);
    if (scene.selection.from != scene.selection.to)
        fill(scene.selection, Token::Selection);
    layout->draw(&painter, QPointF(scene.left, top + (height - line.height()) / 2));
    if (!row.remark.isEmpty()) {
        const double x = scene.left + line.naturalTextWidth() + m_theme.px(22);
        painter.setFont(m_theme.font(TextRole::Mono));
        painter.setPen(m_theme.color(Token::Dim));
        painter.drawText(QRectF(x, top, scene.width + row.remark.size() * characterWidth(), height), Qt::AlignVCenter | Qt::AlignLeft, row.remark);
        painter.setPen(m_theme.color(Token::Text));
    }
    if (hasCursor)
        painter.fillRect(QRectF(scene.left + line.cursorToX(scene.cursor->column), top + 1, std::max(1, m_theme.px(1.5)), height - 2), m_theme.color(Token::Accent));
}

void CodePainter::paintRows(QPainter &painter, const Scene &scene, const QList<CodeRow> &rows) const
{
    painter.setPen(m_theme.color(Token::Text));
    for (qsizetype i = 0; i < rows.size(); ++i) {
        if (scene.dirty.intersects(QRect(0, int(i) * rowHeight(), scene.width, rowHeight())))
            paintRow(painter, scene, rows.at(i), i);
    }
}

void CodePainter::paintMargin(QPainter &painter, const QRect &margin, const QList<CodeRow> &rows) const
{
    const int height = rowHeight(), numbers = margin.width() - foldWidth();
    painter.fillRect(margin.adjusted(0, 0, -m_theme.px(2), 0), m_theme.color(Token::Panel));
    painter.setFont(m_theme.font(TextRole::Mono));
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const CodeRow &row = rows.at(i);
        const int top = int(i) * height;
        painter.setPen(m_theme.color(row.isFlagged ? Token::WarnText : Token::Dim));
        painter.drawText(QRect(0, top, numbers - m_theme.px(4), height), Qt::AlignRight | Qt::AlignVCenter, row.line >= 0 ? QString::number(row.line + 1) : u"·"_s);
        if (row.fold != CodeRow::Fold::None) {
            drawChevron(painter, QPointF(numbers + foldWidth() / 2.0 - 1, top + height / 2.0), m_theme.px(7),
                row.fold == CodeRow::Fold::Open ? Qt::DownArrow : Qt::RightArrow, m_theme.color(Token::Dim));
        }
    }
}

}
