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
constexpr qsizetype longRow = 400; // characters: of more only those in sight are laid out
constexpr int emphasis = 70; // of 255: how far what differs within a row stands out from its ground

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
    case CodeSpan::Kind::Doubtful:
        return Token::WarnText;
    }
    Q_UNREACHABLE();
}

QString numberOf(const CodeRow &row)
{
    if (row.ground == CodeRow::Ground::Absent)
        return {};
    return row.line >= 0 ? QString::number(row.line + 1) : u"·"_s;
}

// Every character as wide as the next.
bool isEven(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() >= 0x20 && c.unicode() < 0x7f; });
}

CodeRow cutOut(const CodeRow &row, int from, int count)
{
    CodeRow part = row;
    part.text = row.text.mid(from, count);
    part.spans.clear();
    for (const CodeSpan &span : row.spans) {
        const int begin = std::max(span.start, from), end = std::min(span.start + span.length, from + count);
        if (end > begin)
            part.spans.append({span.kind, begin - from, end - begin});
    }
    return part;
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
std::unique_ptr<QTextLayout> CodePainter::layOutUpTo(const CodeRow &row, int width) const
{
    const int enough = std::max(1, width) / std::max(1, characterWidth()) + 16;
    if (enough < row.text.size()) {
        auto layout = layOut(cutOut(row, 0, enough));
        if (layout->lineAt(0).naturalTextWidth() > width) // characters may have no width
            return layout;
    }
    return layOut(row);
}

void CodePainter::paintRow(QPainter &painter, const Scene &scene, const CodeRow &row, qsizetype index) const
{
    const qint64 number = scene.first + index;
    const int height = rowHeight();
    const int top = int(index) * height;
    const bool hasCursor = scene.cursor && scene.cursor->row == number;
    // A row of two thousand characters is laid out ten times as fast where only what is seen of it is.
    const double advance = QFontMetricsF(m_theme.font(TextRole::Mono)).horizontalAdvance(u'0');
    const bool isLong = row.text.size() > longRow, isCut = isLong && isEven(row.text);
    const int from = isCut ? std::clamp(int(-scene.left / advance) - 1, 0, int(row.text.size())) : 0;
    std::unique_ptr<QTextLayout> layout;
    if (isCut)
        layout = layOut(cutOut(row, from, int(scene.width / advance) + 4));
    else
        layout = isLong ? layOutUpTo(row, scene.width - scene.left) : layOut(row);
    const QTextLine line = layout->lineAt(0);
    const auto xOf = [&](int column) { return isCut ? std::min<double>(column, double(row.text.size())) * advance : line.cursorToX(column); };
    const double textWidth = isCut ? double(row.text.size()) * advance : line.naturalTextWidth();
    paintGround(painter, QRect(0, top, scene.width, height), row.ground);
    if (hasCursor && row.ground == CodeRow::Ground::None && scene.selection.from == scene.selection.to)
        painter.fillRect(QRect(0, top, scene.width, height), m_theme.color(Token::Hairline));
    const auto fill = [&](const CodeRange &range, Token token) {
        if (number < range.from.row || number > range.to.row)
            return;
        const double begin = number == range.from.row ? xOf(range.from.column) : 0;
        double end = number == range.to.row ? xOf(range.to.column) : textWidth;
        if (number < range.to.row)
            end += characterWidth(); // the line's end is selected, too
        painter.fillRect(QRectF(scene.left + begin, top, end - begin, height), m_theme.color(token));
    };
    for (const CodeSpan &span : row.changed) {
        QColor color = m_theme.color(row.ground == CodeRow::Ground::Added ? Token::Ok : Token::Bad);
        color.setAlpha(emphasis);
        painter.fillRect(QRectF(scene.left + xOf(span.start), top, xOf(span.start + span.length) - xOf(span.start), height), color);
    }
    for (const CodeRange &mark : scene.marks)
        fill(mark, Token::WarnGround);
    if (scene.selection.from != scene.selection.to)
        fill(scene.selection, Token::Selection);
    layout->draw(&painter, QPointF(scene.left + (isCut ? from * advance : 0), top + (height - line.height()) / 2));
    if (!row.remark.isEmpty()) {
        painter.setFont(m_theme.font(TextRole::Mono));
        const int room = painter.fontMetrics().horizontalAdvance(row.remark);
        const double behind = scene.left + textWidth + m_theme.px(22), last = scene.width - room - m_theme.px(14);
        const bool isOutOfSight = scene.left + textWidth > scene.width && room < scene.width / 2;
        const double x = isOutOfSight ? std::min(behind, last) : behind;
        if (x < behind) { // nobody scrolls to the end of a token to learn that it is one
            const bool isHere = hasCursor && scene.selection.from == scene.selection.to;
            painter.fillRect(QRectF(x - m_theme.px(10), top, scene.width - x + m_theme.px(10), height), m_theme.color(isHere ? Token::Hairline : Token::Panel));
        }
        painter.setPen(m_theme.color(Token::Dim));
        painter.drawText(QRectF(x, top, scene.width + row.remark.size() * characterWidth(), height), Qt::AlignVCenter | Qt::AlignLeft, row.remark);
        painter.setPen(m_theme.color(Token::Text));
    }
    if (hasCursor)
        painter.fillRect(QRectF(scene.left + xOf(scene.cursor->column), top + 1, std::max(1, m_theme.px(1.5)), height - 2), m_theme.color(Token::Accent));
}

void CodePainter::paintGround(QPainter &painter, const QRect &row, CodeRow::Ground ground) const
{
    switch (ground) {
    case CodeRow::Ground::None:
        return;
    case CodeRow::Ground::Added:
        return painter.fillRect(row, m_theme.color(Token::OkGround));
    case CodeRow::Ground::Removed:
        return painter.fillRect(row, m_theme.color(Token::BadGround));
    case CodeRow::Ground::Absent:
        return painter.fillRect(row, m_theme.color(Token::Window));
    }
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
        painter.drawText(QRect(0, top, numbers - m_theme.px(4), height), Qt::AlignRight | Qt::AlignVCenter, numberOf(row));
        if (row.fold != CodeRow::Fold::None) {
            drawChevron(painter, QPointF(numbers + foldWidth() / 2.0 - 1, top + height / 2.0), m_theme.px(7),
                row.fold == CodeRow::Fold::Open ? Qt::DownArrow : Qt::RightArrow, m_theme.color(Token::Dim));
        }
    }
}

}
