#include "app/sandbox/SandboxJwt.h"

#include <QtCore/QByteArray>
#include <QtTest/QTest>

using namespace tessera;

class tst_SandboxJwt : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void acceptsTheExampleOfRfc7515();
    void acceptsItsOwn_data();
    void acceptsItsOwn();
    void refuses_data();
    void refuses();
};

// RFC 7515, A.1: HS256 with a key of 64 octets.
void tst_SandboxJwt::acceptsTheExampleOfRfc7515()
{
    const auto key
        = QByteArray::fromBase64("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow",
            QByteArray::Base64UrlEncoding);
    const std::string token
        = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9"
          ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
          ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    const auto claims = SandboxJwt::check("HS256", key.toStdString(), token);
    QVERIFY(claims);
    QCOMPARE((*claims)["iss"], Json("joe"));
    QCOMPARE((*claims)["exp"], Json(1300819380));
}

void tst_SandboxJwt::acceptsItsOwn_data()
{
    QTest::addColumn<QString>("algorithm");
    for (const char *algorithm : {"HS256", "HS384", "HS512"})
        QTest::newRow(algorithm) << QString::fromLatin1(algorithm);
}

void tst_SandboxJwt::acceptsItsOwn()
{
    QFETCH(QString, algorithm);
    const Json claims{{"z", 1}, {"a", {"b", nullptr}}, {"ü", "€"}};
    const std::string token = SandboxJwt::make(algorithm.toStdString(), "key", claims);
    QCOMPARE(SandboxJwt::check(algorithm.toStdString(), "key", token), std::optional(claims));
    QVERIFY(!SandboxJwt::check(algorithm.toStdString(), "other", token));
    QVERIFY(SandboxJwt::isKnown(algorithm.toStdString()));
    QVERIFY(!SandboxJwt::isKnown("none"));
}

void tst_SandboxJwt::refuses_data()
{
    QTest::addColumn<QByteArray>("token");
    const auto good = QByteArray::fromStdString(SandboxJwt::make("HS256", "key", Json{{"a", 1}}));
    const auto parts = good.split('.');
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no dots") << QByteArray("abc");
    QTest::newRow("two parts") << parts.at(0) + '.' + parts.at(1);
    QTest::newRow("four parts") << good + ".x";
    QTest::newRow("empty signature") << parts.at(0) + '.' + parts.at(1) + '.';
    QTest::newRow("cut signature") << good.chopped(1);
    QTest::newRow("other algorithm") << QByteArray::fromStdString(SandboxJwt::make("HS384", "key", Json{{"a", 1}}));
    const auto none
        = QByteArray(R"({"alg":"none"})").toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    QTest::newRow("alg none") << none + '.' + parts.at(1) + '.';
    QTest::newRow("bad base64") << "!!!." + parts.at(1) + '.' + parts.at(2);
    QTest::newRow("header no object") << "W10." + parts.at(1) + '.' + parts.at(2);
}

void tst_SandboxJwt::refuses()
{
    QFETCH(QByteArray, token);
    QVERIFY(!SandboxJwt::check("HS256", "key", token.toStdString()));
}

QTEST_GUILESS_MAIN(tst_SandboxJwt)
#include "tst_SandboxJwt.moc"
