#include "app/auth/profile/Capture.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(tessera::HttpHeaders)

class tst_Capture : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void refusesWhatIsNoExpression_data();
    void refusesWhatIsNoExpression();
    void takesFromAnswers_data();
    void takesFromAnswers();
    void looksIntoJwts();
    void namesItsSource_data();
    void namesItsSource();
    void equalExpressionsAreEqual();
};

void tst_Capture::refusesWhatIsNoExpression_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("words");
    QTest::newRow("empty") << QString() << u"is not an expression"_s;
    QTest::newRow("plain text") << u"access_token"_s << u"is not an expression"_s;
    QTest::newRow("template") << u"{{token}}"_s << u"is not an expression"_s;
    QTest::newRow("braces of Arazzo") << u"{$response.body#/a}"_s << u"is not an expression"_s;
    QTest::newRow("request") << u"$request.body#/a"_s << u"is not an expression"_s;
    QTest::newRow("url") << u"$url"_s << u"is not an expression"_s;
    QTest::newRow("case") << u"$Response.body"_s << u"is not an expression"_s;
    QTest::newRow("body with a tail") << u"$response.bodyguard"_s << u"is not an expression"_s;
    QTest::newRow("pointer without slash") << u"$response.body#a"_s << u"begins with"_s;
    QTest::newRow("bad escape") << u"$response.body#/a~2"_s << u"~0"_s;
    QTest::newRow("bad second pointer") << u"$response.body#/a#b"_s << u"begins with"_s;
    QTest::newRow("star before the last") << u"$response.body#/a/*#/b"_s << u"last pointer"_s;
    QTest::newRow("header without name") << u"$response.header."_s << u"needs a name"_s;
    QTest::newRow("header with blank") << u"$response.header.X Token"_s << u"needs a name"_s;
    QTest::newRow("header with line break") << u"$response.header.X\r\nY"_s << u"needs a name"_s;
    QTest::newRow("header beyond ASCII") << u"$response.header.\u00c4"_s << u"needs a name"_s;
    QTest::newRow("header with pointer") << u"$response.header.X#/a"_s << u"takes no pointer"_s;
    QTest::newRow("cookie without name") << u"$response.cookie."_s << u"needs a name"_s;
    QTest::newRow("status with pointer") << u"$statusCode#/a"_s << u"takes no pointer"_s;
    QTest::newRow("status with tail") << u"$statusCodes"_s << u"is not an expression"_s;
    QTest::newRow("input without name") << u"$inputs."_s << u"needs a name"_s;
    QTest::newRow("input with pointer") << u"$inputs.a#/b"_s << u"takes no pointer"_s;
    QTest::newRow("JWT without claim") << u"$jwt.access"_s << u"which claim"_s;
    QTest::newRow("JWT with empty claim") << u"$jwt.access#"_s << u"which claim"_s;
    QTest::newRow("JWT without name") << u"$jwt.#/sub"_s << u"needs a name"_s;
    QTest::newRow("JWT with two pointers") << u"$jwt.access#/a#/b"_s << u"one pointer too many"_s;
    QTest::newRow("JWT with a bare name") << u"$jwt.access#sub"_s << u"begins with"_s;
}

void tst_Capture::refusesWhatIsNoExpression()
{
    QFETCH(QString, expression);
    QFETCH(QString, words);
    const auto capture = Capture::parse(expression);
    QVERIFY(!capture);
    QCOMPARE(capture.error().kind, ErrorKind::Profile);
    QVERIFY2(capture.error().message.contains(words), qPrintable(capture.error().message));
}

void tst_Capture::takesFromAnswers_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<HttpHeaders>("headers");
    QTest::addColumn<QString>("expected"); // null: nothing
    const HttpHeaders none;

    const QByteArray nested
        = R"({"credentials":{"token":"t-1","life":3600,"big":12345678901234567890,"ok":true,"no":null,"empty":""}})";
    QTest::newRow("member") << u"$response.body#/credentials/token"_s << nested << none << u"t-1"_s;
    QTest::newRow("number") << u"$response.body#/credentials/life"_s << nested << none << u"3600"_s;
    QTest::newRow("large number") << u"$response.body#/credentials/big"_s << nested << none << u"12345678901234567890"_s;
    QTest::newRow("boolean") << u"$response.body#/credentials/ok"_s << nested << none << u"true"_s;
    QTest::newRow("null") << u"$response.body#/credentials/no"_s << nested << none << QString();
    QTest::newRow("empty text") << u"$response.body#/credentials/empty"_s << nested << none << QString();
    QTest::newRow("object") << u"$response.body#/credentials"_s << nested << none << QString();
    QTest::newRow("absent") << u"$response.body#/token"_s << nested << none << QString();
    QTest::newRow("whole document is an object") << u"$response.body#"_s << nested << none << QString();
    QTest::newRow("whole document is a text") << u"$response.body#"_s << QByteArray(R"("t")") << none << u"t"_s;

    QTest::newRow("raw body") << u"$response.body"_s << QByteArray("  eyJ.a.b\r\n") << none << u"eyJ.a.b"_s;
    QTest::newRow("raw body, quoted") << u"$response.body"_s << QByteArray(" \"eyJ.a.b\" \n") << none << u"eyJ.a.b"_s;
    QTest::newRow("raw body, quoted with escapes")
        << u"$response.body"_s << QByteArray(R"("a\/b\u002b")") << none << u"a/b+"_s;
    QTest::newRow("raw body, quote not closed") << u"$response.body"_s << QByteArray(R"("eyJ.a.b)") << none << QString();
    QTest::newRow("raw body, byte-order mark") << u"$response.body"_s
                                               << QByteArray("\xef\xbb\xbf"
                                                             "eyJ")
                                               << none << u"eyJ"_s;
    QTest::newRow("raw body is an object") << u"$response.body"_s << QByteArray(R"({"error":1})") << none << QString();
    QTest::newRow("raw body is a list") << u"$response.body"_s << QByteArray("[1]") << none << QString();
    QTest::newRow("raw body is null") << u"$response.body"_s << QByteArray("null") << none << QString();
    QTest::newRow("raw body is empty") << u"$response.body"_s << QByteArray(" \n") << none << QString();
    QTest::newRow("raw body in braces that are no JSON") << u"$response.body"_s << QByteArray("{x}") << none << u"{x}"_s;

    const QByteArray wrapped
        = R"({"errorMessage":"{\"message\":\"no\",\"list\":[{\"m\":\"a\"},{\"m\":\"b\"}]}","plain":{"message":"x"}})";
    QTest::newRow("JSON in a text") << u"$response.body#/errorMessage#/message"_s << wrapped << none << u"no"_s;
    QTest::newRow("list in JSON in a text") << u"$response.body#/errorMessage#/list/*/m"_s << wrapped << none << u"a, b"_s;
    QTest::newRow("no text to go on in") << u"$response.body#/plain#/message"_s << wrapped << none << QString();
    QTest::newRow("text that is no JSON") << u"$response.body#/plain/message#/a"_s << wrapped << none << QString();
    QTest::newRow("three deep") << u"$response.body#/a#/b#/c"_s << QByteArray(R"({"a":"{\"b\":\"{\\\"c\\\":7}\"}"})") << none
                                << u"7"_s;
    QTest::newRow("every text of a list") << u"$response.body#/errors/*"_s
                                          << QByteArray(R"({"errors":["a",{"path":"p"},"b"]})") << none << u"a, b"_s;
    QTest::newRow("every member of a list")
        << u"$response.body#/errors/*/path"_s << QByteArray(R"({"errors":["a",{"path":"p"},{"path":"q"}]})") << none
        << u"p, q"_s;

    const HttpHeaders headers{{"X-Token", " t-2 "}, {"x-token", "t-3"}, {"X-Empty", ""}};
    QTest::newRow("header") << u"$response.header.X-Token"_s << QByteArray() << headers << u"t-2"_s;
    QTest::newRow("header whatever its case") << u"$response.header.x-TOKEN"_s << QByteArray() << headers << u"t-2"_s;
    QTest::newRow("header empty") << u"$response.header.X-Empty"_s << QByteArray() << headers << QString();
    QTest::newRow("header absent") << u"$response.header.X-None"_s << QByteArray() << headers << QString();

    const HttpHeaders cookies{{"Set-Cookie", "sid=first; Path=/"}, {"set-cookie", "other=o"},
        {"Set-Cookie", " sid = a=b== ;HttpOnly; Max-Age=60"}, {"Set-Cookie", "gone=x"}, {"Set-Cookie", "gone=; Max-Age=0"},
        {"Set-Cookie", "over=x; max-age=-1"}, {"Set-Cookie", "bare"}};
    QTest::newRow("cookie, the last of its name") << u"$response.cookie.sid"_s << QByteArray() << cookies << u"a=b=="_s;
    QTest::newRow("cookie beside") << u"$response.cookie.other"_s << QByteArray() << cookies << u"o"_s;
    QTest::newRow("cookie names have a case") << u"$response.cookie.SID"_s << QByteArray() << cookies << QString();
    QTest::newRow("cookie taken away") << u"$response.cookie.gone"_s << QByteArray() << cookies << QString();
    QTest::newRow("cookie with no life") << u"$response.cookie.over"_s << QByteArray() << cookies << QString();
    QTest::newRow("cookie without value") << u"$response.cookie.bare"_s << QByteArray() << cookies << QString();
    QTest::newRow("no cookies") << u"$response.cookie.sid"_s << QByteArray() << none << QString();
    QTest::newRow("status") << u"$statusCode"_s << QByteArray() << none << u"201"_s;
    QTest::newRow("a JWT is not in the answer")
        << u"$jwt.access#/sub"_s << QByteArray(R"({"access":"x"})") << none << QString();

    QTest::newRow("HTML") << u"$response.body#/token"_s << QByteArray("<html>\"token\": \"x\"</html>") << none << QString();
    QTest::newRow("cut short") << u"$response.body#/token"_s << QByteArray(R"({"token":"abc)") << none << QString();
    QTest::newRow("deep") << u"$response.body#/a/a/a"_s << QByteArray(R"({"a":)").repeated(100000) << none << QString();
    QTest::newRow("binary") << u"$response.body#/token"_s << QByteArray("\x00\xff\x01{", 4) << none << QString();
    QTest::newRow("too large") << u"$response.body"_s << QByteArray(5 * 1024 * 1024, 'a') << none << QString();
}

void tst_Capture::takesFromAnswers()
{
    QFETCH(QString, expression);
    QFETCH(QByteArray, body);
    QFETCH(HttpHeaders, headers);
    const auto capture = Capture::parse(expression);
    QVERIFY2(capture.has_value(), qPrintable(capture ? QString() : capture.error().message));
    const auto found = capture->from(TokenAnswerView{201, headers, body});
    QTEST(found.value_or(QString()), "expected");
    QCOMPARE(found.has_value(), !found.value_or(QString()).isEmpty());
}

void tst_Capture::looksIntoJwts()
{
    const auto capture = Capture::parse(u"$jwt.access#/ar/*"_s);
    QVERIFY(capture.has_value());
    QCOMPARE(capture->jwtName(), u"access"_s);
    const QByteArray payload = R"({"ar":["Partner","PartnerAdmin"]})";
    const QString token = u"e30."_s + QString::fromLatin1(payload.toBase64(QByteArray::Base64UrlEncoding)) + u".c2ln"_s;
    QCOMPARE(capture->fromJwt(token), u"Partner, PartnerAdmin"_s);
    QCOMPARE(capture->fromJwt(u"opaque"_s), std::nullopt);
    QCOMPARE(Capture::parse(u"$response.body"_s)->jwtName(), QString());
    QCOMPARE(Capture::parse(u"$response.body"_s)->fromJwt(token), std::nullopt);
}

void tst_Capture::namesItsSource_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("name");
    QTest::newRow("member") << u"$response.body#/credentials/token"_s << u"token"_s;
    QTest::newRow("item") << u"$response.body#/tokens/0"_s << u"tokens"_s;
    QTest::newRow("items") << u"$response.body#/a/*/b~1c"_s << u"b/c"_s;
    QTest::newRow("text inside") << u"$response.body#/outer#/inner"_s << u"inner"_s;
    QTest::newRow("body") << u"$response.body"_s << QString();
    QTest::newRow("header") << u"$response.header.X-Token"_s << u"X-Token"_s;
    QTest::newRow("cookie") << u"$response.cookie.sid"_s << u"sid"_s;
    QTest::newRow("claim") << u"$jwt.access#/sub"_s << QString();
}

void tst_Capture::namesItsSource()
{
    QFETCH(QString, expression);
    QTEST(Capture::parse(expression)->sourceName(), "name");
}

void tst_Capture::equalExpressionsAreEqual()
{
    QVERIFY(*Capture::parse(u"$response.body#/a"_s) == *Capture::parse(u"$response.body#/a"_s));
    QVERIFY(!(*Capture::parse(u"$response.body#/a"_s) == *Capture::parse(u"$response.body#/b"_s)));
}

QTEST_GUILESS_MAIN(tst_Capture)
#include "tst_Capture.moc"
