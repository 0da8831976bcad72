#include "ui/timeline/LanePicture.h"

#include "ui/widgets/StatusBadge.h"

#include <algorithm>
#include <cmath>

namespace tessera::ui {

using Kind = TimelineEvent::Kind;
using Reason = CredentialEvent::Reason;

namespace {

constexpr double shortestBlock = 3; // alone; what is shorter joins its neighbours
constexpr double fade = 48; // of a token whose end nobody knows
constexpr double shortestWithMark = 10; // of a life whose silent refresh is marked

class LanePen {
public:
    LanePen(const TimelineLane &lane, const TimeScale &scale, UtcTime now, const CredentialStatus *status, double unit)
        : m_lane(lane)
        , m_scale(scale)
        , m_now(now)
        , m_status(status)
        , m_unit(unit)
    {
    }

    LanePicture draw()
    {
        drawLives();
        drawEvents();
        if (m_status && m_status->nextRefresh && m_scale.shows(*m_status->nextRefresh))
            m_picture.nextRefresh = m_scale.xOf(*m_status->nextRefresh);
        return std::move(m_picture);
    }

private:
    void drawLives()
    {
        const auto end = m_lane.lives.isEmpty() ? m_lane.lives.cend() : std::prev(m_lane.lives.cend());
        auto life = std::upper_bound(m_lane.lives.cbegin(), end, m_scale.from, [](UtcTime at, const LaneLife &each) { return at < each.begin; });
        if (life != m_lane.lives.cbegin())
            --life;
        for (; life != end && life->begin <= m_scale.to(); ++life)
            draw(*life);
        const QList<LaneLife> last = m_lane.lastLives(m_status);
        for (const LaneLife &each : last)
            draw(each);
    }

    void draw(const LaneLife &life)
    {
        if (life.begin > m_scale.to())
            return;
        drawRefreshLife(life);
        drawLife(life);
    }

    void drawRefreshLife(const LaneLife &life)
    {
        if (life.refreshKind == Expiry::Kind::Unknown)
            return;
        std::optional<UtcTime> stop = life.refreshEnd;
        if (life.replacedAt)
            stop = stop ? std::min(*stop, *life.replacedAt) : *life.replacedAt;
        const double left = std::max(0.0, m_scale.xOf(life.begin));
        const double right = stop ? std::min(m_scale.width, m_scale.xOf(*stop)) : m_scale.width;
        if (right <= left)
            return;
        if (auto &spans = m_picture.refreshLife; !spans.isEmpty() && left - spans.constLast().right < 1)
            spans.last().right = right;
        else
            spans += {left, right};
    }

    void drawLife(const LaneLife &life)
    {
        const auto stop = life.stop();
        const bool isPresent = life.isCurrent(m_now);
        const double begin = m_scale.xOf(life.begin);
        const double now = m_scale.xOf(m_now);
        const double until = isPresent ? now : stop ? m_scale.xOf(*stop) : begin;
        add(begin, until, isPresent ? LanePicture::Block::Part::Present : LanePicture::Block::Part::Past, !isPresent);
        if (!isPresent)
            return;
        const bool isOpen = life.kind == Expiry::Kind::Unknown;
        const double end = isOpen ? now + fade * m_unit : stop ? m_scale.xOf(*stop) : m_scale.width * 2;
        add(now, end, LanePicture::Block::Part::ToCome, true);
        if (isOpen && !m_picture.blocks.isEmpty() && m_picture.blocks.constLast().part == LanePicture::Block::Part::ToCome)
            m_picture.blocks.last().isOpen = true;
    }

    void add(double begin, double end, LanePicture::Block::Part part, bool ends)
    {
        const double left = std::max(0.0, begin), right = std::min(m_scale.width, end);
        if (right <= left && !(end > begin && right == left))
            return;
        const bool isShort = right - left < shortestBlock * m_unit && begin >= 0 && end <= m_scale.width;
        auto &blocks = m_picture.blocks;
        const bool joins = isShort && !blocks.isEmpty() && part == LanePicture::Block::Part::Past
            && blocks.constLast().part == part && blocks.constLast().isMany && left - blocks.constLast().right < m_unit;
        if (joins) {
            blocks.last().right = std::max(blocks.constLast().right, right);
            return;
        }
        LanePicture::Block block;
        block.left = left;
        block.right = right;
        block.part = part;
        block.isMany = isShort && part == LanePicture::Block::Part::Past;
        block.begins = begin >= 0;
        block.ends = ends && end <= m_scale.width;
        blocks += block;
    }

    void drawEvents()
    {
        // A mark reaches over the edge, and a back-off begins before it.
        qsizetype i = m_lane.firstFrom(m_scale.at(-LanePicture::markWidth * m_unit));
        drawBackOffBefore(i);
        const UtcTime last = m_scale.at(m_scale.width + LanePicture::markWidth * m_unit);
        for (; i < m_lane.events.size() && m_lane.events.at(i).at <= last; ++i) {
            const TimelineEvent &event = m_lane.events.at(i);
            if (event.kind == Kind::Request) {
                addTick(event);
                continue;
            }
            if (event.kind == Kind::Withheld) {
                addRing(event.at);
                continue;
            }
            if (const auto kind = markOf(event))
                addMark(m_scale.xOf(event.at), *kind);
            if (event.kind == Kind::RefreshFailed)
                addBackOff(i);
        }
    }

    void drawBackOffBefore(qsizetype index)
    {
        for (qsizetype i = index - 1; i >= 0 && index - i < 50; --i) {
            const Kind kind = m_lane.events.at(i).kind;
            if (kind == Kind::RefreshFailed)
                return addBackOff(i);
            if (kind == Kind::Refreshed || kind == Kind::SignedIn || kind == Kind::RefreshRefused)
                return;
        }
    }

    void addTick(const TimelineEvent &event)
    {
        constexpr double width = LanePicture::tickWidth;
        const double left = pixelOf(event.at), right = left + width * m_unit;
        const Badge::Tone tone = event.status == 0 ? Badge::Tone::Bad : statusTone(event.status);
        if (right <= 0 || left >= m_scale.width)
            return;
        auto &ticks = m_picture.ticks;
        const bool touches = !ticks.isEmpty() && double((event.at - m_lastRequest).count()) < (width + 1) * m_unit * m_scale.msPerPixel;
        m_lastRequest = event.at;
        if (!touches) {
            ticks += tick(left, right, tone);
            return;
        }
        LanePicture::Tick &last = ticks.last();
        const double least = width * m_unit; // what is shorter can't be told apart
        const bool isWorse = tone > last.tone, isBetter = tone < last.tone;
        if (isWorse && left - last.left >= least) {
            last.right = left;
            ticks += tick(left, right, tone);
        } else if (isBetter && right - last.right >= least) {
            ticks += tick(last.right, right, tone);
        } else {
            last.tone = std::max(last.tone, tone);
            last.right = isBetter ? last.right : std::max(last.right, right);
            ++last.count;
        }
    }

    static LanePicture::Tick tick(double left, double right, Badge::Tone tone)
    {
        LanePicture::Tick made;
        made.left = left;
        made.right = right;
        made.tone = tone;
        return made;
    }

    // Whole pixels that are counted from the beginning of time: those of two events keep their distance when now moves on.
    double pixelOf(UtcTime at) const
    {
        const auto count = [this](UtcTime time) { return std::floor(double(time.time_since_epoch().count()) / m_scale.msPerPixel); };
        return count(at) - count(m_scale.from);
    }

    std::optional<LanePicture::Mark::Kind> markOf(const TimelineEvent &event) const
    {
        using Mark = LanePicture::Mark::Kind;
        switch (event.kind) {
        case Kind::Refreshed:
            break;
        case Kind::RefreshFailed:
            return Mark::Failed;
        case Kind::RefreshRefused:
            return Mark::Refused;
        case Kind::SignedOut:
        case Kind::SharedWith:
        case Kind::OriginBound:
            return Mark::Other;
        case Kind::SignedIn: // the block begins
        case Kind::Expired: // it ends
        case Kind::Request:
        case Kind::Withheld: // it stands among the requests
            return std::nullopt;
        }
        switch (event.reason) {
        case Reason::User:
            return Mark::Asked;
        case Reason::Request:
            return Mark::Needed;
        case Reason::Answer401:
            return Mark::After401;
        case Reason::None:
        case Reason::Timer:
        case Reason::Restart:
        case Reason::OtherProcess:
            break;
        }
        const auto life = m_lane.lifeAt(event.at, m_status);
        const auto stop = life ? life->stop() : std::nullopt;
        const bool hasRoom = !stop || m_scale.xOf(*stop) - m_scale.xOf(life->begin) >= shortestWithMark * m_unit;
        return hasRoom ? std::optional(Mark::Silent) : std::nullopt;
    }

    // One for each stretch of a ring's width; the stretches lie fixed in time, as ticks do.
    void addRing(UtcTime at)
    {
        const double stretch = std::floor(double(at.time_since_epoch().count()) / (m_scale.msPerPixel * LanePicture::ringWidth * m_unit));
        if (m_picture.rings.isEmpty() || stretch != m_lastRing)
            m_picture.rings += m_scale.xOf(at);
        m_lastRing = stretch;
    }

    void addMark(double x, LanePicture::Mark::Kind kind)
    {
        auto &marks = m_picture.marks;
        if (!marks.isEmpty() && x - marks.constLast().x < LanePicture::markWidth * m_unit && kind != LanePicture::Mark::Kind::Silent
            && marks.constLast().kind != LanePicture::Mark::Kind::Silent) {
            marks.last().kind = std::max(marks.constLast().kind, kind);
            ++marks.last().count;
            return;
        }
        marks += {x, kind, 1};
    }

    void addBackOff(qsizetype index)
    {
        const double left = std::max(0.0, m_scale.xOf(m_lane.events.at(index).at));
        std::optional<UtcTime> next = m_status && m_status->failures > 0 ? m_status->nextRefresh : std::nullopt;
        for (qsizetype i = index + 1; i < m_lane.events.size(); ++i) {
            const Kind kind = m_lane.events.at(i).kind;
            if (kind == Kind::RefreshFailed || kind == Kind::Refreshed || kind == Kind::RefreshRefused || kind == Kind::SignedIn
                || kind == Kind::SignedOut) {
                next = m_lane.events.at(i).at;
                break;
            }
        }
        if (!next)
            return;
        const double right = std::min(m_scale.width, m_scale.xOf(*next));
        auto &spans = m_picture.backOffs;
        if (right <= left)
            return;
        if (!spans.isEmpty() && left - spans.constLast().right < 1)
            spans.last().right = std::max(spans.constLast().right, right);
        else
            spans += {left, right};
    }

    const TimelineLane &m_lane;
    const TimeScale &m_scale;
    UtcTime m_now;
    const CredentialStatus *m_status;
    double m_unit;
    UtcTime m_lastRequest{}; // that has a tick
    double m_lastRing = 0;
    LanePicture m_picture;
};

}

LanePicture LanePicture::of(const TimelineLane &lane, const TimeScale &scale, UtcTime now, const CredentialStatus *status, double unit)
{
    return LanePen(lane, scale, now, status, unit).draw();
}

int LanePicture::items() const
{
    return int(refreshLife.size() + blocks.size() + backOffs.size() + ticks.size() + rings.size() + marks.size()) + (nextRefresh ? 1 : 0);
}

}
