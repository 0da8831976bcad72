#include "ui/response/PathFilter.h"

#include "app/http/BodyStore.h"
#include "tests/support/FakeClock.h"
#include "ui/response/JsonRows.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;

class tst_PathFilter : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void showsWhatIsFoundWithItsPlace();
    void placesAreThoseOfTheBody();
    void aFaultKeepsWhatWasFound();
    void filtersDocumentsOfALine();
    void forgetsWithTheBody();

private:
    FakeClock m_clock;
    const QByteArray m_json = R"([{"id":"a/b","n":1.10},{"id":"c","in":{"id":[1,{"x":2}]}}])";
};

void tst_PathFilter::showsWhatIsFoundWithItsPlace()
{
    const QByteArray many = "[" + QByteArray("0,").repeated(100'000) + "0]";
    PathFilter filter(m_clock);
    filter.setIndex(JsonIndex::of(m_json));
    QVERIFY(!filter.isActive() && filter.summary().isEmpty());
    filter.setPath(u" $..id "_s);
    QTRY_COMPARE(filter.summary(), u"3 matches"_s);
    QCOMPARE(filter.brief(), u"3"_s);
    const auto rows = filter.rows();
    QCOMPARE(*rows->all(), u"[\n  \"a/b\",\n  \"c\",\n  [\n    1,\n    {\n      \"x\": 2\n    }\n  ]\n]"_s);
    QCOMPARE(rows->rows(1, 1).constFirst().remark, u"$[0]['id']"_s);
    filter.setPath(u"$[0].n"_s);
    QTRY_COMPARE(filter.summary(), u"1 match"_s);
    QCOMPARE(filter.results()->bytes().toByteArray(), QByteArray("[1.10]"));
    filter.setPath(u"$.none"_s);
    QTRY_COMPARE(filter.summary(), u"no match"_s);
    QCOMPARE(filter.brief(), u"0"_s);
    QCOMPARE(*filter.rows()->all(), u"[]"_s);
    filter.setPath({});
    QVERIFY(!filter.isActive());
    filter.setIndex(JsonIndex::of(many));
    filter.setPath(u"$[*]"_s);
    QTRY_COMPARE(filter.summary(), u"the first 100,000 matches"_s);
    QCOMPARE(filter.brief(), u"100,000+"_s);
}

void tst_PathFilter::placesAreThoseOfTheBody()
{
    PathFilter filter(m_clock);
    filter.setIndex(JsonIndex::of(m_json));
    filter.setPath(u"$..id"_s);
    QTRY_COMPARE(filter.nodes().size(), 3);
    const auto rows = filter.rows();
    const auto inside = rows->nodeAt(6); // "x"
    QVERIFY(inside);
    const auto part = [&](const JsonNode &node, NodePart which) { return filter.part(node, which).value_or(u"none"_s); };
    QCOMPARE(part(*inside, NodePart::Pointer), u"/1/in/id/1/x"_s);
    QCOMPARE(part(*inside, NodePart::Path), u"$[1]['in']['id'][1]['x']"_s);
    QCOMPARE(part(*inside, NodePart::Value), u"2"_s);
    QCOMPARE(part(*rows->nodeAt(1), NodePart::Pointer), u"/0/id"_s);
    QCOMPARE(part(*rows->nodeAt(1), NodePart::Value), u"a/b"_s);
    QCOMPARE(part(*rows->nodeAt(0), NodePart::Path), u"$..id"_s); // all of them
    QCOMPARE(part(*rows->nodeAt(0), NodePart::Pointer), u"none"_s);
}

void tst_PathFilter::aFaultKeepsWhatWasFound()
{
    PathFilter filter(m_clock);
    filter.setIndex(JsonIndex::of(m_json));
    filter.setPath(u"$..id"_s);
    QTRY_VERIFY(filter.isActive());
    QSignalSpy changed(&filter, &PathFilter::changed);
    filter.setPath(u"$..id["_s);
    QVERIFY2(filter.fault().startsWith("At the end: "_L1), qPrintable(filter.fault()));
    QVERIFY(filter.isActive());
    QVERIFY(changed.isEmpty());
    QVERIFY(filter.summary().isEmpty()); // a count would be taken for that of the new one
    QVERIFY2(filter.fault().endsWith("found by $..id."_L1), qPrintable(filter.fault()));
    filter.setPath(u"$..id[0]"_s);
    QVERIFY(filter.fault().isEmpty());
    QTRY_COMPARE(filter.summary(), u"1 match"_s);
}

void tst_PathFilter::filtersDocumentsOfALine()
{
    const QByteArray lines = "{\"a\":1}\n{\"a\":2}\n";
    PathFilter filter(m_clock);
    filter.setIndex(JsonIndex::of(lines, JsonIndex::Form::Sequence));
    filter.setPath(u"$[*].a"_s);
    QTRY_COMPARE(filter.summary(), u"2 matches"_s);
    QCOMPARE(filter.results()->bytes().toByteArray(), QByteArray("[1,2]"));
    filter.setPath(u"$"_s); // the documents themselves
    QTRY_COMPARE(filter.results()->bytes().toByteArray(), QByteArray(R"([{"a":1},{"a":2}])"));
}

void tst_PathFilter::forgetsWithTheBody()
{
    PathFilter filter(m_clock);
    filter.setPath(u"$..id"_s); // before there is a body
    filter.setIndex(JsonIndex::of(m_json));
    QTRY_VERIFY(filter.isActive());
    const auto rows = filter.rows();
    filter.setIndex(nullptr);
    QVERIFY(!filter.isActive());
    QVERIFY(rows->all()->contains("a/b"_L1)); // who still shows it may
    filter.setIndex(JsonIndex::of(m_json));
    QTRY_COMPARE(filter.summary(), u"3 matches"_s);
}

QTEST_GUILESS_MAIN(tst_PathFilter)
#include "tst_PathFilter.moc"
