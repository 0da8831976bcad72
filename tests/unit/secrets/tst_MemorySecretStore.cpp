#include "app/secrets/KeychainMessage.h"
#include "app/secrets/MemorySecretStore.h"

#include "tests/support/FakeSecretStore.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;

class tst_MemorySecretStore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void keepsWhatIsWritten();
    void refusesWhatIsNotText_data();
    void refusesWhatIsNotText();
    void isSaidToBeMemoryOnly();
    void everyStateHasItsOwnWords();
    void fakeHoldsOperationsInOrder();
    void fakeFailsAsItIsTold();
};

namespace {

Result<Secret> readOf(SecretStore &store, const QString &key, QObject *context)
{
    std::optional<Result<Secret>> answer;
    store.read(key, {context, [&](Result<Secret> result) { answer = std::move(result); }});
    [&] { QTRY_VERIFY(answer.has_value()); }();
    return answer.value_or(failure(ErrorKind::Timeout, u"no answer"_s));
}

Result<Done> writeOf(SecretStore &store, const QString &key, const Secret &secret, QObject *context)
{
    std::optional<Result<Done>> answer;
    store.write(key, secret, {context, [&](Result<Done> result) { answer = std::move(result); }});
    [&] { QTRY_VERIFY(answer.has_value()); }();
    return answer.value_or(failure(ErrorKind::Timeout, u"no answer"_s));
}

}

void tst_MemorySecretStore::keepsWhatIsWritten()
{
    MemorySecretStore store;
    QVERIFY(readOf(store, u"a"_s, this)->isEmpty());
    QVERIFY(writeOf(store, u"a"_s, Secret(u"not-a-real-secret ü"_s), this));
    QCOMPARE(readOf(store, u"a"_s, this)->reveal(), u"not-a-real-secret ü"_s);
    QVERIFY(readOf(store, u"b"_s, this)->isEmpty());
    bool removed = false;
    store.remove(u"a"_s, {this, [&](Result<Done> result) { removed = result.has_value(); }});
    QVERIFY(!removed); // never before the call returns
    QTRY_VERIFY(removed);
    QVERIFY(readOf(store, u"a"_s, this)->isEmpty());
}

void tst_MemorySecretStore::refusesWhatIsNotText_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("good");
    QTest::newRow("text") << QByteArray("abc") << true;
    QTest::newRow("empty") << QByteArray() << true;
    QTest::newRow("astral plane") << u"\U0001F511"_s.toUtf8() << true;
    QTest::newRow("NUL") << QByteArray("a\0b", 3) << false;
    QTest::newRow("NUL at the end") << QByteArray("a\0", 2) << false;
    QTest::newRow("lone continuation byte") << QByteArray("a\x80") << false;
    QTest::newRow("cut sequence") << QByteArray("a\xc3") << false;
}

void tst_MemorySecretStore::refusesWhatIsNotText()
{
    QFETCH(QByteArray, bytes);
    MemorySecretStore store;
    const auto written = writeOf(store, u"a"_s, Secret(bytes), this);
    QTEST(written.has_value(), "good");
    if (!written)
        QCOMPARE(written.error().kind, ErrorKind::Input);
    QCOMPARE(readOf(store, u"a"_s, this)->revealUtf8(), written ? bytes : QByteArray());
}

void tst_MemorySecretStore::isSaidToBeMemoryOnly()
{
    MemorySecretStore store(KeychainState::Locked);
    QVERIFY(!store.isDurable());
    QCOMPARE(store.state(), KeychainState::Locked);
    QCOMPARE(keychainSummary(store.state()), u"memory only (the keychain is locked)"_s);
}

void tst_MemorySecretStore::everyStateHasItsOwnWords()
{
    QSet<QString> titles, messages, summaries;
    const QList states{KeychainState::Unknown, KeychainState::Unlocked, KeychainState::Locked, KeychainState::Absent,
        KeychainState::Refusing, KeychainState::Hanging, KeychainState::Lost};
    for (const KeychainState state : states) {
        titles.insert(keychainMessage(state).title);
        summaries.insert(keychainSummary(state));
        QVERIFY(keychainMessage(state).advice.endsWith(u'.'));
        const Error error = keychainError(state);
        QCOMPARE(error.kind, ErrorKind::Keychain);
        if (state != KeychainState::Unknown && state != KeychainState::Unlocked)
            messages.insert(error.message);
    }
    QCOMPARE(titles.size(), states.size());
    QCOMPARE(summaries.size(), states.size());
    QCOMPARE(messages.size(), 5);
}

void tst_MemorySecretStore::fakeHoldsOperationsInOrder()
{
    FakeSecretStore store;
    store.hold();
    QStringList answers;
    store.write(u"a"_s, Secret(u"one"_s), {this, [&](Result<Done>) { answers.append(u"written"_s); }});
    store.read(u"a"_s, {this, [&](Result<Secret> secret) { answers.append(secret->reveal()); }});
    QCoreApplication::sendPostedEvents();
    QVERIFY(answers.isEmpty());
    QCOMPARE(store.held(), 2);
    store.release();
    QTRY_COMPARE(answers, (QStringList{u"written"_s, u"one"_s}));
    QCOMPARE(store.log(), (QStringList{u"write a"_s, u"read a"_s}));
}

void tst_MemorySecretStore::fakeFailsAsItIsTold()
{
    FakeSecretStore store;
    store.refuseWrites(1);
    QVERIFY(!writeOf(store, u"a"_s, Secret(u"one"_s), this));
    QVERIFY(writeOf(store, u"a"_s, Secret(u"two"_s), this));
    store.setState(KeychainState::Locked);
    QCOMPARE(readOf(store, u"a"_s, this).error(), keychainError(KeychainState::Locked));
    store.unlock();
    QCOMPARE(store.state(), KeychainState::Unlocked);
    FakeSecretStore afterRestart(store.entries());
    QCOMPARE(readOf(afterRestart, u"a"_s, this)->reveal(), u"two"_s);
}

QTEST_GUILESS_MAIN(tst_MemorySecretStore)
#include "tst_MemorySecretStore.moc"
