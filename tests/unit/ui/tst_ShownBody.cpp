#include "ui/response/ShownBody.h"

#include "app/http/BodyStore.h"
#include "app/json/JsonIndex.h"
#include "ui/response/BodyDocument.h"

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
    void flagsDuplicates();
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
    QTest::newRow("Latin-1") << QByteArray("\xe4\x80") << QByteArray("text/plain; charset=iso-8859-1") << BodyForm::Raw << u"ä€"_s;
    QTest::newRow("a mark is no text") << QByteArray("\xef\xbb\xbfhello") << QByteArray("text/plain") << BodyForm::Raw << u"hello"_s;
    QTest::newRow("bad bytes are seen") << QByteArray("a\xff" "b") << QByteArray("text/plain") << BodyForm::Raw << u"a\ufffdb"_s;
}

void tst_ShownBody::showsTexts()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, type);
    QFETCH(BodyForm, form);
    ShownBody body(store(bytes), type);
    QTEST(textOf(body, form), "text");
}

void tst_ShownBody::saysWhereJsonEnds()
{
    const QByteArray broken = "{\"a\": 1,\n\"b\" 2}";
    ShownBody body(store(broken), "application/json");
    QCOMPARE(textOf(body, BodyForm::Raw), QString::fromUtf8(broken));
    QVERIFY2(body.notes().join(u' ').contains("Line 2, column 5"_L1), qPrintable(body.notes().join(u' ')));
    QVERIFY(textOf(body, BodyForm::Pretty).startsWith("{\n  \"a\": 1"_L1)); // all before stays in sight
}

void tst_ShownBody::growsWithItsBody()
{
    auto growing = store({}, false);
    ShownBody body(growing, {});
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
    ShownBody body(store("[INFO] started\n[INFO] ready\n"), "text/plain");
    QTRY_COMPARE(body.probe().kind, BodyProbe::Kind::Text);
    QVERIFY(!body.json());
    QTRY_COMPARE(body.text(BodyForm::Raw).document->rowCount(), 3);
    QVERIFY(body.notes().isEmpty());
    ShownBody json(store("[1]"), "text/plain");
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
    ShownBody body(store(bytes), "application/json");
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
    ShownBody body(store(R"({"a":[1,2,3],"b":4})"), "application/json");
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

void tst_ShownBody::flagsDuplicates()
{
    ShownBody body(store(R"({"b":0,"a":1,"a":2})"), "application/json");
    QVERIFY(!textOf(body, BodyForm::Pretty).isEmpty());
    const auto document = body.text(BodyForm::Pretty).document;
    QVERIFY(document->hint({2, 4}).contains("more than once"_L1));
    QVERIFY(document->rows(2, 1).constFirst().isFlagged);
    QVERIFY(!document->rows(1, 1).constFirst().isFlagged);
}

void tst_ShownBody::saysWhatCanDeceive()
{
    ShownBody body(store(u"user\u202Enimda\u200B"_s.toUtf8() + "\xff"), "text/plain");
    QTRY_COMPARE(body.notes().size(), 3);
}

QTEST_MAIN(tst_ShownBody)
#include "tst_ShownBody.moc"
