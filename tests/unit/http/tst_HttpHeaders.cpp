#include "app/http/HttpHeaders.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;

class tst_HttpHeaders : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void keepsOrderCaseAndDuplicates();
    void findsWhateverTheCase();
    void setReplacesTheFirstAndDropsTheRest();
    void refusesEveryUnsendableValue();
    void refusesEveryCharacterOutsideTokens();
    void saysWhichHeaderAndWhy();
};

void tst_HttpHeaders::keepsOrderCaseAndDuplicates()
{
    HttpHeaders headers;
    headers.append("X-Two", "2");
    headers.append("x-one", "1");
    headers.append("X-TWO", "");
    QCOMPARE(headers.size(), 3);
    QCOMPARE(headers.at(0), (HttpHeader{"X-Two", "2"}));
    QCOMPARE(headers.at(1), (HttpHeader{"x-one", "1"}));
    QCOMPARE(headers.at(2), (HttpHeader{"X-TWO", ""}));
    QCOMPARE(headers.values("x-two"), (QList<QByteArray>{"2", ""}));
}

void tst_HttpHeaders::findsWhateverTheCase()
{
    const HttpHeaders headers{{"Content-Type", "text/plain"}};
    QVERIFY(headers.contains("content-TYPE"));
    QCOMPARE(headers.value("CONTENT-TYPE"), "text/plain"_ba);
    QVERIFY(!headers.contains("content"));
    QCOMPARE(headers.value("content"), QByteArray());
}

void tst_HttpHeaders::setReplacesTheFirstAndDropsTheRest()
{
    HttpHeaders headers{{"A", "1"}, {"B", "2"}, {"a", "3"}, {"C", "4"}, {"A", "5"}};
    headers.set("A", "9");
    QCOMPARE(headers, (HttpHeaders{{"A", "9"}, {"B", "2"}, {"C", "4"}}));
    headers.set("D", "1");
    QCOMPARE(headers.at(3), (HttpHeader{"D", "1"}));
    headers.remove("b");
    QCOMPARE(headers, (HttpHeaders{{"A", "9"}, {"C", "4"}, {"D", "1"}}));
}

void tst_HttpHeaders::refusesEveryUnsendableValue()
{
    for (int c = 0; c < 256; ++c) {
        for (const QByteArray &value : {QByteArray(1, char(c)), "a" + QByteArray(1, char(c)) + "b", "a" + QByteArray(1, char(c))}) {
            const auto checked = HttpHeaders{{"X-Good", "1"}, {"X-Tested", value}}.check();
            QCOMPARE(checked.has_value(), c != '\r' && c != '\n' && c != '\0');
            if (!checked)
                QCOMPARE(checked.error().kind, ErrorKind::Input);
        }
    }
}

void tst_HttpHeaders::refusesEveryCharacterOutsideTokens()
{
    const QByteArray good = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-.^_`|~";
    for (int c = 0; c < 256; ++c)
        QCOMPARE((HttpHeaders{{"X" + QByteArray(1, char(c)), "1"}}.check().has_value()), good.contains(char(c)));
    QVERIFY(!HttpHeaders({{"", "1"}}).check());
    QVERIFY(HttpHeaders().check());
}

void tst_HttpHeaders::saysWhichHeaderAndWhy()
{
    const auto value = HttpHeaders{{"Authorization", "Bearer not-a-real-token\r\nX-More: 1"}}.check();
    QVERIFY(value.error().message.contains("\"Authorization\""_L1));
    QVERIFY(value.error().message.contains("carriage return"_L1));
    QVERIFY(!(value.error().message + value.error().detail).contains("not-a-real-token"_L1));
    const auto name = HttpHeaders{{"X Y", "1"}}.check();
    QVERIFY(name.error().message.contains("a space"_L1));
    const auto broken = HttpHeaders{{"X\nY", "1"}}.check();
    QVERIFY(!broken.error().message.contains(u'\n'));
}

QTEST_GUILESS_MAIN(tst_HttpHeaders)
#include "tst_HttpHeaders.moc"
