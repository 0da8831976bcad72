#include "ui/token/JsonPart.h"

#include "ui/theme/Theme.h"
#include "ui/theme/style/Shapes.h"
#include "ui/widgets/CodePainter.h"
#include "ui/widgets/CodeView.h"
#include "ui/widgets/Quantity.h"
#include "ui/widgets/TextLabel.h"

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostHex = 64 * 1024; // bytes

// Sixteen bytes a line.
QString hexOf(const QByteArray &bytes)
{
    QStringList lines;
    for (qsizetype at = 0; at < std::min(bytes.size(), mostHex); at += 16)
        lines += QString::fromLatin1(bytes.mid(at, 16).toHex(' '));
    return lines.join(u'\n');
}

std::pair<QString, Syntax> shown(const JwtJsonPart &part)
{
    if (!part.fault && !part.bytes.isEmpty())
        if (const auto text = JsonText::indented(part.bytes))
            return {QString::fromUtf8(*text), Syntax::Json};
    const QString text = QString::fromUtf8(part.bytes);
    const bool isText = !text.contains(QChar::ReplacementCharacter)
        && std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() >= 0x20 || c.isSpace(); });
    if (!isText && part.claims.all().isEmpty())
        return {hexOf(part.bytes), Syntax::Plain};
    return {text, part.claims.all().isEmpty() ? Syntax::Plain : Syntax::Json};
}

}

JsonPart::JsonPart(const Theme &theme, const QString &name, Token color, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_color(color)
    , m_size(new TextLabel(theme, TextRole::Tiny, Token::Dim))
    , m_code(new CodeView(theme))
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_code->setAccessibleName(name);
    m_code->setLineNumbersShown(false);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(theme.px(12), theme.px(8), theme.px(10), 0);
    head->addWidget(new TextLabel(theme, TextRole::TinyStrong, color, name));
    head->addStretch();
    head->addWidget(m_size);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(3), 1, 1, theme.px(6));
    column->setSpacing(theme.px(4));
    column->addLayout(head);
    column->addWidget(m_code);
    m_code->viewport()->setAutoFillBackground(false);
    connect(&theme, &Theme::changed, this, [this] {
        fit();
        update();
    });
}

void JsonPart::setPart(const JwtJsonPart &part)
{
    const auto [text, syntax] = shown(part);
    m_size->setText(Quantity::exactSize(part.bytes.size()));
    if (text != m_code->text() || m_code->document().rowCount() == 0)
        m_code->setText(text, syntax);
    fit();
}

void JsonPart::setMostRows(int rows)
{
    m_mostRows = rows;
    fit();
}

QString JsonPart::text() const
{
    return m_code->text();
}

void JsonPart::fit()
{
    const CodePainter painter(m_theme);
    const auto count = m_code->document().rowCount();
    const qint64 rows = std::clamp<qint64>(count, 1, m_mostRows);
    qsizetype longest = 0;
    for (const CodeRow &row : m_code->document().rows(0, rows))
        longest = std::max(longest, row.text.size());
    const bool hasBar = int(longest + 3) * painter.characterWidth() > m_code->width();
    m_code->setFixedHeight(int(rows) * painter.rowHeight() + m_theme.px(hasBar ? 14 : 4));
}

void JsonPart::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    fit();
}

void JsonPart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const double radius = m_theme.px(6), edge = m_theme.px(3);
    drawBox(painter, rect(), radius, m_theme.color(Token::Panel), m_theme.color(Token::Line));
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath whole, rest;
    whole.addRoundedRect(rect(), radius, radius);
    rest.addRoundedRect(QRectF(rect()).adjusted(edge, -1, edge + radius, 1), radius, radius);
    painter.fillPath(whole - rest, m_theme.color(m_color));
}

}
