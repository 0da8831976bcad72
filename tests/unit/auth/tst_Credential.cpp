#include "app/auth/session/Accounts.h"
#include "app/auth/session/Credential.h"
#include "app/auth/session/StoredCredential.h"

#include <QtTest/QtTest>

using namespace tessera;
using namespace Qt::StringLiterals;

class tst_Credential : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void isSpelledAndRead_data();
    void isSpelledAndRead();
    void isFoundByAnyUniqueTail();
    void goesThroughTheKeychainUnchanged();
    void refusesEntriesItCannotRead_data();
    void refusesEntriesItCannotRead();
    void mergesWhatARefreshLeavesOut();
    void accountsSurviveARestart();
    void accountsOfTwoProgramsAreMerged();
    void accountsLeaveABrokenFileAlone_data();
    void accountsLeaveABrokenFileAlone();
    void accountsKeepWhatTheyDoNotKnow();
};

void tst_Credential::isSpelledAndRead_data()
{
    QTest::addColumn<QStringList>("parts");
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << QStringList{u"datarhei-core"_s, u"home"_s, u"admin"_s} << u"datarhei-core/home/admin"_s;
    QTest::newRow("a slash inside") << QStringList{u"p"_s, u"e/x"_s, u"a"_s} << u"p/e%2Fx/a"_s;
    QTest::newRow("a per cent inside") << QStringList{u"p"_s, u"e"_s, u"100%2F"_s} << u"p/e/100%252F"_s;
    QTest::newRow("an address and umlauts") << QStringList{u"p"_s, u"Büro"_s, u"a@b.c"_s} << u"p/Büro/a@b.c"_s;
}

void tst_Credential::isSpelledAndRead()
{
    QFETCH(QStringList, parts);
    QFETCH(QString, text);
    const CredentialId id{parts.at(0), parts.at(1), parts.at(2)};
    QCOMPARE(id.toString(), text);
    const auto read = CredentialId::parse(text);
    QVERIFY(read);
    QCOMPARE(*read, id);
}

void tst_Credential::isFoundByAnyUniqueTail()
{
    const CredentialId one{u"core"_s, u"home"_s, u"admin"_s}, two{u"core"_s, u"work"_s, u"admin"_s},
        three{u"kent"_s, u"work"_s, u"me"_s};
    const QList<CredentialId> all{one, two, three};
    QCOMPARE(*CredentialId::find(u"me"_s, all), three);
    QCOMPARE(*CredentialId::find(u"home/admin"_s, all), one);
    QCOMPARE(*CredentialId::find(u"core/work/admin"_s, all), two);
    const auto several = CredentialId::find(u"admin"_s, all);
    QVERIFY(!several);
    QVERIFY(several.error().message.contains("core/home/admin"_L1));
    QVERIFY(!CredentialId::find(u"dmin"_s, all)); // a tail of parts, not of letters
    QVERIFY(!CredentialId::find(u"nobody"_s, all));
}

void tst_Credential::goesThroughTheKeychainUnchanged()
{
    StoredCredential stored;
    stored.tokens.captures = {{u"access"_s, Secret(u"canary-äöü\"\\\n\t"_s)}, {u"refresh"_s, Secret(u"r"_s)}};
    stored.tokens.access = {Expiry::Kind::At, UtcTime(Milliseconds(1'800'000'000'123)), true};
    stored.tokens.refresh = {Expiry::Kind::Never, {}, false};
    stored.tokens.obtainedAt = UtcTime(Milliseconds(1'700'000'000'000));
    stored.tokens.generation = 7;
    stored.secrets = {{u"apiKey"_s, Secret(u"k"_s)}};
    stored.origins = {u"https://a.example"_s, u"http://127.0.0.1:8080"_s};
    stored.serverOffset = Milliseconds(-61'000);
    stored.accountName = u"Ada"_s;
    stored.pendingRefresh = u"deadbeef"_s;
    stored.isRefreshDead = true;
    const auto read = StoredCredential::parse(stored.serialised());
    QVERIFY(read);
    QCOMPARE(*read, stored);
    QVERIFY(!stored.serialised().revealUtf8().contains('\0'));
}

void tst_Credential::refusesEntriesItCannotRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("not JSON") << u"hello"_s;
    QTest::newRow("a list") << u"[]"_s;
    QTest::newRow("cut off") << u"{\"v\":1,\"tokens\":{\"acc"_s;
    QTest::newRow("newer") << u"{\"v\":2}"_s;
    QTest::newRow("wrong types") << u"{\"v\":1,\"tokens\":[1]}"_s;
    QTest::newRow("a number where text belongs") << u"{\"v\":1,\"tokens\":{\"access\":5}}"_s;
    QTest::newRow("numbers beyond numbers") << u"{\"v\":1,\"obtainedAt\":99999999999999999999999}"_s;
}

void tst_Credential::refusesEntriesItCannotRead()
{
    QFETCH(QString, text);
    const auto read = StoredCredential::parse(Secret(text));
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::Keychain);
}

void tst_Credential::mergesWhatARefreshLeavesOut()
{
    TokenSet old;
    old.captures = {{u"access"_s, Secret(u"a1"_s)}, {u"refresh"_s, Secret(u"r1"_s)}, {u"identityId"_s, Secret(u"i1"_s)}};
    old.refresh = {Expiry::Kind::At, UtcTime(Milliseconds(5))};
    old.generation = 3;
    TokenSet fresh;
    fresh.captures = {{u"access"_s, Secret(u"a2"_s)}, {u"identityId"_s, Secret(QString())}};
    old.merge(fresh);
    QCOMPARE(old.captures.value(u"access"_s).reveal(), u"a2"_s);
    QCOMPARE(old.captures.value(u"refresh"_s).reveal(), u"r1"_s);
    QCOMPARE(old.captures.value(u"identityId"_s).reveal(), u"i1"_s);
    QCOMPARE(old.refresh.kind, Expiry::Kind::At);
    QCOMPARE(old.generation, quint64(4));
    fresh.captures.insert(u"refresh"_s, Secret(u"r2"_s));
    old.merge(fresh);
    QCOMPARE(old.refresh.kind, Expiry::Kind::Unknown); // a new one does not live as long as the old one
}

void tst_Credential::accountsSurviveARestart()
{
    QTemporaryDir folder;
    const Credential credential{{u"core"_s, u"home"_s, u"admin"_s}, u"http://127.0.0.1:1/x"_s, u"password"_s,
        {{u"username"_s, u"admin"_s}}, {{u"identity"_s, u"query"_s}}, true};
    NetworkSettings network;
    network.proxy = {ProxySettings::Kind::Socks5, u"proxy"_s, 1080, u"me"_s, Secret(u"canary"_s)};
    network.tlsExceptions = {{u"self.example"_s, 8443, QByteArray::fromHex("00ff10")}};
    {
        Accounts accounts(folder.path());
        QVERIFY(accounts.load());
        QVERIFY(accounts.put(credential));
        QVERIFY(accounts.setNetwork(u"home"_s, network));
    }
    Accounts again(folder.path());
    QVERIFY(again.load());
    QCOMPARE(again.credentials(), QList<Credential>{credential});
    QCOMPARE(again.network(u"home"_s).tlsExceptions, network.tlsExceptions);
    QVERIFY(again.network(u"home"_s).proxy.password.isEmpty());
    QFile file(again.path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("canary"));
    QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    QVERIFY(again.remove(credential.id));
    QVERIFY(again.credentials().isEmpty());
}

void tst_Credential::accountsOfTwoProgramsAreMerged()
{
    QTemporaryDir folder;
    Accounts one(folder.path()), two(folder.path());
    QVERIFY(one.load() && two.load());
    QVERIFY(one.put({{u"p"_s, u"e"_s, u"one"_s}, {}, {}, {}, {}, false}));
    QVERIFY(two.put({{u"p"_s, u"e"_s, u"two"_s}, {}, {}, {}, {}, false}));
    QCOMPARE(two.credentials().size(), 2);
}

void tst_Credential::accountsLeaveABrokenFileAlone_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("not JSON") << QByteArray("{ half");
    QTest::newRow("newer") << QByteArray("{\"version\": 99, \"credentials\": []}");
    QTest::newRow("wrong type") << QByteArray("{\"version\": 1, \"credentials\": 5}");
    QTest::newRow("no account") << QByteArray(
        "{\"version\": 1, \"credentials\": [{\"profile\":\"p\",\"environment\":\"e\"}]}");
    QTest::newRow("deep") << QByteArray(100'000, '[');
    QTest::newRow("binary") << QByteArray("\x00\x01\xff\xfe", 4);
}

void tst_Credential::accountsLeaveABrokenFileAlone()
{
    QFETCH(QByteArray, bytes);
    QTemporaryDir folder;
    Accounts accounts(folder.path());
    QFile file(accounts.path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
    file.close();
    const auto loaded = accounts.load();
    QVERIFY(!loaded);
    QVERIFY2(loaded.error().message.contains(accounts.path()), qPrintable(loaded.error().message));
    QVERIFY(!accounts.put({{u"p"_s, u"e"_s, u"a"_s}, {}, {}, {}, {}, false}));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), bytes);
}

void tst_Credential::accountsKeepWhatTheyDoNotKnow()
{
    QTemporaryDir folder;
    Accounts accounts(folder.path());
    QFile file(accounts.path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(
        R"({"version":1,"later":{"a":1},"credentials":[{"profile":"p","environment":"e","account":"a","colour":"red"}]})");
    file.close();
    QVERIFY(accounts.load());
    QVERIFY(accounts.put({{u"p"_s, u"e"_s, u"b"_s}, {}, {}, {}, {}, false}));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY(bytes.contains("later"));
    QVERIFY(bytes.contains("red"));
}

QTEST_GUILESS_MAIN(tst_Credential)
#include "tst_Credential.moc"
