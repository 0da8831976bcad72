#include "app/http/BodyReader.h"
#include "app/run/RequestResolver.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;
using Kind = RequestDocument::Body::Kind;

class tst_RequestResolver : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void fillsInTheUrl_data();
    void fillsInTheUrl();
    void writesBodies_data();
    void writesBodies();
    void streamsFiles();
    void namesTheField_data();
    void namesTheField();
    void goesThroughTheNetworkAsAsked();
    void looksAtTheFilesOfTheNetwork_data();
    void looksAtTheFilesOfTheNetwork();

private:
    static VariableScope scope()
    {
        VariableScope scope;
        scope.push(u"test"_s, {{u"host"_s, u"http://h.example"_s}, {u"id"_s, u"a/b"_s}, {u"hash"_s, u"1#2"_s}, {u"name"_s, u"n"_s},
                                  {u"number"_s, u"1.10"_s}, {u"text"_s, u"say \"x\""_s}, {u"break"_s, u"a\r\nb"_s}});
        return scope;
    }
    static RequestDocument document()
    {
        RequestDocument document;
        document.url = u"http://h.example/"_s;
        return document;
    }
    QTemporaryDir m_folder;
};

void tst_RequestResolver::fillsInTheUrl_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QByteArray>("resolved");
    QTest::newRow("variables") << u"{{host}}/p?q={{name}}#f"_s << "http://h.example/p?q=n"_ba;
    QTest::newRow("path variable") << u"{{host}}/:key/x"_s << "http://h.example/a%2Fb/x"_ba;
    QTest::newRow("path variable without a row") << u"{{host}}/:none"_s << "http://h.example/:none"_ba;
    QTest::newRow("a hash inside a value") << u"{{host}}/?q={{hash}}"_s << "http://h.example/?q=1%232"_ba;
    QTest::newRow("blanks around") << u"  {{host}} "_s << "http://h.example"_ba;
}

void tst_RequestResolver::fillsInTheUrl()
{
    QFETCH(QString, url);
    RequestDocument composed = document();
    composed.url = url;
    composed.pathVariables = {{true, u"key"_s, u"{{id}}"_s}};
    const auto request = resolveRequest(composed, scope());
    QVERIFY2(request, request ? "" : qPrintable(request.error().error.message));
    QTEST(request->url, "resolved");
}

void tst_RequestResolver::writesBodies_data()
{
    QTest::addColumn<RequestDocument>("document");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *name, Kind kind, const QByteArray &type, const QByteArray &body, auto change) {
        RequestDocument composed = document();
        composed.body.kind = kind;
        change(composed);
        QTest::newRow(name) << composed << type << body;
    };
    row("XML", Kind::Xml, "application/xml", "<n/>", [](auto &d) { d.body.text = u"<{{name}}/>"_s; });
    row("XML by another name", Kind::Xml, "application/soap+xml", "", [](auto &d) { d.body.contentType = u"application/soap+xml"_s; });
    row("GraphQL", Kind::GraphQl, "application/json", R"({"query":"{ a(t: \"x\") }\n","operationName":"n","variables":{ "n": 1.10, "z": 1 }})", [](auto &d) {
        d.body.graphQl = {u"{ a(t: \"x\") }\n"_s, u" { \"n\": {{number}}, \"z\": 1 } "_s, u"{{name}}"_s};
    });
    row("GraphQL, query alone", Kind::GraphQl, "application/json", R"({"query":"{a}"})", [](auto &d) { d.body.graphQl.query = u"{a}"_s; });
    row("multipart with a boundary of one's own", Kind::Multipart, "multipart/form-data; boundary=\"mine\"",
        "--mine\r\nContent-Disposition: form-data; name=\"n\"; filename=\"n.txt\"\r\nContent-Type: text/x\r\n\r\nsay \"x\"\r\n--mine--\r\n", [](auto &d) {
            d.body.contentType = u"multipart/form-data; boundary=\"mine\""_s;
            d.body.parts = {{true, u"{{name}}"_s, false, u"{{text}}"_s, {}, u"{{name}}.txt"_s, u"text/x"_s}, {}, {false, u"off"_s, true, {}, u"/missing"_s, {}, {}}};
        });
}

void tst_RequestResolver::writesBodies()
{
    QFETCH(RequestDocument, document);
    QFETCH(QByteArray, type);
    const auto request = resolveRequest(document, scope());
    QVERIFY2(request, request ? "" : qPrintable(request.error().error.message));
    QCOMPARE(request->headers.value("Content-Type"), type);
    QTEST(request->body.bytes(), "body");
    QVERIFY(request->hasBody);
}

void tst_RequestResolver::streamsFiles()
{
    QFile file(m_folder.filePath(u"ä.bin"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("content") && file.flush());
    RequestDocument composed = document();
    composed.body.kind = Kind::File;
    composed.body.file = file.fileName();
    const auto whole = resolveRequest(composed, scope());
    QVERIFY(whole && !whole->body.isInMemory());
    QCOMPARE(whole->headers.value("Content-Type"), "application/octet-stream"_ba);

    composed.body.kind = Kind::Multipart;
    composed.body.parts = {{true, u"f"_s, true, {}, file.fileName(), {}, {}}};
    const auto parts = resolveRequest(composed, scope());
    QVERIFY(parts.has_value());
    const QByteArray type = parts->headers.value("Content-Type");
    QVERIFY2(type.startsWith("multipart/form-data; boundary=----tessera"), type);
    const QByteArray bytes = BodyReader::head(parts->body, parts->body.size()).value_or(QByteArray());
    QVERIFY2(bytes.contains(u"name=\"f\"; filename=\"ä.bin\"\r\nContent-Type: application/octet-stream\r\n\r\ncontent\r\n"_s.toUtf8()), bytes);
    QCOMPARE(resolveRequest(composed, scope())->headers, parts->headers); // what is shown is what is sent
    QVERIFY(resolveRequest(composed, scope())->body == parts->body);
}

void tst_RequestResolver::namesTheField_data()
{
    QTest::addColumn<RequestDocument>("document");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const QString &field, const QString &says, auto change) {
        RequestDocument composed = document();
        change(composed);
        QTest::newRow(name) << composed << field << says;
    };
    using Row = RequestDocument::Row;
    row("no URL", u"url"_s, u"no URL"_s, [](auto &d) { d.url = u" "_s; });
    row("no host", u"url"_s, u"host"_s, [](auto &d) { d.url = u"http://"_s; });
    row("another scheme", u"url"_s, u"http"_s, [](auto &d) { d.url = u"file:///etc/passwd"_s; });
    row("control character", u"url"_s, u"line feed"_s, [](auto &d) { d.url = u"http://h/a\nb"_s; });
    row("unknown variable", u"url"_s, u"{{no}}"_s, [](auto &d) { d.url = u"http://h/{{no}}"_s; });
    row("unknown variable behind a path variable", u"url"_s, u"at column 14"_s,
        [](auto &d) { d.url = u"http://h/:id/{{no}}"_s; d.pathVariables = {Row{true, u"id"_s, u"one that is long"_s}}; });
    row("unknown variable in the query", u"query:q"_s, u"{{no}}"_s, [](auto &d) { d.url = u"http://h/?a=1&q={{no}}"_s; });
    row("path variable without a value", u"path:id"_s, u"id has no value"_s, [](auto &d) { d.url = u"http://h/:id"_s; d.pathVariables = {Row{true, u"id"_s, u""_s}}; });
    row("unknown variable in a path variable", u"path:id"_s, u"{{no}}"_s, [](auto &d) { d.url = u"http://h/:id"_s; d.pathVariables = {Row{true, u"id"_s, u"{{no}}"_s}}; });
    row("method", u"method"_s, u"method"_s, [](auto &d) { d.method = u"GE T"_s; });
    row("line feed in a header", u"header:X-A"_s, u"X-A"_s, [](auto &d) { d.headers = {Row{true, u"X-A"_s, u"a\nb"_s}}; });
    row("line feed at the end", u"header:X-A"_s, u"X-A"_s, [](auto &d) { d.headers = {Row{true, u"X-A"_s, u"a\r\n"_s}}; });
    row("NUL in a header", u"header:X-A"_s, u"X-A"_s, [](auto &d) { d.headers = {Row{true, u"X-A"_s, u"a"_s + QChar(0) + u"b"_s}}; });
    row("line break out of a variable", u"header:X-A"_s, u"X-A"_s, [](auto &d) { d.headers = {Row{true, u"X-A"_s, u"{{break}}"_s}}; });
    row("header without a name", u"header:"_s, u"name"_s, [](auto &d) { d.headers = {Row{true, u""_s, u"a"_s}}; });
    row("missing file", u"body"_s, u"does not exist"_s, [](auto &d) { d.body.kind = Kind::File; d.body.file = u"/no/such"_s; });
    row("no file", u"body"_s, u"No file"_s, [](auto &d) { d.body.kind = Kind::File; });
    row("unknown variable in a body", u"body"_s, u"{{no}}"_s, [](auto &d) { d.body.kind = Kind::Json; d.body.text = u"{{no}}"_s; });
    row("unknown variable in a form", u"form:1"_s, u"{{no}}"_s, [](auto &d) { d.body.kind = Kind::Form; d.body.form = {Row{false, u"{{no}}"_s, u""_s}, Row{true, u"a"_s, u"{{no}}"_s}}; });
    row("missing file of a part", u"part:1"_s, u"does not exist"_s, [](auto &d) { d.body.kind = Kind::Multipart; d.body.parts = {{true, u"a"_s, false, {}, {}, {}, {}}, {true, u"f"_s, true, {}, u"/no/such"_s, {}, {}}}; });
    row("type of a part", u"part:0"_s, u"Content-Type"_s, [](auto &d) { d.body.kind = Kind::Multipart; d.body.parts = {{true, u"a"_s, false, {}, {}, {}, u"x\r\ny"_s}}; });
    row("multipart of nothing", u"body"_s, u"no part"_s, [](auto &d) { d.body.kind = Kind::Multipart; });
    row("boundary that stands in a part", u"header:Content-Type"_s, u"boundary"_s, [](auto &d) { d.headers = {Row{true, u"Content-Type"_s, u"multipart/form-data; boundary=mine"_s}}; d.body.kind = Kind::Multipart; d.body.parts = {{true, u"a"_s, false, u"mine"_s, {}, {}, {}}}; });
    row("boundary with a character that none has", u"header:Content-Type"_s, u"boundary"_s, [](auto &d) { d.headers = {Row{true, u"Content-Type"_s, u"multipart/form-data; boundary=a*b"_s}}; d.body.kind = Kind::Multipart; d.body.parts = {{true, u"a"_s, false, u"1"_s, {}, {}, {}}}; });
    row("boundary that is too long", u"header:Content-Type"_s, u"boundary"_s, [](auto &d) { d.headers = {Row{true, u"Content-Type"_s, u"multipart/form-data; boundary="_s + QString(71, u'a')}}; d.body.kind = Kind::Multipart; d.body.parts = {{true, u"a"_s, false, u"1"_s, {}, {}, {}}}; });
    row("no query", u"graphqlQuery"_s, u"no GraphQL query"_s, [](auto &d) { d.body.kind = Kind::GraphQl; });
    row("variables that are no JSON", u"graphqlVariables"_s, u"no JSON"_s, [](auto &d) { d.body.kind = Kind::GraphQl; d.body.graphQl = {u"{a}"_s, u"{\n  x\n}"_s, {}}; });
    row("variables that are a list", u"graphqlVariables"_s, u"object"_s, [](auto &d) { d.body.kind = Kind::GraphQl; d.body.graphQl = {u"{a}"_s, u"[1]"_s, {}}; });
    row("type of the body", u"header:Content-Type"_s, u"Content-Type"_s, [](auto &d) { d.body.kind = Kind::Text; d.body.contentType = u"a\nb"_s; });
    row("time-out", u"setting:idle"_s, u"less than nothing"_s, [](auto &d) { d.timeouts.idle = Milliseconds(-1); });
    row("redirects", u"setting:maxRedirects"_s, u"from 0 to 100"_s, [](auto &d) { d.maxRedirects = 101; });
}

void tst_RequestResolver::namesTheField()
{
    QFETCH(RequestDocument, document);
    QFETCH(QString, says);
    const auto request = resolveRequest(document, scope());
    QVERIFY(!request);
    QCOMPARE(request.error().error.kind, ErrorKind::Input);
    QTEST(request.error().field, "field");
    QVERIFY2(request.error().error.message.contains(says), qPrintable(request.error().error.message));
    if (says == "{{no}}"_L1) // and what to do about it
        QVERIFY(request.error().error.detail.contains("identity"_L1));
}

void tst_RequestResolver::goesThroughTheNetworkAsAsked()
{
    NetworkSettings environment;
    environment.proxy = {ProxySettings::Kind::Http, u"proxy.example"_s, 8080, u"me"_s, Secret(u"fake-password"_s)};
    environment.tlsExceptions = {{u"h.example"_s, 443, "x"}};
    RequestDocument composed = document();
    QCOMPARE(resolveNetwork(composed, scope(), environment).value(), environment);
    composed.usesTlsExceptions = false;
    QVERIFY(resolveNetwork(composed, scope(), environment)->tlsExceptions.isEmpty());
    composed.proxy.kind = RequestDocument::Proxy::Kind::None;
    QCOMPARE(resolveNetwork(composed, scope(), environment)->proxy.kind, ProxySettings::Kind::None);
    composed.proxy = {RequestDocument::Proxy::Kind::Socks5, u"{{name}}.example"_s, 1080};
    const auto other = resolveNetwork(composed, scope(), environment);
    QCOMPARE(other->proxy, (ProxySettings{ProxySettings::Kind::Socks5, u"n.example"_s, 1080, {}, {}})); // its password stays at home
    composed.proxy.port = 0;
    QCOMPARE(resolveNetwork(composed, scope(), environment).error().field, u"setting:proxy"_s);
    composed.proxy = {RequestDocument::Proxy::Kind::Http, u"{{no}}"_s, 1};
    QCOMPARE(resolveNetwork(composed, scope(), environment).error().field, u"setting:proxy"_s);
}

void tst_RequestResolver::looksAtTheFilesOfTheNetwork_data()
{
    QTest::addColumn<NetworkSettings>("network");
    QTest::addColumn<QString>("field");
    NetworkSettings network;
    network.caFile = u"/no/such"_s;
    QTest::newRow("authorities") << network << u"setting:caFile"_s;
    network = {};
    network.clientCertificate.certificateFile = u"/no/such"_s;
    QTest::newRow("certificate") << network << u"setting:clientCertificate"_s;
    network.clientCertificate = {{}, u"/"_s, {}};
    QTest::newRow("key") << network << u"setting:clientCertificate"_s;
}

void tst_RequestResolver::looksAtTheFilesOfTheNetwork()
{
    QFETCH(NetworkSettings, network);
    const auto resolved = resolveNetwork(document(), scope(), network);
    QVERIFY(!resolved);
    QTEST(resolved.error().field, "field");
}

QTEST_APPLESS_MAIN(tst_RequestResolver)
#include "tst_RequestResolver.moc"
