#include "app/token/TokenDiff.h"

#include "app/token/Base64Url.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;
using Change = TokenDiff::Change;

namespace {

QString token(const QByteArray &payload, const QByteArray &header = R"({"alg":"HS256"})", const QByteArray &signature = "c2ln")
{
    return QString::fromLatin1(Base64Url::encode(header) + '.' + Base64Url::encode(payload) + '.' + signature);
}

const TokenDiff::Row *find(const TokenDiff &diff, const QString &name)
{
    const auto found = std::find_if(diff.rows.begin(), diff.rows.end(), [&](const auto &row) { return row.name == name; });
    return found == diff.rows.end() ? nullptr : &*found;
}

}

class tst_TokenDiff : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void comparesBeforeAndAfterARefresh();
    void comparesTwoIdentities();
    void comparesWhatIsNotSigned();
    void ignoresWhiteSpaceAlone();
    void sumsUp_data();
    void sumsUp();
};

void tst_TokenDiff::comparesBeforeAndAfterARefresh()
{
    const TokenDiff diff = TokenDiff::of(token(R"({"sub":"a","iat":1795322206,"exp":1795322806,"exi":600})"),
        token(R"({"sub":"a","iat":1795322806,"exp":1795323406,"exi":1200})"));
    QCOMPARE(find(diff, u"sub"_s)->change, Change::Same);
    QCOMPARE(find(diff, u"exp"_s)->change, Change::Changed);
    QCOMPARE(find(diff, u"exp"_s)->note, u"10 min later"_s);
    QCOMPARE(find(diff, u"exp"_s)->title, u"Expires"_s);
    QCOMPARE(find(diff, u"exi"_s)->note, u"20 min in place of 10 min"_s);
    QCOMPARE(diff.differences().size(), 3);
    QVERIFY(!diff.isSameToken);
}

void tst_TokenDiff::comparesTwoIdentities()
{
    const TokenDiff diff = TokenDiff::of(token(R"({"sub":"ada","roles":["read","write"],"email":"a@example.com"})", R"({"alg":"HS256","kid":"1"})"),
        token(R"({"sub":"grace","roles":["read"],"org_id":"x"})", R"({"alg":"HS256","kid":"2"})"));
    QCOMPARE(diff.rows.first().part, TokenPart::Header);
    QCOMPARE(find(diff, u"kid"_s)->change, Change::Changed);
    QCOMPARE(find(diff, u"roles"_s)->note, u"only the first has: write"_s);
    QCOMPARE(find(diff, u"email"_s)->change, Change::OnlyFirst);
    QCOMPARE(find(diff, u"org_id"_s)->change, Change::OnlySecond);
    QCOMPARE(find(diff, u"org_id"_s)->second, QByteArray("\"x\""));
}

// The header of a token in JSON that stands beside the signed one.
void tst_TokenDiff::comparesWhatIsNotSigned()
{
    const QString json = uR"({"payload":"e30","protected":"eyJhbGciOiJIUzI1NiJ9","header":{"kid":"%1"},"signature":"c2ln"})"_s;
    const TokenDiff diff = TokenDiff::of(json.arg(1), json.arg(2));
    QCOMPARE(diff.differences().size(), 1);
    QCOMPARE(find(diff, u"kid"_s)->change, Change::Changed);
    QCOMPARE(find(diff, u"alg"_s)->change, Change::Same);
}

void tst_TokenDiff::ignoresWhiteSpaceAlone()
{
    const TokenDiff diff = TokenDiff::of(token(R"({"aud":["a","b"]})"), token(R"({ "aud" : [ "a", "b" ] })"));
    QCOMPARE(diff.differences().size(), 0);
    QVERIFY(diff.summary.contains(u"say the same"_s));
}

void tst_TokenDiff::sumsUp_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    QTest::addColumn<QString>("words");
    const QString jwt = token(R"({"sub":"a"})");
    QTest::newRow("the same") << jwt << u"Bearer "_s + jwt << u"the same token"_s;
    QTest::newRow("two kinds") << jwt << u"word"_s << u"two kinds"_s;
    QTest::newRow("two words") << u"word"_s << u"other"_s << u"neither can be looked into"_s;
    QTest::newRow("one claim") << jwt << token(R"({"sub":"b"})") << u"differ in 1"_s;
    QTest::newRow("nothing at all") << QString() << QString() << u"the same token"_s;
}

void tst_TokenDiff::sumsUp()
{
    QFETCH(QString, first);
    QFETCH(QString, second);
    QFETCH(QString, words);
    const QString summary = TokenDiff::of(first, second).summary;
    QVERIFY2(summary.contains(words), qPrintable(summary));
}

QTEST_APPLESS_MAIN(tst_TokenDiff)
#include "tst_TokenDiff.moc"
