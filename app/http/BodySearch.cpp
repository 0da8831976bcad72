#include "app/http/BodySearch.h"

#include "app/base/GrowingList.h"
#include "app/base/PacedWork.h"

#include <algorithm>

namespace tessera {

namespace {

constexpr qint64 pieceSize = 64 * 1024;

// Hits are counted up to here; the next piece begins where the last hit before it ends.
struct Piece {
    qint64 from, hits;
};

}

struct BodySearch::Work final : PacedWork {
    Work(std::shared_ptr<const BodyStore> in, BytePattern what)
        : body(std::move(in))
        , pattern(std::move(what))
    {
        pieces.append(0, 0);
    }

    bool work() override
    {
        const bool isWhole = body->isFinished();
        const QByteArrayView all = body->bytes();
        const qint64 end = isWhole ? all.size() : all.size() - pattern.reach();
        for (Piece next = pieces[pieces.size() - 1]; next.from < end && !isAbandoned();) {
            const qint64 to = std::min(next.from + pieceSize, end);
            qint64 hitEnd = to;
            const auto outcome = pattern.scan(all, next.from, to, [&](BytePattern::Hit hit) {
                ++next.hits;
                hitEnd = hit.at + hit.size;
                return true;
            });
            if (outcome == BytePattern::Outcome::TooHard) {
                isTooHard = true;
                return true;
            }
            next.from = std::max(to, hitEnd);
            pieces.append(next.from, next.hits);
            tellNewsInTime();
        }
        return isWhole;
    }

    // The piece that a number of a hit, or an offset, is in.
    [[nodiscard]] quint32 pieceOf(quint32 count, qint64 value, qint64 Piece::*what) const
    {
        return pieces.firstBehind(1, count - 1, [&](const Piece &piece) { return piece.*what > value; }) - 1;
    }
    void scan(quint32 piece, const std::function<bool(BytePattern::Hit)> &take) const
    {
        (void)pattern.scan(body->bytes(), pieces[piece].from, pieces[piece + 1].from, take);
    }

    const std::shared_ptr<const BodyStore> body; // shared: with the exchange
    const BytePattern pattern;
    GrowingList<Piece> pieces; // the last one is the end
    std::atomic<bool> isTooHard = false;
};

BodySearch::BodySearch(std::shared_ptr<const BodyStore> body, BytePattern pattern, QObject *parent)
    : QObject(parent)
    , m_work(std::make_shared<Work>(std::move(body), std::move(pattern)))
{
    m_work->attach(
        this, [this] { Q_EMIT advanced(); },
        [this] {
            m_isFinished = true;
            Q_EMIT finished();
        });
}

BodySearch::~BodySearch()
{
    m_work->abandon();
}

void BodySearch::advance()
{
    m_work->advance();
}

qint64 BodySearch::count() const
{
    return m_work->pieces[m_work->pieces.size() - 1].hits;
}

qint64 BodySearch::searchedTo() const
{
    return m_work->pieces[m_work->pieces.size() - 1].from;
}

bool BodySearch::isFinished() const
{
    return m_isFinished;
}

QString BodySearch::trouble() const
{
    if (!m_work->isTooHard)
        return {};
    return tr("The search stopped after %1 bytes: this regular expression takes too long here. Try one with fewer repetitions.")
        .arg(searchedTo());
}

std::optional<BytePattern::Hit> BodySearch::hit(qint64 number) const
{
    const quint32 pieces = m_work->pieces.size();
    if (number < 0 || number >= m_work->pieces[pieces - 1].hits)
        return std::nullopt;
    const quint32 piece = m_work->pieceOf(pieces, number, &Piece::hits);
    qint64 left = number - m_work->pieces[piece].hits;
    std::optional<BytePattern::Hit> found;
    m_work->scan(piece, [&](BytePattern::Hit hit) {
        found = hit;
        return left-- > 0;
    });
    return found;
}

qint64 BodySearch::firstFrom(qint64 offset) const
{
    const quint32 pieces = m_work->pieces.size();
    if (pieces < 2 || offset >= m_work->pieces[pieces - 1].from)
        return m_work->pieces[pieces - 1].hits;
    const quint32 piece = m_work->pieceOf(pieces, offset, &Piece::from);
    qint64 number = m_work->pieces[piece].hits;
    m_work->scan(piece, [&](BytePattern::Hit hit) {
        if (hit.at < offset)
            ++number;
        return hit.at < offset;
    });
    return number;
}

QList<BytePattern::Hit> BodySearch::hitsIn(qint64 from, qint64 to) const
{
    QList<BytePattern::Hit> found;
    const quint32 pieces = m_work->pieces.size();
    if (pieces < 2)
        return found;
    for (quint32 piece = m_work->pieceOf(pieces, from, &Piece::from); piece + 1 < pieces && m_work->pieces[piece].from < to; ++piece) {
        m_work->scan(piece, [&](BytePattern::Hit hit) {
            if (hit.at >= from && hit.at < to)
                found.append(hit);
            return hit.at < to;
        });
    }
    return found;
}

QList<qint64> BodySearch::spread(int parts) const
{
    QList<qint64> found(parts, 0);
    const quint32 pieces = m_work->pieces.size();
    const qint64 size = std::max<qint64>(m_work->body->size(), 1);
    if (size <= pieceSize * qint64(parts)) { // few enough to look at each
        for (const BytePattern::Hit &hit : hitsIn(0, m_work->pieces[pieces - 1].from))
            ++found[int(hit.at * parts / size)];
        return found;
    }
    for (quint32 piece = 0; piece + 1 < pieces; ++piece) {
        const qint64 middle = (m_work->pieces[piece].from + m_work->pieces[piece + 1].from) / 2;
        found[int(std::min<qint64>(middle * parts / size, parts - 1))] += m_work->pieces[piece + 1].hits - m_work->pieces[piece].hits;
    }
    return found;
}

}
