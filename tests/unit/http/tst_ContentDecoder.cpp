#include "app/http/ContentDecoder.h"

#include <QtTest/QTest>

#include <brotli/encode.h>
#include <zlib.h>
#include <zstd.h>

using namespace tessera;
using namespace Qt::StringLiterals;

class tst_ContentDecoder : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void decodes_data();
    void decodes();
    void noticesWhatIsCutOff_data();
    void noticesWhatIsCutOff();
    void noticesWhatIsBroken_data();
    void noticesWhatIsBroken();
    void knowsItsCodings();
    void nothingIsWhole();
    void stopsWhenToldTo();
};

namespace {

QByteArray deflated(const QByteArray &text, int windowBits)
{
    z_stream stream{};
    deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY);
    QByteArray result(qsizetype(deflateBound(&stream, uLong(text.size()))) + 100, Qt::Uninitialized);
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(text.constData()));
    stream.avail_in = uInt(text.size());
    stream.next_out = reinterpret_cast<Bytef *>(result.data());
    stream.avail_out = uInt(result.size());
    deflate(&stream, Z_FINISH);
    result.truncate(result.size() - stream.avail_out);
    deflateEnd(&stream);
    return result;
}

QByteArray gzipped(const QByteArray &text)
{
    return deflated(text, MAX_WBITS + 16);
}

QByteArray brotlied(const QByteArray &text)
{
    std::size_t size = BrotliEncoderMaxCompressedSize(std::size_t(text.size()));
    QByteArray result(qsizetype(size), Qt::Uninitialized);
    BrotliEncoderCompress(5, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_GENERIC, std::size_t(text.size()),
        reinterpret_cast<const uint8_t *>(text.constData()), &size, reinterpret_cast<uint8_t *>(result.data()));
    result.truncate(qsizetype(size));
    return result;
}

QByteArray zstded(const QByteArray &text)
{
    QByteArray result(qsizetype(ZSTD_compressBound(std::size_t(text.size()))), Qt::Uninitialized);
    result.truncate(qsizetype(
        ZSTD_compress(result.data(), std::size_t(result.size()), text.constData(), std::size_t(text.size()), 3)));
    return result;
}

struct Decoded {
    QByteArray bytes;
    ContentDecoder::Outcome outcome = ContentDecoder::Outcome::Good;
    bool isWhole = false;
};

Decoded decoded(const QByteArray &encoding, const QByteArray &bytes, qsizetype piece)
{
    Decoded result;
    const auto decoder = ContentDecoder::make(encoding);
    for (qsizetype at = 0; at < bytes.size() && result.outcome == ContentDecoder::Outcome::Good; at += piece) {
        result.outcome = decoder->feed(QByteArrayView(bytes).sliced(at, qMin(piece, bytes.size() - at)), [&](QByteArrayView got) {
            result.bytes.append(got);
            return true;
        });
    }
    result.isWhole = decoder->isWhole();
    return result;
}

QByteArray sample()
{
    QByteArray text;
    for (int i = 0; i < 40'000; ++i)
        text += QByteArray::number(i * 7919 % 10007) + ' ';
    return text;
}

}

void tst_ContentDecoder::decodes_data()
{
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("text");
    for (const QByteArray &text : {""_ba, "hello"_ba, sample(), QByteArray(3'000'000, 'x')}) {
        const auto row = [&](const char *name, const char *encoding, const QByteArray &bytes) {
            QTest::addRow("%s, %d", name, int(text.size())) << QByteArray(encoding) << bytes << text;
        };
        row("gzip", "gzip", gzipped(text));
        row("x-gzip", "x-gzip", gzipped(text));
        row("GZIP", "GZIP", gzipped(text));
        row("gzip in two members", "gzip", gzipped(text.left(3)) + gzipped(text.mid(3)));
        row("gzip and padding", "gzip", gzipped(text) + QByteArray(10, '\0'));
        row("deflate", "deflate", deflated(text, MAX_WBITS));
        row("deflate, bare", "deflate", deflated(text, -MAX_WBITS));
        row("deflate, bare, and a checksum", "deflate", deflated(text, -MAX_WBITS) + "sum!");
        row("br", "br", brotlied(text));
        row("zstd", "zstd", zstded(text));
        row("zstd in two frames", "zstd", zstded(text.left(3)) + zstded(text.mid(3)));
        row("gzip, then br", "gzip, br", brotlied(gzipped(text)));
        row("br, then gzip", "br,gzip", gzipped(brotlied(text)));
        row("identity among them", "identity, gzip", gzipped(text));
    }
}

void tst_ContentDecoder::decodes()
{
    QFETCH(QByteArray, encoding);
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, text);
    for (const qsizetype piece : {qsizetype(1), qsizetype(1000), bytes.size() + 1}) {
        if (piece == 1 && bytes.size() > 100'000)
            continue;
        const Decoded result = decoded(encoding, bytes, piece);
        QCOMPARE(result.outcome, ContentDecoder::Outcome::Good);
        QVERIFY(result.isWhole);
        QVERIFY(result.bytes == text);
    }
}

void tst_ContentDecoder::noticesWhatIsCutOff_data()
{
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray text = sample();
    QTest::newRow("gzip") << "gzip"_ba << gzipped(text);
    QTest::newRow("deflate") << "deflate"_ba << deflated(text, MAX_WBITS);
    QTest::newRow("deflate, bare") << "deflate"_ba << deflated(text, -MAX_WBITS);
    QTest::newRow("br") << "br"_ba << brotlied(text);
    QTest::newRow("zstd") << "zstd"_ba << zstded(text);
    QTest::newRow("two") << "gzip, br"_ba << brotlied(gzipped(text));
}

void tst_ContentDecoder::noticesWhatIsCutOff()
{
    QFETCH(QByteArray, encoding);
    QFETCH(QByteArray, bytes);
    for (const qsizetype missing : {qsizetype(1), qsizetype(4), bytes.size() / 2, bytes.size() - 1}) {
        const Decoded result = decoded(encoding, bytes.chopped(missing), 4096);
        QVERIFY(!result.isWhole);
        QVERIFY(sample().startsWith(result.bytes)); // what came is kept
    }
}

void tst_ContentDecoder::noticesWhatIsBroken_data()
{
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<QByteArray>("bytes");
    QByteArray badSum = gzipped("hello");
    badSum[badSum.size() - 5] = char(badSum[badSum.size() - 5] ^ 1);
    for (const auto *encoding : {"gzip", "deflate", "br", "zstd"})
        QTest::addRow("%s, text", encoding) << QByteArray(encoding) << "<html>this is no compressed body at all</html>"_ba;
    QTest::newRow("deflate, text with an end of its own") << "deflate"_ba << "{\n  \"error\": \"invalid\", \"more\": \"of it\"\n}"_ba;
    QTest::newRow("br, text with an end of its own") << "br"_ba << "; a comment"_ba;
    QTest::newRow("gzip, wrong checksum") << "gzip"_ba << badSum;
    QTest::newRow("gzip says deflate") << "deflate"_ba << gzipped(sample());
    QTest::newRow("deflate says gzip") << "gzip"_ba << deflated(sample(), MAX_WBITS);
}

void tst_ContentDecoder::noticesWhatIsBroken()
{
    QFETCH(QByteArray, encoding);
    QFETCH(QByteArray, bytes);
    const Decoded result = decoded(encoding, bytes, 7);
    QVERIFY(result.outcome == ContentDecoder::Outcome::Broken || !result.isWhole);
}

void tst_ContentDecoder::knowsItsCodings()
{
    for (const auto *none : {"", "identity", " identity , "}) {
        QVERIFY(ContentDecoder::isKnown(none));
        QVERIFY(!ContentDecoder::make(none));
    }
    for (const auto *unknown : {"rot13", "gzip, rot13", "compress", "gzip,gzip,gzip,gzip,gzip"}) {
        QVERIFY(!ContentDecoder::isKnown(unknown));
        QVERIFY(!ContentDecoder::make(unknown));
    }
}

void tst_ContentDecoder::nothingIsWhole()
{
    QVERIFY(ContentDecoder::make("gzip")->isWhole()); // Content-Length: 0 with a Content-Encoding
}

void tst_ContentDecoder::stopsWhenToldTo()
{
    const auto decoder = ContentDecoder::make("gzip");
    qsizetype got = 0;
    const auto outcome = decoder->feed(gzipped(QByteArray(10'000'000, 'x')), [&](QByteArrayView piece) {
        got += piece.size();
        return got < 1'000'000;
    });
    QCOMPARE(outcome, ContentDecoder::Outcome::Stopped);
    QVERIFY(got < 1'200'000);
}

QTEST_GUILESS_MAIN(tst_ContentDecoder)
#include "tst_ContentDecoder.moc"
