#include "ui/response/ImageFile.h"

#include <QtCore/QBuffer>
#include <QtCore/QtEndian>
#include <QtGui/QImage>
#include <QtTest/QTest>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;

class tst_ImageFile : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void decodesPictures_data();
    void decodesPictures();
    void refusesAPictureThatIsTooLarge();
    void refusesABrokenPicture();
    void drawsSvg();
    void drawsTextWithoutASize();
    void svgReachesOutForNothing_data();
    void svgReachesOutForNothing();
    void refusesAnSvgThatNeverEnds();

private:
    static Result<ImageFile> picture(const QByteArray &bytes) { return bytes.startsWith('<') ? ImageFile::readSvg(bytes) : ImageFile::read(bytes); }
};

void tst_ImageFile::decodesPictures_data()
{
    QTest::addColumn<QByteArray>("format");
    QTest::addColumn<QString>("name");
    QTest::newRow("PNG") << QByteArray("png") << u"PNG"_s;
    QTest::newRow("JPEG") << QByteArray("jpeg") << u"JPEG"_s;
    QTest::newRow("BMP") << QByteArray("bmp") << u"BMP"_s;
    QTest::newRow("WebP") << QByteArray("webp") << u"WebP"_s;
}

void tst_ImageFile::decodesPictures()
{
    QFETCH(QByteArray, format);
    QImage image(40, 30, QImage::Format_RGB32);
    image.fill(Qt::red);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    if (!image.save(&buffer, format.constData()))
        QSKIP("Qt has no plug-in for it here.");
    const auto file = picture(bytes);
    QVERIFY(file.has_value());
    QTEST(file->format, "name");
    QCOMPARE(file->size, QSize(40, 30));
    QVERIFY(qRed(file->image.pixel(20, 15)) > 200);
}

void tst_ImageFile::refusesAPictureThatIsTooLarge()
{
    QImage image(4, 4, QImage::Format_RGB32);
    image.fill(Qt::red);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QVERIFY(image.save(&buffer, "bmp"));
    qToLittleEndian<qint32>(12'000, bytes.data() + 18); // the width and the height that it claims
    qToLittleEndian<qint32>(12'000, bytes.data() + 22);
    const auto file = picture(bytes);
    QVERIFY(!file.has_value());
    QVERIFY2(file.error().message.contains("12000"_L1), qPrintable(file.error().message));
}

void tst_ImageFile::refusesABrokenPicture()
{
    const auto file = picture(QByteArray("\x89PNG\r\n\x1a\n") + QByteArray(100, 'x'));
    QVERIFY(!file.has_value());
    QVERIFY(!file.error().message.isEmpty() && !file.error().detail.isEmpty());
}

void tst_ImageFile::drawsSvg()
{
    const auto file = picture("<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='40' height='20'>"
                               "<defs><rect id='r' width='40' height='20'/></defs><use xlink:href='#r' fill='#ff0000'/></svg>");
    QVERIFY2(file.has_value(), file.has_value() ? "" : qPrintable(file.error().message));
    QCOMPARE(file->size, QSize(40, 20));
    const QImage &image = file->image;
    QCOMPARE(image.pixelColor(image.width() / 2, image.height() / 2), QColor(255, 0, 0));
}

void tst_ImageFile::drawsTextWithoutASize()
{
    QFont inPixels = QGuiApplication::font();
    inPixels.setPixelSize(13); // as the theme has it
    QGuiApplication::setFont(inPixels);
    const auto file = picture("<svg xmlns='http://www.w3.org/2000/svg' width='80' height='60'><text x='20' y='50'>hi</text></svg>");
    QVERIFY2(file.has_value(), file.has_value() ? "" : qPrintable(file.error().message));
    const QImage &image = file->image;
    QRect inked;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y).alpha() > 128)
                inked |= QRect(x, y, 1, 1);
        }
    }
    const int scale = image.width() / 80;
    QVERIFY2(inked.height() >= 9 * scale && inked.height() <= 16 * scale, qPrintable(QString::number(inked.height()))); // 16 units, ascenders
    QVERIFY(qAbs(inked.bottom() - 50 * scale) <= 2 * scale);
}

void tst_ImageFile::svgReachesOutForNothing_data()
{
    QTest::addColumn<QByteArray>("part");
    QTest::newRow("file") << QByteArray("<image xlink:href='%1' width='40' height='20'/>");
    QTest::newRow("file as URL") << QByteArray("<image xlink:href='file://%1' width='40' height='20'/>");
    QTest::newRow("entity") << QByteArray("<text>&xxe;</text>");
    QTest::newRow("script") << QByteArray("<script>alert(1)</script>");
    QTest::newRow("style") << QByteArray("<style>@import url(file://%1)</style>");
}

void tst_ImageFile::svgReachesOutForNothing()
{
    QFETCH(QByteArray, part);
    QTemporaryDir folder;
    QImage image(40, 20, QImage::Format_RGB32);
    image.fill(Qt::red);
    const QString path = folder.filePath(u"x.png"_s);
    QVERIFY(image.save(path));
    const QByteArray svg = "<!DOCTYPE svg [<!ENTITY xxe SYSTEM 'file:///etc/hostname'>]><svg xmlns='http://www.w3.org/2000/svg' "
                           "xmlns:xlink='http://www.w3.org/1999/xlink' width='40' height='20'>"
        + QByteArray(part).replace("%1", path.toUtf8()) + "</svg>";
    const auto file = picture(svg);
    if (!file.has_value())
        return; // refused is safe
    const QImage &drawn = file->image;
    QCOMPARE(drawn.pixelColor(drawn.width() / 2, drawn.height() / 2).alpha(), 0);
}

void tst_ImageFile::refusesAnSvgThatNeverEnds()
{
    QByteArray svg = "<svg xmlns='http://www.w3.org/2000/svg'><g id='g0'><rect width='1' height='1'/></g>";
    for (int i = 1; i < 30; ++i)
        svg += QByteArray("<g id='g%1'><use href='#g%2'/><use href='#g%2'/></g>").replace("%1", QByteArray::number(i)).replace("%2", QByteArray::number(i - 1));
    const auto file = picture(svg + "</svg>");
    QVERIFY(!file.has_value());
}

QTEST_MAIN(tst_ImageFile)
#include "tst_ImageFile.moc"
