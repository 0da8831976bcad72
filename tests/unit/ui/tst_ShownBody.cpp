#include "ui/response/ShownBody.h"

#include "app/http/BodyStore.h"
#include "app/json/JsonIndex.h"
#include "tests/support/FakeClock.h"
#include "ui/response/BodyDocument.h"

#include <QtCore/QElapsedTimer>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;

class tst_ShownBody : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void showsTexts_data();
    void showsTexts();
    void saysWhereJsonEnds();
    void growsWithItsBody();
    void aBracketAloneIsNoJson();
    void placesAndOffsetsAgree_data();
    void placesAndOffsetsAgree();
    void foldsAndCopiesWhatIsFolded();
    void explainsTimesAndDuplicates();
    void readsHtmlAsText_data();
    void readsHtmlAsText();
    void laysOutXml();
    void saysWhichLinesAreNoJson();
    void saysWhereXmlEnds();
    void standsInUntilAllIsThere();
    void readsALargePageInTheBackground();
    void saysWhatCanDeceive();

private:
    static std::shared_ptr<BodyStore> store(const QByteArray &bytes, bool isFinished = true)
    {
        auto body = std::make_shared<BodyStore>();
        if (!bytes.isEmpty() && !body->append(bytes))
            qFatal("no memory");
        if (isFinished)
            body->finish();
        return body;
    }
    // All of it, once it is indexed.
    QString textOf(ShownBody &body, BodyForm form)
    {
        QSignalSpy finished(&body, &ShownBody::finished);
        if (!body.isFinished() && !finished.wait())
            return u"(not indexed)"_s;
        return body.text(form).document->all().value_or(u"(too long)"_s);
    }

    FakeClock m_clock;
};

void tst_ShownBody::showsTexts_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<BodyForm>("form");
    QTest::addColumn<QString>("text");
    const QByteArray json = R"({"z":1.10,"a":18446744073709551615,"z":"\u00e9ä","e":{},"l":[1e400,-0]})";
    QTest::newRow("raw is as it came") << json << QByteArray("application/json") << BodyForm::Raw << QString::fromUtf8(json);
    QTest::newRow("JSON keeps order, duplicates and digits")
        << json << QByteArray("application/json") << BodyForm::Pretty
        << u"{\n  \"z\": 1.10,\n  \"a\": 18446744073709551615,\n  \"z\": \"\\u00e9ä\",\n  \"e\": {},\n  \"l\": [\n    1e400,\n    -0\n  ]\n}"_s;
    QTest::newRow("a scalar") << QByteArray("42") << QByteArray("application/json") << BodyForm::Pretty << u"42"_s;
    QTest::newRow("UTF-16") << QByteArray("\xff\xfe[\0001\0,\0\xe4\0]\0", 12) << QByteArray("text/plain") << BodyForm::Raw << u"[1,ä]"_s;
    QTest::newRow("JSON in UTF-16") << QByteArray("[\0001\0]\0", 6) << QByteArray("application/json") << BodyForm::Pretty << u"[\n  1\n]"_s;
    QTest::newRow("KOI8-R") << QByteArray("\xc4\xc1") << QByteArray("text/plain; charset=koi8-r") << BodyForm::Raw << u"да"_s;
    QTest::newRow("Latin-1") << QByteArray("\xe4\x80") << QByteArray("text/plain; charset=iso-8859-1") << BodyForm::Raw << u"ä€"_s;
    QTest::newRow("a mark is no text") << QByteArray("\xef\xbb\xbfhello") << QByteArray("text/plain") << BodyForm::Raw << u"hello"_s;
    QTest::newRow("bad bytes are seen") << QByteArray("a\xff" "b") << QByteArray("text/plain") << BodyForm::Raw << u"a\ufffdb"_s;
}

void tst_ShownBody::showsTexts()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, type);
    QFETCH(BodyForm, form);
    ShownBody body(store(bytes), type, m_clock);
    QTEST(textOf(body, form), "text");
}

void tst_ShownBody::saysWhereJsonEnds()
{
    const QByteArray broken = "{\"a\": 1,\n\"b\" 2}";
    ShownBody body(store(broken), "application/json", m_clock);
    QCOMPARE(textOf(body, BodyForm::Raw), QString::fromUtf8(broken));
    QVERIFY2(body.notes().join(u' ').contains("Line 2, column 5"_L1), qPrintable(body.notes().join(u' ')));
    QVERIFY(textOf(body, BodyForm::Pretty).startsWith("{\n  \"a\": 1"_L1)); // all before stays in sight
}

void tst_ShownBody::growsWithItsBody()
{
    auto growing = store({}, false);
    ShownBody body(growing, {}, m_clock);
    QSignalSpy probed(&body, &ShownBody::probed), advanced(&body, &ShownBody::advanced), finished(&body, &ShownBody::finished);
    QCOMPARE(body.probe().kind, BodyProbe::Kind::Empty);
    QVERIFY(growing->append("[1,\n2,\n"));
    body.advance();
    QCOMPARE(probed.size(), 1);
    QCOMPARE(body.probe().kind, BodyProbe::Kind::Json);
    const auto text = body.text(BodyForm::Raw);
    QTRY_COMPARE(text.document->rowCount(), 3);
    QVERIFY(finished.isEmpty());
    QVERIFY(growing->append("3]"));
    growing->finish();
    body.advance();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(text.document->all().value(), u"[1,\n2,\n3]"_s);
    QCOMPARE(textOf(body, BodyForm::Pretty), u"[\n  1,\n  2,\n  3\n]"_s);
    QVERIFY(body.isFinished());
}

void tst_ShownBody::aBracketAloneIsNoJson()
{
    ShownBody body(store("[INFO] started\n[INFO] ready\n"), "text/plain", m_clock);
    QTRY_COMPARE(body.probe().kind, BodyProbe::Kind::Text);
    QVERIFY(!body.json());
    QTRY_COMPARE(body.text(BodyForm::Raw).document->rowCount(), 3);
    QVERIFY(body.notes().isEmpty());
    ShownBody json(store("[1]"), "text/plain", m_clock);
    QTRY_VERIFY(json.notes().join(u' ').contains("text/plain"_L1));
}

void tst_ShownBody::placesAndOffsetsAgree_data()
{
    QTest::addColumn<BodyForm>("form");
    QTest::newRow("raw") << BodyForm::Raw;
    QTest::newRow("pretty") << BodyForm::Pretty;
}

void tst_ShownBody::placesAndOffsetsAgree()
{
    QFETCH(BodyForm, form);
    const QByteArray bytes = "{\"ä\": [1, 22, \"x€y\"],\n \"b\": {\"c\": true}}";
    ShownBody body(store(bytes), "application/json", m_clock);
    QVERIFY(!textOf(body, form).isEmpty());
    const auto document = body.text(form).document;
    for (const QByteArray word : {"22", "\"x", "€y", "true", "\"b\"", "\"c\""}) {
        const qint64 at = bytes.indexOf(word);
        const CodePlace place = document->placeOf(at);
        const QString row = document->rows(place.row, 1).constFirst().text;
        QVERIFY2(QStringView(row).sliced(place.column).startsWith(QString::fromUtf8(word)), qPrintable(row + u" at "_s + QString::number(place.column)));
        QCOMPARE(document->offsetOf(place), at);
    }
}

void tst_ShownBody::foldsAndCopiesWhatIsFolded()
{
    ShownBody body(store(R"({"a":[1,2,3],"b":4})"), "application/json", m_clock);
    const QString whole = textOf(body, BodyForm::Pretty);
    const auto document = body.text(BodyForm::Pretty).document;
    QCOMPARE(document->rowCount(), 8);
    QCOMPARE(document->rows(1, 1).constFirst().fold, CodeRow::Fold::Open);
    QCOMPARE(document->rows(2, 1).constFirst().fold, CodeRow::Fold::None);
    QVERIFY(!document->setFolded(2, true));
    QVERIFY(document->setFolded(1, true));
    QVERIFY(!document->setFolded(1, true));
    QCOMPARE(document->rowCount(), 4);
    const CodeRow folded = document->rows(1, 1).constFirst();
    QCOMPARE(folded.fold, CodeRow::Fold::Closed);
    QCOMPARE(folded.remark, u"3 items"_s);
    QCOMPARE(document->rows(2, 1).constFirst().line, 6); // numbers count what is folded
    QCOMPARE(document->all().value(), whole);
    document->reveal(QByteArray(R"({"a":[1,2)").size() - 1);
    QCOMPARE(document->rowCount(), 8);
}

void tst_ShownBody::explainsTimesAndDuplicates()
{
    m_clock.setNow(UtcTime(std::chrono::seconds(1'795'322'206)));
    ShownBody body(store(R"({"created_at":1795322206,"a":1,"a":2})"), "application/json", m_clock);
    QVERIFY(!textOf(body, BodyForm::Pretty).isEmpty());
    const auto document = body.text(BodyForm::Pretty).document;
    QVERIFY(document->rows(1, 1).constFirst().remark.startsWith("2026-11-22 "_L1));
    QVERIFY(document->hint({1, 20}).contains("seconds since 1970"_L1));
    QVERIFY(document->hint({2, 4}).contains("more than once"_L1));
    QVERIFY(document->rows(2, 1).constFirst().isFlagged);
    QCOMPARE(document->rows(2, 1).constFirst().spans.constFirst().kind, CodeSpan::Kind::Doubtful);
}

void tst_ShownBody::readsHtmlAsText_data()
{
    QTest::addColumn<QString>("html");
    QTest::addColumn<QString>("text");
    QTest::newRow("blocks") << u"<!doctype html><title>A</title><h1>B</h1><p>c\n  d<p>e"_s << u"A\n\nB\n\nc d\n\ne"_s;
    QTest::newRow("nothing of scripts and styles") << u"a<script>if (1<2) '</p>'</script><style>b{}</style> c"_s << u"a c"_s;
    QTest::newRow("references") << u"&lt;b&gt; &amp;&#65;&#x42;&unknown; &#xd800;"_s << u"<b> &AB&unknown; \ufffd"_s;
    QTest::newRow("links") << u"<a href=\"https://x/?a&b\">x</a> <a href=#top>y</a>"_s << u"x (https://x/?a&b) y"_s;
    QTest::newRow("lists") << u"<ul><li>a<li>b</ul>"_s << u"• a\n• b"_s;
    QTest::newRow("kept as it is") << u"<pre>a\n  b</pre>"_s << u"a\n  b"_s;
    QTest::newRow("never closed") << u"a<!-- <b <i"_s << u"a"_s;
    QTest::newRow("a sign that is no tag") << u"1 < 2 <"_s << u"1 < 2 <"_s;
    QTest::newRow("quoted end") << u"<img alt='a > b'>c"_s << u"c"_s;
}

void tst_ShownBody::readsHtmlAsText()
{
    QFETCH(QString, html);
    QFETCH(QString, text);
    ShownBody body(store(html.toUtf8()), "text/html", m_clock);
    QTRY_VERIFY(body.isFinished());
    const auto words = body.text(BodyForm::Text);
    QVERIFY(!words.isStandIn);
    QTRY_COMPARE(words.document->all().value_or(QString()), text);
}

void tst_ShownBody::laysOutXml()
{
    ShownBody body(store("<?xml version='1.0'?><a><b id='1'><c>x &amp; y</c><d/></b><b/></a>"), "application/xml", m_clock);
    QTRY_VERIFY(body.isFinished());
    const auto shown = body.text(BodyForm::Pretty);
    const QString whole = u"<?xml version='1.0'?>\n<a>\n  <b id='1'>\n    <c>x &amp; y</c>\n    <d/>\n  </b>\n  <b/>\n</a>"_s;
    QTRY_COMPARE(shown.document->all().value_or(QString()).trimmed(), whole);
    QVERIFY(!shown.document->rows(1, 1).constFirst().spans.isEmpty());
    // It folds by element, and what is folded is copied whole and found.
    const auto foldOf = [&](qint64 row) { return shown.document->rows(row, 1).constFirst().fold; };
    QCOMPARE(foldOf(0), CodeRow::Fold::None);
    QCOMPARE(foldOf(1), CodeRow::Fold::Open);
    QCOMPARE(foldOf(3), CodeRow::Fold::None);
    const qint64 all = shown.document->rowCount();
    QVERIFY(shown.document->setFolded(2, true));
    QCOMPARE(shown.document->rowCount(), all - 3);
    QCOMPARE(shown.document->rows(2, 1).constFirst().text, u"  <b id='1'>…</b>"_s);
    QCOMPARE(shown.document->rows(2, 1).constFirst().remark, u"3 lines"_s);
    QCOMPARE(shown.document->rows(3, 1).constFirst().text, u"  <b/>"_s);
    QVERIFY(shown.document->setFolded(1, true));
    QCOMPARE(shown.document->all().value_or(QString()).trimmed(), whole);
    const qint64 at = shown.store->bytes().indexOf("<d/>");
    QCOMPARE(shown.document->rowOf(at), 1);
    shown.document->reveal(at);
    QCOMPARE(shown.document->placeOf(at), (CodePlace{4, 4}));
    QCOMPARE(shown.document->offsetOf({4, 4}), at);
    QVERIFY(!shown.document->setFolded(3, true));
}

void tst_ShownBody::saysWhichLinesAreNoJson()
{
    ShownBody body(store("{\"a\":1}\noops\n{\"b\":2}\n"), "application/x-ndjson", m_clock);
    QTRY_VERIFY2(body.notes().join(u' ').contains("line 2"_L1), qPrintable(body.notes().join(u' ')));
    const QString all = body.text(BodyForm::Pretty).document->all().value_or(QString());
    QVERIFY2(all.contains("oops"_L1) && all.contains("\"b\": 2"_L1), qPrintable(all));
}

void tst_ShownBody::saysWhereXmlEnds()
{
    ShownBody body(store("<a>\n<b></a>"), "text/xml", m_clock);
    QTRY_VERIFY(body.isFinished());
    const auto shown = body.text(BodyForm::Pretty);
    QTRY_VERIFY2(body.notes().join(u' ').contains("Line 2"_L1), qPrintable(body.notes().join(u' ')));
    QTRY_VERIFY(shown.document->all()->contains("</a>"_L1)); // nothing is lost
}

void tst_ShownBody::standsInUntilAllIsThere()
{
    const auto growing = store("<a><b>", false);
    ShownBody body(growing, "application/xml", m_clock);
    QVERIFY(body.text(BodyForm::Pretty).isStandIn);
    QVERIFY(growing->append("</b></a>"));
    growing->finish();
    body.advance();
    QTRY_VERIFY(body.isFinished());
    QVERIFY(!body.text(BodyForm::Pretty).isStandIn);
}

void tst_ShownBody::readsALargePageInTheBackground()
{
    const QByteArray page = "<!doctype html><p>word</p><script>" + QByteArray(40'000'000, ' ') + "</script><p>end";
    ShownBody body(store(page), "text/html", m_clock);
    QTRY_VERIFY_WITH_TIMEOUT(body.isFinished(), 20'000);
    QElapsedTimer timer;
    timer.start();
    const auto words = body.text(BodyForm::Text);
    QVERIFY2(timer.elapsed() < 100, qPrintable(QString::number(timer.elapsed())));
    QTRY_VERIFY_WITH_TIMEOUT(body.notes().join(u' ').contains("first 32"_L1), 60'000);
    QCOMPARE(words.document->all().value_or(QString()), u"word"_s);
}

void tst_ShownBody::saysWhatCanDeceive()
{
    ShownBody body(store(u"user\u202Enimda\u200B"_s.toUtf8() + "\xff"), "text/plain", m_clock);
    QTRY_COMPARE(body.notes().size(), 3);
}

QTEST_MAIN(tst_ShownBody)
#include "tst_ShownBody.moc"
