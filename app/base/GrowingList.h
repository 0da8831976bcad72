#pragma once

#include <QtCore/QtGlobal>

#include <array>
#include <atomic>
#include <bit>
#include <cstdlib>
#include <new>
#include <type_traits>
#include <utility>

namespace tessera {

// A list that one thread makes longer while others read it: what is there never moves, and size() covers only what can be
// read. No locks. Up to 2^32 - 512 elements.
template <typename T> class GrowingList {
    static_assert(std::is_trivially_destructible_v<T>);

public:
    GrowingList() = default;
    GrowingList(const GrowingList &) = delete;
    GrowingList &operator=(const GrowingList &) = delete;
    ~GrowingList()
    {
        for (auto &segment : m_segments)
            std::free(segment.load(std::memory_order_relaxed));
    }

    template <typename... Values> void append(Values &&...values)
    {
        const quint32 size = m_size.load(std::memory_order_relaxed);
        const Where where = whereIs(size);
        T *segment = m_segments[where.segment].load(std::memory_order_relaxed);
        if (!segment) {
            segment = static_cast<T *>(std::malloc(sizeof(T) << (where.segment + firstBits))); // pages are used as they fill
            if (!segment)
                qFatal("No memory is left for the index of a body.");
            m_segments[where.segment].store(segment, std::memory_order_release);
        }
        new (segment + where.offset) T{std::forward<Values>(values)...};
        m_size.store(size + 1, std::memory_order_release);
    }

    [[nodiscard]] quint32 size() const { return m_size.load(std::memory_order_acquire); }
    [[nodiscard]] const T &operator[](quint32 i) const { return *at(i); }
    [[nodiscard]] T &operator[](quint32 i) { return *at(i); }

    // The first of [from, to) for which `isBehind` is true, `to` where there is none; it must be false, then true.
    template <typename IsBehind> [[nodiscard]] quint32 firstBehind(quint32 from, quint32 to, IsBehind &&isBehind) const
    {
        while (from < to) {
            const quint32 middle = from + (to - from) / 2;
            if (isBehind((*this)[middle]))
                to = middle;
            else
                from = middle + 1;
        }
        return from;
    }

private:
    static constexpr unsigned firstBits = 8;
    struct Where {
        unsigned segment;
        quint32 offset;
    };
    static Where whereIs(quint32 i)
    {
        const quint32 shifted = i + (1U << firstBits); // segment k begins where this is 256 << k
        const unsigned segment = unsigned(std::bit_width(shifted)) - firstBits - 1;
        return {segment, shifted - (1U << (segment + firstBits))};
    }
    T *at(quint32 i) const
    {
        const Where where = whereIs(i);
        return m_segments[where.segment].load(std::memory_order_acquire) + where.offset;
    }

    std::array<std::atomic<T *>, 32 - firstBits> m_segments{};
    std::atomic<quint32> m_size = 0;
};

}
