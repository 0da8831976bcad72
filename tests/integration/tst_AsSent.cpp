#include "app/http/BodyReader.h"
#include "app/http/CookieJar.h"
#include "tests/support/Corpus.h"
#include "tests/support/RawServer.h"
#include "tests/support/RunWorld.h"
#include "tests/support/SentRun.h"

#include <QtCore/QDir>
#include <QtTest/QtTest>

using namespace tessera;
using namespace Qt::StringLiterals;
using Kind = RequestDocument::Body::Kind;
using Row = RequestDocument::Row;
using From = WirePreview::Span::From;

// What "As sent" shows before is what a server receives, byte for byte.
class tst_AsSent : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void isWhatTheServerReceives_data();
    void isWhatTheServerReceives();
    void isWhatTheServerReceivesFromCurlconverter_data();
    void isWhatTheServerReceivesFromCurlconverter();
    void showsTheCredential();
    void showsCookies();
    void saysWhatIsNotKnown_data();
    void saysWhatIsNotKnown();
    void throughAProxy();
    void namesTheField();
    void sendsNothing();

private:
    [[nodiscard]] RunResult sent(const RequestDocument &document) const { return sentRun(m_run->runner, document); }
    void compare(const RequestDocument &document);
    [[nodiscard]] static QByteArray bytesOf(const WirePreview &preview);
    [[nodiscard]] static QByteArray textOf(const WirePreview &preview, From from);

    std::unique_ptr<RunWorld> m_run;
    std::unique_ptr<RawServer> m_raw;
};

void tst_AsSent::init()
{
    m_run = std::make_unique<RunWorld>();
    m_raw = std::make_unique<RawServer>(RawServer::answering(RawServer::ok("x")));
}

void tst_AsSent::cleanup()
{
    m_run.reset();
    m_raw.reset();
}

QByteArray tst_AsSent::bytesOf(const WirePreview &preview)
{
    return preview.head + BodyReader::head(preview.body, preview.body.size()).value_or("unreadable");
}

QByteArray tst_AsSent::textOf(const WirePreview &preview, From from)
{
    QByteArray text;
    for (const auto &span : preview.spans) {
        if (span.from == from)
            text += preview.head.mid(span.begin, span.size);
    }
    return text;
}

void tst_AsSent::compare(const RequestDocument &document)
{
    const auto preview = m_run->runner.preview(document);
    QVERIFY2(preview, preview ? "" : qPrintable(preview.error().message));
    const RunResult result = sent(document);
    QVERIFY2(!result.error, result.error ? qPrintable(result.error->message) : "");
    const auto requests = document.credential.isEmpty() ? m_raw->requests() : m_run->server.requests();
    QCOMPARE(bytesOf(*preview), requests.last());
    QVERIFY(preview->isExact);
    QCOMPARE(preview->head, result.last()->last().requestHead); // and as it is shown afterwards
    qsizetype end = 0;
    for (const auto &span : preview->spans) {
        QVERIFY(span.begin >= end && span.size > 0);
        end = span.begin + span.size;
    }
    QVERIFY(end <= preview->head.size());
}

void tst_AsSent::isWhatTheServerReceives_data()
{
    QTest::addColumn<RequestDocument>("document"); // its url begins with a path
    const auto row = [](const char *name, auto change) {
        RequestDocument document;
        document.url = u"/p?a=1&b"_s;
        change(document);
        QTest::newRow(name) << document;
    };
    for (const auto *method : {"GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PURGE", "M-SEARCH", "get"})
        row(method, [&](auto &d) { d.method = QString::fromLatin1(method); });
    row("HEAD", [](auto &d) { d.method = u"HEAD"_s; });
    row("no path", [](auto &d) { d.url = u""_s; });
    row("no path but a query", [](auto &d) { d.url = u"?a=b"_s; });
    row("path as it is", [](auto &d) { d.url = u"/a/../b//c/./%2e?x=%zz&&=&y"_s; });
    row("what is encoded for one", [](auto &d) { d.url = u"/ä b?q=\"<>|"_s; });
    row("fragment", [](auto &d) { d.url = u"/a?b#c"_s; });
    row("path variables", [](auto &d) { d.url = u"/:a/{b}/:c"_s; d.pathVariables = {Row{true, u"a"_s, u"x/y z"_s}, Row{true, u"b"_s, u"ü"_s}}; });
    row("parked query item", [](auto &d) { d.parkedQuery = {{0, u"off=1"_s}}; });
    row("order and duplicates", [](auto &d) { d.headers = {{true, u"X-b"_s, u"2"_s}, {true, u"x-A"_s, u"1"_s}, {true, u"X-B"_s, u"3"_s}}; });
    row("switched off", [](auto &d) { d.headers = {{false, u"X-Off"_s, u"1"_s}, {true, u"X-On"_s, u"1"_s}}; });
    row("empty value", [](auto &d) { d.headers = {{true, u"X-Empty"_s, u""_s}, {true, u"Accept"_s, u" "_s}}; });
    row("blanks around", [](auto &d) { d.headers = {{true, u" X-A "_s, u" \t1 "_s}}; });
    row("UTF-8 value", [](auto &d) { d.headers = {{true, u"X-A"_s, u"ü😀"_s}}; });
    row("own Host", [](auto &d) { d.headers = {{true, u"X-A"_s, u"1"_s}, {true, u"host"_s, u"virtual.example"_s}}; });
    row("two Hosts", [](auto &d) { d.headers = {{true, u"Host"_s, u"a"_s}, {true, u"Host"_s, u"b"_s}}; });
    row("User-Agent, Accept, Accept-Encoding", [](auto &d) { d.headers = {{true, u"User-Agent"_s, u"me"_s}, {true, u"Accept"_s, u"*/*"_s}, {true, u"Accept-Encoding"_s, u"gzip"_s}}; });
    row("Authorization by hand", [](auto &d) { d.headers = {{true, u"Authorization"_s, u"Bearer fake-secret"_s}, {true, u"authorization"_s, u"raw"_s}}; });
    row("cookies by hand", [](auto &d) { d.headers = {{true, u"Cookie"_s, u"a=1; b=2"_s}, {true, u"Cookie"_s, u"c"_s}}; });
    row("Connection", [](auto &d) { d.headers = {{true, u"Connection"_s, u"close"_s}}; });
    row("secret query", [](auto &d) { d.url = u"/p?access_token=fake-secret&x=1&password"_s; });
    row("body of nothing", [](auto &d) { d.method = u"POST"_s; d.body.kind = Kind::Text; });
    row("JSON", [](auto &d) { d.method = u"POST"_s; d.body.kind = Kind::Json; d.body.text = u"{ \"n\": 1.10 }"_s; });
    row("JSON with GET", [](auto &d) { d.body.kind = Kind::Json; d.body.text = u"{}"_s; });
    row("text", [](auto &d) { d.method = u"PUT"_s; d.body.kind = Kind::Text; d.body.text = u"ä\r\nb"_s; });
    row("XML", [](auto &d) { d.method = u"POST"_s; d.body.kind = Kind::Xml; d.body.text = u"<a/>"_s; });
    row("form", [](auto &d) { d.method = u"POST"_s; d.body.kind = Kind::Form; d.body.form = {{true, u"a b"_s, u"1&2"_s}, {false, u"off"_s, u""_s}, {true, u"c"_s, u""_s}}; });
    row("form of nothing", [](auto &d) { d.method = u"POST"_s; d.body.kind = Kind::Form; });
    row("type of one's own", [](auto &d) { d.method = u"POST"_s; d.body.kind = Kind::Json; d.body.text = u"{}"_s; d.body.contentType = u"application/vnd.api+json"_s; });
    row("type by hand", [](auto &d) { d.method = u"POST"_s; d.headers = {{true, u"content-type"_s, u"x/y"_s}}; d.body.kind = Kind::Json; d.body.text = u"{}"_s; });
    row("length by hand", [](auto &d) { d.method = u"POST"_s; d.headers = {{true, u"Content-Length"_s, u"2"_s}}; d.body.kind = Kind::Text; d.body.text = u"ab"_s; });
    row("file", [](auto &d) { d.method = u"POST"_s; d.body.kind = Kind::File; d.body.file = QFINDTESTDATA("tst_AsSent.cpp"); });
    row("multipart", [](auto &d) { d.method = u"POST"_s; d.body.kind = Kind::Multipart; d.body.parts = {{true, u"a"_s, false, u"1"_s, {}, {}, {}}, {false, u"off"_s, false, u"1"_s, {}, {}, {}}, {true, u"j"_s, false, u"{}"_s, {}, u"j.json"_s, u"application/json"_s}}; });
    row("multipart with a file", [](auto &d) { d.method = u"POST"_s; d.body.kind = Kind::Multipart; d.body.parts = {{true, u"f"_s, true, {}, QFINDTESTDATA("tst_AsSent.cpp"), {}, {}}, {true, u"g\"\r\n"_s, true, {}, QFINDTESTDATA("tst_AsSent.cpp"), u"ü.txt"_s, u"text/plain"_s}}; });
    row("multipart of one's own type", [](auto &d) { d.method = u"POST"_s; d.body.kind = Kind::Multipart; d.body.contentType = u"multipart/mixed"_s; d.body.parts = {{true, u"a"_s, false, u"1"_s, {}, {}, {}}}; });
    row("multipart with a boundary of one's own", [](auto &d) { d.method = u"POST"_s; d.headers = {{true, u"Content-Type"_s, u"multipart/form-data; boundary=mine"_s}}; d.body.kind = Kind::Multipart; d.body.parts = {{true, u"a"_s, false, u"1"_s, {}, {}, {}}}; });
    row("GraphQL", [](auto &d) { d.method = u"POST"_s; d.body.kind = Kind::GraphQl; d.body.graphQl = {u"query Q($id: ID!) {\n  a(id: $id)\n}"_s, u"{ \"id\": 1.10 }"_s, u"Q"_s}; });
    row("GraphQL, query alone", [](auto &d) { d.method = u"POST"_s; d.body.kind = Kind::GraphQl; d.body.graphQl.query = u"{ a \"\u00e4\" }"_s; });
    row("many headers", [](auto &d) {
        for (int i = 0; i < 100; ++i)
            d.headers.append({true, u"X-%1"_s.arg(i), QString(50, u'x')});
    });
}

void tst_AsSent::isWhatTheServerReceives()
{
    QFETCH(RequestDocument, document);
    const QString path = document.url;
    document.url = QString::fromLatin1(m_raw->url("")) + path;
    compare(document);
    document.url = u"{{baseUrl}}"_s + path; // the same as somebody
    document.credential = AuthWorld::ada;
    compare(document);
}

void tst_AsSent::isWhatTheServerReceivesFromCurlconverter_data()
{
    QTest::addColumn<QString>("file");
    TESSERA_NEEDS_CORPUS(u"curlconverter"_s);
    const QDir folder(Corpus::folder(u"curlconverter"_s).filePath(u"http"_s));
    const QStringList names = folder.entryList({u"*.txt"_s}, QDir::Files);
    for (const QString &name : names)
        QTest::newRow(qPrintable(name)) << folder.filePath(name);
    TESSERA_COUNTS_ROWS(names.size(), 20);
}

void tst_AsSent::isWhatTheServerReceivesFromCurlconverter()
{
    QFETCH(QString, file);
    QFile text(file);
    QVERIFY(text.open(QIODevice::ReadOnly));
    const QString all = QString::fromUtf8(text.readAll()).replace("\r\n"_L1, "\n"_L1).replace("{{"_L1, "\\{{"_L1);
    const auto end = all.indexOf("\n\n"_L1);
    QStringList lines = all.left(end).split(u'\n');
    const QString line = lines.takeFirst();
    if (!line.contains(" HTTP/1.1"_L1) || !line.section(u' ', 1, 1).startsWith(u'/'))
        QSKIP("No HTTP/1.1 request to one server.");
    RequestDocument document;
    document.method = line.section(u' ', 0, 0);
    document.url = QString::fromLatin1(m_raw->url("")) + line.section(u' ', 1, 1);
    for (const QString &header : std::as_const(lines)) {
        const QString name = header.section(u':', 0, 0);
        if (name.compare("content-length"_L1, Qt::CaseInsensitive) != 0 && name.compare("host"_L1, Qt::CaseInsensitive) != 0)
            document.headers.append({true, name, header.section(u':', 1).trimmed()});
    }
    document.body.text = end < 0 ? QString() : all.mid(end + 2);
    document.body.kind = document.body.text.isEmpty() ? Kind::None : Kind::Text;
    if (m_run->runner.preview(document))
        compare(document);
    else // what can't be sent is refused in both
        QVERIFY(sent(document).error);
}

void tst_AsSent::showsTheCredential()
{
    RequestDocument document;
    document.url = u"{{baseUrl}}/data"_s;
    document.credential = AuthWorld::ada;
    document.body.kind = Kind::Json;
    const auto preview = m_run->runner.preview(document);
    QVERIFY(preview.has_value());
    QCOMPARE(preview->credential, AuthWorld::ada);
    const QByteArray token = m_run->world.access().toUtf8();
    QVERIFY(textOf(*preview, From::Credential).contains("Authorization: Bearer " + token));
    QVERIFY(textOf(*preview, From::Program).contains("Host: ") && textOf(*preview, From::Program).contains("Content-Type: application/json"));
    const auto masked = preview->masked("***");
    QVERIFY(!masked.head.contains(token));
    QVERIFY(masked.head.contains("Authorization: Bearer ***\r\n"));
    QCOMPARE(masked.spans.size(), preview->spans.size());
    for (qsizetype i = 0; i < masked.spans.size(); ++i) {
        const auto &span = masked.spans.at(i);
        QCOMPARE(masked.head.mid(span.begin, span.size), span.isSecret ? "***"_ba : preview->head.mid(preview->spans.at(i).begin, preview->spans.at(i).size));
    }

    document.url = QString::fromLatin1(m_raw->url("/")); // not its server
    const auto withheld = m_run->runner.preview(document);
    QVERIFY(withheld && !withheld->head.contains(token));
    QVERIFY(withheld->notes.isEmpty()); // it is said below the URL
}

void tst_AsSent::showsCookies()
{
    RequestDocument document;
    document.url = QString::fromLatin1(m_raw->url("/p"));
    const auto jar = m_run->runner.cookies({});
    QVERIFY(jar->take("sid=fake-secret; Path=/", m_raw->url("/"), m_run->world.clock.now()));
    QVERIFY(jar->take("b=2; Path=/", m_raw->url("/"), m_run->world.clock.now()));
    compare(document);
    document.headers = {{true, u"X-A"_s, u"1"_s}, {true, u"Cookie"_s, u"b=mine; c=3"_s}, {true, u"X-B"_s, u"1"_s}};
    compare(document);
    const auto preview = m_run->runner.preview(document);
    QVERIFY(preview.has_value());
    QVERIFY(textOf(*preview, From::Jar).contains("sid=fake-secret"));
    QVERIFY(!preview->masked("***").head.contains("fake-secret"));
    document.headers.append({true, u"Cookie"_s, u"d=4"_s});
    compare(document);
}

void tst_AsSent::saysWhatIsNotKnown_data()
{
    QTest::addColumn<RequestDocument>("document");
    QTest::addColumn<QString>("says");
    RequestDocument document;
    document.url = u"https://127.0.0.1:1/"_s;
    QTest::newRow("negotiated") << document << u"HTTP/2"_s;
    document.version = HttpVersion::Http2;
    QTest::newRow("HTTP/2") << document << u"small letters"_s;
    document.version = HttpVersion::Http1_1;
    document.headers = {{true, u"Transfer-Encoding"_s, u"chunked"_s}};
    document.body.kind = Kind::Text;
    QTest::newRow("chunks") << document << u"chunks"_s;
}

void tst_AsSent::saysWhatIsNotKnown()
{
    QFETCH(RequestDocument, document);
    QFETCH(QString, says);
    const auto preview = m_run->runner.preview(document);
    QVERIFY(preview.has_value());
    QVERIFY(!preview->isExact);
    QVERIFY2(preview->notes.join(u' ').contains(says), qPrintable(preview->notes.join(u' ')));
}

void tst_AsSent::throughAProxy()
{
    RequestDocument document;
    document.url = u"http://elsewhere.example/a?b"_s;
    document.proxy = {RequestDocument::Proxy::Kind::Http, u"127.0.0.1"_s, m_raw->port()};
    compare(document);
    QVERIFY(m_raw->requests().last().startsWith("GET http://elsewhere.example/a?b HTTP/1.1\r\nHost: elsewhere.example\r\n"));

    document.url = QString::fromLatin1(m_raw->url("/here")); // which no proxy hears of
    document.proxy.port = 9;
    compare(document);
    QVERIFY(m_raw->requests().last().startsWith("GET /here HTTP/1.1\r\n"));
}

void tst_AsSent::namesTheField()
{
    RequestDocument document;
    document.url = u"http://h/{{no}}"_s;
    QString field;
    QVERIFY(!m_run->runner.preview(document, &field));
    QCOMPARE(field, u"url"_s);
}

void tst_AsSent::sendsNothing()
{
    m_run->server.setRefreshMood(TokenServer::Mood::Busy);
    m_run->world.clock.suspend(std::chrono::hours(2)); // the token is over
    QTRY_COMPARE(m_run->server.refreshes(), 1); // which the engine has seen as well, and is put off
    const auto refreshes = m_run->server.refreshes();
    RequestDocument document;
    document.url = u"{{baseUrl}}/data"_s;
    document.credential = AuthWorld::ada;
    const auto preview = m_run->runner.preview(document);
    QVERIFY(preview.has_value());
    QVERIFY(preview->notes.join(u' ').contains(u"over"_s));
    QTest::qWait(0);
    QCOMPARE(m_run->server.refreshes(), refreshes);
}

QTEST_GUILESS_MAIN(tst_AsSent)
#include "tst_AsSent.moc"
