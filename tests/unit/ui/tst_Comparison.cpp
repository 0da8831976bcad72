#include "ui/response/Comparison.h"

#include "app/http/BodyStore.h"
#include "tests/support/FakeClock.h"
#include "tests/support/SampleRun.h"
#include "ui/response/AlignedRows.h"
#include "ui/response/AnswerShelf.h"
#include "ui/response/MarkedRows.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;

class tst_Comparison : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void comparesJson();
    void marksWhatDiffersInJson();
    void comparesTextByLines();
    void laysOutBeforeItCompares();
    void choosesHow_data();
    void choosesHow();
    void refuses();
    void aligns();
    void namesWhatEarlierAnswersWere();
    void forgetsWhoSignedOut();
    void keepsAFewAnswers();

private:
    static Comparison::Body body(const QByteArray &bytes, const QByteArray &type)
    {
        auto store = std::make_shared<BodyStore>();
        if (!store->append(bytes))
            qFatal("no memory");
        store->finish();
        return {store, type};
    }
    static std::shared_ptr<const Comparison> compared(const QByteArray &before, const QByteArray &after, const QByteArray &type, std::optional<Comparison::How> wish = {})
    {
        return Comparison::between(body(before, type), body(after, type), wish, {}).value_or(nullptr);
    }

    FakeClock m_clock;
};

void tst_Comparison::comparesJson()
{
    const auto all = compared(R"({"a":1,"b":[1,2],"gone":0})", R"({"b":[1,3],"a":1,"new":{}})", "application/json");
    QVERIFY(all);
    QCOMPARE(all->how, Comparison::How::Json);
    QStringList places;
    for (const JsonChange &change : all->changes) {
        if (change.kind != JsonChange::Kind::Reordered)
            places += change.pointer;
    }
    places.sort();
    QCOMPARE(places, (QStringList{u"/b/1"_s, u"/gone"_s, u"/new"_s}));
    QVERIFY(all->summary().endsWith("differences"_L1));
    QCOMPARE(compared("[1]", " [ 1 ]", "application/json")->summary(), u"The same, as JSON."_s);
}

void tst_Comparison::marksWhatDiffersInJson()
{
    const auto all = compared(R"({"a":1,"b":2})", R"({"a":1,"b":3,"c":{"d":4}})", "application/json");
    QVERIFY(all);
    const MarkedRows before(all->before.document(m_clock), all->before.changed, CodeRow::Ground::Removed);
    const MarkedRows after(all->after.document(m_clock), all->after.changed, CodeRow::Ground::Added);
    using Ground = CodeRow::Ground;
    const auto groundsOf = [](const MarkedRows &rows) {
        QList<Ground> grounds;
        for (const CodeRow &row : rows.rows(0, 100))
            grounds += row.ground;
        return grounds;
    };
    QCOMPARE(groundsOf(before), (QList{Ground::None, Ground::None, Ground::Removed, Ground::None}));
    QCOMPARE(groundsOf(after), (QList{Ground::None, Ground::None, Ground::Added, Ground::Added, Ground::Added, Ground::Added, Ground::None}));
}

void tst_Comparison::comparesTextByLines()
{
    const auto all = compared("one\ntwo\nthree\n", "one\ntvo\nthree\nfour\n", "text/plain");
    QVERIFY(all);
    QCOMPARE(all->how, Comparison::How::Text);
    QCOMPARE(all->changeCount(), 2);
    const auto alignment = std::make_shared<RowAlignment>(all->parts);
    const AlignedRows::Texts texts{all->before.document(m_clock), all->after.document(m_clock), alignment};
    const AlignedRows before(texts, ComparedSide::Before), after(texts, ComparedSide::After);
    QCOMPARE(before.rowCount(), after.rowCount());
    const QList<CodeRow> left = before.rows(0, 10), right = after.rows(0, 10);
    QCOMPARE(left.at(1).text, u"two"_s);
    QCOMPARE(left.at(1).ground, CodeRow::Ground::Removed);
    QCOMPARE(left.at(1).changed, (QList<CodeSpan>{{CodeSpan::Kind::Plain, 1, 1}}));
    QCOMPARE(right.at(1).changed, (QList<CodeSpan>{{CodeSpan::Kind::Plain, 1, 1}}));
    QCOMPARE(left.at(3).ground, CodeRow::Ground::Absent);
    QCOMPARE(right.at(3).text, u"four"_s);
    QCOMPARE(*after.all(), u"one\ntvo\nthree\nfour\n"_s);
}

void tst_Comparison::laysOutBeforeItCompares()
{
    const auto json = compared(R"({"a":1,"b":2})", R"({"a":1,"b":3})", "application/json", Comparison::How::Text);
    QVERIFY(json);
    QCOMPARE(json->how, Comparison::How::Text);
    QCOMPARE(json->changeCount(), 1);
    QVERIFY(json->parts.constFirst().isSame);
    const auto xml = compared("<a><b>1</b><c>2</c></a>", "<a><b>1</b><c>3</c></a>", "application/xml");
    QVERIFY(xml);
    QCOMPARE(xml->changeCount(), 1);
    QVERIFY(xml->parts.constFirst().isSame);
}

void tst_Comparison::choosesHow_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<bool>("isJson");
    QTest::newRow("both JSON") << QByteArray("{}") << QByteArray("[]") << true;
    QTest::newRow("one is none") << QByteArray("{}") << QByteArray("no") << false;
    QTest::newRow("one is broken") << QByteArray("{}") << QByteArray("{\"a\" 1}") << false;
    QTest::newRow("another charset") << QByteArray("[1]") << QByteArray("\xff\xfe[\0002\0]\0", 8) << true;
    QTest::newRow("nothing") << QByteArray("{}") << QByteArray() << false;
}

void tst_Comparison::choosesHow()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    const auto all = compared(before, after, {}, Comparison::How::Json); // as far as it goes
    QVERIFY(all);
    QTEST(all->canBeJson(), "isJson");
    QVERIFY(all->changeCount() > 0);
}

void tst_Comparison::refuses()
{
    const auto picture = Comparison::between(body("\x89PNG\r\n\x1a\n", "image/png"), body("{}", {}), {}, {});
    QVERIFY(!picture && picture.error().kind == ErrorKind::Input);
    const auto large = Comparison::between(body("{}", {}), body(QByteArray(Comparison::mostBytes + 1, ' '), {}), {}, {});
    QVERIFY(!large && large.error().message.contains("MB"_L1));
}

void tst_Comparison::aligns()
{
    const RowAlignment rows({{true, 0, 2, 0, 2}, {false, 2, 1, 2, 3}, {true, 3, 1, 5, 1}, {false, 4, 2, 6, 0}});
    QCOMPARE(rows.rowCount(), 8);
    QCOMPARE(rows.at(1), (RowAlignment::Row{1, 1, true}));
    QCOMPARE(rows.at(2), (RowAlignment::Row{2, 2, false}));
    QCOMPARE(rows.at(4), (RowAlignment::Row{-1, 4, false}));
    QCOMPARE(rows.at(5), (RowAlignment::Row{3, 5, true}));
    QCOMPARE(rows.at(7), (RowAlignment::Row{5, -1, false}));
    QCOMPARE(rows.at(8), RowAlignment::Row{});
    QCOMPARE(rows.changeCount(), 2);
    QCOMPARE(rows.rowOfChange(1), 6);
    QCOMPARE(rows.changeAt(1), -1);
    QCOMPARE(rows.changeAt(5), 0);
    QCOMPARE(rows.changeAt(7), 1);
    QCOMPARE(RowAlignment().at(0), RowAlignment::Row{});
}

// Ada's profile beside Grace's orders: nobody may take the one for the other.
void tst_Comparison::namesWhatEarlierAnswersWere()
{
    const CredentialId ada{u"api"_s, u"home"_s, u"ada"_s}, grace{u"api"_s, u"home"_s, u"grace"_s};
    const auto asked = [](const QByteArray &method, const QByteArray &url) {
        HttpExchange exchange = SampleRun::exchange(200, "OK", "text/plain", "x");
        exchange.hops.first().url = url;
        exchange.hops.first().requestHead = method + " / HTTP/1.1\r\n\r\n";
        return exchange;
    };
    AnswerShelf shelf;
    shelf.add(asked("GET", "http://h/me?token=canary"), ada);
    shelf.add(asked("GET", "http://h/me"), ada);
    QVERIFY(shelf.title(0).endsWith("1 B"_L1) && shelf.title(1).endsWith("1 B"_L1)); // the same, again
    shelf.add(asked("POST", "http://h/me"), ada);
    QVERIFY2(shelf.title(0).endsWith("1 B   POST"_L1), qPrintable(shelf.title(0)));
    QVERIFY2(shelf.title(1).endsWith("1 B   GET"_L1), qPrintable(shelf.title(1)));
    shelf.add(asked("GET", "http://h/orders"), grace);
    QVERIFY2(shelf.title(0).endsWith("1 B   as grace (api, home)   GET   /orders"_L1), qPrintable(shelf.title(0)));
    const QStringList earlier = shelf.earlierTitles();
    QCOMPARE(earlier.size(), 3);
    QVERIFY2(earlier.at(0).endsWith("1 B   as ada (api, home)   POST   /me"_L1), qPrintable(earlier.at(0)));
    QVERIFY2(earlier.at(2).endsWith("1 B   as ada (api, home)   /me"_L1), qPrintable(earlier.at(2))); // and no query
    shelf.add(asked("GET", "http://other:81/orders"), {});
    QVERIFY2(shelf.title(0).contains("as nobody"_L1) && shelf.title(0).contains("other:81/orders"_L1), qPrintable(shelf.title(0)));
}

void tst_Comparison::forgetsWhoSignedOut()
{
    const CredentialId ada{u"api"_s, u"home"_s, u"ada"_s}, grace{u"api"_s, u"home"_s, u"grace"_s};
    const auto answer = [] { return SampleRun::exchange(200, "OK", "text/plain", "x"); }; // another one each time
    AnswerShelf shelf;
    QVERIFY(!shelf.forget(ada));
    for (const CredentialId &id : {ada, grace, ada})
        shelf.add(answer(), id);
    QVERIFY(!shelf.forget({}));
    QVERIFY(shelf.forget(ada));
    QCOMPARE(shelf.count(), 2); // the newest is on the screen
    shelf.add(answer(), grace);
    QCOMPARE(shelf.count(), 2);
    QVERIFY(!shelf.forget(ada));
}

void tst_Comparison::keepsAFewAnswers()
{
    AnswerShelf shelf;
    for (int i = 0; i < AnswerShelf::most + 5; ++i)
        shelf.add(SampleRun::exchange(200 + i, "OK", "text/plain", "x"));
    QCOMPARE(shelf.count(), AnswerShelf::most);
    QCOMPARE(shelf.at(0).status(), 200 + AnswerShelf::most + 4);
    QVERIFY(shelf.title(0).contains("214 OK"_L1) && shelf.title(0).contains("1 B"_L1));
    // What is looked at once more comes to the front, and stands there once.
    const HttpExchange third = shelf.at(2);
    shelf.add(third);
    QCOMPARE(shelf.count(), AnswerShelf::most);
    QCOMPARE(shelf.at(0), third);
    QCOMPARE(shelf.at(1).status(), 200 + AnswerShelf::most + 4);
    // The newest is kept however large it is; what is too much leaves with the next one, and all before it.
    const QByteArray large(AnswerShelf::mostBytes, 'x');
    shelf.add(SampleRun::exchange(200, "OK", "text/plain", large + 'x'));
    QCOMPARE(shelf.count(), AnswerShelf::most);
    shelf.add(SampleRun::exchange(201, "OK", "text/plain", "x"));
    QCOMPARE(shelf.count(), 1);
    HttpExchange none = SampleRun::exchange(0, {}, {}, {});
    shelf.add(none);
    QCOMPARE(shelf.count(), 1);
}

QTEST_GUILESS_MAIN(tst_Comparison)
#include "tst_Comparison.moc"
