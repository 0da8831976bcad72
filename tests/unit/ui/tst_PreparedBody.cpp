#include "ui/response/PreparedBody.h"

#include "app/http/BodyStore.h"

#include <QtCore/QBuffer>
#include <QtCore/QtEndian>
#include <QtGui/QImage>
#include <QtTest/QTest>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;

class tst_PreparedBody : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsHtmlAsText_data();
    void readsHtmlAsText();
    void decodesPictures_data();
    void decodesPictures();
    void refusesAPictureThatIsTooLarge();
    void refusesABrokenPicture();
    void drawsSvg();
    void svgReachesOutForNothing_data();
    void svgReachesOutForNothing();
    void refusesAnSvgThatNeverEnds();

private:
    static PreparedBody prepared(const QByteArray &bytes, const QByteArray &type, BodyForm form)
    {
        BodyStore store;
        if (!store.append(bytes))
            qFatal("no memory");
        store.finish();
        return PreparedBody::of(store, BodyProbe::of(bytes, type), form);
    }
};

void tst_PreparedBody::readsHtmlAsText_data()
{
    QTest::addColumn<QString>("html");
    QTest::addColumn<QString>("text");
    QTest::newRow("blocks") << u"<!doctype html><title>A</title><h1>B</h1><p>c\n  d<p>e"_s << u"A\n\nB\n\nc d\n\ne"_s;
    QTest::newRow("nothing of scripts and styles") << u"a<script>if (1<2) '</p>'</script><style>b{}</style> c"_s << u"a c"_s;
    QTest::newRow("references") << u"&lt;b&gt; &amp;&#65;&#x42;&unknown; &#xd800;"_s << u"<b> &AB&unknown; \ufffd"_s;
    QTest::newRow("links") << u"<a href=\"https://x/?a&b\">x</a> <a href=#top>y</a>"_s << u"x <https://x/?a&b> y"_s;
    QTest::newRow("lists") << u"<ul><li>a<li>b</ul>"_s << u"• a\n• b"_s;
    QTest::newRow("kept as it is") << u"<pre>a\n  b</pre>"_s << u"a\n  b"_s;
    QTest::newRow("never closed") << u"a<!-- <b <i"_s << u"a"_s;
    QTest::newRow("a sign that is no tag") << u"1 < 2 <"_s << u"1 < 2 <"_s;
    QTest::newRow("quoted end") << u"<img alt='a > b'>c"_s << u"c"_s;
}

void tst_PreparedBody::readsHtmlAsText()
{
    QFETCH(QString, html);
    QTEST(prepared(html.toUtf8(), "text/html", BodyForm::Text).lines.text(), "text");
}

void tst_PreparedBody::decodesPictures_data()
{
    QTest::addColumn<QByteArray>("format");
    QTest::addColumn<QString>("name");
    QTest::newRow("PNG") << QByteArray("png") << u"PNG"_s;
    QTest::newRow("JPEG") << QByteArray("jpeg") << u"JPEG"_s;
    QTest::newRow("BMP") << QByteArray("bmp") << u"BMP"_s;
    QTest::newRow("WebP") << QByteArray("webp") << u"WebP"_s;
}

void tst_PreparedBody::decodesPictures()
{
    QFETCH(QByteArray, format);
    QImage image(40, 30, QImage::Format_RGB32);
    image.fill(Qt::red);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    if (!image.save(&buffer, format.constData()))
        QSKIP("Qt has no plug-in for it here.");
    const auto body = prepared(bytes, "application/octet-stream", BodyForm::Image); // whatever it is called
    QVERIFY(body.image && body.image->has_value());
    QTEST((*body.image)->format, "name");
    QCOMPARE((*body.image)->size, QSize(40, 30));
    QVERIFY(qRed((*body.image)->image.pixel(20, 15)) > 200);
}

void tst_PreparedBody::refusesAPictureThatIsTooLarge()
{
    QImage image(4, 4, QImage::Format_RGB32);
    image.fill(Qt::red);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QVERIFY(image.save(&buffer, "bmp"));
    qToLittleEndian<qint32>(12'000, bytes.data() + 18); // the width and the height that it claims
    qToLittleEndian<qint32>(12'000, bytes.data() + 22);
    const auto body = prepared(bytes, "image/bmp", BodyForm::Image);
    QVERIFY(!body.image->has_value());
    QVERIFY2(body.image->error().message.contains("12000"_L1), qPrintable(body.image->error().message));
}

void tst_PreparedBody::refusesABrokenPicture()
{
    const auto body = prepared(QByteArray("\x89PNG\r\n\x1a\n") + QByteArray(100, 'x'), "image/png", BodyForm::Image);
    QVERIFY(!body.image->has_value());
    QVERIFY(!body.image->error().message.isEmpty() && !body.image->error().detail.isEmpty());
}

void tst_PreparedBody::drawsSvg()
{
    const auto body = prepared("<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='40' height='20'>"
                               "<defs><rect id='r' width='40' height='20'/></defs><use xlink:href='#r' fill='#ff0000'/></svg>",
        "image/svg+xml", BodyForm::Image);
    QVERIFY2(body.image->has_value(), body.image->has_value() ? "" : qPrintable(body.image->error().message));
    QCOMPARE((*body.image)->size, QSize(40, 20));
    const QImage &image = (*body.image)->image;
    QCOMPARE(image.pixelColor(image.width() / 2, image.height() / 2), QColor(255, 0, 0));
}

void tst_PreparedBody::svgReachesOutForNothing_data()
{
    QTest::addColumn<QByteArray>("part");
    QTest::newRow("file") << QByteArray("<image xlink:href='%1' width='40' height='20'/>");
    QTest::newRow("file as URL") << QByteArray("<image xlink:href='file://%1' width='40' height='20'/>");
    QTest::newRow("entity") << QByteArray("<text>&xxe;</text>");
    QTest::newRow("script") << QByteArray("<script>alert(1)</script>");
    QTest::newRow("style") << QByteArray("<style>@import url(file://%1)</style>");
}

void tst_PreparedBody::svgReachesOutForNothing()
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
    const auto body = prepared(svg, "image/svg+xml", BodyForm::Image);
    if (!body.image->has_value())
        return; // refused is safe
    const QImage &drawn = (*body.image)->image;
    QCOMPARE(drawn.pixelColor(drawn.width() / 2, drawn.height() / 2).alpha(), 0);
}

void tst_PreparedBody::refusesAnSvgThatNeverEnds()
{
    QByteArray svg = "<svg xmlns='http://www.w3.org/2000/svg'><g id='g0'><rect width='1' height='1'/></g>";
    for (int i = 1; i < 30; ++i)
        svg += QByteArray("<g id='g%1'><use href='#g%2'/><use href='#g%2'/></g>").replace("%1", QByteArray::number(i)).replace("%2", QByteArray::number(i - 1));
    const auto body = prepared(svg + "</svg>", "image/svg+xml", BodyForm::Image);
    QVERIFY(!body.image->has_value());
}

QTEST_MAIN(tst_PreparedBody)
#include "tst_PreparedBody.moc"
