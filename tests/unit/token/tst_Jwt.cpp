#include "app/token/Jwt.h"

#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;
using Type = TokenClaim::Type;

namespace {

// From the PagFast documentation, its payload broken as it stands there; expired in 2023.
const QByteArray pagFastSample = "eyJhbGciOiJIUzM4NCIsInR5cCI6IkpXVCJ9.eyB1aWQiOiI2NWQwZjVjOS03ZmIwLTQ1NWMtOTAzNi05ZTcyZjBhOGQwZjYiLCJhciI6WyJQYXJ0bmVyIiwiUGFydG5lckFkbWluIl0sImFrIjoiNDU3NzFlYTEtYjAxMi00YjgwLThiYTQtNDk4OTFjNWQ4ZDQ3IiwicmVhbG0iOiJQYXJ0bmVyIiwiY2EiOiIwZWE3MDAwMS0wZjU4LTQ0YTItODBhZC05NTM2MzNmZjJjYzciLCJjaWQiOiIyOTI2MzczOS0yY2Y4LTQ4M2QtYWYxNS02MTUxZGM4NDQ4YjQiLCJkb21haW4iOiIvcGFydG5lcnMtaW50IiwiaWF0IjoxNjkxMTUxMjU3LCJleHAiOjE2OTExNTQ4NTd9.wBdfxnNYap0_M-omZUmnor7lB6c3ooVK2AENYtsIcfLzofW5bvkYgQzhaVABtJsU";

QByteArray token(const QByteArray &payload, const QByteArray &header = R"({"alg":"HS256"})", const QByteArray &signature = "c2ln")
{
    return Base64Url::encode(header) + '.' + Base64Url::encode(payload) + '.' + signature;
}

QStringList namesOf(const TokenClaims &claims)
{
    QStringList names;
    for (const TokenClaim &claim : claims.all())
        names.append(claim.name);
    return names;
}

}

class tst_Jwt : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void takesApart();
    void isLookedFor_data();
    void isLookedFor();
    void keepsClaimsAsWritten();
    void countsDuplicates();
    void recoversBrokenPayloads_data();
    void recoversBrokenPayloads();
    void readsTextsOfLists_data();
    void readsTextsOfLists();
    void recoversInTime();
    void namesDeviations();
    void survivesMutations();
};

void tst_Jwt::takesApart()
{
    const QByteArray text = token(R"({"sub":"fake"})", R"({"alg":"HS256","kid":"k"})");
    const auto jwt = Jwt::decode(text);
    QVERIFY(jwt);
    QCOMPARE(jwt->kind(), Jwt::Kind::Signed);
    QCOMPARE(jwt->header().bytes, R"({"alg":"HS256","kid":"k"})");
    QCOMPARE(jwt->payload().bytes, R"({"sub":"fake"})");
    QCOMPARE(jwt->signature().bytes, "sig");
    QCOMPARE(jwt->signingInput() + ".c2ln", text);
    QCOMPARE(jwt->algorithm(), u"HS256"_s);
    QCOMPARE(jwt->size(), text.size());
    QVERIFY(jwt->isWellFormed());
    QVERIFY(jwt->hasSignaturePart());
}

void tst_Jwt::isLookedFor_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("kind"); // -1: none
    const auto row = [](const char *name, const QByteArray &text, int kind) { QTest::newRow(name) << text << kind; };
    const QByteArray good = token("{}");
    row("token", good, int(Jwt::Kind::Signed));
    row("bearer", "Bearer " + good, int(Jwt::Kind::Signed));
    row("header line", "authorization: bearer  " + good + "\r\n", int(Jwt::Kind::Signed));
    row("quoted", "\"" + good + "\"\n", int(Jwt::Kind::Signed));
    row("payload is text", token("foo"), int(Jwt::Kind::Signed));
    row("payload is empty", token(""), int(Jwt::Kind::Signed));
    row("unsecured", token("{}", R"({"alg":"none"})", ""), int(Jwt::Kind::Signed));
    row("no signature part", good.left(good.lastIndexOf('.')), int(Jwt::Kind::Signed));
    row("broken header", token(R"({"sub":"a"})", "\xff\xfe"), int(Jwt::Kind::Signed));
    row("the documentation's sample", pagFastSample, int(Jwt::Kind::Signed));
    row("encrypted", Base64Url::encode(R"({"alg":"dir","enc":"A128GCM"})") + "..aXY.Y3Q.dGFn", int(Jwt::Kind::Encrypted));
    row("five parts of nothing", Base64Url::encode(R"({"alg":"dir"})") + "..aXY.Y3Q.dGFn", -1);
    row("four parts", good + ".x", -1);
    row("many parts", QByteArray(10000, '.'), -1);
    row("UUID", "562f62e9-3393-4a04-83ad-bef550c57a3a", -1);
    row("placeholder", "eyJz93a...k4laUWw", -1);
    row("PASETO", "v4.public.eyJzdWIiOiJhIn0", -1);
    row("host name", "www.example.com", -1);
    row("version", "1.2.3", -1);
    row("empty", "", -1);
    row("dots", "..", -1);
    row("huge", token(QByteArray(2'000'000, ' ')), -1);
}

void tst_Jwt::isLookedFor()
{
    QFETCH(QByteArray, text);
    const auto jwt = Jwt::decode(text);
    QTEST(jwt ? int(jwt->kind()) : -1, "kind");
    QCOMPARE(Jwt::decode(QString::fromUtf8(text)).has_value(), jwt.has_value());
}

void tst_Jwt::keepsClaimsAsWritten()
{
    const QByteArray payload = "\n{ \"n\" : 12345678901234567890.10 , \"t\":\"a\\u00fc\\\"\", \"\\u006c\":[1, 2 ],\"o\":{ \"x\":[] },\"b\":false,\"z\":null,\"e\":1E400}";
    const auto jwt = Jwt::decode(token(payload));
    QVERIFY(jwt && jwt->payload().isObject());
    const TokenClaims &claims = jwt->payload().claims;
    QCOMPARE(namesOf(claims), (QStringList{u"n"_s, u"t"_s, u"l"_s, u"o"_s, u"b"_s, u"z"_s, u"e"_s}));
    QCOMPARE(claims.find(u"n")->json, "12345678901234567890.10");
    QCOMPARE(claims.find(u"t")->text(), u"aü\""_s);
    QCOMPARE(claims.find(u"t")->json, "\"a\\u00fc\\\"\"");
    QCOMPARE(claims.find(u"l")->json, "[1, 2 ]");
    QCOMPARE(claims.find(u"o")->json, "{ \"x\":[] }");
    QCOMPARE(claims.find(u"e")->text(), u"1E400"_s);
    const QList types{Type::Number, Type::Text, Type::List, Type::Object, Type::Boolean, Type::Null, Type::Number};
    for (qsizetype i = 0; i < types.size(); ++i) {
        QCOMPARE(claims.all().at(i).type, types.at(i));
        QCOMPARE(payload.mid(claims.all().at(i).at, claims.all().at(i).json.size()), claims.all().at(i).json);
    }
    QCOMPARE(claims.find(u"x"), nullptr);
    QVERIFY(!claims.isRecovered());
}

void tst_Jwt::countsDuplicates()
{
    const auto jwt = Jwt::decode(token(R"({"a":1,"b":2,"a":3,"a":4,"\u0062":5})"));
    QVERIFY(jwt);
    QCOMPARE(jwt->payload().claims.all().size(), 5);
    QCOMPARE(jwt->payload().claims.duplicates(), (QStringList{u"a"_s, u"b"_s}));
    QCOMPARE(jwt->payload().claims.find(u"a")->json, "4");
    QVERIFY(jwt->isWellFormed());
    QVERIFY(!Jwt::decode(token("{}", R"({"alg":"none","alg":"HS256"})"))->isWellFormed());
}

void tst_Jwt::recoversBrokenPayloads_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("claims"); // name=value
    const auto row = [](const char *name, const QByteArray &text, const QStringList &claims) { QTest::newRow(name) << text << claims; };
    row("the documentation's sample", pagFastSample, {u"ar=[\"Partner\",\"PartnerAdmin\"]"_s, u"ak=\"45771ea1-b012-4b80-8ba4-49891c5d8d47\""_s,
        u"realm=\"Partner\""_s, u"ca=\"0ea70001-0f58-44a2-80ad-953633ff2cc7\""_s, u"cid=\"29263739-2cf8-483d-af15-6151dc8448b4\""_s,
        u"domain=\"/partners-int\""_s, u"iat=1691151257"_s, u"exp=1691154857"_s});
    row("cut short", token(R"({"exp": 17, "sub":"ad)"), {u"exp=17"_s});
    row("cut in a list", token(R"({"exp":17,"a":[1,2)"), {u"exp=17"_s});
    row("cut in a number", token(R"({"sub":"a","exp":12)"), {u"sub=\"a\""_s});
    row("comma missing", token(R"({"exp":17 "iat":16})"), {u"exp=17"_s, u"iat=16"_s});
    row("trailing comma", token(R"({"exp":17,})"), {u"exp=17"_s});
    row("single quotes", token(R"({'exp':17})"), {});
    row("URL as a name", token(R"({"https://x.example/r":"admin",,})"), {u"https://x.example/r=\"admin\""_s});
    row("noise", token("\x01\x02{\xff"), {});
    row("binary after it", token(QByteArray("{\"exp\":17}\0\xff", 12)), {u"exp=17"_s});
    row("quotes only", token(QByteArray(1000, '"')), {});
}

void tst_Jwt::recoversBrokenPayloads()
{
    QFETCH(QByteArray, text);
    const auto jwt = Jwt::decode(text);
    QVERIFY(jwt);
    QVERIFY(jwt->payload().fault);
    QVERIFY(!jwt->payload().isObject());
    QStringList claims;
    for (const TokenClaim &claim : jwt->payload().claims.all())
        claims.append(claim.name + u'=' + QString::fromUtf8(claim.json));
    QTEST(claims, "claims");
    QCOMPARE(jwt->payload().claims.isRecovered(), !claims.isEmpty());
}

void tst_Jwt::readsTextsOfLists_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QStringList>("texts");
    QTest::newRow("text") << QByteArray(R"("a")") << QStringList{u"a"_s};
    QTest::newRow("list") << QByteArray(R"([ "a" , "b\"," ])") << QStringList{u"a"_s, u"b\","_s};
    QTest::newRow("mixed") << QByteArray(R"([1,"a",["b"],{"c":"d"},null,"e"])") << QStringList{u"a"_s, u"e"_s};
    QTest::newRow("empty list") << QByteArray("[]") << QStringList();
    QTest::newRow("number") << QByteArray("5") << QStringList();
    QTest::newRow("object") << QByteArray(R"({"a":"b"})") << QStringList();
}

void tst_Jwt::readsTextsOfLists()
{
    QFETCH(QByteArray, json);
    const TokenClaims claims = TokenClaims::read("{\"x\":" + json + "}");
    QVERIFY(claims.find(u"x"));
    QTEST(claims.find(u"x")->texts(), "texts");
}

void tst_Jwt::recoversInTime()
{
    for (const QByteArray &piece : {QByteArray("\"a\":["), QByteArray("\"a\":\""), QByteArray("\"a\":{\""), QByteArray("[")})
        QVERIFY(Jwt::decode(token('{' + piece.repeated(600'000 / piece.size()))).has_value()); // the test's time limit judges
}

void tst_Jwt::namesDeviations()
{
    QByteArray text = token(R"({"sub":"a?"})");
    text.replace('_', '/');
    const auto jwt = Jwt::decode(text + "=");
    QVERIFY(jwt);
    QVERIFY(!jwt->isWellFormed());
    QCOMPARE(jwt->signature().findings.size(), 1);
    QCOMPARE(jwt->signature().findings.first().deviation, Base64Url::Deviation::Padding);
    QCOMPARE(jwt->signature().bytes, "sig");
}

void tst_Jwt::survivesMutations()
{
    QRandomGenerator random(49);
    const QByteArray good = token(R"({"sub":"fake","exp":1691154857,"aud":["a","b"],"o":{"p":[1,{"q":"r"}]}})");
    for (int i = 0; i < 5000; ++i) {
        QByteArray text = random.bounded(2) ? good : pagFastSample;
        for (int n = 1 + random.bounded(6); n > 0; --n) {
            const int at = random.bounded(int(text.size()));
            switch (random.bounded(3)) {
            case 0: text[at] = char(random.bounded(256)); break;
            case 1: text.remove(at, random.bounded(20)); break;
            default: text.insert(at, char('0' + random.bounded(64)));
            }
            if (text.isEmpty())
                text = good;
        }
        if (const auto jwt = Jwt::decode(text)) {
            for (const TokenClaim &claim : jwt->payload().claims.all()) {
                QVERIFY(claim.at >= 0 && claim.at + claim.json.size() <= jwt->payload().bytes.size());
                QVERIFY(claim.texts().size() <= claim.json.size());
            }
        }
    }
}

QTEST_APPLESS_MAIN(tst_Jwt)
#include "tst_Jwt.moc"
