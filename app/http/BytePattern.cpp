#include "app/http/BytePattern.h"

#include "app/http/search/FixedBytes.h"
#include "app/base/PcrePattern.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <chrono>
#include <optional>

namespace tessera {

namespace {

using Hit = BytePattern::Hit;
using Outcome = BytePattern::Outcome;

constexpr qint64 window = 16 * 1024; // places at which a regex is tried before the time is looked at
constexpr std::chrono::seconds longestWindow{2};

// Its two cases are one byte each, and no other character folds to them, as the Kelvin sign does to k and the long s to s.
bool isPlain(char32_t c)
{
    return c < 0x80 && c != U'k' && c != U'K' && c != U's' && c != U'S';
}

// The longest part of a text that FixedBytes can look for when the case counts for nothing.
struct Anchor {
    QByteArray bytes;
    qsizetype charactersBefore = 0;
};

Anchor anchorOf(const QString &text)
{
    const QList<uint> characters = text.toUcs4();
    Anchor best, current;
    for (qsizetype i = 0; i < characters.size(); ++i) {
        if (!isPlain(characters[i])) {
            current = {};
            continue;
        }
        if (current.bytes.isEmpty())
            current.charactersBefore = i;
        current.bytes += char(characters[i]);
        if (current.bytes.size() > best.bytes.size())
            best = current;
    }
    return best;
}

const char *stepBack(const char *p, const char *begin, qsizetype characters)
{
    for (; characters > 0; --characters) {
        if (p == begin)
            return nullptr;
        --p;
        for (int i = 0; i < 3 && p != begin && (uchar(*p) & 0xc0) == 0x80; ++i)
            --p;
    }
    return p;
}

}

struct BytePattern::Engine {
    FixedBytes fixed; // the whole of it, or a part to find places worth a try by
    qsizetype charactersBefore = 0; // the part
    std::optional<PcrePattern> pcre; // nullopt: the fixed bytes are all
    bool isRegex = false;
    qint64 reach = 0;

    Outcome scanFixed(QByteArrayView bytes, qint64 from, qint64 to, const std::function<bool(Hit)> &take) const
    {
        const char *const begin = bytes.data();
        const char *const end = begin + std::min<qint64>(bytes.size(), to + fixed.size() - 1);
        for (const char *p = begin + from;;) {
            const qint64 found = fixed.find(p, end);
            if (found < 0)
                return Outcome::Done;
            p += found;
            if (!take({p - begin, fixed.size()}))
                return Outcome::Stopped;
            p += fixed.size();
        }
    }

    Outcome scanByPart(QByteArrayView bytes, qint64 from, qint64 to, const std::function<bool(Hit)> &take) const
    {
        PcreMatch match(*pcre);
        const char *const begin = bytes.data();
        const char *const end = begin + bytes.size();
        qint64 next = from; // where the next hit may begin
        for (const char *p = begin + from;; ++p) {
            const char *const last = begin + std::min<qint64>(bytes.size(), to + reach);
            const qint64 found = fixed.find(p, last);
            if (found < 0)
                return Outcome::Done;
            p += found;
            const char *const start = stepBack(p, begin, charactersBefore);
            if (!start || start - begin < next)
                continue;
            if (start - begin >= to)
                return Outcome::Done;
            if (match.next(bytes, start - begin, start - begin + 1, end - begin) != PcreMatch::Outcome::Found)
                continue;
            if (!take({match.at(), match.size()}))
                return Outcome::Stopped;
            next = match.at() + match.size();
            p = std::max(p, begin + next - 1);
        }
    }

    Outcome scanPcre(QByteArrayView bytes, qint64 from, qint64 to, const std::function<bool(Hit)> &take) const
    {
        PcreMatch match(*pcre);
        while (from < to) {
            const qint64 windowEnd = std::min(to, from + window);
            const qint64 end = std::min<qint64>(bytes.size(), windowEnd + longestHit);
            const auto began = std::chrono::steady_clock::now();
            while (from < windowEnd) {
                const auto outcome = match.next(bytes, from, windowEnd, end);
                if (outcome == PcreMatch::Outcome::TooHard)
                    return Outcome::TooHard;
                if (outcome == PcreMatch::Outcome::NotFound) {
                    from = windowEnd;
                    break;
                }
                if (match.size() > 0 && !take({match.at(), match.size()}))
                    return Outcome::Stopped;
                from = std::max(from, match.at()) + std::max<qint64>(match.size(), 1);
            }
            if (std::chrono::steady_clock::now() - began > longestWindow)
                return Outcome::TooHard;
        }
        return Outcome::Done;
    }
};

Result<BytePattern> BytePattern::compile(const SearchQuery &query)
{
    if (query.text.isEmpty())
        return failure(ErrorKind::Input, QCoreApplication::translate("BytePattern", "There is nothing to look for yet."));
    auto engine = std::make_shared<Engine>(); // shared: by copies of the pattern
    engine->isRegex = query.how == SearchQuery::How::Regex;
    const QByteArray utf8 = query.text.toUtf8();
    // A character in another case has at most so many bytes more.
    engine->reach = engine->isRegex ? longestHit : utf8.size() * 3;
    if (!engine->isRegex && !query.ignoresCase) {
        engine->fixed = FixedBytes(utf8, false);
    } else {
        const Anchor anchor = engine->isRegex ? Anchor() : anchorOf(query.text);
        engine->charactersBefore = anchor.charactersBefore;
        if (!anchor.bytes.isEmpty())
            engine->fixed = FixedBytes(anchor.bytes, true);
        if (anchor.bytes.size() != utf8.size()) {
            const auto kind = engine->isRegex ? PcrePattern::Kind::Regex
                : anchor.bytes.isEmpty()      ? PcrePattern::Kind::Literal
                                              : PcrePattern::Kind::LiteralHere;
            auto pcre = PcrePattern::compile(query.text, kind, query.ignoresCase);
            if (!pcre)
                return failure(pcre.error());
            engine->pcre = *std::move(pcre);
        }
    }
    BytePattern pattern;
    pattern.m_engine = std::move(engine);
    return pattern;
}

BytePattern::Outcome BytePattern::scan(QByteArrayView bytes, qint64 from, qint64 to, const std::function<bool(Hit)> &take) const
{
    from = std::max<qint64>(from, 0);
    to = std::min<qint64>(to, bytes.size());
    if (from >= to)
        return Outcome::Done;
    if (!m_engine->pcre)
        return m_engine->scanFixed(bytes, from, to, take);
    return m_engine->fixed.size() > 0 ? m_engine->scanByPart(bytes, from, to, take) : m_engine->scanPcre(bytes, from, to, take);
}

qint64 BytePattern::reach() const
{
    return m_engine->reach;
}

}
