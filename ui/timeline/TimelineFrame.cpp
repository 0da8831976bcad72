#include "ui/timeline/TimelineFrame.h"

#include "ui/credentials/CredentialSource.h"
#include "ui/theme/Theme.h"
#include "ui/theme/style/Shapes.h"
#include "ui/timeline/AxisMarks.h"
#include "ui/timeline/LanePainter.h"
#include "ui/timeline/TimelineText.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QFontMetrics>
#include <QtGui/QPainter>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

int TimelineFrame::rowHeight(const Theme &theme)
{
    return LaneMeasures(theme).height;
}

int TimelineFrame::margin(const Theme &theme)
{
    return theme.px(4);
}

QRect TimelineFrame::row(int lane) const
{
    const int height = rowHeight(theme);
    return {area.left(), area.top() + margin(theme) + lane * height - scrolled, area.width(), height};
}

std::pair<int, int> TimelineFrame::visibleLanes() const
{
    const int height = rowHeight(theme);
    const int first = std::clamp((scrolled - margin(theme)) / height, 0, lanes.count());
    const int last = std::clamp((scrolled - margin(theme) + area.height()) / height + 1, first, lanes.count());
    return {first, last};
}

int TimelineFrame::paint(QPainter &painter) const
{
    paintUnknown(painter);
    int painted = paintGrid(painter);
    const auto [first, last] = visibleLanes();
    for (int lane = first; lane < last; ++lane)
        painted += paintLane(painter, lane);
    paintNow(painter);
    if (hasFocus)
        paintCursor(painter);
    return painted;
}

void TimelineFrame::paintUnknown(QPainter &painter) const
{
    if (!lanes.since() || *lanes.since() <= scale.from)
        return;
    const QRectF box(labelWidth, area.top(), std::min(scale.width, scale.xOf(*lanes.since())), area.height());
    painter.fillRect(box, theme.color(Token::Window));
    painter.setFont(theme.font(TextRole::Small));
    painter.setPen(theme.color(Token::Dim));
    painter.drawText(box.adjusted(0, 0, -theme.px(8), 0), Qt::AlignRight | Qt::AlignVCenter, QCoreApplication::translate("TimelineFrame", "Older events are not shown"));
}

int TimelineFrame::paintGrid(QPainter &painter) const
{
    const QList<AxisMark> marks = axisMarks(scale, now, theme.px(70));
    for (const AxisMark &mark : marks)
        painter.fillRect(QRectF(labelWidth + std::round(mark.x), area.top(), 1, area.height()),
            theme.color(mark.isStrong ? Token::Line : Token::Hairline));
    return int(marks.size());
}

int TimelineFrame::paintLane(QPainter &painter, int index) const
{
    const TimelineLane &lane = lanes.lane(index);
    const QRect place = row(index);
    if (index == hovered)
        painter.fillRect(QRect(place.left(), place.top(), labelWidth - theme.px(6), place.height()), theme.color(Token::Hover));
    const auto item = lane.isGone ? std::nullopt : source.item(lane.id);
    paintLabel(painter, lane, place, item);
    const QColor color = item ? theme.credentialColor(item->colorIndex) : theme.color(Token::Faint);
    const LanePicture picture = LanePicture::of(lane, scale, now, item ? &item->status : nullptr, theme.px(1));
    painter.save();
    painter.setClipRect(QRectF(labelWidth, area.top(), scale.width, area.height()));
    LanePainter(theme, painter).paint(picture, QRectF(labelWidth, place.top(), scale.width, place.height()), color);
    if (item && scale.shows(now))
        paintOutlook(painter, place, *item);
    painter.restore();
    return picture.items() + 1;
}

void TimelineFrame::paintLabel(QPainter &painter, const TimelineLane &lane, const QRect &place, const std::optional<CredentialItem> &item) const
{
    const QFont strong = theme.font(TextRole::Body), small = theme.font(TextRole::Small);
    const QFontMetrics names(strong), notes(small);
    const int left = place.left() + theme.px(12), room = labelWidth - theme.px(12) - theme.px(14);
    // In the middle of the bar, not of the row.
    const LaneMeasures measures(theme);
    const QRect line(left, place.top() + measures.barTop - theme.px(2), room, measures.barHeight + theme.px(4));
    const QString name = names.elidedText(lane.id.account, Qt::ElideRight, room);
    painter.setFont(strong);
    painter.setPen(theme.color(item ? Token::Text : Token::Dim));
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, name);
    const int rest = room - names.horizontalAdvance(name) - theme.px(10);
    if (rest < theme.px(40))
        return;
    const QString note = item ? item->status.profileName : lane.id.profile;
    painter.setFont(small);
    painter.setPen(theme.color(Token::Dim));
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, notes.elidedText(note, Qt::ElideRight, rest));
}

// Behind the end of the bar; else on the part of it that is yet to come; else nowhere: the card says it too.
void TimelineFrame::paintOutlook(QPainter &painter, const QRect &place, const CredentialItem &item) const
{
    const CredentialText::Line words = TimelineText::outlook(item, now);
    const QFont font = theme.font(TextRole::Small);
    const QFontMetrics metrics(font);
    const double gap = theme.px(10), nowX = scale.xOf(now);
    const CredentialStatus &status = item.status;
    const auto left = status.timeLeft(now);
    const bool isOpen = !left || *left <= 0ms;
    const double end = left && *left > 0ms ? scale.xOf(now + *left) : nowX;
    const bool isEndless = status.access.kind == Expiry::Kind::Never;
    const auto fits = [&](const QString &text, double from, double until) { return !text.isEmpty() && metrics.horizontalAdvance(text) <= until - from; };
    std::optional<double> x;
    QString text;
    for (const QString &candidate : {words.text, words.brief}) {
        if (fits(candidate, end + gap, scale.width) && !isEndless)
            x = end + gap;
        else if ((!isOpen || isEndless) && fits(candidate, nowX + gap, (isEndless ? scale.width : std::min(end, scale.width)) - gap))
            x = nowX + gap;
        if (x) {
            text = candidate;
            break;
        }
    }
    if (!x)
        return;
    if (status.access.kind == Expiry::Kind::Unknown && isOpen && std::holds_alternative<Active>(status.state))
        *x += theme.px(48); // behind the fading end
    const bool isOnBar = *x < end || isEndless;
    const Token token = words.tone == CredentialText::Tone::Bad ? Token::BadText
        : words.tone == CredentialText::Tone::Warn              ? Token::WarnText
        : isOnBar                                               ? Token::Text
                                                                : Token::Dim;
    const LaneMeasures measures(theme);
    const QRectF box(labelWidth + *x, place.top() + measures.barTop - theme.px(2), metrics.horizontalAdvance(text) + 2, measures.barHeight + theme.px(4));
    if (!isOnBar && !isOpen) // the refresh token's line must not cross the words out
        painter.fillRect(box.adjusted(-theme.px(4), theme.px(2), theme.px(4), -theme.px(2)), theme.color(Token::Panel));
    painter.setFont(font);
    painter.setPen(theme.color(isOnBar ? Token::Text : token));
    painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, text);
}

void TimelineFrame::paintNow(QPainter &painter) const
{
    if (scale.shows(now))
        painter.fillRect(QRectF(labelWidth + std::round(scale.xOf(now)) - theme.px(1) / 2.0, area.top(), theme.px(1.5), area.height()), theme.color(Token::Bad));
}

void TimelineFrame::paintCursor(QPainter &painter) const
{
    if (cursor.lane < 0 || cursor.lane >= lanes.count())
        return;
    const QRect place = row(cursor.lane);
    painter.save();
    const QRectF label(place.left() + theme.px(4), place.top() + theme.px(1), labelWidth - theme.px(12), place.height() - theme.px(2));
    drawBox(painter, label, theme.px(5), {}, theme.color(Token::Accent), theme.px(1.5));
    if (const TimelineEvent *event = cursor.at(lanes); event && scale.shows(event->at)) {
        const double half = theme.px(6), x = labelWidth + scale.xOf(event->at);
        drawBox(painter, QRectF(x - half + theme.px(1), place.top() + theme.px(1), half * 2, place.height() - theme.px(1)), theme.px(5), {},
            theme.color(Token::Accent), theme.px(2));
    }
    painter.restore();
}

}
