#include "ui/response/BodyText.h"

#include <QtTest/QTest>

using namespace tessera::ui;
using namespace Qt::StringLiterals;
using Kind = BodyText::Kind;

class tst_BodyText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tellsKinds_data();
    void tellsKinds();
    void decodes_data();
    void decodes();
    void laysOutJsonAsWritten();
    void saysWhereJsonEnds();
    void aFirstPartIsNotJudged();
};

void tst_BodyText::tellsKinds_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<int>("notes");
    QTest::newRow("empty") << QByteArray() << QByteArray("application/json") << Kind::Empty << 0;
    QTest::newRow("JSON") << QByteArray("{}") << QByteArray("application/json; charset=utf-8") << Kind::Json << 0;
    QTest::newRow("vendor JSON") << QByteArray("1") << QByteArray("application/problem+json") << Kind::Json << 0;
    QTest::newRow("JSON called text") << QByteArray(" [1]") << QByteArray("text/html") << Kind::Json << 1;
    QTest::newRow("JSON without a type") << QByteArray("[1]") << QByteArray() << Kind::Json << 0;
    QTest::newRow("no JSON although called so") << QByteArray("<html>") << QByteArray("application/json") << Kind::Markup << 1;
    QTest::newRow("broken JSON called text") << QByteArray("{oops") << QByteArray("text/plain") << Kind::Text << 0;
    QTest::newRow("a word") << QByteArray("hello") << QByteArray("text/plain") << Kind::Text << 0;
    QTest::newRow("a number called text") << QByteArray("42") << QByteArray("text/plain") << Kind::Text << 0;
    QTest::newRow("markup") << QByteArray("x") << QByteArray("application/xhtml+xml") << Kind::Markup << 0;
    QTest::newRow("markup without a type") << QByteArray("\n <a/>") << QByteArray() << Kind::Markup << 0;
    QTest::newRow("image") << QByteArray("\x89PNG\r\n\x1a\n\0\0", 10) << QByteArray("image/png") << Kind::Binary << 0;
    QTest::newRow("image called text") << QByteArray("\x89PNG\r\n\x1a\n\0\0", 10) << QByteArray("text/plain") << Kind::Binary << 0;
    QTest::newRow("image without zeros") << QByteArray("\xff\xd8\xff\xe0 JFIF") << QByteArray("image/jpeg") << Kind::Binary << 0;
    QTest::newRow("text called bytes") << QByteArray("hello") << QByteArray("application/octet-stream") << Kind::Text << 0;
    QTest::newRow("SVG") << QByteArray("<svg/>") << QByteArray("image/svg+xml") << Kind::Markup << 0;
}

void tst_BodyText::tellsKinds()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, type);
    const auto body = BodyText::of(bytes, type);
    QTEST(body.kind, "kind");
    QTEST(int(body.notes.size()), "notes");
    QCOMPARE(body.pretty.has_value(), body.kind == Kind::Json);
}

void tst_BodyText::decodes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("charset");
    QTest::addColumn<int>("notes");
    const QByteArray utf8 = "\xc3\xa4\xe2\x82\xac";
    QTest::newRow("UTF-8") << utf8 << QByteArray("text/plain") << u"ä€"_s << u"UTF-8"_s << 0;
    QTest::newRow("quoted, upper case") << utf8 << QByteArray("text/plain; Charset=\"UTF-8\"") << u"ä€"_s << u"UTF-8"_s << 0;
    QTest::newRow("Latin-1 is windows-1252") << QByteArray("\xe4\x80") << QByteArray("text/plain;charset=iso-8859-1") << u"ä€"_s << u"windows-1252"_s << 0;
    QTest::newRow("mark of UTF-16") << QByteArray("\xff\xfe\xe4\0", 4) << QByteArray("text/plain") << u"ä"_s << u"UTF-16LE"_s << 0;
    QTest::newRow("mark against what is declared") << QByteArray("\xff\xfe\xe4\0", 4) << QByteArray("text/plain; charset=utf-8") << u"ä"_s << u"UTF-16LE"_s << 1;
    QTest::newRow("JSON in UTF-16 without a mark") << QByteArray("[\0001\0]\0", 6) << QByteArray("application/json") << u"[1]"_s << u"UTF-16LE"_s << 0;
    QTest::newRow("unknown charset") << utf8 << QByteArray("text/plain; charset=klingon") << u"ä€"_s << u"UTF-8"_s << 1;
    QTest::newRow("not UTF-8") << QByteArray("a\xff" "b") << QByteArray("text/plain") << u"a\ufffdb"_s << u"UTF-8"_s << 1;
}

void tst_BodyText::decodes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, type);
    const auto body = BodyText::of(bytes, type);
    QTEST(body.text, "text");
    QTEST(body.charset, "charset");
    QTEST(int(body.notes.size()), "notes");
}

void tst_BodyText::laysOutJsonAsWritten()
{
    const auto body = BodyText::of(R"({"z":1.10,"a":18446744073709551615,"z":"\u00e9ä"})", "application/json");
    QCOMPARE(body.pretty.value(), u"{\n  \"z\": 1.10,\n  \"a\": 18446744073709551615,\n  \"z\": \"\\u00e9ä\"\n}"_s);
    QCOMPARE(body.text, u"{\"z\":1.10,\"a\":18446744073709551615,\"z\":\"\\u00e9ä\"}"_s);
}

void tst_BodyText::saysWhereJsonEnds()
{
    const auto body = BodyText::of("{\"a\": 1,\n\"b\" 2}", "application/json");
    QCOMPARE(body.kind, Kind::Text);
    QVERIFY(body.notes.first().contains("Line 2, column 5"_L1));
}

void tst_BodyText::aFirstPartIsNotJudged()
{
    const auto body = BodyText::of("[1, 2, \"\xc3", "application/json", false);
    QCOMPARE(body.kind, Kind::Json);
    QVERIFY(!body.pretty);
    QVERIFY(body.notes.isEmpty());
}

QTEST_APPLESS_MAIN(tst_BodyText)
#include "tst_BodyText.moc"
