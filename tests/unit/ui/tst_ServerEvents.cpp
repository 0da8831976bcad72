#include "ui/response/ServerEvents.h"

#include <QtTest/QTest>

using namespace tessera::ui;
using namespace Qt::StringLiterals;

class tst_ServerEvents : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void reads_data();
    void reads();
    void isTheSameInAnyPieces();
    void keepsWhatWasCutOff();
    void stopsWhereItMay();

private:
    static QList<ServerEvent> all(const QByteArray &bytes, bool isWhole = true)
    {
        ServerEvents events;
        while (!events.extend(bytes, isWhole, 1 << 20)) { }
        QList<ServerEvent> read;
        for (qsizetype i = 0; i < events.count(); ++i)
            read += ServerEvents::read(QByteArrayView(bytes).sliced(events.block(i).at, events.block(i).size));
        return read;
    }
    static ServerEvent event(const QString &type, const QString &data, const QString &id = {})
    {
        ServerEvent made;
        made.type = type;
        made.data = data;
        made.id = id;
        return made;
    }
};

void tst_ServerEvents::reads_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QList<ServerEvent>>("events");
    QTest::newRow("nothing") << QByteArray() << QList<ServerEvent>{};
    QTest::newRow("one") << QByteArray("data: a\n\n") << QList<ServerEvent>{event(u"message"_s, u"a"_s)};
    QTest::newRow("several lines") << QByteArray("data: a\ndata:b\ndata\n\n") << QList<ServerEvent>{event(u"message"_s, u"a\nb\n"_s)};
    QTest::newRow("all fields") << QByteArray("event: add\nid: 7\ndata: x\n\n") << QList<ServerEvent>{event(u"add"_s, u"x"_s, u"7"_s)};
    QTest::newRow("other line ends") << QByteArray("data: a\r\n\r\ndata: b\r\rdata: c\n\n")
                                     << QList<ServerEvent>{event(u"message"_s, u"a"_s), event(u"message"_s, u"b"_s), event(u"message"_s, u"c"_s)};
    QTest::newRow("a mark, empty lines, unknown fields") << QByteArray("\xef\xbb\xbf\n\n\nnope: 1\ndata: a\n\n") << QList<ServerEvent>{event(u"message"_s, u"a"_s)};
    QTest::newRow("one space only is left out") << QByteArray("data:  a \n\n") << QList<ServerEvent>{event(u"message"_s, u" a "_s)};
}

void tst_ServerEvents::reads()
{
    QFETCH(QByteArray, bytes);
    QTEST(all(bytes), "events");
}

void tst_ServerEvents::isTheSameInAnyPieces()
{
    const QByteArray bytes = "event: a\r\ndata: 1\r\n\r\n: still here\r\n\r\ndata: 2\r\ndata: 3\r\n\r\n";
    const auto whole = all(bytes);
    QCOMPARE(whole.size(), 3);
    QVERIFY(whole.at(1).isComment());
    QCOMPARE(whole.at(1).comment, u"still here"_s);
    ServerEvents events;
    qsizetype before = 0;
    for (qsizetype size = 1; size <= bytes.size(); ++size) {
        QVERIFY(events.extend(bytes.left(size), size == bytes.size(), 1 << 20));
        QVERIFY(events.count() >= before);
        before = events.count();
    }
    QCOMPARE(events.count(), 3);
    for (qsizetype i = 0; i < events.count(); ++i)
        QCOMPARE(ServerEvents::read(QByteArrayView(bytes).sliced(events.block(i).at, events.block(i).size)), whole.at(i));
}

void tst_ServerEvents::keepsWhatWasCutOff()
{
    ServerEvents events;
    const QByteArray bytes = "data: a\n\ndata: b";
    QVERIFY(events.extend(bytes, false, 1 << 20));
    QCOMPARE(events.count(), 1);
    QVERIFY(events.extend(bytes, true, 1 << 20));
    QCOMPARE(events.count(), 2);
    QVERIFY(events.endsInside());
}

void tst_ServerEvents::stopsWhereItMay()
{
    QByteArray bytes;
    for (int i = 0; i < 1000; ++i)
        bytes += "data: " + QByteArray::number(i) + "\n\n";
    ServerEvents events;
    int turns = 1;
    while (!events.extend(bytes, true, 100))
        ++turns;
    QVERIFY(turns > 10);
    QCOMPARE(events.count(), 1000);
}

QTEST_APPLESS_MAIN(tst_ServerEvents)
#include "tst_ServerEvents.moc"
