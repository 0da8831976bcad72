#include "ui/timeline/TimelineLegend.h"

#include "ui/theme/Theme.h"
#include "ui/theme/style/Shapes.h"
#include "ui/timeline/LanePainter.h"

#include <QtGui/QFontMetrics>
#include <QtGui/QPainter>
#include <QtGui/QScreen>

#include <algorithm>

namespace tessera::ui {

namespace {

constexpr double edge = 16, sample = 64, gap = 14; // design pixels

// In the order of TimelineLegend::words().
enum Entry { Life, RefreshLife, Silent, Needed, Asked, After401, Failed, Refused, Other, NextRefresh, Requests, Without, Now };

}

TimelineLegend *TimelineLegend::open(const Theme &theme, QWidget *anchor)
{
    auto *legend = new TimelineLegend(theme, anchor);
    legend->resize(legend->sizeHint()); // adjustSize() leaves a third of the screen free
    const QRect screen = anchor->screen()->availableGeometry();
    const QRect from(anchor->mapToGlobal(QPoint()), anchor->size());
    QPoint place(from.right() - legend->width(), from.top() - legend->height() - theme.px(4));
    if (place.y() < screen.top())
        place.setY(std::max(screen.top(), std::min(from.bottom() + theme.px(4), screen.bottom() - legend->height())));
    place.setX(std::clamp(place.x(), screen.left(), std::max(screen.left(), screen.right() - legend->width())));
    legend->move(place);
    legend->show();
    return legend;
}

TimelineLegend::TimelineLegend(const Theme &theme, QWidget *anchor)
    : QFrame(anchor, Qt::Popup)
    , m_theme(theme)
{
    setObjectName(QStringLiteral("timelineLegend"));
    setAttribute(Qt::WA_DeleteOnClose);
    setAccessibleName(tr("What the marks mean: %1").arg(words().join(QStringLiteral(". "))));
}

QStringList TimelineLegend::words() const
{
    return {tr("A token's life; lighter what is yet to come"), tr("The refresh token's life"), tr("Refreshed by itself"),
        tr("Refreshed before a request"), tr("Refreshed as you asked"), tr("Refreshed after the server refused a request"),
        tr("Refresh failed, and when it is tried again"), tr("The server refused to refresh"),
        tr("Signed out, shared, or allowed for one more address"), tr("The next refresh that is planned"),
        tr("Requests in the colour of their answers; nobody's have no lane"),
        tr("Requests that went without the account: to another address, or not encrypted"), tr("Now")};
}

QSize TimelineLegend::sizeHint() const
{
    const QFontMetrics metrics(m_theme.font(TextRole::Body));
    int widest = 0;
    const QStringList all = words();
    for (const QString &text : all)
        widest = std::max(widest, metrics.horizontalAdvance(text));
    return {m_theme.px(2 * edge + sample + gap) + widest, int(all.size()) * LaneMeasures(m_theme).height + m_theme.px(2 * edge - 8)};
}

void TimelineLegend::paintSample(QPainter &painter, int entry, const QRectF &row) const
{
    const QColor color = m_theme.credentialColor(0);
    const LanePainter lane(m_theme, painter);
    const double width = row.width(), half = width / 2, tick = m_theme.px(LanePicture::tickWidth);
    using Block = LanePicture::Block;
    LanePicture picture;
    const auto block = [](double left, double right, Block::Part part) {
        Block made;
        made.left = left;
        made.right = right;
        made.part = part;
        return made;
    };
    const auto refreshed = [&](LanePicture::Mark::Kind kind) {
        picture.blocks = {block(0, half, Block::Part::Past), block(half, width, Block::Part::Past)};
        picture.marks = {{half, kind, 1}};
    };
    switch (entry) {
    case Life:
        picture.blocks = {block(0, width * 0.3, Block::Part::Past), block(width * 0.3, width * 0.65, Block::Part::Present),
            block(width * 0.65, width, Block::Part::ToCome)};
        break;
    case RefreshLife:
        picture.refreshLife = {{0, width}};
        break;
    case Silent:
        refreshed(LanePicture::Mark::Kind::Silent);
        break;
    case Needed:
        refreshed(LanePicture::Mark::Kind::Needed);
        break;
    case Asked:
        refreshed(LanePicture::Mark::Kind::Asked);
        break;
    case After401:
        refreshed(LanePicture::Mark::Kind::After401);
        break;
    case Failed:
        picture.marks = {{width * 0.2, LanePicture::Mark::Kind::Failed, 1}};
        picture.backOffs = {{width * 0.2, width}};
        break;
    case Refused:
        picture.blocks = {block(0, half, Block::Part::Past)};
        picture.marks = {{half, LanePicture::Mark::Kind::Refused, 1}};
        break;
    case Other:
        picture.blocks = {block(0, width, Block::Part::Past)};
        picture.marks = {{half, LanePicture::Mark::Kind::Other, 1}};
        break;
    case NextRefresh:
        picture.blocks = {block(0, width, Block::Part::ToCome)};
        picture.nextRefresh = half;
        break;
    case Requests:
        for (int i = 0; i < 4; ++i)
            picture.ticks += {{half + (i - 2) * 3 * tick, half + ((i - 2) * 3 + 1) * tick}, i == 2 ? Badge::Tone::Bad : Badge::Tone::Good, 1};
        break;
    case Without:
        picture.rings = {half};
        break;
    default:
        painter.fillRect(QRectF(row.left() + half, row.top(), m_theme.px(1.5), row.height()), m_theme.color(Token::Bad));
        return;
    }
    const double lift = entry == Requests || entry == Without ? m_theme.px(10) : 0; // ticks lie low in a lane
    lane.paint(picture, row.translated(0, -lift), color);
}

void TimelineLegend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    drawBox(painter, rect(), 0, m_theme.color(Token::Panel), m_theme.color(Token::Line));
    const double height = LaneMeasures(m_theme).height;
    double top = m_theme.px(edge - 4);
    const QStringList all = words();
    for (int i = 0; i < all.size(); ++i, top += height) {
        const QRectF row(m_theme.px(edge), top, m_theme.px(sample), height);
        paintSample(painter, i, row);
        painter.setFont(m_theme.font(TextRole::Body));
        painter.setPen(m_theme.color(Token::Text));
        painter.drawText(QRectF(row.right() + m_theme.px(gap), top - m_theme.px(2), width(), height), Qt::AlignLeft | Qt::AlignVCenter, all.at(i));
    }
}

}
