#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

#include <functional>
#include <memory>
#include <vector>

namespace tessera {

// Undoes a Content-Encoding (RFC 9110 section 8.4) as bytes arrive: gzip, deflate (zlib or bare), br, zstd, and lists of
// them. Unlike the decoders inside network libraries it says when a body was cut off or lied about its encoding.
class ContentDecoder {
public:
    // Takes decoded bytes; false stops the decoding.
    using Sink = std::function<bool(QByteArrayView)>;
    enum class Outcome { Good, Broken, Stopped };

    // How many bytes a coding gave to the next one, in all; false stops the decoding. Without it a body of two codings could
    // keep a decoder at work for ever and give nothing to the sink.
    using InnerSink = std::function<bool(qint64 size)>;

    // Null where there is nothing to undo or a coding is not known.
    [[nodiscard]] static std::unique_ptr<ContentDecoder> make(const QByteArray &contentEncoding, const InnerSink &inner = {});
    [[nodiscard]] static bool isKnown(const QByteArray &contentEncoding); // "" and "identity" are

    ~ContentDecoder();
    [[nodiscard]] Outcome feed(QByteArrayView bytes, const Sink &sink);
    [[nodiscard]] bool isWhole() const; // the encoded data came to its own end, or there was none
    // What gave the first bytes began with a mark that other data hardly has. Bare deflate and br have none.
    [[nodiscard]] bool isMarked() const;

    class Layer; // one coding

private:
    ContentDecoder() = default;
    Outcome feedLayer(std::size_t index, QByteArrayView bytes, const Sink &sink);
    std::vector<std::unique_ptr<Layer>> m_layers; // in the order of undoing
    std::vector<qint64> m_sizes; // of what each gave
    InnerSink m_inner;
    bool m_isFed = false;
};

}
