#include "app/workspace/RequestJson.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;

class tst_RequestJson : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void comesBack_data();
    void comesBack();
    void leavesOutWhatIsUsual();
    void oneChangeIsOneLine();
    void keepsWhatItDoesNotKnow();
    void readsWhatOlderOnesWrote();
    void refusesWhatIsWrong_data();
    void refusesWhatIsWrong();

private:
    static RequestDocument full()
    {
        RequestDocument document;
        document.name = u"Näme \"x\""_s;
        document.method = u"M-SEARCH"_s;
        document.url = u"{{base}}/p?a=%2f&b"_s;
        document.parkedQuery = {{1, u"x=1"_s}};
        document.headers = {{true, u"A"_s, u"1"_s}, {false, u"a"_s, u"\u0001\t😀"_s}};
        document.body = {RequestDocument::Body::Kind::Form, u"{\n}"_s, {{false, u"f"_s, u"v"_s}}, u"/tmp/x"_s, u"text/csv"_s, {}, {}};
        document.pathVariables = {{true, u"id"_s, u"{{id}}"_s}};
        document.body.parts = {{true, u"a"_s, false, u"1"_s, {}, {}, {}}, {false, u"f"_s, true, {}, u"/tmp/x"_s, u"y"_s, u"image/png"_s}, {true, u"g"_s, true, {}, {}, {}, {}}};
        document.body.graphQl = {u"{ a }"_s, u"{\"n\": 1.10}"_s, u"Q"_s};
        document.maxRedirects = 3;
        document.usesTlsExceptions = false;
        document.proxy = {RequestDocument::Proxy::Kind::Socks5, u"p.example"_s, 1080};
        document.credential = {u"p"_s, u"e/1"_s, u"a"_s};
        document.variablesOf = {u"p"_s, u"e/1"_s, u"b"_s};
        document.timeouts = {Milliseconds(1), Milliseconds(0), Milliseconds(250), Milliseconds(86'400'000)};
        document.followRedirects = false;
        document.version = HttpVersion::Http2;
        return document;
    }
};

void tst_RequestJson::comesBack_data()
{
    QTest::addColumn<RequestDocument>("document");
    QTest::newRow("usual") << RequestDocument();
    QTest::newRow("full") << full();
    for (const auto kind : {RequestDocument::Body::Kind::Xml, RequestDocument::Body::Kind::Multipart, RequestDocument::Body::Kind::GraphQl}) {
        RequestDocument document;
        document.body.kind = kind;
        QTest::addRow("kind %d", int(kind)) << document;
    }
}

void tst_RequestJson::comesBack()
{
    QFETCH(RequestDocument, document);
    const QByteArray bytes = toBytes(RequestJson::write(document));
    const auto json = parseJson(bytes, u"x"_s);
    QVERIFY(json.has_value());
    JsonReader reader(*json, u"x"_s);
    const auto read = RequestJson::read(reader);
    reader.finish();
    QVERIFY2(!reader.error(), reader.error() ? qPrintable(reader.error()->message) : "");
    QCOMPARE(read, document);
    QCOMPARE(toBytes(RequestJson::write(read)), bytes);
}

void tst_RequestJson::leavesOutWhatIsUsual()
{
    QCOMPARE(toBytes(RequestJson::write({})), QByteArray("{\n  \"method\": \"GET\",\n  \"url\": \"\"\n}\n"));
}

void tst_RequestJson::oneChangeIsOneLine()
{
    RequestDocument document = full();
    const auto before = toBytes(RequestJson::write(document)).split('\n');
    document.headers[0].value = u"2"_s;
    const auto after = toBytes(RequestJson::write(document)).split('\n');
    QCOMPARE(after.size(), before.size());
    int changed = 0;
    for (qsizetype i = 0; i < after.size(); ++i)
        changed += after.at(i) != before.at(i) ? 1 : 0;
    QCOMPARE(changed, 1);
}

void tst_RequestJson::keepsWhatItDoesNotKnow()
{
    const QByteArray bytes = R"({
  "method": "GET",
  "url": "http://h",
  "body": {
    "kind": "text",
    "text": "x",
    "wrap": true
  },
  "settings": {
    "followRedirects": false,
    "http3": {
      "n": 1
    }
  },
  "tests": [
    1,
    "a"
  ]
}
)";
    const auto json = parseJson(bytes, u"x"_s);
    QVERIFY(json.has_value());
    JsonReader reader(*json, u"x"_s);
    RequestDocument read = RequestJson::read(reader);
    reader.finish();
    QVERIFY2(!reader.error(), reader.error() ? qPrintable(reader.error()->message) : "");
    QCOMPARE(toBytes(RequestJson::write(read)), bytes);
    read.body = {}; // its unknown member goes where its object goes
    QVERIFY(toBytes(RequestJson::write(read)).contains("\"tests\""));
}

void tst_RequestJson::readsWhatOlderOnesWrote()
{
    const auto json = parseJson(R"({"method":"PUT","url":"u","headers":[{"name":"a","value":"b","on":false}],"body":{"kind":"form","form":[{"name":"f","value":"v"}]},"settings":{"version":"HTTP/2","totalMs":5}})", u"x"_s);
    QVERIFY(json.has_value());
    JsonReader reader(*json, u"x"_s);
    const RequestDocument read = RequestJson::read(reader);
    reader.finish();
    QVERIFY(!reader.error());
    QCOMPARE(read.body.form.size(), 1);
    QCOMPARE(read.version, HttpVersion::Http2);
    QCOMPARE(read.timeouts.total, Milliseconds(5));
    QCOMPARE(read.maxRedirects, 10);
    QVERIFY(read.usesTlsExceptions && read.unknown.isEmpty());
}

void tst_RequestJson::refusesWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("pointer");
    QTest::newRow("unknown key of a row") << QByteArray(R"({"headers":[{"name":"a","value":"b","what":1}]})") << u"/headers/0/what"_s;
    QTest::newRow("unknown key of a part") << QByteArray(R"({"body":{"kind":"multipart","parts":[{"name":"a","what":1}]}})") << u"/body/parts/0/what"_s;
    QTest::newRow("redirects") << QByteArray(R"({"settings":{"maxRedirects":101}})") << u"/settings/maxRedirects"_s;
    QTest::newRow("proxy") << QByteArray(R"({"settings":{"proxy":{"kind":"http","port":65536}}})") << u"/settings/proxy/port"_s;
    QTest::newRow("path variable") << QByteArray(R"({"path":[{"name":1}]})") << u"/path/0/name"_s;
    QTest::newRow("GraphQL") << QByteArray(R"({"body":{"kind":"graphql","graphql":{"query":1}}})") << u"/body/graphql/query"_s;
    QTest::newRow("kind of body") << QByteArray(R"({"body":{"kind":"yaml"}})") << u"/body/kind"_s;
    QTest::newRow("time-out") << QByteArray(R"({"settings":{"totalMs":-1}})") << u"/settings/totalMs"_s;
    QTest::newRow("version") << QByteArray(R"({"settings":{"version":"HTTP/9"}})") << u"/settings/version"_s;
    QTest::newRow("header") << QByteArray(R"({"headers":[{"name":1}]})") << u"/headers/0/name"_s;
    QTest::newRow("credential") << QByteArray(R"({"credential":"x"})") << u"/credential"_s;
}

void tst_RequestJson::refusesWhatIsWrong()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, pointer);
    const auto parsed = parseJson(json, u"file"_s);
    QVERIFY(parsed.has_value());
    JsonReader reader(*parsed, u"file"_s);
    (void)RequestJson::read(reader);
    reader.finish();
    QVERIFY(reader.error().has_value());
    QVERIFY2(reader.error()->message.contains(u"file: "_s + pointer), qPrintable(reader.error()->message));
}

QTEST_APPLESS_MAIN(tst_RequestJson)
#include "tst_RequestJson.moc"
