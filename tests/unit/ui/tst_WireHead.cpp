#include "app/base/Redactor.h"
#include "ui/response/WireHead.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;

class tst_WireHead : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void masks_data();
    void masks();
    void revealsAsItWas();
    void cutsEndlessHeads();
};

void tst_WireHead::masks_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QString>("text");
    const QString mask = Redactor::mask();
    QTest::newRow("request") << QByteArray("GET /a?x=1 HTTP/1.1\r\nHost: h\r\nAccept:*/*\r\n\r\n") << u"GET /a?x=1 HTTP/1.1\nHost: h\nAccept: */*"_s;
    QTest::newRow("token in the target") << QByteArray("GET /a?access_token=canary HTTP/1.1\r\n") << u"GET /a?access_token=%1 HTTP/1.1"_s.arg(mask);
    QTest::newRow("scheme stays") << QByteArray("Authorization: Bearer canary\r\n") << u"Authorization: Bearer %1"_s.arg(mask);
    QTest::newRow("HTTP/2") << QByteArray(":method: GET\r\n:path: /x?token=canary\r\nauthorization: canary\r\n")
                            << u":method: GET\n:path: /x?token=%1\nauthorization: %1"_s.arg(mask);
    QTest::newRow("redirect") << QByteArray("HTTP/1.1 302 Found\r\nLocation: https://h/?token=canary\r\n") << u"HTTP/1.1 302 Found\nLocation: https://h/?token=%1"_s.arg(mask);
    QTest::newRow("status line with a colon") << QByteArray("HTTP/1.1 200 at 5:00\n") << u"HTTP/1.1 200 at 5:00"_s;
    QTest::newRow("cookie") << QByteArray("Set-Cookie: sid=canary; Path=/\r\n") << u"Set-Cookie: sid=%1; Path=/"_s.arg(mask);
    QTest::newRow("known value") << QByteArray("X-Any: say known-canary now\r\n") << u"X-Any: say %1 now"_s.arg(mask);
    QTest::newRow("what is no text") << QByteArray("X-\x01: a\x1b[31mb\r\n") << u"X-\u2401: a\u241b[31mb"_s;
    QTest::newRow("markup is text") << QByteArray("X: <img src=x>\r\n") << u"X: <img src=x>"_s;
    QTest::newRow("empty") << QByteArray() << QString();
}

void tst_WireHead::masks()
{
    QFETCH(QByteArray, head);
    Redactor redactor;
    redactor.addSecret(Secret(u"known-canary"_s));
    QTEST(wireHeadText(head, &redactor), "text");
}

void tst_WireHead::revealsAsItWas()
{
    QCOMPARE(wireHeadText("GET /?token=canary HTTP/1.1\r\nauthorization:  Bearer canary\r\n\r\n", nullptr),
        u"GET /?token=canary HTTP/1.1\nauthorization:  Bearer canary"_s);
}

void tst_WireHead::cutsEndlessHeads()
{
    QByteArray head;
    for (int i = 0; i < 10'000; ++i)
        head += "X-" + QByteArray::number(i) + ": " + QByteArray(100, 'a') + "\r\n";
    const Redactor redactor;
    const QString text = wireHeadText(head, &redactor);
    QVERIFY(text.count(u'\n') <= 2000);
    QVERIFY(text.endsWith(u'…'));
    QVERIFY(wireHeadText("X: " + QByteArray(1'000'000, 'b'), &redactor).size() < 20'000);
}

QTEST_APPLESS_MAIN(tst_WireHead)
#include "tst_WireHead.moc"
