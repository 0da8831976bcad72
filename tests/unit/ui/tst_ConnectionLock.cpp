#include "ui/response/ConnectionLock.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;
using Kind = ConnectionLock::Kind;

class tst_ConnectionLock : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void saysHowAHopWasProtected_data();
    void saysHowAHopWasProtected();
    void saysNothingWhereNothingIsKnown_data();
    void saysNothingWhereNothingIsKnown();
    void isAboutTheWeakestHop();

private:
    static HttpHop hop(const QByteArray &url)
    {
        HttpHop made;
        made.url = url;
        made.requestHead = "GET / HTTP/1.1\r\n\r\n";
        return made;
    }
    static HttpHop secured(TlsTrust trust, const QString &version = u"TLSv1.3"_s)
    {
        HttpHop made = hop("https://api.example/x");
        made.tls = TlsInfo{version, u"TLS_AES_128_GCM_SHA256"_s, {{}}, trust};
        return made;
    }
};

void tst_ConnectionLock::saysHowAHopWasProtected_data()
{
    QTest::addColumn<HttpHop>("hop");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<Icon>("icon");
    QTest::addColumn<QString>("words");
    QTest::newRow("verified") << secured(TlsTrust::Verified) << Kind::Verified << Icon::Lock << u"api.example proved who it is (TLSv1.3)"_s;
    QTest::newRow("exception") << secured(TlsTrust::Exception) << Kind::Exception << Icon::Shield << u"only because you said so"_s;
    QTest::newRow("refused") << secured(TlsTrust::Refused, {}) << Kind::Failed << Icon::Error << u"could not prove who it is"_s;
    QTest::newRow("replaced") << secured(TlsTrust::Replaced, {}) << Kind::Failed << Icon::Error << u"another certificate than the one that you trusted"_s;
    QTest::newRow("no handshake") << secured(TlsTrust::Verified, {}) << Kind::Failed << Icon::Error << u"no encrypted connection"_s;
    QTest::newRow("plain") << hop("http://api.example/x") << Kind::Plain << Icon::LockOpen << u"everyone on the way to api.example"_s;
    QTest::newRow("plain, a name that only looks local") << hop("http://localhost.example/") << Kind::Plain << Icon::LockOpen << u"Not encrypted"_s;
    for (const char *here : {"http://127.0.0.1:8080/x", "http://[::1]:8080/", "http://localhost/"})
        QTest::addRow("plain, %s", here) << hop(here) << Kind::PlainHere << Icon::LockOpen << u"did not leave this computer"_s;
}

void tst_ConnectionLock::saysHowAHopWasProtected()
{
    QFETCH(HttpHop, hop);
    QFETCH(QString, words);
    const auto lock = ConnectionLock::of(hop);
    QVERIFY(lock);
    QTEST(lock->kind, "kind");
    QTEST(lock->icon(), "icon");
    QVERIFY2(lock->words.contains(words), qPrintable(lock->words));
    const bool alarms = lock->kind != Kind::Verified && lock->kind != Kind::PlainHere;
    QCOMPARE(lock->token() == Token::Warn || lock->token() == Token::Bad, alarms);
}

void tst_ConnectionLock::saysNothingWhereNothingIsKnown_data()
{
    QTest::addColumn<HttpHop>("hop");
    HttpHop unsent = hop("http://api.example/");
    unsent.requestHead.clear();
    QTest::newRow("nothing listened") << unsent;
    QTest::newRow("no handshake began") << hop("https://api.example/");
    QTest::newRow("no URL") << hop("api.example");
}

void tst_ConnectionLock::saysNothingWhereNothingIsKnown()
{
    QFETCH(HttpHop, hop);
    QVERIFY(!ConnectionLock::of(hop));
    QVERIFY(!ConnectionLock::weakestOf({hop}));
}

void tst_ConnectionLock::isAboutTheWeakestHop()
{
    const auto lock = ConnectionLock::weakestOf({secured(TlsTrust::Verified), hop("http://api.example/"), secured(TlsTrust::Exception)});
    QVERIFY(lock);
    QCOMPARE(lock->kind, Kind::Plain);
    QCOMPARE(lock->hop, 1);
    QVERIFY(!ConnectionLock::weakestOf({}));
    const auto two = ConnectionLock::weakestOf({secured(TlsTrust::Exception), secured(TlsTrust::Exception)});
    QCOMPARE(two->hop, 0);
}

QTEST_APPLESS_MAIN(tst_ConnectionLock)
#include "tst_ConnectionLock.moc"
