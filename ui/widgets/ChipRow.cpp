#include "ui/widgets/ChipRow.h"

#include "ui/theme/Theme.h"
#include "ui/theme/style/Shapes.h"

#include <QtGui/QPainter>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr double arrowSpace = 20, chipHeight = 20, chipPadding = 8, rowGap = 6;

}

ChipRow::ChipRow(const Theme &theme, const QStringList &chips, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_chips(chips)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAccessibleName(chips.join(tr(", then ")));
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

QList<QRect> ChipRow::place(int width) const
{
    const QFontMetrics metrics(m_theme.font(TextRole::MonoSmall));
    QList<QRect> places;
    int x = 0, y = 0;
    for (const QString &chip : m_chips) {
        const int wide = std::min(width, metrics.horizontalAdvance(chip) + 2 * m_theme.px(chipPadding));
        const int arrow = places.isEmpty() ? 0 : m_theme.px(arrowSpace); // before every chip but the first, in a new row too
        if (arrow > 0 && x + arrow + wide > width) {
            x = 0;
            y += m_theme.px(chipHeight + rowGap);
        }
        const QRect at(x + arrow, y, std::min(wide, width - arrow), m_theme.px(chipHeight));
        places << at;
        x = at.right() + 1;
    }
    return places;
}

QSize ChipRow::sizeHint() const
{
    const QList<QRect> places = place(1'000'000);
    return places.isEmpty() ? QSize(0, 0) : QSize(places.constLast().right() + 1, m_theme.px(chipHeight));
}

QSize ChipRow::minimumSizeHint() const
{
    return {m_theme.px(120), m_theme.px(chipHeight)};
}

int ChipRow::heightForWidth(int width) const
{
    const QList<QRect> places = place(width);
    return places.isEmpty() ? 0 : places.constLast().bottom() + 1;
}

void ChipRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setFont(m_theme.font(TextRole::MonoSmall));
    const QList<QRect> places = place(width());
    for (qsizetype i = 0; i < places.size(); ++i) {
        const QRect &chip = places.at(i);
        drawBox(painter, chip, chip.height() / 2.0, m_theme.color(Token::Field), m_theme.color(Token::Line));
        painter.setPen(m_theme.color(Token::Dim));
        painter.drawText(chip, Qt::AlignCenter | Qt::TextSingleLine,
            painter.fontMetrics().elidedText(m_chips.at(i), Qt::ElideRight, chip.width() - m_theme.px(chipPadding)));
        if (i == 0)
            continue;
        const QPointF middle(chip.left() - m_theme.px(arrowSpace) / 2.0, QRectF(chip).center().y());
        const qreal half = m_theme.px(4);
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(m_theme.color(Token::Faint), 1.2, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(middle - QPointF(half, 0), middle + QPointF(half, 0));
        painter.drawLine(middle + QPointF(half, 0), middle + QPointF(half - 3, -3));
        painter.drawLine(middle + QPointF(half, 0), middle + QPointF(half - 3, 3));
        painter.restore();
    }
}

}
