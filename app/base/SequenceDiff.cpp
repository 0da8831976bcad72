#include "app/base/SequenceDiff.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

namespace tessera {

namespace {

constexpr qint64 mostEdits = 1000; // that Myers looks for: its steps and its memory grow with the square
constexpr qint64 stepsForAnItem = 2000; // of Myers, all in all: what is left then is told apart coarsely

using Match = SequenceDiff::Match;
using Items = std::span<const quint64>;

struct Region {
    qint64 first, firstEnd, second, secondEnd;
    [[nodiscard]] qint64 firstSize() const { return firstEnd - first; }
    [[nodiscard]] qint64 secondSize() const { return secondEnd - second; }
};

class Search {
public:
    Search(Items first, Items second, const std::stop_token &stop)
        : m_first(first)
        , m_second(second)
        , m_stop(stop)
        , m_stepsLeft(stepsForAnItem * qint64(first.size() + second.size()))
    {
    }

    [[nodiscard]] SequenceDiff run()
    {
        m_open.push_back({0, qint64(m_first.size()), 0, qint64(m_second.size())});
        while (!m_open.empty()) {
            if (m_stop.stop_requested()) {
                m_diff.isStopped = true;
                break;
            }
            Region region = m_open.back();
            m_open.pop_back();
            takePrefix(region);
            takeSuffix(region);
            if (region.firstSize() == 0 || region.secondSize() == 0 || shortestWay(region) || splitAtAnchors(region))
                continue;
            m_diff.isCoarse = true;
        }
        return std::move(m_diff);
    }

private:
    void add(Match match)
    {
        if (match.count == 0)
            return;
        if (!m_diff.matches.empty()) {
            Match &last = m_diff.matches.back();
            if (last.first + last.count == match.first && last.second + last.count == match.second) {
                last.count += match.count;
                return;
            }
        }
        m_diff.matches.push_back(match);
    }

    void takePrefix(Region &region)
    {
        const Match match{region.first, region.second, 0};
        while (region.first < region.firstEnd && region.second < region.secondEnd && isSame(region.first, region.second)) {
            ++region.first;
            ++region.second;
        }
        add({match.first, match.second, region.first - match.first});
    }

    // It is told when what stands before it is: as a region of its own.
    void takeSuffix(Region &region)
    {
        const qint64 firstEnd = region.firstEnd, secondEnd = region.secondEnd;
        while (region.first < region.firstEnd && region.second < region.secondEnd
            && isSame(region.firstEnd - 1, region.secondEnd - 1)) {
            --region.firstEnd;
            --region.secondEnd;
        }
        if (region.firstEnd < firstEnd)
            m_open.push_back({region.firstEnd, firstEnd, region.secondEnd, secondEnd});
    }

    [[nodiscard]] bool isSame(qint64 first, qint64 second) const { return m_first[std::size_t(first)] == m_second[std::size_t(second)]; }

    // Row d of the trace holds, for each diagonal k from -d to d, how far one comes in the first with d edits; -1: nowhere.
    [[nodiscard]] qint32 &reach(qint64 d, qint64 k) { return m_trace[std::size_t(d * d + d + k)]; }

    // The step before (d, k): where it comes from, and where it stands on k after its one edit.
    struct Step {
        qint64 fromK = 0;
        qint64 x = -1;
    };
    [[nodiscard]] Step stepTo(const Region &region, qint64 d, qint64 k)
    {
        Step step;
        if (k > -d && k - 1 >= -(d - 1)) { // one left out of the first
            const qint64 x = reach(d - 1, k - 1);
            if (x >= 0 && x < region.firstSize())
                step = {k - 1, x + 1};
        }
        if (k < d && k + 1 <= d - 1) { // one put in from the second
            const qint64 x = reach(d - 1, k + 1);
            if (x >= 0 && x - k <= region.secondSize() && x > step.x)
                step = {k + 1, x};
        }
        return step;
    }

    bool shortestWay(const Region &region)
    {
        const qint64 goal = region.firstSize() - region.secondSize();
        const qint64 most = std::min(mostEdits, region.firstSize() + region.secondSize());
        m_trace.clear();
        for (qint64 d = 0; d <= most; ++d) {
            if (m_stepsLeft <= 0 || m_stop.stop_requested())
                return false;
            m_trace.resize(std::size_t((d + 1) * (d + 1)), -1);
            for (qint64 k = -d; k <= d; k += 2) {
                if (k < -region.secondSize() || k > region.firstSize())
                    continue;
                qint64 x = d == 0 ? 0 : stepTo(region, d, k).x;
                if (x < 0)
                    continue;
                const qint64 begin = x;
                while (x < region.firstSize() && x - k < region.secondSize() && isSame(region.first + x, region.second + x - k))
                    ++x;
                m_stepsLeft -= 1 + x - begin;
                reach(d, k) = qint32(x);
                if (k == goal && x == region.firstSize()) {
                    goBack(region, d, k);
                    return true;
                }
            }
        }
        return false;
    }

    void goBack(const Region &region, qint64 d, qint64 k)
    {
        std::vector<Match> matches;
        for (; d >= 0; --d) {
            const qint64 x = reach(d, k);
            const Step step = d == 0 ? Step{0, 0} : stepTo(region, d, k);
            matches.push_back({region.first + step.x, region.second + step.x - k, x - step.x});
            k = step.fromK;
        }
        for (auto match = matches.rbegin(); match != matches.rend(); ++match)
            add(*match);
    }

    // Items that stand once in each: the longest run of them that goes up in both holds the two together.
    bool splitAtAnchors(const Region &region)
    {
        struct Places {
            qint64 first = -1, second = -1;
            bool isOnce = true;
        };
        std::unordered_map<quint64, Places> items;
        for (qint64 i = region.first; i < region.firstEnd; ++i) {
            Places &places = items[m_first[std::size_t(i)]];
            places.isOnce = places.isOnce && places.first < 0;
            places.first = i;
        }
        for (qint64 i = region.second; i < region.secondEnd; ++i) {
            const auto found = items.find(m_second[std::size_t(i)]);
            if (found == items.end())
                continue;
            found->second.isOnce = found->second.isOnce && found->second.second < 0;
            found->second.second = i;
        }
        std::vector<Match> shared;
        for (qint64 i = region.first; i < region.firstEnd; ++i) {
            const Places &places = items[m_first[std::size_t(i)]];
            if (places.isOnce && places.second >= 0)
                shared.push_back({i, places.second, 1});
        }
        const std::vector<Match> anchors = longestRise(shared);
        if (anchors.empty())
            return false;
        std::vector<Region> parts;
        Region part = region;
        for (const Match &anchor : anchors) {
            part.firstEnd = anchor.first;
            part.secondEnd = anchor.second;
            parts.push_back(part);
            part = {anchor.first, region.firstEnd, anchor.second, region.secondEnd};
        }
        parts.push_back(part);
        m_open.insert(m_open.end(), parts.rbegin(), parts.rend());
        return true;
    }

    [[nodiscard]] static std::vector<Match> longestRise(const std::vector<Match> &shared)
    {
        std::vector<std::size_t> ends; // of a rise of each length, the lowest
        std::vector<std::optional<std::size_t>> before(shared.size());
        for (std::size_t i = 0; i < shared.size(); ++i) {
            const auto place = std::lower_bound(
                ends.begin(), ends.end(), shared[i].second, [&](std::size_t end, qint64 second) { return shared[end].second < second; });
            if (place != ends.begin())
                before[i] = *(place - 1);
            if (place == ends.end())
                ends.push_back(i);
            else
                *place = i;
        }
        std::vector<Match> rise;
        for (auto i = ends.empty() ? std::nullopt : std::optional(ends.back()); i; i = before[*i])
            rise.push_back(shared[*i]);
        std::reverse(rise.begin(), rise.end());
        return rise;
    }

    const Items m_first, m_second;
    const std::stop_token &m_stop;
    qint64 m_stepsLeft;
    std::vector<Region> m_open; // the next one last
    std::vector<qint32> m_trace;
    SequenceDiff m_diff;
};

}

SequenceDiff SequenceDiff::between(std::span<const quint64> first, std::span<const quint64> second, const std::stop_token &stop)
{
    return Search(first, second, stop).run();
}

}
