#include "app/base/Redactor.h"
#include "app/workspace/KeptRequest.h"
#include "app/workspace/RequestJson.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;

namespace {

const QString canary = u"fake-secret-canary"_s;
const QString jwt = u"eyJhbGciOiJub25lIn0.eyJzdWIiOiJmYWtlIn0.c2ln"_s;

}

class tst_KeptRequest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void leavesOutSecrets_data();
    void leavesOutSecrets();
    void keepsWhatIsNone_data();
    void keepsWhatIsNone();
    void leavesOutLargeBodies();
    void keepsTheRestOfTheUrl();
};

void tst_KeptRequest::leavesOutSecrets_data()
{
    QTest::addColumn<RequestDocument>("document");
    QTest::addColumn<QStringList>("withheld");
    using Kind = RequestDocument::Body::Kind;
    const auto row = [](const char *name, const QString &value) { return RequestDocument::Row{true, QString::fromLatin1(name), value}; };
    const auto make = [](auto change) {
        RequestDocument document;
        document.url = u"http://h/p?a=1"_s;
        change(document);
        return document;
    };
    QTest::newRow("Authorization") << make([&](auto &d) { d.headers = {row("Authorization", u"Bearer "_s + canary)}; }) << QStringList{u"header:Authorization"_s};
    QTest::newRow("Cookie, switched off") << make([&](auto &d) { d.headers = {{false, u"cookie"_s, u"sid="_s + canary}}; }) << QStringList{u"header:cookie"_s};
    QTest::newRow("an API key") << make([&](auto &d) { d.headers = {row("X-Api-Key", canary)}; }) << QStringList{u"header:X-Api-Key"_s};
    QTest::newRow("a token in any header") << make([&](auto &d) { d.headers = {row("X-Thing", jwt)}; }) << QStringList{u"header:X-Thing"_s};
    QTest::newRow("a known secret in any header") << make([&](auto &d) { d.headers = {row("X-Thing", u"a "_s + u"known-canary-value"_s)}; }) << QStringList{u"header:X-Thing"_s};
    QTest::newRow("query item") << make([&](auto &d) { d.url = u"http://h/p?a=1&access_token="_s + canary; }) << QStringList{u"query:access_token"_s};
    QTest::newRow("token in any query item") << make([&](auto &d) { d.url = u"http://h/p?a="_s + jwt; }) << QStringList{u"query:a"_s};
    QTest::newRow("parked query item") << make([&](auto &d) { d.parkedQuery = {{1, u"password="_s + canary}}; }) << QStringList{u"query:password"_s};
    QTest::newRow("user and password in the URL") << make([&](auto &d) { d.url = u"http://me:%1@h/p"_s.arg(canary); }) << QStringList{u"url"_s};
    QTest::newRow("token in the path") << make([&](auto &d) { d.url = u"http://h/"_s + jwt; }) << QStringList{u"url"_s};
    QTest::newRow("fragment") << make([&](auto &d) { d.url = u"http://h/#access_token="_s + jwt; }) << QStringList{u"url"_s};
    QTest::newRow("JSON body") << make([&](auto &d) { d.body.kind = Kind::Json; d.body.text = u"{\"password\":\"%1\"}"_s.arg(canary); }) << QStringList{u"body"_s};
    QTest::newRow("text body with a token") << make([&](auto &d) { d.body.kind = Kind::Text; d.body.text = jwt; }) << QStringList{u"body"_s};
    QTest::newRow("a body that is not chosen") << make([&](auto &d) { d.body.text = u"{\"password\":\"%1\"}"_s.arg(canary); }) << QStringList{u"body"_s};
    QTest::newRow("form field") << make([&](auto &d) { d.body.kind = Kind::Form; d.body.form = {row("client_secret", canary)}; }) << QStringList{u"form:client_secret"_s};
    QTest::newRow("path variable") << make([&](auto &d) { d.pathVariables = {row("token", canary)}; }) << QStringList{u"path:token"_s};
    QTest::newRow("part") << make([&](auto &d) { d.body.kind = Kind::Multipart; d.body.parts = {{true, u"password"_s, false, canary, {}, {}, {}}}; }) << QStringList{u"part:password"_s};
    QTest::newRow("JSON in a part") << make([&](auto &d) { d.body.parts = {{true, u"data"_s, false, u"{\"password\":\"%1\"}"_s.arg(canary), {}, {}, {}}}; }) << QStringList{u"part:data"_s};
    QTest::newRow("GraphQL variables") << make([&](auto &d) { d.body.kind = Kind::GraphQl; d.body.graphQl.variables = u"{\"password\":\"%1\"}"_s.arg(canary); }) << QStringList{u"graphqlVariables"_s};
    QTest::newRow("GraphQL query") << make([&](auto &d) { d.body.graphQl.query = u"{ me(token: \"%1\") }"_s.arg(jwt); }) << QStringList{u"graphqlQuery"_s};
    QTest::newRow("what a newer version wrote") << make([&](auto &d) { d.unknown = "{\"password\": \"" + canary.toUtf8() + "\"}"; }) << QStringList{u"other"_s};
    QTest::newRow("name") << make([&](auto &d) { d.name = jwt; }) << QStringList{u"name"_s};
}

void tst_KeptRequest::leavesOutSecrets()
{
    QFETCH(RequestDocument, document);
    Redactor redactor;
    redactor.addSecret(Secret(u"known-canary-value"_s));
    const auto kept = KeptRequest::of(document, redactor);
    QTEST(kept.withheld, "withheld");
    const QByteArray written = toBytes(RequestJson::write(kept.document));
    QVERIFY2(!written.contains("canary") && !written.contains("eyJ"), written);
    QCOMPARE(KeptRequest::of(kept.document, redactor), (KeptRequest{kept.document, {}}));
}

void tst_KeptRequest::keepsWhatIsNone_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("header");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("body");
    QTest::newRow("plain") << u"http://h/p?a=%2f&&b"_s << u"Accept"_s << u"*/*"_s << u"{\"a\": 1.10}"_s;
    QTest::newRow("references") << u"http://h/p?token={{access}}"_s << u"Authorization"_s << u"Bearer {{access}}"_s << u"{\"password\": \"{{pw}}\"}"_s;
    QTest::newRow("empty") << u"http://h/p?token="_s << u"Cookie"_s << QString() << u"{\"password\": \"\"}"_s;
}

void tst_KeptRequest::keepsWhatIsNone()
{
    QFETCH(QString, url);
    QFETCH(QString, header);
    QFETCH(QString, value);
    QFETCH(QString, body);
    RequestDocument document;
    document.url = url;
    document.headers = {{true, header, value}};
    document.body.kind = RequestDocument::Body::Kind::Json;
    document.body.text = body;
    QCOMPARE(KeptRequest::of(document, {}), (KeptRequest{document, {}}));
}

void tst_KeptRequest::leavesOutLargeBodies()
{
    RequestDocument document;
    document.body.text = QString(KeptRequest::largestBody + 1, u'x');
    const auto kept = KeptRequest::of(document, {});
    QCOMPARE(kept.withheld, QStringList{u"body:large"_s});
    QVERIFY(kept.document.body.text.isEmpty());
}

void tst_KeptRequest::keepsTheRestOfTheUrl()
{
    RequestDocument document;
    document.url = u"{{base}}/p?a=%2f&token=%1&b=x+y#top"_s.arg(canary);
    QCOMPARE(KeptRequest::of(document, {}).document.url, u"{{base}}/p?a=%2f&token=&b=x+y#top"_s);
}

QTEST_APPLESS_MAIN(tst_KeptRequest)
#include "tst_KeptRequest.moc"
