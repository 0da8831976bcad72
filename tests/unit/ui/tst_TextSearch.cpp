#include "ui/widgets/TextSearch.h"

#include <QtTest/QTest>

using namespace tessera::ui;
using namespace Qt::StringLiterals;

class tst_TextSearch : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void findsBytes_data();
    void findsBytes();
    void replaces_data();
    void replaces();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
};

void tst_TextSearch::findsBytes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<bool>("isRegex");
    QTest::addColumn<bool>("matchesCase");
    QTest::addColumn<QList<int>>("places"); // of bytes: begin, size
    QTest::newRow("any case") << u"aAb"_s << u"a"_s << false << false << QList<int>{0, 1, 1, 1};
    QTest::newRow("this case") << u"aAb"_s << u"A"_s << false << true << QList<int>{1, 1};
    QTest::newRow("behind letters of several bytes") << u"ü€😀x"_s << u"x"_s << false << true << QList<int>{9, 1};
    QTest::newRow("letters of several bytes") << u"-😀é"_s << u"😀É"_s << false << false << QList<int>{1, 6};
    QTest::newRow("a literal is no regex") << u"a.b axb"_s << u"a.b"_s << false << true << QList<int>{0, 3};
    QTest::newRow("a regex at lines") << u"a\nb\na"_s << u"^a$"_s << true << true << QList<int>{0, 1, 4, 1};
    QTest::newRow("none overlaps") << u"aaa"_s << u"aa"_s << false << true << QList<int>{0, 2};
    QTest::newRow("empty hits are none") << u"ab"_s << u"x*"_s << true << true << QList<int>{};
    QTest::newRow("nothing wanted") << u"ab"_s << QString() << false << true << QList<int>{};
}

void tst_TextSearch::findsBytes()
{
    QFETCH(QString, text);
    QFETCH(QString, wanted);
    QFETCH(bool, isRegex);
    QFETCH(bool, matchesCase);
    const auto found = TextSearch::find(text, {wanted, isRegex, matchesCase});
    QList<int> places;
    for (const TextSearch::Hit &hit : found.hits)
        places << int(hit.at) << int(hit.size);
    QTEST(places, "places");
    QVERIFY(found.trouble.isEmpty());
}

void tst_TextSearch::replaces_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<bool>("isRegex");
    QTest::addColumn<QString>("replacement");
    QTest::addColumn<QString>("result");
    QTest::addColumn<int>("count");
    QTest::newRow("literal") << u"1.10 1.10"_s << u"1.1"_s << false << u"$1\\n"_s << u"$1\\n0 $1\\n0"_s << 2;
    QTest::newRow("groups") << u"a=1, b=2"_s << u"(\\w)=(\\d)"_s << true << u"$2:$1 $0 $$"_s << u"1:a a=1 $, 2:b b=2 $"_s << 2;
    QTest::newRow("lines") << u"a;b"_s << u";"_s << true << u"\\n\\t\\\\"_s << u"a\n\t\\b"_s << 1;
    QTest::newRow("what stands before counts") << u"aab"_s << u"(?<=a)a"_s << true << u"x"_s << u"axb"_s << 1;
    QTest::newRow("nothing there") << u"abc"_s << u"x"_s << false << u"y"_s << u"abc"_s << 0;
}

void tst_TextSearch::replaces()
{
    QFETCH(QString, text);
    QFETCH(QString, wanted);
    QFETCH(bool, isRegex);
    QFETCH(QString, replacement);
    QFETCH(int, count);
    const TextSearch::Query query{wanted, isRegex, true};
    const auto replaced = TextSearch::replacedAll(text, query, replacement);
    QTEST(replaced.text, "result");
    QCOMPARE(int(replaced.count), count);
    // One after the other, from the last, it comes to the same.
    QByteArray bytes = text.toUtf8();
    const auto hits = TextSearch::find(text, query).hits;
    for (auto hit = hits.crbegin(); hit != hits.crend(); ++hit) {
        const auto one = TextSearch::replacementAt(text, hit->at, query, replacement);
        QVERIFY(one);
        bytes.replace(hit->at, hit->size, one->toUtf8());
    }
    QTEST(QString::fromUtf8(bytes), "result");
}

void tst_TextSearch::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("wanted");
    QTest::newRow("not closed") << u"(a"_s;
    QTest::newRow("without end") << u"(a+)+$"_s;
}

void tst_TextSearch::saysWhatIsWrong()
{
    QFETCH(QString, wanted);
    const QString text = QString(60, u'a') + u"b"_s;
    const auto found = TextSearch::find(text, {wanted, true, true});
    QVERIFY(!found.trouble.isEmpty());
    QVERIFY(found.hits.isEmpty());
}

QTEST_APPLESS_MAIN(tst_TextSearch)
#include "tst_TextSearch.moc"
