#include "app/token/TokenFacts.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;
using Kind = TokenFacts::Kind;

namespace {

QString token(const QByteArray &payload, const QByteArray &header = R"({"alg":"HS256","typ":"JWT"})")
{
    return QString::fromLatin1(Base64Url::encode(header) + '.' + Base64Url::encode(payload) + ".c2ln");
}

}

class tst_TokenFacts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void recognises_data();
    void recognises();
    void readsWhatIsSaid();
    void understandsTheirSpellings_data();
    void understandsTheirSpellings();
    void tellsTheLife_data();
    void tellsTheLife();
    void saysWhatIsBroken_data();
    void saysWhatIsBroken();
    void everyKindHasAName();
    void namesWhatIsNotSigned_data();
    void namesWhatIsNotSigned();
};

void tst_TokenFacts::recognises_data()
{
    QTest::addColumn<QString>("token");
    QTest::addColumn<Kind>("kind");
    const auto row = [](const char *name, const QString &text, Kind kind) { QTest::newRow(name) << text << kind; };
    row("nothing", QString(), Kind::Empty);
    row("white space", u" \n"_s, Kind::Empty);
    row("JWT", token("{}"), Kind::SignedJwt);
    row("JWT as it is pasted", u" Bearer "_s + token("{}") + u'\n', Kind::SignedJwt);
    row("JWE", QString::fromLatin1(Base64Url::encode(R"({"alg":"dir","enc":"A128GCM"})")) + u"..aXY.Y3Q.dGFn"_s, Kind::EncryptedJwt);
    row("UUID", u"562f62e9-3393-4a04-83ad-bef550c57a3a"_s, Kind::Uuid);
    row("quoted UUID", u"\"562F62E9-3393-4A04-83AD-BEF550C57A3A\""_s, Kind::Uuid);
    row("PASETO", u"v4.public.eyJzdWIiOiJhIn0"_s, Kind::Paseto);
    row("PASETO with footer", u"v2.local.97TTOvgwIxNGvV80XKiGZg.Zm9v"_s, Kind::Paseto);
    row("hexadecimal", u"0123456789abcdef0123456789abcdef01234567"_s, Kind::Hex);
    row("hexadecimal, 24 digits", u"5f3a9c0123456789abcdef01"_s, Kind::Hex);
    row("base64", u"c29tZSBmYWtlIGJ5dGVzIQ=="_s, Kind::Base64);
    row("base64 by its alphabet", u"ab+/ab+/ab+/ab+/"_s, Kind::Base64);
    row("placeholder", u"eyJz93a...k4laUWw"_s, Kind::Abbreviated);
    row("ellipsis", u"eyJz93a\u2026"_s, Kind::Abbreviated);
    row("JSON", u"{\"token\":\"x\"}"_s, Kind::Json);
    row("GitHub's", u"ghp_fakefakefakefakefake"_s, Kind::Opaque);
    row("identity", u"eu-west-1:aaaaaaaa-bbbb"_s, Kind::Opaque);
    row("word", u"secret"_s, Kind::Opaque);
    row("a brace", u"{word"_s, Kind::Opaque);
    row("broken JSON", u"{not json"_s, Kind::Words);
    row("a sentence", u"this is not a token"_s, Kind::Words);
    row("lines", u"one\ntwo"_s, Kind::Words);
    row("a JWT in sentences", u"Hello. The token is "_s + token("{}") + u" here."_s, Kind::Words);
    row("a JWT that was wrapped", token("{}").insert(9, u'\n'), Kind::SignedJwt);
    row("another scheme", u"Basic YWxhZGRpbjpvcGVu"_s, Kind::Words);
    row("huge", QString(3'000'000, u'a'), Kind::Opaque);
}

void tst_TokenFacts::recognises()
{
    QFETCH(QString, token);
    QTEST(TokenFacts::of(token).kind, "kind");
}

void tst_TokenFacts::readsWhatIsSaid()
{
    // What a datarhei Core hands out.
    const TokenFacts facts = TokenFacts::of(token(
        R"({"iss":"datarhei-core","sub":"admin","usefor":"access","iat":1795322206,"exp":1795322806,"exi":600,"jti":"x"})",
        R"({"alg":"HS256","typ":"JWT","kid":"7"})"));
    QCOMPARE(facts.kind, Kind::SignedJwt);
    QCOMPARE(facts.algorithm, u"HS256"_s);
    QCOMPARE(facts.type, u"JWT"_s);
    QCOMPARE(facts.keyId, u"7"_s);
    QCOMPARE(facts.issuer, u"datarhei-core"_s);
    QCOMPARE(facts.subject, u"admin"_s);
    QCOMPARE(facts.expires->at.time_since_epoch().count(), 1795322806000);
    QCOMPARE(facts.issued->at.time_since_epoch().count(), 1795322206000);
    QVERIFY(!facts.notBefore);
    QCOMPARE(facts.duration, std::chrono::seconds(600));
    QCOMPARE(facts.life(), std::chrono::seconds(600));
    QVERIFY(facts.broken.isEmpty());
}

void tst_TokenFacts::understandsTheirSpellings_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QStringList>("audience");
    QTest::addColumn<QStringList>("scopes");
    QTest::addColumn<QStringList>("roles");
    const auto row = [](const char *name, const QByteArray &payload, const QStringList &audience, const QStringList &scopes, const QStringList &roles) {
        QTest::newRow(name) << payload << audience << scopes << roles;
    };
    row("one audience", R"({"aud":"a b"})", {u"a b"_s}, {}, {});
    row("audiences", R"({"aud":["a","b"]})", {u"a"_s, u"b"_s}, {}, {});
    row("scope", R"({"scope":"read  write"})", {}, {u"read"_s, u"write"_s}, {});
    row("scp as text", R"({"scp":"read write"})", {}, {u"read"_s, u"write"_s}, {});
    row("scp as a list", R"({"scp":["read all","write"]})", {}, {u"read all"_s, u"write"_s}, {});
    row("roles", R"({"roles":["r"],"groups":["g"]})", {}, {}, {u"r"_s});
    row("role", R"({"role":"admin"})", {}, {}, {u"admin"_s});
    row("ar", R"({"ar":["Partner","PartnerAdmin"]})", {}, {}, {u"Partner"_s, u"PartnerAdmin"_s});
    row("of wrong types", R"({"aud":5,"scope":{"a":1},"roles":null,"sub":["x"],"iss":null})", {}, {}, {});
}

void tst_TokenFacts::understandsTheirSpellings()
{
    QFETCH(QByteArray, payload);
    const TokenFacts facts = TokenFacts::of(token(payload));
    QTEST(facts.audience, "audience");
    QTEST(facts.scopes, "scopes");
    QTEST(facts.roles, "roles");
    QVERIFY(facts.issuer.isEmpty());
}

void tst_TokenFacts::tellsTheLife_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<qint64>("seconds"); // -1: unknown
    QTest::newRow("from iat to exp") << QByteArray(R"({"iat":100,"exp":160})") << qint64(60);
    QTest::newRow("as text") << QByteArray(R"({"iat":"100","exp":"160"})") << qint64(60);
    QTest::newRow("a duration") << QByteArray(R"({"exi":600})") << qint64(600);
    QTest::newRow("both") << QByteArray(R"({"iat":100,"exp":160,"exi":600})") << qint64(60);
    QTest::newRow("ends before it begins") << QByteArray(R"({"iat":160,"exp":100})") << qint64(0);
    QTest::newRow("exp alone") << QByteArray(R"({"exp":160})") << qint64(-1);
    QTest::newRow("nothing") << QByteArray("{}") << qint64(-1);
    QTest::newRow("absurd") << QByteArray(R"({"iat":-1e300,"exp":1e300})") << qint64(-1);
}

void tst_TokenFacts::tellsTheLife()
{
    QFETCH(QByteArray, payload);
    const auto life = TokenFacts::of(token(payload)).life();
    QTEST(life ? qint64(std::chrono::duration_cast<std::chrono::seconds>(*life).count()) : -1, "seconds");
}

void tst_TokenFacts::saysWhatIsBroken_data()
{
    QTest::addColumn<QString>("token");
    QTest::addColumn<QString>("words"); // in it; empty: nothing is broken
    const QString good = token(R"({"exp":5})");
    QTest::newRow("nothing") << good << QString();
    QTest::newRow("payload") << token(R"({ uid":"x","exp":1691154857})") << u"payload is not JSON"_s;
    QTest::newRow("header") << token("{}", "{alg}") << u"header is not"_s;
    QTest::newRow("no signature") << good.left(good.lastIndexOf(u'.')) << u"signature is missing"_s;
    QTest::newRow("padding") << good + u'=' << u"Signature:"_s;
    QTest::newRow("empty payload") << token("") << u"payload is empty"_s;
    QTest::newRow("duplicates") << token(R"({"sub":"a","sub":"b"})") << u"“sub”"_s;
    QTest::newRow("opaque") << u"word"_s << QString();
}

void tst_TokenFacts::saysWhatIsBroken()
{
    QFETCH(QString, token);
    QFETCH(QString, words);
    const TokenFacts facts = TokenFacts::of(token);
    QCOMPARE(facts.broken.isEmpty(), words.isEmpty());
    QVERIFY2(facts.broken.contains(words), qPrintable(facts.broken));
    if (words.contains(u"payload is not"_s))
        QCOMPARE(facts.expires->at.time_since_epoch().count(), 1691154857000);
}

void tst_TokenFacts::everyKindHasAName()
{
    QSet<QString> names;
    for (int kind = 0; kind <= int(Kind::Opaque); ++kind)
        names.insert(TokenFacts::nameOf(Kind(kind)));
    QCOMPARE(names.size(), int(Kind::Opaque) + 1);
}

void tst_TokenFacts::namesWhatIsNotSigned_data()
{
    QTest::addColumn<QString>("token");
    QTest::addColumn<QString>("name");
    const QString signedName = u"Signed token (JWT)"_s, unsignedName = u"Unsigned token (JWT)"_s;
    QTest::newRow("signed") << token("{}") << signedName;
    QTest::newRow("none") << u"eyJhbGciOiJub25lIn0.e30."_s << unsignedName;
    QTest::newRow("none, with a signature") << token("{}", R"({"alg":"None"})") << unsignedName;
    QTest::newRow("nothing behind the dot") << u"eyJhbGciOiJIUzI1NiJ9.e30."_s << unsignedName;
    QTest::newRow("two parts") << u"eyJhbGciOiJIUzI1NiJ9.e30"_s << unsignedName;
    QTest::newRow("in JSON") << uR"({"payload":"e30","protected":"eyJhbGciOiJIUzI1NiJ9","signature":"c2ln"})"_s << u"Signed token (JWS in JSON)"_s;
    QTest::newRow("none in JSON") << uR"({"payload":"e30","protected":"eyJhbGciOiJub25lIn0","signature":"c2ln"})"_s << unsignedName;
    QTest::newRow("none, not signed along, in JSON")
        << uR"({"payload":"e30","protected":"eyJraWQiOiJrIn0","header":{"alg":"none"},"signature":"c2ln"})"_s << unsignedName;
    QTest::newRow("JSON") << uR"({"payload":"e30","signature":1})"_s << u"JSON, not a token"_s;
    QTest::newRow("JSON without any header") << uR"({"payload":"aGVsbG8","signature":"c2ln"})"_s << u"JSON, not a token"_s;
    QTest::newRow("JSON with an empty header") << uR"({"payload":"aGVsbG8","protected":"","signature":""})"_s << u"JSON, not a token"_s;
    QTest::newRow("JSON, one of two without any header")
        << uR"({"payload":"e30","signatures":[{"protected":"eyJhbGciOiJIUzI1NiJ9","signature":"c2ln"},{"signature":"c2ln"}]})"_s
        << u"JSON, not a token"_s;
    QTest::newRow("opaque") << u"word"_s << u"Opaque token"_s;
}

void tst_TokenFacts::namesWhatIsNotSigned()
{
    QFETCH(QString, token);
    QTEST(TokenFacts::of(token).name(), "name");
}

QTEST_APPLESS_MAIN(tst_TokenFacts)
#include "tst_TokenFacts.moc"
