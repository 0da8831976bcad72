#include "app/http/ContentDecoder.h"

#include <QtCore/QList>

#include <brotli/decode.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <array>

namespace tessera {

class ContentDecoder::Layer {
public:
    virtual ~Layer() = default;
    [[nodiscard]] virtual Outcome feed(QByteArrayView bytes, const Sink &sink) = 0;
    [[nodiscard]] virtual bool isWhole() const = 0;
    [[nodiscard]] virtual bool isMarked() const = 0;
};

namespace {

using Outcome = ContentDecoder::Outcome;
using Sink = ContentDecoder::Sink;

constexpr std::size_t pieceSize = 64 * 1024;

// Bytes that may follow the end of a coding without a checksum: some servers leave out the zlib header and not its sum.
// With more, it was text that happened to have an end.
constexpr qsizetype mostTrailing = 4;

class InflateLayer final : public ContentDecoder::Layer {
public:
    enum class Format { Gzip, Deflate };
    explicit InflateLayer(Format format)
        : m_format(format)
    {
    }
    ~InflateLayer() override
    {
        if (m_isOpen)
            inflateEnd(&m_stream);
    }

    Outcome feed(QByteArrayView bytes, const Sink &sink) override
    {
        if (m_isWhole && m_format == Format::Deflate)
            return passOver(bytes.size());
        if (!m_isOpen && !open(bytes))
            return m_header.isEmpty() ? Outcome::Broken : Outcome::Good;
        const QByteArray held = std::exchange(m_header, {});
        if (!held.isEmpty())
            bytes = held;

        m_stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(bytes.data()));
        m_stream.avail_in = uInt(bytes.size());
        do {
            if (m_isWhole) { // one more gzip member may follow; anything else is padding
                if (m_format == Format::Deflate)
                    return passOver(m_stream.avail_in);
                if (m_stream.avail_in == 0 || *m_stream.next_in != gzipMagic)
                    return Outcome::Good;
                inflateReset(&m_stream);
                m_isWhole = false;
            }
            m_stream.next_out = m_piece.data();
            m_stream.avail_out = uInt(m_piece.size());
            const int result = inflate(&m_stream, Z_NO_FLUSH);
            const auto got = qsizetype(m_piece.size() - m_stream.avail_out);
            if (got > 0 && !sink(QByteArrayView(m_piece.data(), got)))
                return Outcome::Stopped;
            if (result == Z_STREAM_END)
                m_isWhole = true;
            else if (result == Z_BUF_ERROR)
                return Outcome::Good; // wants more input
            else if (result != Z_OK)
                return Outcome::Broken;
        } while (m_stream.avail_in > 0 || m_stream.avail_out == 0);
        return Outcome::Good;
    }

    bool isWhole() const override { return m_isWhole; }
    bool isMarked() const override { return !m_isBare; }

private:
    static constexpr Bytef gzipMagic = 0x1f;

    // What follows the end of deflate belongs to nobody.
    Outcome passOver(qsizetype size)
    {
        m_trailing += size;
        return m_isBare && m_trailing > mostTrailing ? Outcome::Broken : Outcome::Good;
    }

    // Some servers call it deflate and leave out the zlib header: two bytes tell.
    bool open(QByteArrayView bytes)
    {
        int windowBits = MAX_WBITS + 16; // gzip only
        if (m_format == Format::Deflate) {
            m_header.append(bytes.data(), bytes.size());
            if (m_header.size() < 2)
                return false;
            const int first = uchar(m_header[0]);
            const bool isZlib = (first & 0x0f) == Z_DEFLATED && (first * 256 + uchar(m_header[1])) % 31 == 0;
            m_isBare = !isZlib;
            windowBits = isZlib ? MAX_WBITS : -MAX_WBITS;
        }
        m_isOpen = inflateInit2(&m_stream, windowBits) == Z_OK;
        return m_isOpen;
    }

    Format m_format;
    z_stream m_stream{};
    bool m_isOpen = false;
    bool m_isWhole = false;
    bool m_isBare = false; // no zlib header
    qsizetype m_trailing = 0;
    QByteArray m_header;
    std::array<Bytef, pieceSize> m_piece;
};

class BrotliLayer final : public ContentDecoder::Layer {
public:
    BrotliLayer()
        : m_state(BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), &BrotliDecoderDestroyInstance)
    {
    }

    Outcome feed(QByteArrayView bytes, const Sink &sink) override
    {
        auto left = std::size_t(bytes.size());
        const auto *next = reinterpret_cast<const uint8_t *>(bytes.data());
        while (!isWhole()) {
            std::size_t none = 0;
            const auto result = BrotliDecoderDecompressStream(m_state.get(), &left, &next, &none, nullptr, nullptr);
            while (BrotliDecoderHasMoreOutput(m_state.get())) {
                std::size_t size = 0;
                const uint8_t *piece = BrotliDecoderTakeOutput(m_state.get(), &size);
                if (!sink(QByteArrayView(piece, qsizetype(size))))
                    return Outcome::Stopped;
            }
            if (result == BROTLI_DECODER_RESULT_ERROR)
                return Outcome::Broken;
            if (result == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT)
                break;
        }
        m_trailing += qsizetype(left);
        return m_trailing > mostTrailing ? Outcome::Broken : Outcome::Good;
    }

    bool isWhole() const override { return BrotliDecoderIsFinished(m_state.get()); }
    bool isMarked() const override { return false; }

private:
    std::unique_ptr<BrotliDecoderState, decltype(&BrotliDecoderDestroyInstance)> m_state;
    qsizetype m_trailing = 0;
};

class ZstdLayer final : public ContentDecoder::Layer {
public:
    ZstdLayer()
        : m_stream(ZSTD_createDStream(), &ZSTD_freeDStream)
    {
    }

    Outcome feed(QByteArrayView bytes, const Sink &sink) override
    {
        ZSTD_inBuffer input{bytes.data(), std::size_t(bytes.size()), 0};
        bool isOutputFull = false;
        while (input.pos < input.size || isOutputFull) {
            ZSTD_outBuffer output{m_piece.data(), m_piece.size(), 0};
            const std::size_t result = ZSTD_decompressStream(m_stream.get(), &output, &input);
            if (ZSTD_isError(result))
                return Outcome::Broken;
            if (output.pos > 0 && !sink(QByteArrayView(m_piece.data(), qsizetype(output.pos))))
                return Outcome::Stopped;
            m_isWhole = result == 0;
            isOutputFull = output.pos == output.size;
        }
        return Outcome::Good;
    }

    bool isWhole() const override { return m_isWhole; }
    bool isMarked() const override { return true; }

private:
    std::unique_ptr<ZSTD_DStream, decltype(&ZSTD_freeDStream)> m_stream;
    bool m_isWhole = false;
    std::array<char, pieceSize> m_piece;
};

std::unique_ptr<ContentDecoder::Layer> layerOf(const QByteArray &coding)
{
    if (coding == "gzip" || coding == "x-gzip")
        return std::make_unique<InflateLayer>(InflateLayer::Format::Gzip);
    if (coding == "deflate")
        return std::make_unique<InflateLayer>(InflateLayer::Format::Deflate);
    if (coding == "br")
        return std::make_unique<BrotliLayer>();
    if (coding == "zstd")
        return std::make_unique<ZstdLayer>();
    return nullptr;
}

QList<QByteArray> codingsOf(const QByteArray &contentEncoding)
{
    QList<QByteArray> codings;
    for (const QByteArray &coding : contentEncoding.toLower().split(',')) {
        const QByteArray name = coding.trimmed();
        if (!name.isEmpty() && name != "identity")
            codings.prepend(name); // the last one applied is the first to be undone
    }
    return codings;
}

constexpr qsizetype mostLayers = 4; // nobody applies more but to do harm

}

std::unique_ptr<ContentDecoder> ContentDecoder::make(const QByteArray &contentEncoding, const InnerSink &inner)
{
    const auto codings = codingsOf(contentEncoding);
    if (codings.isEmpty() || !isKnown(contentEncoding))
        return nullptr;
    std::unique_ptr<ContentDecoder> decoder(new ContentDecoder);
    for (const QByteArray &coding : codings)
        decoder->m_layers.push_back(layerOf(coding));
    decoder->m_sizes.resize(decoder->m_layers.size());
    decoder->m_inner = inner;
    return decoder;
}

bool ContentDecoder::isKnown(const QByteArray &contentEncoding)
{
    const auto codings = codingsOf(contentEncoding);
    const QList<QByteArray> known{"gzip", "x-gzip", "deflate", "br", "zstd"};
    return codings.size() <= mostLayers
        && std::all_of(codings.cbegin(), codings.cend(), [&](const QByteArray &coding) { return known.contains(coding); });
}

ContentDecoder::~ContentDecoder() = default;

ContentDecoder::Outcome ContentDecoder::feed(QByteArrayView bytes, const Sink &sink)
{
    if (bytes.isEmpty())
        return Outcome::Good;
    m_isFed = true;
    return feedLayer(0, bytes, sink);
}

bool ContentDecoder::isWhole() const
{
    return !m_isFed || std::all_of(m_layers.cbegin(), m_layers.cend(), [](const auto &layer) { return layer->isWhole(); });
}

bool ContentDecoder::isMarked() const
{
    return std::all_of(m_layers.cbegin(), m_layers.cend(), [](const auto &layer) { return layer->isMarked(); });
}

ContentDecoder::Outcome ContentDecoder::feedLayer(std::size_t index, QByteArrayView bytes, const Sink &sink)
{
    if (index + 1 == m_layers.size())
        return m_layers[index]->feed(bytes, sink);
    Outcome below = Outcome::Good;
    const Outcome outcome = m_layers[index]->feed(bytes, [&](QByteArrayView piece) {
        m_sizes[index] += piece.size();
        below = m_inner && !m_inner(m_sizes[index]) ? Outcome::Stopped : feedLayer(index + 1, piece, sink);
        return below == Outcome::Good;
    });
    return below == Outcome::Good ? outcome : below;
}

}
