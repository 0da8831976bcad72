#pragma once

#include "app/http/ContentDecoder.h"

namespace tessera {

// Undoes a Content-Encoding where the body bears it out, and hands a body that does not decode from its beginning on as
// it came: a server that labels a plain error message "deflate" is not to hide it. Some codings have no mark that tells
// them from text, so the first piece of what they decode to is held back until it is sure to be no chance.
class CautiousDecoder {
public:
    using Sink = ContentDecoder::Sink;
    using Outcome = ContentDecoder::Outcome;

    // As ContentDecoder::make.
    [[nodiscard]] static std::unique_ptr<CautiousDecoder> make(
        const QByteArray &contentEncoding, const ContentDecoder::InnerSink &inner = {});

    [[nodiscard]] Outcome feed(QByteArrayView bytes, const Sink &sink); // Broken: after a good beginning
    // The body is over, or was cut off by whatever carried it: gives what was held back. To be called once.
    void finish(bool isCutOff, const Sink &sink);

    [[nodiscard]] bool isMislabelled() const { return m_state == State::Mislabelled; } // given as it came
    [[nodiscard]] bool isWhole() const { return m_decoder->isWhole(); }

private:
    enum class State { Doubted, Trusted, Mislabelled };
    explicit CautiousDecoder(std::unique_ptr<ContentDecoder> decoder);
    [[nodiscard]] bool keep(QByteArrayView decoded, const Sink &sink);
    bool settle(State state, const Sink &sink);

    std::unique_ptr<ContentDecoder> m_decoder;
    State m_state = State::Doubted;
    QByteArray m_raw, m_decoded; // the beginning, while it is in doubt
};

}
