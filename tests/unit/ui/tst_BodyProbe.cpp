#include "ui/response/BodyProbe.h"

#include <QtTest/QTest>

using namespace tessera::ui;
using namespace Qt::StringLiterals;
using Kind = BodyProbe::Kind;

class tst_BodyProbe : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tellsKinds_data();
    void tellsKinds();
    void beginsWithTheBestForm_data();
    void beginsWithTheBestForm();
    void decodes_data();
    void decodes();
    void aCutCharacterIsNotBad();
};

void tst_BodyProbe::tellsKinds_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<int>("notes");
    const QByteArray png("\x89PNG\r\n\x1a\n\0\0", 10);
    QTest::newRow("empty") << QByteArray() << QByteArray("application/json") << Kind::Empty << 0;
    QTest::newRow("JSON") << QByteArray("{}") << QByteArray("application/json; charset=utf-8") << Kind::Json << 0;
    QTest::newRow("vendor JSON") << QByteArray("1") << QByteArray("application/problem+json") << Kind::Json << 0;
    QTest::newRow("JSON called HTML") << QByteArray(" [1]") << QByteArray("text/html") << Kind::Json << 0;
    QTest::newRow("JSON without a type") << QByteArray("[1]") << QByteArray() << Kind::Json << 0;
    QTest::newRow("HTML called JSON stays what it is called") << QByteArray("<html>") << QByteArray("application/json") << Kind::Json << 0;
    QTest::newRow("JSON lines") << QByteArray("{}\n") << QByteArray("application/x-ndjson") << Kind::JsonLines << 0;
    QTest::newRow("JSON lines called JSON") << QByteArray("{\"a\":1}\n{\"a\":2}\n") << QByteArray("application/json") << Kind::JsonLines << 0;
    QTest::newRow("one object over lines") << QByteArray("{\n\"a\": {}\n}") << QByteArray("text/plain") << Kind::Json << 0;
    QTest::newRow("a word") << QByteArray("hello") << QByteArray("text/plain") << Kind::Text << 0;
    QTest::newRow("a number called text") << QByteArray("42") << QByteArray("text/plain") << Kind::Text << 0;
    QTest::newRow("XHTML") << QByteArray("x") << QByteArray("application/xhtml+xml") << Kind::Html << 0;
    QTest::newRow("XML") << QByteArray("x") << QByteArray("application/atom+xml") << Kind::Xml << 0;
    QTest::newRow("XML without a type") << QByteArray("\n<?xml version='1.0'?><a/>") << QByteArray() << Kind::Xml << 0;
    QTest::newRow("markup without a type") << QByteArray("\n <a/>") << QByteArray() << Kind::Html << 0;
    QTest::newRow("events") << QByteArray("data: {}\n\n") << QByteArray("text/event-stream") << Kind::EventStream << 0;
    QTest::newRow("picture") << png << QByteArray("image/png") << Kind::Image << 0;
    QTest::newRow("picture of another kind") << png << QByteArray("image/jpeg") << Kind::Image << 0;
    QTest::newRow("picture called text") << png << QByteArray("text/plain") << Kind::Image << 1;
    QTest::newRow("picture called JSON") << png << QByteArray("application/json") << Kind::Image << 1;
    QTest::newRow("JPEG") << QByteArray("\xff\xd8\xff\xe0 JFIF") << QByteArray("image/jpeg") << Kind::Image << 0;
    QTest::newRow("text called a picture") << QByteArray("hello") << QByteArray("image/png") << Kind::Text << 1;
    QTest::newRow("script called a picture") << QByteArray("<script>alert(1)</script>") << QByteArray("image/png") << Kind::Html << 1;
    QTest::newRow("bytes") << QByteArray("\0\1\2", 3) << QByteArray("application/octet-stream") << Kind::Binary << 0;
    QTest::newRow("bytes called text") << QByteArray("\0\1\2", 3) << QByteArray("text/plain") << Kind::Binary << 1;
    QTest::newRow("bytes without zeros") << QByteArray("%PDF-1.7\n\xe2\xe3\xcf\xd3") << QByteArray("application/pdf") << Kind::Binary << 0;
    QTest::newRow("text called bytes") << QByteArray("hello") << QByteArray("application/octet-stream") << Kind::Text << 0;
    QTest::newRow("SVG") << QByteArray("<svg/>") << QByteArray("image/svg+xml") << Kind::Xml << 0;
}

void tst_BodyProbe::tellsKinds()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, type);
    const auto probe = BodyProbe::of(bytes, type);
    QTEST(probe.kind, "kind");
    QTEST(int(probe.notes.size()), "notes");
    QCOMPARE(probe.forms().isEmpty(), probe.kind == Kind::Empty);
    QVERIFY(probe.forms().isEmpty() || probe.forms().contains(BodyForm::Hex));
    QCOMPARE(probe.forms().contains(BodyForm::Raw), probe.isText());
}

void tst_BodyProbe::beginsWithTheBestForm_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<BodyForm>("form");
    QTest::newRow("JSON") << QByteArray("{}") << QByteArray() << BodyForm::Pretty;
    QTest::newRow("XML") << QByteArray("<?xml?>") << QByteArray() << BodyForm::Pretty;
    QTest::newRow("HTML is shown as its source") << QByteArray("<html>") << QByteArray() << BodyForm::Raw;
    QTest::newRow("SVG") << QByteArray("<svg/>") << QByteArray() << BodyForm::Image;
    QTest::newRow("SVG behind a declaration") << QByteArray("<?xml version='1.0'?>\n<svg/>") << QByteArray("text/xml") << BodyForm::Image;
    QTest::newRow("GIF") << QByteArray("GIF89a") << QByteArray() << BodyForm::Image;
    QTest::newRow("events") << QByteArray(":\n") << QByteArray("text/event-stream") << BodyForm::Events;
    QTest::newRow("bytes") << QByteArray("\0", 1) << QByteArray() << BodyForm::Hex;
}

void tst_BodyProbe::beginsWithTheBestForm()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, type);
    QTEST(BodyProbe::of(bytes, type).forms().constFirst(), "form");
}

void tst_BodyProbe::decodes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("charset");
    QTest::addColumn<int>("notes");
    const QByteArray utf8 = "\xc3\xa4\xe2\x82\xac";
    QTest::newRow("UTF-8") << utf8 << QByteArray("text/plain") << u"ä€"_s << u"UTF-8"_s << 0;
    QTest::newRow("UTF-8 with a mark") << "\xef\xbb\xbf" + utf8 << QByteArray("text/plain") << u"ä€"_s << u"UTF-8"_s << 0;
    QTest::newRow("quoted, upper case") << utf8 << QByteArray("text/plain; Charset=\"UTF-8\"") << u"ä€"_s << u"UTF-8"_s << 0;
    QTest::newRow("Latin-1 is windows-1252") << QByteArray("\xe4\x80") << QByteArray("text/plain;charset=iso-8859-1") << u"ä€"_s << u"windows-1252"_s << 0;
    QTest::newRow("mark of UTF-16") << QByteArray("\xff\xfe\xe4\0", 4) << QByteArray("text/plain") << u"ä"_s << u"UTF-16LE"_s << 0;
    QTest::newRow("UTF-16 leaves it to the mark") << QByteArray("\xfe\xff\0\xe4", 4) << QByteArray("text/plain; charset=utf-16") << u"ä"_s << u"UTF-16BE"_s << 0;
    QTest::newRow("UTF-16 without a mark") << QByteArray("\0\xe4", 2) << QByteArray("text/plain; charset=utf-16") << u"ä"_s << u"UTF-16BE"_s << 0;
    QTest::newRow("mark against what is declared") << QByteArray("\xff\xfe\xe4\0", 4) << QByteArray("text/plain; charset=utf-8") << u"ä"_s << u"UTF-16LE"_s << 1;
    QTest::newRow("JSON in UTF-16 without a mark") << QByteArray("[\0001\0]\0", 6) << QByteArray("application/json") << u"[1]"_s << u"UTF-16LE"_s << 0;
    QTest::newRow("what ICU knows") << QByteArray("\x82\xa0") << QByteArray("text/plain; charset=Shift_JIS") << u"あ"_s << u"shift_jis"_s << 0;
    QTest::newRow("a file is no charset") << utf8 << QByteArray("text/plain; charset=\"../../etc/passwd\"") << u"ä€"_s << u"UTF-8"_s << 1;
    QTest::newRow("unknown charset") << utf8 << QByteArray("text/plain; charset=klingon") << u"ä€"_s << u"UTF-8"_s << 1;
    QTest::newRow("not UTF-8") << QByteArray("a\xff" "b") << QByteArray("text/plain") << u"a\ufffdb"_s << u"UTF-8"_s << 0;
}

void tst_BodyProbe::decodes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, type);
    const auto probe = BodyProbe::of(bytes, type);
    QVERIFY(probe.isText());
    const auto decoded = probe.encoding.decode(bytes);
    QTEST(decoded.text, "text");
    QCOMPARE(decoded.hasBadBytes, decoded.text.contains(QChar::ReplacementCharacter));
    QTEST(probe.encoding.name(), "charset");
    QTEST(int(probe.notes.size()), "notes");
}

void tst_BodyProbe::aCutCharacterIsNotBad()
{
    const auto probe = BodyProbe::of("[1, 2, \"\xc3", "application/json");
    QCOMPARE(probe.kind, Kind::Json);
    QVERIFY(!probe.encoding.decode("[1, 2, \"\xc3", false).hasBadBytes);
    QVERIFY(probe.encoding.decode("[1, 2, \"\xc3", true).hasBadBytes);
}

QTEST_APPLESS_MAIN(tst_BodyProbe)
#include "tst_BodyProbe.moc"
