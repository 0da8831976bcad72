#include "app/base/Redactor.h"

#include <QtCore/QRandomGenerator>
#include <QtCore/QUrl>
#include <QtTest/QTest>

#include <ctime>

using namespace tessera;
using namespace Qt::StringLiterals;

namespace {

// As long as a real one, with what encodings change in it.
const QString known = u"fake/Secret+with \"quotes\" & ümläuts \\ 0815"_s;
const QString token = u"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJmYWtlIn0.c2lnbmF0dXJl"_s;

Redactor redactor()
{
    Redactor made;
    made.addSecret(Secret(known));
    made.addSecret(Secret(u"plain-fake-token-0123456789"_s));
    made.addSecret(Secret(u"short"_s)); // five bytes: not taken
    made.addName(u"X-Shop-Seal"_s);
    return made;
}

}

class tst_Redactor : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void knowsSecretNames_data();
    void knowsSecretNames();
    void masksHeaders_data();
    void masksHeaders();
    void masksUrls_data();
    void masksUrls();
    void masksBodies_data();
    void masksBodies();
    void findsKnownValuesInEveryForm_data();
    void findsKnownValuesInEveryForm();
    void leavesTheRestByteForByte_data();
    void leavesTheRestByteForByte();
    void masksTextByValue();
    void findsOneAmongManySecrets();
    void forgetsTheOldestOfVeryMany();
    void staysLinear_data();
    void staysLinear();
    void survivesNonsense();
};

void tst_Redactor::knowsSecretNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("secret");
    for (const char *name : {"Authorization", "authorization", "Proxy-Authorization", "Cookie", "Set-Cookie", "x-api-key",
             "X-API-Key", "apiKey", "api_key", "identityId", "access_token", "accessToken", "refresh_token", "id_token",
             "token", "refreshToken", "refresh", "key", "password", "Password", "new_password", "passwordConfirm", "secret",
             "client_secret", "assertion", "client_assertion", "code_verifier", "X-Auth-Token", "X-Amz-Security-Token",
             "auth0Token", "X-Shop-Seal", "x_shop_seal", "accessKey", "device_code", "X-CSRF-Token"})
        QTest::newRow(name) << QString::fromLatin1(name) << true;
    for (const char *name : {"", "user", "userName", "Content-Type", "tokens", "token_type", "tokenType", "messageKey",
             "keyboard", "Idempotency-Key", "Sec-WebSocket-Key", "nextPageToken", "expires_in", "passwordPolicy", "code",
             "secretary", "monkey", "refreshed", "email"})
        QTest::newRow(*name ? name : "(empty)") << QString::fromLatin1(name) << false;
}

void tst_Redactor::knowsSecretNames()
{
    QFETCH(QString, name);
    QTEST(redactor().isSecretName(name), "secret");
}

void tst_Redactor::masksHeaders_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *title, const QString &name, const QString &value, const QString &expected) {
        QTest::newRow(title) << name << value << expected;
    };
    row("scheme stays", u"Authorization"_s, u"Bearer abc.def"_s, u"Bearer ••••"_s);
    row("basic", u"authorization"_s, u"Basic ZmFrZTpmYWtl"_s, u"Basic ••••"_s);
    row("parameters", u"Authorization"_s, u"Digest username=\"u\", response=\"x\""_s, u"Digest ••••"_s);
    row("raw token", u"Authorization"_s, u"raw-token-without-scheme"_s, u"••••"_s);
    row("unknown first word may be the secret", u"Authorization"_s, u"correct horse battery"_s, u"••••"_s);
    row("scheme alone", u"Authorization"_s, u"Bearer "_s, u"Bearer "_s);
    row("empty", u"Authorization"_s, QString(), QString());
    row("reference", u"Authorization"_s, u"Bearer {{access}}"_s, u"Bearer {{access}}"_s);
    row("reference with more", u"Authorization"_s, u"Bearer {{access}}x"_s, u"Bearer ••••"_s);
    row("two references", u"Authorization"_s, u"Basic {{a}}:{{b}}"_s, u"Basic ••••"_s);
    row("API key", u"X-Api-Key"_s, u"k"_s, u"••••"_s);
    row("identity", u"identityId"_s, u"eu-west-1:0815"_s, u"••••"_s);
    row("added name", u"x-shop-seal"_s, u"42"_s, u"••••"_s);
    row("cookies", u"Cookie"_s, u"a=1; session=x=y; theme={{t}}; alone"_s, u"a=••••; session=••••; theme={{t}};••••"_s);
    row("set cookie", u"Set-Cookie"_s, u"sid=abc; Path=/; HttpOnly; SameSite=Lax"_s, u"sid=••••; Path=/; HttpOnly; SameSite=Lax"_s);
    row("removed cookie", u"Set-Cookie"_s, u"sid=; Max-Age=0"_s, u"sid=; Max-Age=0"_s);
    row("location", u"Location"_s, u"https://a.example/cb?code=7&access_token=x#id_token=y&state=z"_s,
        u"https://a.example/cb?code=7&access_token=••••#id_token=••••&state=z"_s);
    row("known value elsewhere", u"X-Echo"_s, u"got plain-fake-token-0123456789!"_s, u"got ••••!"_s);
    row("token elsewhere", u"X-Echo"_s, u"got %1!"_s.arg(token), u"got ••••!"_s);
    row("ordinary", u"Content-Type"_s, u"application/json; charset=utf-8"_s, u"application/json; charset=utf-8"_s);
}

void tst_Redactor::masksHeaders()
{
    QFETCH(QString, name);
    QFETCH(QString, value);
    QTEST(redactor().headerValue(name, value), "expected");
}

void tst_Redactor::masksUrls_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *title, const QString &url, const QString &expected) {
        QTest::newRow(title) << url << expected;
    };
    row("nothing", u"https://a.example:8080/b?c=d&e#f"_s, u"https://a.example:8080/b?c=d&e#f"_s);
    row("query", u"https://a.example/?api_key=1&b=2&Token=3"_s, u"https://a.example/?api_key=••••&b=2&Token=••••"_s);
    row("encoded name", u"https://a.example/?api%5Fkey=1&my+password=2"_s, u"https://a.example/?api%5Fkey=••••&my+password=••••"_s);
    row("nested name", u"https://a.example/?user[password]=1"_s, u"https://a.example/?user[password]=••••"_s);
    row("identity", u"https://a.example/u?identityId=eu-west-1%3A1"_s, u"https://a.example/u?identityId=••••"_s);
    row("question mark in a value", u"https://a.example/?a=?&key=1?2"_s, u"https://a.example/?a=?&key=••••"_s);
    row("userinfo", u"https://user:pass@a.example/x@y"_s, u"https://••••@a.example/x@y"_s);
    row("token as user", u"https://tok@a.example"_s, u"https://••••@a.example"_s);
    row("two signs", u"https://u:p@ss@a.example/"_s, u"https://••••@a.example/"_s);
    row("sign in a path", u"https://a.example/@me?x=@y"_s, u"https://a.example/@me?x=@y"_s);
    row("fragment", u"https://a.example/cb#access_token=1&state=2"_s, u"https://a.example/cb#access_token=••••&state=2"_s);
    row("template", u"{{base}}/x?key={{apiKey}}&token=literal"_s, u"{{base}}/x?key={{apiKey}}&token=••••"_s);
    row("known value in a path", u"https://a.example/plain-fake-token-0123456789/x"_s, u"https://a.example/••••/x"_s);
    row("encoded in a path", u"https://a.example/"_s + QString::fromLatin1(QUrl::toPercentEncoding(known)), u"https://a.example/••••"_s);
    row("token in a path", u"https://a.example/"_s + token, u"https://a.example/••••"_s);
    row("no host", u"/a?password=1"_s, u"/a?password=••••"_s);
    row("empty", QString(), QString());
    row("empty value", u"https://a.example/?key=&token"_s, u"https://a.example/?key=&token"_s);
    row("broken", u"ht!tp:/?&&=&key=1&&"_s, u"ht!tp:/?&&=&key=••••&&"_s);
}

void tst_Redactor::masksUrls()
{
    QFETCH(QString, url);
    QTEST(redactor().url(url), "expected");
}

void tst_Redactor::masksBodies_data()
{
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *title, const QString &body, const QString &expected) {
        QTest::newRow(title) << body << expected;
    };
    row("member", uR"({"user":"u","password":"p"})"_s, uR"({"user":"u","password":"••••"})"_s);
    row("layout stays", u"{\r\n\t\"token\" :  \"t\" ,\n \"n\": 1.10, \"n\": 1e400}\n"_s, u"{\r\n\t\"token\" :  \"••••\" ,\n \"n\": 1.10, \"n\": 1e400}\n"_s);
    row("nested", uR"({"credentials":{"token":"t","a":[{"refreshToken":"r"}]}})"_s, uR"({"credentials":{"token":"••••","a":[{"refreshToken":"••••"}]}})"_s);
    row("number", uR"({"pin":1234,"x":5})"_s, uR"({"pin":"••••","x":5})"_s);
    row("negative number at the end", uR"({"token":-1.5e3)"_s, uR"({"token":"••••")"_s);
    row("not a value", uR"({"token":null,"password":true,"secret":false,"key":""})"_s, uR"({"token":null,"password":true,"secret":false,"key":""})"_s);
    row("array", uR"({"token":["a",["b",2],{"c":"d","key":"e"},"f"],"x":"y"})"_s, uR"({"token":["••••",["••••","••••"],{"c":"d","key":"••••"},"••••"],"x":"y"})"_s);
    row("object", uR"({"token":{"type":"bearer","value":"v"},"x":"y"})"_s, uR"({"token":{"type":"bearer","value":"v"},"x":"y"})"_s);
    row("escaped name", uR"({"pass\u0077ord":"p"})"_s, uR"({"pass\u0077ord":"••••"})"_s);
    row("quotes in the value", uR"({"password":"a\"b\\","x":"token"})"_s, uR"({"password":"••••","x":"token"})"_s);
    row("key and value words", uR"({"a":"token","b":"password"})"_s, uR"({"a":"token","b":"password"})"_s);
    row("JSON in JSON", uR"({"errorMessage":"{\"token\":\"t\", \"\u00fc\":\"\/\"}","x":1})"_s, uR"({"errorMessage":"{\"token\":\"••••\", \"\u00fc\":\"\/\"}","x":1})"_s);
    row("number in JSON in JSON", uR"({"a":"[{\"pin\":12},3]"})"_s, uR"({"a":"[{\"pin\":\"••••\"},3]"})"_s);
    row("thrice", uR"({"a":"{\"b\":\"{\\\"key\\\":\\\"k\\\",\\\"pin\\\":7}\"}"})"_s, uR"({"a":"{\"b\":\"{\\\"key\\\":\\\"••••\\\",\\\"pin\\\":\\\"••••\\\"}\"}"})"_s);
    row("umlauts before it", uR"({"a":"{\"ü\u00fc\ud83d\ude00\":1,\"key\":\"k\"}"})"_s, uR"({"a":"{\"ü\u00fc\ud83d\ude00\":1,\"key\":\"••••\"}"})"_s);
    row("lines of JSON", u"{\"token\":\"a\"}\n{\"token\":\"b\"}\n"_s, u"{\"token\":\"••••\"}\n{\"token\":\"••••\"}\n"_s);
    row("server-sent events", u"data: {\"access_token\":\"a\"}\n\n"_s, u"data: {\"access_token\":\"••••\"}\n\n"_s);
    row("inside a page", u"<p>\"</p>\n<script>x={\"apiKey\":\"k\"}</script>"_s, u"<p>\"</p>\n<script>x={\"apiKey\":\"••••\"}</script>"_s);
    row("reference", uR"({"password":"{{password}}","token":"{{a}}{{b}}"})"_s, uR"({"password":"{{password}}","token":"••••"})"_s);
    row("cut off in a value", uR"({"token":"abcdef)"_s, uR"({"token":"••••)"_s);
    row("byte order mark", u"\uFEFF{\"token\":\"t\"}"_s, u"\uFEFF{\"token\":\"••••\"}"_s);
    row("added name", uR"({"xShopSeal":"s"})"_s, uR"({"xShopSeal":"••••"})"_s);
    row("form", u"user=u&password=p%20p&x=y"_s, u"user=u&password=••••&x=y"_s);
    row("form, first", u"password=p"_s, u"password=••••"_s);
    row("form, token request", u"grant_type=refresh_token&refresh_token=r&client_id=c&client_secret=s&code_verifier=v&assertion=a"_s,
        u"grant_type=refresh_token&refresh_token=••••&client_id=c&client_secret=••••&code_verifier=••••&assertion=••••"_s);
    row("form, reference", u"password={{password}}&token=t"_s, u"password={{password}}&token=••••"_s);
    row("form with JSON", u"a={\"token\":\"t\"}&key=k"_s, u"a={\"token\":\"••••\"}&key=••••"_s);
    row("multipart", u"--b\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\np\r\np\r\n--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\ny\r\n--b--\r\n"_s,
        u"--b\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\n••••\r\n--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\ny\r\n--b--\r\n"_s);
    row("token as text", token, u"••••"_s);
    row("token as JSON text", u"\"%1\"\n"_s.arg(token), u"\"••••\"\n"_s);
    row("token in text", u"was %1, now eyJ"_s.arg(token), u"was ••••, now eyJ"_s);
    row("encrypted token", u"<eyJhbGciOiJkaXIifQ..aXY.Y3Q.dGFn>"_s, u"<••••>"_s);
    row("unsecured token", u"<eyJhbGciOiJub25lIn0.e30.>"_s, u"<••••>"_s);
    row("two tokens", u"%1 %1"_s.arg(token), u"•••• ••••"_s);
    row("known value", u"x=plain-fake-token-0123456789;"_s, u"x=••••;"_s);
    row("twice", u"<plain-fake-token-0123456789plain-fake-token-0123456789>"_s, u"<••••••••>"_s);
    row("server's settings", uR"({"auth":{"password":"p","jwt":{"secret":"s"},"disable_localhost":false}})"_s, uR"({"auth":{"password":"••••","jwt":{"secret":"••••"},"disable_localhost":false}})"_s);
}

void tst_Redactor::masksBodies()
{
    QFETCH(QString, body);
    QFETCH(QString, expected);
    const QByteArray once = redactor().body(body.toUtf8());
    QCOMPARE(once, expected.toUtf8());
    QCOMPARE(redactor().body(once), once); // what is masked stays as it is
}

void tst_Redactor::findsKnownValuesInEveryForm_data()
{
    QTest::addColumn<QByteArray>("form");
    const QByteArray utf8 = known.toUtf8();
    QByteArray lower = utf8.toPercentEncoding();
    for (qsizetype i = 0; i + 2 < lower.size(); ++i)
        if (lower[i] == '%')
            lower.replace(i, 3, lower.mid(i, 3).toLower());
    QTest::newRow("plain") << utf8;
    QTest::newRow("percent-encoded") << utf8.toPercentEncoding();
    QTest::newRow("percent-encoded, small letters") << lower;
    QTest::newRow("form-encoded") << utf8.toPercentEncoding().replace("%20", "+");
    QTest::newRow("JSON") << QByteArray("fake/Secret+with \\\"quotes\\\" & ümläuts \\\\ 0815");
    QTest::newRow("JSON, slashes") << QByteArray("fake\\/Secret+with \\\"quotes\\\" & ümläuts \\\\ 0815");
    QTest::newRow("JSON, ASCII") << QByteArray("fake/Secret+with \\\"quotes\\\" & \\u00fcml\\u00e4uts \\\\ 0815");
    QTest::newRow("JSON in JSON") << QByteArray("fake/Secret+with \\\\\\\"quotes\\\\\\\" & ümläuts \\\\\\\\ 0815");
    QTest::newRow("base64") << utf8.toBase64(QByteArray::OmitTrailingEquals);
    QTest::newRow("base64url") << utf8.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

void tst_Redactor::findsKnownValuesInEveryForm()
{
    QFETCH(QByteArray, form);
    const QByteArray found = redactor().body("<< " + form + " >>");
    QVERIFY2(found.startsWith("<< ••••"), found.constData());
    QVERIFY2(found.endsWith(" >>"), found.constData());
    QVERIFY2(found.size() < 24, found.constData());
    // Wherever it stands in something longer that is encoded as a whole.
    for (const QByteArray &before : {QByteArray(), QByteArray("a"), QByteArray("ab"), QByteArray("key:")}) {
        const QByteArray whole = (before + known.toUtf8() + "!").toBase64();
        const QByteArray rest = redactor().body(whole);
        QVERIFY2(rest.contains("••••"), rest.constData());
        QVERIFY2(rest.size() < 32, rest.constData());
    }
}

void tst_Redactor::leavesTheRestByteForByte_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("binary") << QByteArray("\x00\xff\xfe\"\\\x80{[:\"", 10);
    QTest::newRow("invalid UTF-8") << QByteArray("{\"a\":\"\xc3\x28\"}");
    QTest::newRow("lone surrogates") << QByteArray(R"({"a":"\ud800","b":"{\"c\":\"\udc00\"}"})");
    QTest::newRow("bad escapes") << QByteArray(R"({"a":"\x\u12","b":"{\"\\u\""})");
    QTest::newRow("short secret") << QByteArray("short and shorter");
    QTest::newRow("part of a secret") << QByteArray("plain-fake-token-012345678");
    QTest::newRow("other case") << QByteArray("PLAIN-FAKE-TOKEN-0123456789");
    QTest::newRow("no token") << QByteArray("eyJ eyJhbGciOi eyJhbGciOiJIUzI1NiJ9 eyJz93a...k4laUWw eyJa.b.c");
    QTest::newRow("masked before") << QByteArray("{\"token\":null,\"a\":\"••••\"}");
    QTest::newRow("not a form") << QByteArray("a line = of text & password");
}

void tst_Redactor::leavesTheRestByteForByte()
{
    QFETCH(QByteArray, body);
    QCOMPARE(redactor().body(body), body);
}

void tst_Redactor::masksTextByValue()
{
    const Redactor r = redactor();
    QCOMPARE(r.text(u"The server said: token plain-fake-token-0123456789 is bad."_s), u"The server said: token •••• is bad."_s);
    QCOMPARE(r.text(uR"({"password":"p"})"_s), uR"({"password":"p"})"_s); // names are for bodies
    QCOMPARE(r.text(token), u"••••"_s);
    QCOMPARE(Redactor().text(u"anything"_s), u"anything"_s);
    Redactor copy = r;
    copy.addSecret(Secret(u"another-fake"_s));
    QCOMPARE(copy.text(u"another-fake"_s), u"••••"_s);
    QCOMPARE(r.text(u"another-fake"_s), u"another-fake"_s);
}

void tst_Redactor::findsOneAmongManySecrets()
{
    Redactor r;
    QRandomGenerator random(4711);
    QStringList secrets;
    for (int i = 0; i < 5000; ++i) {
        QByteArray bytes(30, Qt::Uninitialized);
        for (char &c : bytes)
            c = char(random.bounded(256));
        // As tokens are: all begin alike.
        secrets.append(u"eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9-"_s + QString::fromLatin1(bytes.toBase64(QByteArray::Base64UrlEncoding)));
        r.addSecret(Secret(secrets.last()));
    }
    for (int i = 0; i < 5000; i += 7) {
        QCOMPARE(r.text(u"("_s + secrets.at(i) + u")"_s), u"(••••)"_s);
        const QString other = secrets.at(i).chopped(1) + u'!';
        QCOMPARE(r.text(other), other);
    }
}

void tst_Redactor::forgetsTheOldestOfVeryMany()
{
    Redactor r;
    const auto secret = [](int i) { return u"fake-secret-number-%1-end"_s.arg(i * 7919); };
    for (int i = 0; i < 150'000; ++i) {
        r.addSecret(Secret(secret(i)));
        if (i % 1000 == 0)
            r.addSecret(Secret(secret(0))); // in use all the time
    }
    QCOMPARE(r.text(secret(0)), u"••••"_s);
    QCOMPARE(r.text(secret(149'999)), u"••••"_s);
    QCOMPARE(r.text(secret(120'000)), u"••••"_s);
    QCOMPARE(r.text(secret(1)), secret(1));
}

void tst_Redactor::staysLinear_data()
{
    QTest::addColumn<QByteArray>("piece");
    QTest::newRow("quotes") << QByteArray("\"");
    QTest::newRow("escaped quotes") << QByteArray("\\\"");
    QTest::newRow("quote and line") << QByteArray("\"\n");
    QTest::newRow("keys") << QByteArray("\"token\":");
    QTest::newRow("open arrays") << QByteArray("[");
    QTest::newRow("objects in objects") << QByteArray("{\"a\":");
    QTest::newRow("tokens begin") << QByteArray("eyJ");
    QTest::newRow("tokens begin again") << QByteArray("eyJhbGciOiJ.");
    QTest::newRow("pairs") << QByteArray("key=1&");
    QTest::newRow("spaces after strings") << QByteArray("\"a\"          ");
    QTest::newRow("ends of a secret") << QByteArray("en-0123456789");
    QTest::newRow("known") << QByteArray("plain-fake-token-0123456789");
    QTest::newRow("parts of a form") << QByteArray("form-data; name=\"a");
}

void tst_Redactor::staysLinear()
{
    QFETCH(QByteArray, piece);
    const Redactor r = redactor();
    const auto timeOf = [&](qsizetype size) { // of the processor: others may use it, too
        const QByteArray body = piece.repeated(size / piece.size());
        std::clock_t best = std::numeric_limits<std::clock_t>::max();
        for (int i = 0; i < 3; ++i) {
            const std::clock_t begin = std::clock();
            const QByteArray masked = r.body(body);
            best = std::min(best, std::clock() - begin);
            if (masked.isEmpty())
                qFatal("nothing is left");
        }
        return best;
    };
    const std::clock_t small = timeOf(40'000);
    const std::clock_t large = timeOf(640'000);
    QVERIFY2(large < 16 * small * 5 + CLOCKS_PER_SEC / 50, qPrintable(u"%1, %2"_s.arg(small).arg(large))); // 256 would be square
    const QByteArray inner = "{\"a\":\"" + QByteArray(R"([{\"b\":\"c\"},)").repeated(10'000) + "\"}";
    QCOMPARE(r.body(inner), inner);
}

void tst_Redactor::survivesNonsense()
{
    const Redactor r = redactor();
    QRandomGenerator random(815);
    const QByteArray alphabet = "\"\\{}[]:,eyJ.=&-\r\n u0token123";
    for (int i = 0; i < 3000; ++i) {
        QByteArray body;
        for (int n = random.bounded(200); n > 0; --n)
            body += alphabet.at(random.bounded(int(alphabet.size())));
        const QByteArray once = r.body(body);
        QVERIFY(!once.isEmpty() || body.isEmpty());
        QVERIFY(!r.url(QString::fromLatin1(body)).isEmpty() || body.isEmpty());
        QVERIFY(!r.headerValue(u"Cookie"_s, QString::fromLatin1(body)).isEmpty() || body.isEmpty());
    }
}

QTEST_APPLESS_MAIN(tst_Redactor)
#include "tst_Redactor.moc"
