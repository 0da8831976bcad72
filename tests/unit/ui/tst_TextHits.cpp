#include "ui/response/TextHits.h"

#include "app/http/BodyStore.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;

class tst_TextHits : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void finds_data();
    void finds();
    void findsInEveryBlock();
    void saysWhatIsWrong();
    void stops();

private:
    static TextHits hits(const QByteArray &bytes, const FindQuery &query)
    {
        BodyStore body;
        if (!body.append(bytes))
            qFatal("no memory");
        return TextHits::of(body, query, [] { return false; });
    }
};

void tst_TextHits::finds_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<FindQuery>("query");
    QTest::addColumn<QList<TextHits::Hit>>("found");
    using Hits = QList<TextHits::Hit>;
    QTest::newRow("nothing") << QByteArray("abc") << FindQuery{u"x"_s} << Hits{};
    QTest::newRow("literal") << QByteArray("a.b axb") << FindQuery{u"a.b"_s} << Hits{{0, 3}};
    QTest::newRow("regex") << QByteArray("a.b axb") << FindQuery{u"a.b"_s, true} << Hits{{0, 3}, {4, 3}};
    QTest::newRow("case counts") << QByteArray("Ab aB") << FindQuery{u"ab"_s} << Hits{};
    QTest::newRow("case is ignored") << QByteArray("Ab aB") << FindQuery{u"ab"_s, false, true} << Hits{{0, 2}, {3, 2}};
    QTest::newRow("bytes, not characters") << QByteArray("\xc3\xa4\xe2\x82\xac\xc3\xa4") << FindQuery{u"ä"_s} << Hits{{0, 2}, {5, 2}};
    QTest::newRow("lines begin anew") << QByteArray("a\nab") << FindQuery{u"^a"_s, true} << Hits{{0, 1}, {2, 1}};
    QTest::newRow("bytes that are no text") << QByteArray("\xff\xfe" "ab") << FindQuery{u"ab"_s} << Hits{{2, 2}};
    QTest::newRow("behind a mark") << QByteArray("\xef\xbb\xbf" "ab") << FindQuery{u"ab"_s} << Hits{{3, 2}};
    QTest::newRow("nothing at all is no hit") << QByteArray("ab") << FindQuery{u"x*"_s, true} << Hits{};
}

void tst_TextHits::finds()
{
    QFETCH(QByteArray, bytes);
    QFETCH(FindQuery, query);
    QTEST(hits(bytes, query).hits, "found");
}

void tst_TextHits::findsInEveryBlock()
{
    QByteArray bytes;
    QList<TextHits::Hit> wanted;
    while (bytes.size() < 3'500'000) {
        bytes += QByteArray(70'001, 'x') + "\xc3\xa4";
        wanted.append({bytes.size(), 6});
        bytes += "needle\n";
    }
    QCOMPARE(hits(bytes, {u"needle"_s}).hits, wanted);
}

void tst_TextHits::saysWhatIsWrong()
{
    const auto found = hits("abc", {u"("_s, true});
    QVERIFY(found.hits.isEmpty());
    QVERIFY(found.trouble.contains("character 2"_L1));
}

void tst_TextHits::stops()
{
    BodyStore body;
    QVERIFY(body.append(QByteArray(2'000'000, 'a')));
    QVERIFY(TextHits::of(body, {u"a"_s}, [] { return true; }).hits.isEmpty());
    const auto cut = TextHits::of(body, {u"a"_s}, [] { return false; });
    QVERIFY(cut.isCut);
    QCOMPARE(cut.hits.size(), TextHits::most);
}

QTEST_APPLESS_MAIN(tst_TextHits)
#include "tst_TextHits.moc"
