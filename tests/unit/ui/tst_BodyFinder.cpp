#include "ui/response/BodyFinder.h"

#include "app/http/BodyStore.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;

class tst_BodyFinder : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void goesToTheFirstBehindAndRound();
    void findsWhileTheBodyGrows();
    void saysWhereARegexIsWrong();
    void samplesTheWholeBody_data();
    void samplesTheWholeBody();
    void theLastSearchCounts();

private:
    static std::shared_ptr<BodyStore> store(const QByteArray &bytes, bool isWhole = true)
    {
        auto body = std::make_shared<BodyStore>();
        if (!body->append(bytes))
            qFatal("no memory");
        if (isWhole)
            body->finish();
        return body;
    }
};

void tst_BodyFinder::goesToTheFirstBehindAndRound()
{
    BodyFinder finder;
    finder.find({u"ab"_s}, store("ab..ab..ab"), 1);
    QTRY_COMPARE(finder.summary(), u"2 of 3"_s);
    QCOMPARE(finder.current(), (BodyFinder::Hit{4, 2}));
    finder.next();
    finder.next();
    QCOMPARE(finder.current(), (BodyFinder::Hit{0, 2}));
    finder.previous();
    QCOMPARE(finder.summary(), u"3 of 3"_s);
    QCOMPARE(finder.hitsIn(1, 8), (QList<BodyFinder::Hit>{{4, 2}}));
    finder.find({u"AB"_s, SearchQuery::How::Literal, true}, store("ab"), 9); // none behind: round
    QTRY_COMPARE(finder.summary(), u"1 of 1"_s);
    finder.find({u"x"_s}, store("ab"), 0);
    QTRY_VERIFY(finder.isFruitless());
    QVERIFY(!finder.current());
    finder.find({}, store("ab"), 0);
    QCOMPARE(finder.summary(), QString());
}

void tst_BodyFinder::findsWhileTheBodyGrows()
{
    const auto body = store("one ", false);
    BodyFinder finder;
    finder.find({u"one"_s}, body, 0);
    QVERIFY(body->append("one two" + QByteArray(100'000, '.')));
    finder.advance();
    QTRY_COMPARE(finder.count(), 2); // but for the end, which may go on
    QVERIFY2(finder.summary().endsWith("so far"_L1), qPrintable(finder.summary()));
    QTRY_VERIFY(finder.current());
    body->finish();
    finder.advance();
    QTRY_COMPARE(finder.summary(), u"1 of 2"_s);
}

void tst_BodyFinder::saysWhereARegexIsWrong()
{
    BodyFinder finder;
    finder.find({u"lobby(["_s, SearchQuery::How::Regex}, store("lobby"), 0);
    QVERIFY(finder.isFruitless());
    QVERIFY2(finder.fault().contains(u'7') || finder.fault().contains(u'8'), qPrintable(finder.fault())); // the place
    finder.find({u"lob+y"_s, SearchQuery::How::Regex}, store("lobby"), 0);
    QTRY_COMPARE(finder.summary(), u"1 of 1"_s);
    QVERIFY(finder.fault().isEmpty());
}

void tst_BodyFinder::samplesTheWholeBody_data()
{
    QTest::addColumn<qsizetype>("size");
    QTest::newRow("each hit is looked at") << qsizetype(1'000'000);
    QTest::newRow("by what was counted") << qsizetype(30'000'000);
}

void tst_BodyFinder::samplesTheWholeBody()
{
    QFETCH(qsizetype, size);
    QByteArray bytes(size, '.');
    for (const double part : {0.0, 0.25, 0.5, 0.99})
        bytes.replace(qsizetype(part * double(size)), 1, "x");
    BodyFinder finder;
    finder.find({u"x"_s}, store(bytes), 0);
    QTRY_COMPARE(finder.samples().size(), 4);
    const double near = double(size) / BodyFinder::mostSamples;
    QVERIFY(double(finder.samples().at(0)) < near);
    QVERIFY(std::abs(double(finder.samples().at(2)) - 0.5 * double(size)) <= near);
    QVERIFY(std::abs(double(finder.samples().at(3)) - 0.99 * double(size)) <= near);
}

void tst_BodyFinder::theLastSearchCounts()
{
    const auto body = store(QByteArray(8'000'000, 'a') + "b");
    BodyFinder finder;
    QSignalSpy moved(&finder, &BodyFinder::moved);
    finder.find({u"a"_s}, body, 0);
    finder.find({u"b"_s}, body, 0);
    QTRY_COMPARE(finder.summary(), u"1 of 1"_s);
    QCOMPARE(moved.size(), 1);
}

QTEST_GUILESS_MAIN(tst_BodyFinder)
#include "tst_BodyFinder.moc"
