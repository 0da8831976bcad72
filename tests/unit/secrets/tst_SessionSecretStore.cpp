#include "app/secrets/KeychainMessage.h"
#include "app/secrets/SessionSecretStore.h"

#include "tests/support/FakeSecretStore.h"
#include "tests/support/SecretAnswers.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;

namespace {

struct Setup : SecretAnswers {
    FakeSecretStore keychain;
    SessionSecretStore store{keychain};

    Setup()
        : SecretAnswers(store)
    {
    }
};

const auto errorOf = SecretAnswers::errorOf;

}

class tst_SessionSecretStore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void passesThroughWhereAllIsWell();
    void keepsInMemoryWhatTheKeychainDoesNotTake_data();
    void keepsInMemoryWhatTheKeychainDoesNotTake();
    void movesInWhenUnlocked();
    void saysWhenADurableWriteFailed();
    void readsWhatIsKeptBeforeWhatIsOlder();
    void neverCallsALockedEntryEmpty();
    void laterWriteWinsOverOneThatIsMovedIn();
    void makesUpForRemovals();
    void removalWithoutAKeychainIsDone();
    void removesWhatNeverGotThere_data();
    void removesWhatNeverGotThere();
    void doesNotClaimARemoval_data();
    void doesNotClaimARemoval();
    void staysInMemoryWhenMovingInFails();
    void doesNotKeepWhatIsNotText();
    void answersInOrder();
};

void tst_SessionSecretStore::passesThroughWhereAllIsWell()
{
    Setup s;
    s.write(u"a"_s, u"one"_s);
    s.read(u"a"_s);
    s.remove(u"a"_s);
    s.read(u"a"_s);
    QTRY_COMPARE(s.answers, (QStringList{u"written"_s, u"read one"_s, u"removed"_s, u"read "_s}));
    QVERIFY(s.store.isDurable());
    QCOMPARE(s.store.kept(), 0);
}

void tst_SessionSecretStore::keepsInMemoryWhatTheKeychainDoesNotTake_data()
{
    QTest::addColumn<KeychainState>("state");
    QTest::newRow("locked") << KeychainState::Locked;
    QTest::newRow("absent") << KeychainState::Absent;
    QTest::newRow("refusing") << KeychainState::Refusing;
    QTest::newRow("lost") << KeychainState::Lost;
}

void tst_SessionSecretStore::keepsInMemoryWhatTheKeychainDoesNotTake()
{
    QFETCH(KeychainState, state);
    Setup s;
    s.keychain.setState(state);
    QCOMPARE(s.store.state(), state);
    s.write(u"a"_s, u"one"_s);
    s.read(u"a"_s);
    s.write(u"a"_s, u"two"_s);
    s.read(u"a"_s);
    QTRY_COMPARE(s.answers, (QStringList{u"written"_s, u"read one"_s, u"written"_s, u"read two"_s}));
    QVERIFY(!s.store.isDurable());
    QVERIFY(s.keychain.entries()->isEmpty());
}

void tst_SessionSecretStore::movesInWhenUnlocked()
{
    Setup s;
    s.keychain.setState(KeychainState::Locked);
    for (int i = 0; i < 5; ++i)
        s.write(QString::number(i), u"value %1"_s.arg(i));
    QTRY_COMPARE(s.answers.size(), 5);
    QCOMPARE(s.store.kept(), 5);
    QSignalSpy changes(&s.store, &SecretStore::stateChanged);
    s.store.unlock();
    QVERIFY(!s.store.isDurable()); // not yet
    QTRY_COMPARE(s.store.kept(), 0);
    QVERIFY(s.store.isDurable());
    QCOMPARE(s.keychain.entries()->value(u"3"_s), u"value 3"_s);
    QCOMPARE(s.keychain.entries()->size(), 5);
    QCOMPARE(changes.size(), 2); // unlocked; all moved in
}

void tst_SessionSecretStore::saysWhenADurableWriteFailed()
{
    Setup s;
    s.write(u"a"_s, u"old"_s);
    QTRY_COMPARE(s.answers.size(), 1);
    s.keychain.hold();
    s.write(u"a"_s, u"new"_s); // expects the disk, and the keychain is locked before it gets there
    s.keychain.setState(KeychainState::Locked);
    QTRY_COMPARE(s.answers.size(), 2);
    QCOMPARE(s.answers.last(), errorOf(KeychainState::Locked));
    s.read(u"a"_s);
    QTRY_COMPARE(s.answers.size(), 3);
    QCOMPARE(s.answers.last(), u"read new"_s);
    QCOMPARE(s.keychain.entries()->value(u"a"_s), u"old"_s);
    s.store.unlock();
    QTRY_COMPARE(s.keychain.entries()->value(u"a"_s), u"new"_s);
}

void tst_SessionSecretStore::readsWhatIsKeptBeforeWhatIsOlder()
{
    Setup s;
    s.write(u"a"_s, u"old"_s);
    QTRY_COMPARE(s.answers.size(), 1);
    s.keychain.refuseWrites(1);
    s.write(u"a"_s, u"new"_s);
    s.read(u"a"_s);
    QTRY_COMPARE(s.answers.size(), 3);
    QCOMPARE(s.answers.last(), u"read new"_s);
    QTRY_COMPARE(s.keychain.entries()->value(u"a"_s), u"new"_s);
}

void tst_SessionSecretStore::neverCallsALockedEntryEmpty()
{
    Setup s;
    s.keychain.entries()->insert(u"a"_s, u"one"_s);
    s.keychain.setState(KeychainState::Locked);
    s.read(u"a"_s);
    QTRY_COMPARE(s.answers, QStringList(errorOf(KeychainState::Locked)));
}

void tst_SessionSecretStore::laterWriteWinsOverOneThatIsMovedIn()
{
    Setup s;
    s.keychain.setState(KeychainState::Locked);
    s.write(u"a"_s, u"one"_s);
    s.write(u"b"_s, u"one"_s);
    QTRY_COMPARE(s.store.kept(), 2);
    s.keychain.hold(); // nothing is done while both are under way
    s.write(u"a"_s, u"two"_s);
    s.write(u"b"_s, u"two"_s);
    s.keychain.setState(KeychainState::Unlocked);
    QTRY_COMPARE(s.store.kept(), 0);
    QTRY_COMPARE(s.answers.size(), 4);
    QCOMPARE(s.keychain.entries()->value(u"a"_s), u"two"_s);
    QCOMPARE(s.keychain.entries()->value(u"b"_s), u"two"_s);
}

void tst_SessionSecretStore::makesUpForRemovals()
{
    Setup s;
    s.keychain.entries()->insert(u"a"_s, u"one"_s);
    s.keychain.setState(KeychainState::Locked);
    s.remove(u"a"_s);
    s.read(u"a"_s);
    QTRY_COMPARE(s.answers, (QStringList{errorOf(KeychainState::Locked), u"read "_s}));
    QVERIFY(s.keychain.entries()->contains(u"a"_s));
    s.store.unlock();
    QTRY_VERIFY(s.keychain.entries()->isEmpty());
    QTRY_VERIFY(s.store.isDurable());
}

void tst_SessionSecretStore::removalWithoutAKeychainIsDone()
{
    Setup s;
    s.keychain.setState(KeychainState::Absent);
    s.write(u"a"_s, u"one"_s);
    s.remove(u"a"_s);
    s.read(u"a"_s);
    QTRY_COMPARE(s.answers, (QStringList{u"written"_s, u"removed"_s, u"read "_s}));
}

void tst_SessionSecretStore::removesWhatNeverGotThere_data()
{
    keepsInMemoryWhatTheKeychainDoesNotTake_data();
}

void tst_SessionSecretStore::removesWhatNeverGotThere()
{
    QFETCH(KeychainState, state);
    Setup s;
    s.keychain.setState(state);
    s.write(u"a"_s, u"one"_s);
    s.read(u"a"_s);
    s.write(u"a"_s, u"two"_s);
    s.remove(u"a"_s);
    s.remove(u"a"_s);
    s.read(u"a"_s);
    QTRY_COMPARE(s.answers.size(), 6);
    QCOMPARE(s.answers.mid(3), (QStringList{u"removed"_s, u"removed"_s, u"read "_s}));
    s.keychain.setState(KeychainState::Unlocked);
    QTRY_VERIFY(s.store.isDurable());
    QVERIFY(s.keychain.entries()->isEmpty());
}

void tst_SessionSecretStore::doesNotClaimARemoval_data()
{
    QTest::addColumn<QString>("before");
    for (const char *before : {"written earlier", "could not be read", "moved in", "cut off while it was written"})
        QTest::newRow(before) << QString::fromLatin1(before);
}

void tst_SessionSecretStore::doesNotClaimARemoval()
{
    QFETCH(QString, before);
    Setup s;
    if (before == u"written earlier"_s) {
        s.write(u"a"_s, u"one"_s);
        QTRY_COMPARE(s.answers.size(), 1);
    } else if (before == u"moved in"_s) {
        s.keychain.setState(KeychainState::Locked);
        s.write(u"a"_s, u"one"_s);
        QTRY_COMPARE(s.store.kept(), 1);
        s.store.unlock();
        QTRY_COMPARE(s.store.kept(), 0);
    } else if (before == u"cut off while it was written"_s) {
        s.keychain.hold();
        s.write(u"a"_s, u"one"_s);
        s.keychain.setState(KeychainState::Locked);
        QTRY_COMPARE(s.answers.size(), 1);
    }
    s.keychain.setState(KeychainState::Locked);
    if (before == u"could not be read"_s) {
        s.read(u"a"_s);
        QTRY_COMPARE(s.answers.size(), 1);
    }
    s.write(u"a"_s, u"two"_s);
    s.remove(u"a"_s);
    const auto count = s.answers.size() + 2;
    QTRY_COMPARE(s.answers.size(), count);
    QCOMPARE(s.answers.last(), errorOf(KeychainState::Locked));
}

void tst_SessionSecretStore::staysInMemoryWhenMovingInFails()
{
    Setup s;
    s.keychain.setState(KeychainState::Locked);
    s.write(u"a"_s, u"one"_s);
    QTRY_COMPARE(s.store.kept(), 1);
    s.keychain.refuseWrites(1);
    s.keychain.setState(KeychainState::Unlocked);
    s.read(u"a"_s);
    QTRY_COMPARE(s.answers.size(), 2);
    QCOMPARE(s.answers.last(), u"read one"_s);
    QCOMPARE(s.store.kept(), 1);
    s.keychain.setState(KeychainState::Refusing); // and then it comes to its senses
    s.keychain.setState(KeychainState::Unlocked);
    QTRY_COMPARE(s.store.kept(), 0);
    QCOMPARE(s.keychain.entries()->value(u"a"_s), u"one"_s);
}

void tst_SessionSecretStore::doesNotKeepWhatIsNotText()
{
    Setup s;
    s.write(u"a"_s, u"x\0y"_s);
    QTRY_COMPARE(s.answers.size(), 1);
    QVERIFY(s.answers.first().contains(u"NUL"_s));
    QCOMPARE(s.store.kept(), 0);
}

void tst_SessionSecretStore::answersInOrder()
{
    Setup s;
    s.keychain.hold();
    s.write(u"a"_s, u"one"_s);
    s.read(u"a"_s);
    s.remove(u"a"_s);
    s.read(u"a"_s);
    QCoreApplication::sendPostedEvents();
    QVERIFY(s.answers.isEmpty());
    s.keychain.release();
    QTRY_COMPARE(s.answers, (QStringList{u"written"_s, u"read one"_s, u"removed"_s, u"read "_s}));
}

QTEST_GUILESS_MAIN(tst_SessionSecretStore)
#include "tst_SessionSecretStore.moc"
