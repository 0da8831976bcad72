#include "app/secrets/KeychainMessage.h"
#include "app/secrets/KeychainSecretStore.h"

#include "tests/support/FakeClock.h"
#include "tests/support/SecretAnswers.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;

namespace {

// A platform keychain that lies as the real ones do.
struct Keychain {
    QMap<QString, QString> entries;
    KeychainState state = KeychainState::Unlocked;
    KeychainState unlocksTo = KeychainState::Unlocked;
    bool answersProbes = true;
    bool answersJobs = true;
    bool refusesWrites = false;
    bool forgetsWrites = false; // says Done and keeps nothing: a dismissed prompt
    int writesLeft = -1; // then the process is dead: nothing is done or answered any more
    qsizetype limit = std::numeric_limits<qsizetype>::max();
    std::function<void()> beforeJob;
    std::vector<std::function<void()>> heldProbes, heldJobs;
    int jobs = 0, running = 0, mostRunning = 0;

    void answerHeld()
    {
        answersProbes = answersJobs = true;
        for (const auto &answer : std::exchange(heldProbes, {}))
            answer();
        for (const auto &answer : std::exchange(heldJobs, {}))
            answer();
    }
};

class Probe final : public KeychainProbe {
public:
    explicit Probe(Keychain &keychain)
        : m_keychain(keychain)
    {
    }
    void probe(Completion<KeychainState> completion) override
    {
        const auto answer = [this, completion] { completion.deliver(m_keychain.state); };
        m_keychain.answersProbes ? answer() : m_keychain.heldProbes.push_back(answer);
    }
    void unlock(Completion<KeychainState> completion) override
    {
        if (m_keychain.unlocksTo == KeychainState::Unlocked)
            m_keychain.state = KeychainState::Unlocked;
        completion.deliver(m_keychain.unlocksTo);
    }

private:
    Keychain &m_keychain;
};

class Backend final : public KeychainBackend {
public:
    explicit Backend(Keychain &keychain)
        : m_keychain(keychain)
    {
    }
    void read(const QString &key, Completion<KeychainAnswer> completion) override
    {
        run(completion, [this, key]() -> KeychainAnswer {
            if (m_keychain.state != KeychainState::Unlocked || !m_keychain.entries.contains(key))
                return {KeychainAnswer::Outcome::NotFound, {}, {}};
            return {KeychainAnswer::Outcome::Done, Secret(m_keychain.entries.value(key)), {}};
        });
    }
    void write(const QString &key, const Secret &text, Completion<KeychainAnswer> completion) override
    {
        run(completion, [this, key, text]() -> KeychainAnswer {
            if (m_keychain.refusesWrites)
                return {KeychainAnswer::Outcome::Failed, {}, u"no"_s};
            if (text.size() > m_keychain.limit)
                return {KeychainAnswer::Outcome::Failed, {}, u"too large"_s};
            if (!m_keychain.forgetsWrites)
                m_keychain.entries.insert(key, text.reveal());
            return {KeychainAnswer::Outcome::Done, {}, {}};
        });
    }
    void remove(const QString &key, Completion<KeychainAnswer> completion) override
    {
        run(completion, [this, key]() -> KeychainAnswer {
            if (m_keychain.state == KeychainState::Unlocked)
                m_keychain.entries.remove(key);
            return {KeychainAnswer::Outcome::Done, {}, {}};
        });
    }
    [[nodiscard]] qsizetype entryLimit() const override { return m_keychain.limit; }

private:
    void run(const Completion<KeychainAnswer> &completion, const std::function<KeychainAnswer()> &effect)
    {
        ++m_keychain.jobs;
        m_keychain.mostRunning = std::max(m_keychain.mostRunning, ++m_keychain.running);
        if (m_keychain.beforeJob)
            m_keychain.beforeJob();
        const auto answer = [this, completion, effect] {
            if (m_keychain.writesLeft == 0)
                return;
            if (m_keychain.writesLeft > 0)
                --m_keychain.writesLeft;
            --m_keychain.running;
            completion.deliver(effect());
        };
        m_keychain.answersJobs ? answer() : m_keychain.heldJobs.push_back(answer);
    }
    Keychain &m_keychain;
};

struct Setup : SecretAnswers {
    Keychain &keychain;
    FakeClock clock;
    KeychainSecretStore store{clock, std::make_unique<Probe>(keychain), std::make_unique<Backend>(keychain), u"tessera"_s};
    QSignalSpy states{&store, &SecretStore::stateChanged};

    explicit Setup(Keychain &theKeychain)
        : SecretAnswers(store)
        , keychain(theKeychain)
    {
    }
};

const auto errorOf = SecretAnswers::errorOf;

}

class tst_KeychainSecretStore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void keepsTextUnderItsPrefix();
    void answersInTheOrderOfTheCalls();
    void neverTakesAStateForAnEmptyEntry_data();
    void neverTakesAStateForAnEmptyEntry();
    void noticesALockBetweenProbeAndAnswer();
    void noticesAWriteThatWasNotKept();
    void saysRefusedWithTheKeychainsWords();
    void drainsItsQueueWhenAJobHangs();
    void drainsItsQueueWhenTheProbeHangs();
    void saysHangingBeforeAnyOperation();
    void unlocksOnDemand();
    void dismissedPromptIsARefusal();
    void leavesForeignEntriesAlone();
    void refusesNul();
    void splitsWhatIsTooLargeForAnEntry_data();
    void splitsWhatIsTooLargeForAnEntry();
    void keepsOldOrNewWhereverAWriteEnds();
    void removesEveryPart();
    void noticesPartsThatDoNotFit();
    void keepsPartsOfSimilarNamesApart();
    void diesWithOperationsUnderWay();
};

void tst_KeychainSecretStore::keepsTextUnderItsPrefix()
{
    Keychain keychain;
    Setup s(keychain);
    s.read(u"a/b"_s);
    s.write(u"a/b"_s, u"fake ü 🔑"_s);
    s.read(u"a/b"_s);
    QVERIFY(s.answers.isEmpty());
    QTRY_COMPARE(s.answers, (QStringList{u"read "_s, u"written"_s, u"read fake ü 🔑"_s}));
    QCOMPARE(keychain.entries.keys(), QStringList{u"tessera/a/b"_s});
    QCOMPARE(s.store.state(), KeychainState::Unlocked);
    QVERIFY(s.store.isDurable());
    s.remove(u"a/b"_s);
    s.remove(u"a/b"_s);
    QTRY_COMPARE(s.answers.size(), 5);
    QCOMPARE(s.answers.last(), u"removed"_s);
    QVERIFY(keychain.entries.isEmpty());
    QCOMPARE(s.clock.timers(), 0);
}

void tst_KeychainSecretStore::answersInTheOrderOfTheCalls()
{
    Keychain keychain;
    Setup s(keychain);
    QStringList expected;
    for (int i = 0; i < 50; ++i) {
        s.write(u"k"_s, QString::number(i));
        s.read(u"k"_s);
        expected << u"written"_s << u"read %1"_s.arg(i);
    }
    QTRY_COMPARE(s.answers, expected);
    QCOMPARE(keychain.mostRunning, 1);
}

void tst_KeychainSecretStore::neverTakesAStateForAnEmptyEntry_data()
{
    QTest::addColumn<KeychainState>("state");
    QTest::newRow("locked") << KeychainState::Locked;
    QTest::newRow("absent") << KeychainState::Absent;
    QTest::newRow("refusing") << KeychainState::Refusing;
    QTest::newRow("lost") << KeychainState::Lost;
    QTest::newRow("said to hang") << KeychainState::Hanging;
}

void tst_KeychainSecretStore::neverTakesAStateForAnEmptyEntry()
{
    QFETCH(KeychainState, state);
    Keychain keychain;
    keychain.state = state;
    Setup s(keychain);
    s.read(u"a"_s);
    s.write(u"a"_s, u"fake"_s);
    s.remove(u"a"_s);
    QTRY_COMPARE(s.answers, QStringList(3, errorOf(state)));
    QCOMPARE(s.store.state(), state);
    QVERIFY(!s.store.isDurable());
    QCOMPARE(keychain.jobs, 0); // nothing that could raise a prompt or hang
}

void tst_KeychainSecretStore::noticesALockBetweenProbeAndAnswer()
{
    Keychain keychain;
    keychain.entries.insert(u"tessera/a"_s, u"tessera/1\nfake"_s);
    Setup s(keychain);
    QTRY_COMPARE(s.store.state(), KeychainState::Unlocked);
    keychain.beforeJob = [&] { keychain.state = KeychainState::Locked; };
    s.read(u"a"_s);
    QTRY_COMPARE(s.answers, QStringList(errorOf(KeychainState::Locked)));
    keychain.state = KeychainState::Unlocked;
    s.remove(u"a"_s);
    QTRY_COMPARE(s.answers.size(), 2);
    QCOMPARE(s.answers.last(), errorOf(KeychainState::Locked));
    QCOMPARE(keychain.entries.size(), 1);
    QCOMPARE(s.store.state(), KeychainState::Locked);
}

void tst_KeychainSecretStore::noticesAWriteThatWasNotKept()
{
    Keychain keychain;
    keychain.forgetsWrites = true;
    Setup s(keychain);
    s.write(u"a"_s, u"fake"_s);
    QTRY_COMPARE(s.answers, QStringList(errorOf(KeychainState::Refusing)));
    QCOMPARE(s.store.state(), KeychainState::Refusing);
}

void tst_KeychainSecretStore::saysRefusedWithTheKeychainsWords()
{
    Keychain keychain;
    keychain.refusesWrites = true;
    Setup s(keychain);
    std::optional<Error> error;
    s.store.write(u"a"_s, Secret(u"fake"_s), {this, [&](Result<Done> done) { error = done.error(); }});
    QTRY_VERIFY(error);
    QVERIFY(error->detail.contains(u"“no”"_s));
    QCOMPARE(s.store.state(), KeychainState::Refusing);
    s.write(u"b"_s, u"fake"_s);
    QTRY_COMPARE(s.answers.size(), 1);
    QCOMPARE(s.states.size(), 2); // Unlocked, Refusing: no flicker between operations
    keychain.refusesWrites = false;
    s.write(u"b"_s, u"fake"_s);
    QTRY_COMPARE(s.answers.size(), 2);
    QCOMPARE(s.answers.last(), u"written"_s);
    QCOMPARE(s.store.state(), KeychainState::Unlocked);
}

void tst_KeychainSecretStore::drainsItsQueueWhenAJobHangs()
{
    Keychain keychain;
    Setup s(keychain);
    QTRY_COMPARE(s.store.state(), KeychainState::Unlocked);
    keychain.answersJobs = false;
    s.write(u"a"_s, u"late"_s);
    s.read(u"a"_s);
    s.read(u"b"_s);
    QTRY_COMPARE(keychain.heldJobs.size(), size_t(1));
    s.clock.advance(KeychainAccess::patience);
    QTRY_COMPARE(s.answers, QStringList(3, errorOf(KeychainState::Hanging)));
    QCOMPARE(s.store.state(), KeychainState::Hanging);
    s.read(u"c"_s); // at once, with no job behind the one that hangs
    QTRY_COMPARE(s.answers, QStringList(4, errorOf(KeychainState::Hanging)));
    QCOMPARE(keychain.jobs, 1);
    s.store.unlock(); // the probe answers, and yet the way is blocked
    QCoreApplication::sendPostedEvents();
    QCOMPARE(s.store.state(), KeychainState::Hanging);

    keychain.answerHeld();
    QTRY_COMPARE(s.store.state(), KeychainState::Unlocked);
    QCOMPARE(s.answers.size(), 4); // a late answer is nobody's
    s.write(u"a"_s, u"new"_s);
    s.read(u"a"_s);
    QTRY_COMPARE(s.answers.mid(4), (QStringList{u"written"_s, u"read new"_s}));
}

void tst_KeychainSecretStore::drainsItsQueueWhenTheProbeHangs()
{
    Keychain keychain;
    Setup s(keychain);
    QTRY_COMPARE(s.store.state(), KeychainState::Unlocked);
    keychain.answersProbes = false;
    s.read(u"a"_s);
    s.read(u"b"_s);
    s.clock.advance(KeychainAccess::patience);
    QTRY_COMPARE(s.answers, QStringList(2, errorOf(KeychainState::Hanging)));
    s.read(u"c"_s);
    QTRY_COMPARE(s.answers.size(), 3);
    keychain.answersProbes = true; // the probes that hang stay without an answer: a service that was replaced
    s.store.unlock();
    QTRY_COMPARE(s.store.state(), KeychainState::Unlocked);
    s.read(u"c"_s);
    QTRY_COMPARE(s.answers.size(), 4);
    QCOMPARE(s.answers.last(), u"read "_s);
}

void tst_KeychainSecretStore::saysHangingBeforeAnyOperation()
{
    Keychain keychain;
    keychain.answersProbes = false;
    Setup s(keychain);
    QCOMPARE(s.store.state(), KeychainState::Unknown);
    s.clock.advance(KeychainAccess::patience);
    QCOMPARE(s.store.state(), KeychainState::Hanging);
    keychain.answerHeld();
    QTRY_COMPARE(s.store.state(), KeychainState::Unlocked);
}

void tst_KeychainSecretStore::unlocksOnDemand()
{
    Keychain keychain;
    keychain.state = KeychainState::Locked;
    Setup s(keychain);
    QTRY_COMPARE(s.store.state(), KeychainState::Locked);
    s.store.unlock();
    QTRY_COMPARE(s.store.state(), KeychainState::Unlocked);
    s.write(u"a"_s, u"fake"_s);
    QTRY_COMPARE(s.answers, QStringList(u"written"_s));
}

void tst_KeychainSecretStore::dismissedPromptIsARefusal()
{
    Keychain keychain;
    keychain.state = KeychainState::Locked;
    keychain.unlocksTo = KeychainState::Refusing;
    Setup s(keychain);
    QTRY_COMPARE(s.store.state(), KeychainState::Locked);
    s.store.unlock();
    QTRY_COMPARE(s.store.state(), KeychainState::Refusing);
    s.read(u"a"_s);
    QTRY_COMPARE(s.answers, QStringList(errorOf(KeychainState::Locked)));
    QCOMPARE(s.store.state(), KeychainState::Refusing); // until the user tries again
}

void tst_KeychainSecretStore::leavesForeignEntriesAlone()
{
    Keychain keychain;
    keychain.entries.insert(u"tessera/a"_s, u"tessera/2 something later"_s);
    Setup s(keychain);
    s.read(u"a"_s);
    QTRY_COMPARE(s.answers.size(), 1);
    QVERIFY(s.answers.first().contains(u"tessera/a"_s));
    QVERIFY(!s.answers.first().contains(u"something"_s));
    QCOMPARE(keychain.entries.value(u"tessera/a"_s), u"tessera/2 something later"_s);
    s.write(u"a"_s, u"fake"_s);
    s.read(u"a"_s);
    QTRY_COMPARE(s.answers.mid(1), (QStringList{u"written"_s, u"read fake"_s}));
}

void tst_KeychainSecretStore::refusesNul()
{
    Keychain keychain;
    Setup s(keychain);
    s.write(u"a"_s, u"old"_s);
    s.write(u"a"_s, u"new\0er"_s);
    s.read(u"a"_s);
    QTRY_COMPARE(s.answers.size(), 3);
    QVERIFY(s.answers.at(1).contains(u"NUL"_s));
    QCOMPARE(s.answers.at(2), u"read old"_s);
}

void tst_KeychainSecretStore::splitsWhatIsTooLargeForAnEntry_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("entries");
    QTest::newRow("fits") << QString(90, u'x') << 1;
    QTest::newRow("does not fit") << QString(91, u'x') << 2;
    QTest::newRow("ten") << QString(1000, u'x') << 11;
    QTest::newRow("characters of two bytes") << QString(1000, u'ü') << 21;
    QTest::newRow("characters of four bytes") << u"a"_s + u"🔑"_s.repeated(100) << 6;
    QTest::newRow("looks like a head") << u"tessera/1 parts=3 slot=a sha256="_s + QString(64, u'0') + u'\n' << 2;
}

void tst_KeychainSecretStore::splitsWhatIsTooLargeForAnEntry()
{
    QFETCH(QString, text);
    Keychain keychain;
    keychain.limit = 100;
    Setup s(keychain);
    for (const QString &value : {text, QString(u'z'), text, text}) { // grows, shrinks, is replaced
        s.write(u"a"_s, value);
        s.read(u"a"_s);
        QTRY_COMPARE(s.answers, (QStringList{u"written"_s, u"read "_s + value}));
        s.answers.clear();
    }
    QTEST(int(keychain.entries.size()), "entries");
}

void tst_KeychainSecretStore::keepsOldOrNewWhereverAWriteEnds()
{
    const QString older(950, u'o'), newer(700, u'n');
    for (int steps = 0;; ++steps) {
        Keychain keychain;
        keychain.limit = 200;
        {
            Setup s(keychain);
            s.write(u"a"_s, older);
            QTRY_COMPARE(s.answers.size(), 1);
            keychain.writesLeft = steps;
            s.write(u"a"_s, newer);
            QTRY_VERIFY(keychain.writesLeft == 0 || s.answers.size() == 2);
        }
        const bool isThrough = keychain.writesLeft != 0;
        keychain.writesLeft = -1;
        Setup after(keychain);
        after.read(u"a"_s);
        QTRY_COMPARE(after.answers.size(), 1);
        QVERIFY2(after.answers.first() == u"read "_s + older || after.answers.first() == u"read "_s + newer,
            qPrintable(u"after %1 steps: %2"_s.arg(steps).arg(after.answers.first())));
        after.write(u"a"_s, u"short"_s);
        after.write(u"a"_s, newer); // both slots have been in use: what the crash left is tidied up
        after.remove(u"a"_s);
        QTRY_COMPARE(after.answers.size(), 4);
        QCOMPARE(keychain.entries, (QMap<QString, QString>{}));
        if (isThrough) {
            QVERIFY(steps > 10);
            return;
        }
    }
}

void tst_KeychainSecretStore::removesEveryPart()
{
    Keychain keychain;
    keychain.limit = 100;
    Setup s(keychain);
    s.write(u"a"_s, QString(950, u'x'));
    s.write(u"b"_s, u"stays"_s);
    s.remove(u"a"_s);
    s.read(u"a"_s);
    QTRY_COMPARE(s.answers, (QStringList{u"written"_s, u"written"_s, u"removed"_s, u"read "_s}));
    QCOMPARE(keychain.entries.keys(), QStringList{u"tessera/b"_s});
}

void tst_KeychainSecretStore::noticesPartsThatDoNotFit()
{
    Keychain keychain;
    keychain.limit = 100;
    Setup s(keychain);
    s.write(u"a"_s, QString(150, u'x'));
    QTRY_COMPARE(s.answers.size(), 1);
    for (const auto &[key, value] : keychain.entries.toStdMap())
        if (key.endsWith(u'1'))
            keychain.entries[key] = u"y"_s;
    s.read(u"a"_s);
    QTRY_COMPARE(s.answers.size(), 2);
    QVERIFY(s.answers.last().contains(u"don't fit"_s));
    for (const QString &key : keychain.entries.keys())
        if (key.endsWith(u'1'))
            keychain.entries.remove(key);
    s.read(u"a"_s);
    QTRY_COMPARE(s.answers.size(), 3);
    QVERIFY(s.answers.last().contains(u"missing"_s));
}

void tst_KeychainSecretStore::keepsPartsOfSimilarNamesApart()
{
    Keychain keychain;
    keychain.limit = 100;
    Setup s(keychain);
    s.write(u"a"_s, QString(150, u'x'));
    for (const QString &name : {u"a#a0"_s, u"a%23a0"_s, u"a#b0"_s, u"a%"_s}) {
        s.write(name, name);
        s.read(name);
    }
    s.read(u"a"_s);
    QTRY_COMPARE(s.answers.size(), 10);
    QCOMPARE(s.answers.last(), u"read "_s + QString(150, u'x'));
    QCOMPARE(s.answers.at(2), u"read a#a0"_s);
    QCOMPARE(s.answers.at(4), u"read a%23a0"_s);
}

void tst_KeychainSecretStore::diesWithOperationsUnderWay()
{
    Keychain keychain;
    keychain.answersJobs = false;
    auto s = std::make_unique<Setup>(keychain);
    s->read(u"a"_s);
    s->read(u"b"_s);
    QTRY_COMPARE(keychain.heldJobs.size(), size_t(1));
    std::vector<std::function<void()>> late = std::exchange(keychain.heldJobs, {});
    s.reset();
    QCoreApplication::sendPostedEvents();
    QVERIFY(keychain.heldJobs.empty());
}

QTEST_GUILESS_MAIN(tst_KeychainSecretStore)
#include "tst_KeychainSecretStore.moc"
