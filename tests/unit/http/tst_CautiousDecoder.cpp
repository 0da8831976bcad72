#include "app/http/CautiousDecoder.h"

#include <QtTest/QTest>

#include <brotli/encode.h>
#include <zlib.h>

using namespace tessera;
using namespace Qt::StringLiterals;

class tst_CautiousDecoder : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void givesMarkedCodingsAtOnce();
    void holdsBackWhatMayBeChance();
    void believesABeginningThatWasCutOff_data();
    void believesABeginningThatWasCutOff();
    void stopsWhenToldTo();
};

namespace {

using Outcome = CautiousDecoder::Outcome;

// One stream whose beginning can be decoded by itself.
QByteArray flushed(const QByteArray &text, int windowBits)
{
    z_stream stream{};
    deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY);
    QByteArray result(text.size() + 100, Qt::Uninitialized);
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(text.constData()));
    stream.avail_in = uInt(text.size());
    stream.next_out = reinterpret_cast<Bytef *>(result.data());
    stream.avail_out = uInt(result.size());
    deflate(&stream, Z_SYNC_FLUSH);
    result.truncate(result.size() - stream.avail_out);
    deflateEnd(&stream);
    return result;
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

CautiousDecoder::Sink into(QByteArray &bytes)
{
    return [&bytes](QByteArrayView piece) {
        bytes.append(piece.data(), piece.size());
        return true;
    };
}

}

void tst_CautiousDecoder::givesMarkedCodingsAtOnce()
{
    for (const int windowBits : {MAX_WBITS + 16, MAX_WBITS}) {
        const auto decoder = CautiousDecoder::make(windowBits > MAX_WBITS ? "gzip" : "deflate");
        QByteArray got;
        QCOMPARE(decoder->feed(flushed("data: 1\n\n", windowBits), into(got)), Outcome::Good);
        QCOMPARE(got, "data: 1\n\n"_ba); // a stream of events is not kept waiting
    }
}

void tst_CautiousDecoder::holdsBackWhatMayBeChance()
{
    const auto decoder = CautiousDecoder::make("br");
    QByteArray got;
    QCOMPARE(decoder->feed(brotlied("hello"), into(got)), Outcome::Good);
    QCOMPARE(got, QByteArray());
    decoder->finish(false, into(got));
    QCOMPARE(got, "hello"_ba);
    QVERIFY(decoder->isWhole() && !decoder->isMislabelled());

    const auto longer = CautiousDecoder::make("deflate");
    got.clear();
    QCOMPARE(longer->feed(flushed(QByteArray(5000, 'x'), -MAX_WBITS), into(got)), Outcome::Good);
    QCOMPARE(got, QByteArray(5000, 'x'));
}

void tst_CautiousDecoder::believesABeginningThatWasCutOff_data()
{
    QTest::addColumn<bool>("isCutOff");
    QTest::addColumn<QByteArray>("given");
    QTest::newRow("cut off") << true << "hello"_ba;
    QTest::newRow("at its end") << false << flushed("hello", -MAX_WBITS);
}

void tst_CautiousDecoder::believesABeginningThatWasCutOff()
{
    QFETCH(bool, isCutOff);
    const auto decoder = CautiousDecoder::make("deflate");
    QByteArray got;
    QCOMPARE(decoder->feed(flushed("hello", -MAX_WBITS), into(got)), Outcome::Good);
    decoder->finish(isCutOff, into(got));
    QTEST(got, "given");
    QCOMPARE(decoder->isMislabelled(), !isCutOff);
    QVERIFY(!decoder->isWhole());
}

void tst_CautiousDecoder::stopsWhenToldTo()
{
    const auto none = [](QByteArrayView) { return false; };
    QCOMPARE(CautiousDecoder::make("gzip")->feed("hello", none), Outcome::Stopped);
    QCOMPARE(CautiousDecoder::make("br")->feed(brotlied(QByteArray(5000, 'x')), none), Outcome::Stopped);
}

QTEST_GUILESS_MAIN(tst_CautiousDecoder)
#include "tst_CautiousDecoder.moc"
