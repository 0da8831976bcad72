#include "ui/widgets/CodePainter.h"

#include "ui/theme/Theme.h"
#include "ui/theme/style/Shapes.h"

#include <QtGui/QPainter>
#include <QtGui/QTextLayout>

#include <algorithm>
#include <cmath>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int emphasis = 70; // of 255: how far what differs within a row stands out from its ground

QString numberOf(const CodeRow &row)
{
    if (row.ground == CodeRow::Ground::Absent)
        return {};
    return row.line >= 0 ? QString::number(row.line + 1) : u"·"_s;
}

}

// A row, and where its columns are.
struct CodePainter::Placed {
    const CodeRow &row;
    qint64 number;
    QRect band; // all of its width
    bool isHere; // the cursor
    double cellWidth;
    std::unique_ptr<QTextLayout> layout; // none: each character has a cell

    [[nodiscard]] double xOf(int column) const
    {
        return layout ? layout->lineAt(0).cursorToX(column) : double(std::min<qsizetype>(column, row.text.size())) * cellWidth;
    }
    [[nodiscard]] double textWidth() const { return xOf(int(row.text.size())); }
};

CodePainter::CodePainter(const Theme &theme)
    : m_theme(theme)
    , m_layout(theme)
{
    dress();
}

CodePainter::~CodePainter() = default;

void CodePainter::dress()
{
    m_layout.dress();
    m_openFold = m_closedFold = {};
    m_glyphs.reset();
}

// Not before anything is painted: most views of a window never are.
void CodePainter::prepare()
{
    if (!m_glyphs)
        m_glyphs = std::make_unique<CodeGlyphs>(m_layout.font());
}

int CodePainter::foldWidth() const
{
    return m_theme.px(18);
}

double CodePainter::inset() const
{
    return (rowHeight() - m_glyphs->lineHeight()) / 2;
}

int CodePainter::marginWidth(qint64 lines) const
{
    const auto digits = std::max<qsizetype>(3, QString::number(lines).size());
    return characterWidth() * int(digits) + m_theme.px(10) + foldWidth();
}

CodePainter::Placed CodePainter::place(const Scene &scene, const CodeRow &row, qsizetype index)
{
    const qint64 number = scene.first + index;
    Placed placed{row, number, QRect(0, int(index) * rowHeight(), scene.width, rowHeight()), scene.cursor && scene.cursor->row == number,
        m_glyphs->cellWidth(), nullptr};
    const bool hasGrounds = std::any_of(row.spans.begin(), row.spans.end(), [](const CodeSpan &span) { return span.kind == CodeSpan::Kind::Doubtful; });
    if (hasGrounds || !m_glyphs->hasCells(row.text))
        placed.layout = m_layout.upTo(row, scene.width - scene.left);
    return placed;
}

void CodePainter::paintBehind(QPainter &painter, const Scene &scene, const Placed &placed) const
{
    const CodeRow &row = placed.row;
    paintGround(painter, placed.band, row.ground);
    if (placed.isHere && row.ground == CodeRow::Ground::None && scene.selection.from == scene.selection.to)
        painter.fillRect(placed.band, m_theme.color(Token::Hairline));
    const auto fill = [&](double begin, double end, const QColor &color) {
        painter.fillRect(QRectF(scene.left + begin, placed.band.top(), end - begin, placed.band.height()), color);
    };
    const auto fillRange = [&](const CodeRange &range, Token token) {
        if (placed.number < range.from.row || placed.number > range.to.row)
            return;
        const double begin = placed.number == range.from.row ? placed.xOf(range.from.column) : 0;
        const bool goesOn = placed.number < range.to.row; // the line's end is selected, too
        fill(begin, goesOn ? placed.textWidth() + characterWidth() : placed.xOf(range.to.column), m_theme.color(token));
    };
    for (const CodeSpan &span : row.changed) {
        QColor color = m_theme.color(row.ground == CodeRow::Ground::Added ? Token::Ok : Token::Bad);
        color.setAlpha(emphasis);
        fill(placed.xOf(span.start), placed.xOf(span.start + span.length), color);
    }
    for (const CodeRange &mark : scene.marks)
        fillRange(mark, Token::WarnGround);
    if (scene.selection.from != scene.selection.to)
        fillRange(scene.selection, Token::Selection);
}

void CodePainter::paintTexts(QPainter &painter, const Scene &scene, const std::vector<Placed> &rows)
{
    for (CodeGlyphs::Ink &ink : m_inks)
        ink.clear();
    const double cell = m_glyphs->cellWidth();
    const int first = std::max(0, int(-scene.left / cell) - 1), last = std::max(0, int((scene.width - scene.left) / cell) + 2); // in sight
    for (const Placed &placed : rows) {
        if (placed.layout) {
            const double height = placed.layout->lineAt(0).height();
            placed.layout->draw(&painter, QPointF(scene.left, placed.band.top() + (rowHeight() - height) / 2));
            continue;
        }
        const auto write = [&](CodeSpan::Kind kind, int from, int to) {
            from = std::max(from, first);
            to = std::min({to, last, int(placed.row.text.size())});
            if (from < to) {
                m_glyphs->write(&m_inks.at(size_t(kind)), QStringView(placed.row.text).sliced(from, to - from),
                    {scene.left + from * cell, placed.band.top() + inset()});
            }
        };
        int done = 0;
        for (const CodeSpan &span : placed.row.spans) {
            write(CodeSpan::Kind::Plain, done, span.start);
            write(span.kind, std::max(done, span.start), span.start + span.length);
            done = std::max(done, span.start + span.length);
        }
        write(CodeSpan::Kind::Plain, done, int(placed.row.text.size()));
    }
    for (size_t kind = 0; kind < m_inks.size(); ++kind)
        m_glyphs->draw(painter, m_inks[kind], m_theme.color(CodeLayout::tokenOf(CodeSpan::Kind(kind))));
}

void CodePainter::paintRemark(QPainter &painter, const Scene &scene, const Placed &placed)
{
    const QString &remark = placed.row.remark;
    const bool hasCells = m_glyphs->hasCells(remark);
    const int room = hasCells ? qRound(double(remark.size()) * m_glyphs->cellWidth()) : QFontMetrics(m_layout.font()).horizontalAdvance(remark);
    const double end = scene.left + placed.textWidth(), behind = end + m_theme.px(22), last = scene.width - room - m_theme.px(14);
    const bool isOutOfSight = end > scene.width && room < scene.width / 2;
    const double x = isOutOfSight ? std::min(behind, last) : behind;
    if (x < behind) { // nobody scrolls to the end of a token to learn that it is one
        const bool isMarked = placed.isHere && scene.selection.from == scene.selection.to;
        painter.fillRect(QRectF(x - m_theme.px(10), placed.band.top(), scene.width - x + m_theme.px(10), rowHeight()),
            m_theme.color(isMarked ? Token::Hairline : Token::Panel));
    }
    if (hasCells) {
        CodeGlyphs::Ink ink;
        m_glyphs->write(&ink, remark, {x, placed.band.top() + inset()});
        return m_glyphs->draw(painter, ink, m_theme.color(Token::Dim));
    }
    painter.setFont(m_layout.font());
    painter.setPen(m_theme.color(Token::Dim));
    painter.drawText(QRectF(x, placed.band.top(), scene.width + remark.size() * characterWidth(), rowHeight()), Qt::AlignVCenter | Qt::AlignLeft, remark);
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

void CodePainter::paintRows(QPainter &painter, const Scene &scene, const QList<CodeRow> &rows)
{
    prepare();
    std::vector<Placed> placed;
    placed.reserve(size_t(rows.size()));
    for (qsizetype i = 0; i < rows.size(); ++i) {
        if (scene.dirty.intersects(QRect(0, int(i) * rowHeight(), scene.width, rowHeight())))
            placed.push_back(place(scene, rows.at(i), i));
    }
    for (const Placed &row : placed)
        paintBehind(painter, scene, row);
    painter.setPen(m_theme.color(Token::Text));
    paintTexts(painter, scene, placed);
    for (const Placed &row : placed) {
        if (!row.row.remark.isEmpty())
            paintRemark(painter, scene, row);
        if (row.isHere) {
            const double x = scene.left + row.xOf(scene.cursor->column);
            painter.fillRect(QRectF(x, row.band.top() + 1, std::max(1, m_theme.px(1.5)), rowHeight() - 2), m_theme.color(Token::Accent));
        }
    }
}

void CodePainter::drawFold(QPainter &painter, const QPoint &topLeft, CodeRow::Fold fold) const
{
    drawChevron(painter, topLeft + QPointF(foldWidth() / 2.0 - 1, rowHeight() / 2.0), m_theme.px(7),
        fold == CodeRow::Fold::Open ? Qt::DownArrow : Qt::RightArrow, m_theme.color(Token::Dim));
}

// A stroke costs as much as a row of text: it is made once and copied where it falls on whole pixels.
void CodePainter::paintFold(QPainter &painter, const QPoint &topLeft, CodeRow::Fold fold)
{
    const double ratio = painter.device()->devicePixelRatioF();
    if (ratio != std::floor(ratio))
        return drawFold(painter, topLeft, fold);
    QPixmap &tile = fold == CodeRow::Fold::Open ? m_openFold : m_closedFold;
    if (tile.isNull() || tile.devicePixelRatio() != ratio) {
        tile = QPixmap(QSize(foldWidth() - m_theme.px(2), rowHeight()) * int(ratio));
        tile.setDevicePixelRatio(ratio);
        tile.fill(m_theme.color(Token::Panel));
        QPainter once(&tile);
        drawFold(once, {}, fold);
    }
    painter.drawPixmap(topLeft, tile);
}

void CodePainter::paintMargin(QPainter &painter, const QRect &margin, const QList<CodeRow> &rows)
{
    prepare();
    const int right = margin.width() - foldWidth() - m_theme.px(4);
    CodeGlyphs::Ink usual, flagged;
    painter.fillRect(margin.adjusted(0, 0, -m_theme.px(2), 0), m_theme.color(Token::Panel));
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const CodeRow &row = rows.at(i);
        const int top = int(i) * rowHeight();
        const QString number = numberOf(row);
        if (m_glyphs->hasCells(number)) {
            m_glyphs->write(row.isFlagged ? &flagged : &usual, number, {right - double(number.size()) * m_glyphs->cellWidth(), top + inset()});
        } else {
            painter.setFont(m_layout.font());
            painter.setPen(m_theme.color(row.isFlagged ? Token::WarnText : Token::Dim));
            painter.drawText(QRect(0, top, right, rowHeight()), Qt::AlignRight | Qt::AlignVCenter, number);
        }
        if (row.fold != CodeRow::Fold::None)
            paintFold(painter, {margin.width() - foldWidth(), top}, row.fold);
    }
    m_glyphs->draw(painter, usual, m_theme.color(Token::Dim));
    m_glyphs->draw(painter, flagged, m_theme.color(Token::WarnText));
}

}
