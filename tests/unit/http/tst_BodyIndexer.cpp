#include "app/http/BodyIndexer.h"

#include <QtCore/QThreadPool>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;

class tst_BodyIndexer : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void followsABodyThatArrives();
    void showsTheBeginningOfAnUnfinishedBody();
    void finishesAnEmptyBody();
    void saysWhereJsonBreaks();
    void knowsDuplicatesOfLargeObjects();
    void mayGoAtAnyTime();
    void outlivesItself();
};

namespace {

std::shared_ptr<BodyStore> bodyOf(QByteArrayView bytes, bool isFinished = true)
{
    auto body = std::make_shared<BodyStore>();
    if (!body->append(bytes))
        qFatal("no memory");
    if (isFinished)
        body->finish();
    return body;
}

}

void tst_BodyIndexer::followsABodyThatArrives()
{
    QByteArray json = "[";
    for (int i = 0; i < 200'000; ++i)
        json += "\n{\"n\":" + QByteArray::number(i) + "},";
    json += "0]";
    auto body = bodyOf("", false);
    BodyIndexer indexer(body, BodyIndexer::Json::Document);
    QSignalSpy finished(&indexer, &BodyIndexer::finished), advanced(&indexer, &BodyIndexer::advanced);
    for (qsizetype at = 0; at < json.size(); at += 100'000) {
        QVERIFY(body->append(QByteArrayView(json).sliced(at, qMin<qsizetype>(100'000, json.size() - at))));
        indexer.advance();
        QCoreApplication::sendPostedEvents();
    }
    QCOMPARE(finished.size(), 0);
    body->finish();
    indexer.advance();
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(advanced.size() > 0);
    QVERIFY(indexer.isFinished());
    QVERIFY(indexer.lines()->isComplete());
    QCOMPARE(indexer.lines()->lineCount(), 200'001);
    QVERIFY(indexer.json()->isComplete() && !indexer.json()->fault());
    QCOMPARE(indexer.json()->childCount(*indexer.json()->root()), 200'001);
    indexer.advance(); // there is nothing to do
    QTest::qWait(10);
    QCOMPARE(finished.size(), 1);
}

void tst_BodyIndexer::showsTheBeginningOfAnUnfinishedBody()
{
    auto body = bodyOf("[" + QByteArray("{\"a\":1},\n").repeated(20'000), false);
    BodyIndexer indexer(body, BodyIndexer::Json::Document);
    QSignalSpy advanced(&indexer, &BodyIndexer::advanced);
    indexer.advance();
    QTRY_COMPARE(indexer.lines()->lineCount(), 20'001);
    QTRY_VERIFY(advanced.size() > 0);
    QVERIFY(!indexer.isFinished());
    QVERIFY(indexer.json()->childCount(*indexer.json()->root()) > 19'000);
}

void tst_BodyIndexer::finishesAnEmptyBody()
{
    BodyIndexer indexer(bodyOf(""), BodyIndexer::Json::No);
    QSignalSpy finished(&indexer, &BodyIndexer::finished);
    indexer.advance();
    QVERIFY(finished.isEmpty()); // never before the call returns
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(indexer.lines()->rowCount(), 1);
    QVERIFY(!indexer.json());
}

void tst_BodyIndexer::saysWhereJsonBreaks()
{
    BodyIndexer indexer(bodyOf("[1,\n2,x]"), BodyIndexer::Json::Document);
    QSignalSpy finished(&indexer, &BodyIndexer::finished);
    indexer.advance();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(indexer.json()->fault().value().line, 2);
    QCOMPARE(indexer.json()->fault().value().column, 3);
}

void tst_BodyIndexer::knowsDuplicatesOfLargeObjects()
{
    QByteArray json = "{\"twice\":0";
    for (int i = 0; i < 20'000; ++i)
        json += ",\"key" + QByteArray::number(i) + "\":1";
    const QByteArray deep = QByteArray("{\"a\":").repeated(50'000) + "1" + QByteArray(50'000, '}');
    auto body = bodyOf(json + ",\"deep\":" + deep + ",\"twice\":1}");
    BodyIndexer indexer(body, BodyIndexer::Json::Document);
    QSignalSpy finished(&indexer, &BodyIndexer::finished);
    indexer.advance();
    QTRY_COMPARE(finished.size(), 1);
    const auto index = indexer.json();
    const QList<JsonNode> members = index->children(*index->root(), 0, 20'003);
    QCOMPARE(index->isDuplicate(members.constFirst()), true);
    QCOMPARE(index->isDuplicate(members.at(1)), false);
    QCOMPARE(index->isDuplicate(members.constLast()), true);
}

void tst_BodyIndexer::mayGoAtAnyTime()
{
    const auto body = bodyOf("[" + QByteArray("{\"a\":1},\n").repeated(1'000'000) + "1]");
    for (int i = 0; i < 20; ++i) {
        BodyIndexer indexer(body, BodyIndexer::Json::Document);
        indexer.advance();
        if (i % 2 == 0)
            QTRY_VERIFY(indexer.lines()->rowCount() > i * 1000);
    }
    QTRY_COMPARE(QThreadPool::globalInstance()->activeThreadCount(), 0);
    QTRY_COMPARE(body.use_count(), 1);
}

void tst_BodyIndexer::outlivesItself()
{
    std::shared_ptr<const JsonIndex> json;
    {
        BodyIndexer indexer(bodyOf("{\"a\":[1,2]}"), BodyIndexer::Json::Document);
        QSignalSpy finished(&indexer, &BodyIndexer::finished);
        indexer.advance();
        QTRY_COMPARE(finished.size(), 1);
        json = indexer.json();
    }
    QCOMPARE(json->value(json->find({u"a"_s}).value()), "[1,2]"_ba); // and its body with it
}

QTEST_GUILESS_MAIN(tst_BodyIndexer)
#include "tst_BodyIndexer.moc"
