#include "app/http/BodySearch.h"

#include <QtCore/QThreadPool>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <numeric>

using namespace tessera;
using namespace Qt::StringLiterals;
using How = SearchQuery::How;

class tst_BodySearch : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void countsAndFindsAgain_data();
    void countsAndFindsAgain();
    void followsABodyThatArrives();
    void saysWhereItBecameTooHard();
    void mayGoAtAnyTime();
};

namespace {

QByteArray text()
{
    QByteArray text;
    for (int i = 0; i < 40'000; ++i)
        text += "Item " + QByteArray::number(i * 7919 % 100'003) + (i % 1000 == 0 ? QByteArray(3000, '-') : QByteArray()) + "\n";
    return text;
}

std::shared_ptr<BodyStore> bodyOf(QByteArrayView bytes)
{
    auto body = std::make_shared<BodyStore>();
    if (!body->append(bytes))
        qFatal("no memory");
    return body;
}

}

void tst_BodySearch::countsAndFindsAgain_data()
{
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<bool>("isRegex");
    QTest::addColumn<bool>("ignoresCase");
    QTest::newRow("literal") << u"99"_s << false << false;
    QTest::newRow("often") << u"-"_s << false << false;
    QTest::newRow("in a row") << u"---"_s << false << false;
    QTest::newRow("never") << u"nowhere"_s << false << false;
    QTest::newRow("ignoring case") << u"iTEM 1"_s << false << true;
    QTest::newRow("regex") << u"\\b1\\d+7$"_s << true << false;
    QTest::newRow("long hits") << u"-{2,}"_s << true << false;
    QTest::newRow("over lines") << u"7\nI"_s << true << true;
}

void tst_BodySearch::countsAndFindsAgain()
{
    QFETCH(QString, wanted);
    QFETCH(bool, isRegex);
    QFETCH(bool, ignoresCase);
    const QByteArray bytes = text();
    const auto pattern = BytePattern::compile({wanted, isRegex ? How::Regex : How::Literal, ignoresCase}).value();
    QList<BytePattern::Hit> all;
    pattern.scan(bytes, 0, bytes.size(), [&](BytePattern::Hit hit) {
        all.append(hit);
        return true;
    });
    QCOMPARE(all.isEmpty(), wanted == u"nowhere"_s);

    auto body = bodyOf(bytes);
    body->finish();
    BodySearch search(body, pattern);
    QSignalSpy finished(&search, &BodySearch::finished);
    search.advance();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(search.count(), all.size());
    QCOMPARE(search.searchedTo(), bytes.size());
    for (qsizetype i = 0; i < all.size(); i += 1 + all.size() / 300) {
        QCOMPARE(search.hit(i), all.at(i));
        QCOMPARE(search.firstFrom(all.at(i).at), i);
        QCOMPARE(search.firstFrom(all.at(i).at + 1), i + 1);
    }
    QCOMPARE(search.hit(all.size()), std::nullopt);
    QCOMPARE(search.hit(-1), std::nullopt);
    QCOMPARE(search.firstFrom(bytes.size()), all.size());
    QCOMPARE(search.hitsIn(0, bytes.size()), all);
    QCOMPARE(search.hitsIn(100'000, 140'000).size(), search.firstFrom(140'000) - search.firstFrom(100'000));
    for (const int parts : {1, 3, 700}) {
        const QList<qint64> spread = search.spread(parts);
        QCOMPARE(spread.size(), parts);
        QCOMPARE(std::accumulate(spread.begin(), spread.end(), qint64(0)), all.size());
    }
}

void tst_BodySearch::followsABodyThatArrives()
{
    const auto body = bodyOf("needle ");
    BodySearch search(body, BytePattern::compile({u"needle"_s}).value());
    QSignalSpy finished(&search, &BodySearch::finished), advanced(&search, &BodySearch::advanced);
    search.advance();
    for (int i = 0; i < 1000; ++i) {
        QVERIFY(body->append("nee"));
        search.advance();
        QVERIFY(body->append("dle and more of it that is something else altogether "));
        search.advance();
    }
    QTRY_VERIFY(search.count() > 900);
    QCOMPARE(finished.size(), 0);
    QTRY_VERIFY(advanced.size() > 0);
    body->finish();
    search.advance();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(search.count(), 1001);
    QVERIFY(search.trouble().isEmpty());
}

void tst_BodySearch::saysWhereItBecameTooHard()
{
    const auto body = bodyOf("aab " + QByteArray(200'000, ' ') + QByteArray(5000, 'a') + " b");
    body->finish();
    BodySearch search(body, BytePattern::compile({u"(a+)+b"_s, How::Regex, false}).value());
    QSignalSpy finished(&search, &BodySearch::finished);
    search.advance();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
    QCOMPARE(search.count(), 1);
    QVERIFY(!search.trouble().isEmpty());
    QVERIFY(search.searchedTo() > 64 * 1024 && search.searchedTo() < body->size());
}

void tst_BodySearch::mayGoAtAnyTime()
{
    auto body = bodyOf(QByteArray(20'000'000, 'a'));
    body->finish();
    for (int i = 0; i < 10; ++i) {
        BodySearch search(body, BytePattern::compile({u"a"_s}).value());
        search.advance();
        if (i % 2 == 0)
            QTRY_VERIFY(search.count() > 1000);
    }
    QTRY_COMPARE(QThreadPool::globalInstance()->activeThreadCount(), 0);
    QTRY_COMPARE(body.use_count(), 1);
}

QTEST_GUILESS_MAIN(tst_BodySearch)
#include "tst_BodySearch.moc"
