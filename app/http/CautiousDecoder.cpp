#include "app/http/CautiousDecoder.h"

#include <utility>

namespace tessera {

namespace {

// Text that is taken for deflate goes wrong after some tens of bytes; streams of events should not wait for much more.
constexpr qsizetype decodedInDoubt = 1024;
constexpr qsizetype rawInDoubt = 64 * 1024; // of a body that gives nothing

}

std::unique_ptr<CautiousDecoder> CautiousDecoder::make(const QByteArray &contentEncoding, const ContentDecoder::InnerSink &inner)
{
    auto decoder = ContentDecoder::make(contentEncoding, inner);
    return decoder ? std::unique_ptr<CautiousDecoder>(new CautiousDecoder(std::move(decoder))) : nullptr;
}

CautiousDecoder::CautiousDecoder(std::unique_ptr<ContentDecoder> decoder)
    : m_decoder(std::move(decoder))
{
}

CautiousDecoder::Outcome CautiousDecoder::feed(QByteArrayView bytes, const Sink &sink)
{
    if (m_state == State::Mislabelled)
        return sink(bytes) ? Outcome::Good : Outcome::Stopped;
    if (m_state == State::Doubted)
        m_raw.append(bytes.data(), bytes.size());
    const Outcome outcome = m_decoder->feed(bytes, [&](QByteArrayView piece) { return keep(piece, sink); });
    if (m_state != State::Doubted)
        return outcome;
    if (outcome == Outcome::Broken)
        return settle(State::Mislabelled, sink) ? Outcome::Good : Outcome::Stopped;
    if (outcome == Outcome::Good && m_raw.size() >= rawInDoubt && !settle(State::Trusted, sink))
        return Outcome::Stopped;
    return outcome;
}

void CautiousDecoder::finish(bool isCutOff, const Sink &sink)
{
    if (m_state != State::Doubted || m_raw.isEmpty())
        return;
    const bool isBelieved = isWhole() || (isCutOff && !m_decoded.isEmpty());
    (void)settle(isBelieved ? State::Trusted : State::Mislabelled, sink);
}

bool CautiousDecoder::keep(QByteArrayView decoded, const Sink &sink)
{
    if (m_state == State::Trusted)
        return sink(decoded);
    m_decoded.append(decoded.data(), decoded.size());
    return (!m_decoder->isMarked() && m_decoded.size() < decodedInDoubt) || settle(State::Trusted, sink);
}

bool CautiousDecoder::settle(State state, const Sink &sink)
{
    m_state = state;
    const QByteArray raw = std::exchange(m_raw, {});
    const QByteArray decoded = std::exchange(m_decoded, {});
    const QByteArray &given = state == State::Trusted ? decoded : raw;
    return given.isEmpty() || sink(given);
}

}
