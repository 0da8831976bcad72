#include "app/base/SystemClock.h"
#include "app/secrets/KeychainMessage.h"
#include "app/secrets/KeychainSecretStore.h"

#include "tests/support/FakeClock.h"
#include "tests/support/FakeSecretService.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QProcess>
#include <QtDBus/QDBusConnectionInterface>
#include <QtTest/QTest>

#include <csignal>

// Real keychains in real trouble. Which bus a process talks to is settled once for libsecret, so each case runs in a process
// of its own under a bus made for it: the cases are the slots of `Inside`, and tst_SecretService starts them.

using namespace tessera;
using namespace Qt::StringLiterals;

namespace {

template <typename T> QString errorOf(const std::optional<Result<T>> &result)
{
    return result && !*result ? result->error().message : u"(no error)"_s;
}

QString wordsFor(KeychainState state)
{
    return keychainError(state).message;
}

uint processOf(const QString &service)
{
    return QDBusConnection::sessionBus().interface()->servicePid(service);
}

}

class Inside : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void keepsSecrets();
    void keepsSecretsAcrossARestart();
    void saysLocked();
    void noticesLocking();
    void saysAbsent();
    void saysLostWhenItDiesAndFoundWhenItComesBack();
    void saysLostWhenTheBusDies();
    void saysRefusing();
    void saysRefusingWhenNotEvenAsked();
    void saysHangingWhenTheServiceIsSilent();
    void saysHangingWhenAJobIsSilent();
    void dismissedPromptIsARefusal();
    void acceptedPromptUnlocks();
    void openPromptEndsWithItsService();
    void makesAMissingKeyring();
    void waitsForNoBus();
    void demoWorksWhenRefused() { runDemo(FakeSecretService::Mood::Refusing, KeychainState::Refusing); }
    void demoWorksWhenNothingAnswers() { runDemo(FakeSecretService::Mood::SilentInJobs, KeychainState::Hanging); }

private:
    void runDemo(FakeSecretService::Mood mood, KeychainState state);
    void read(SecretStore &store, const QString &key)
    {
        m_read.reset();
        store.read(key, {this, [this](Result<Secret> result) { m_read = std::move(result); }});
    }
    void write(SecretStore &store, const QString &key, const QString &text)
    {
        m_done.reset();
        store.write(key, Secret(text), {this, [this](Result<Done> result) { m_done = std::move(result); }});
    }
    void remove(SecretStore &store, const QString &key)
    {
        m_done.reset();
        store.remove(key, {this, [this](Result<Done> result) { m_done = std::move(result); }});
    }
    std::optional<Result<Secret>> m_read;
    std::optional<Result<Done>> m_done;
};

// The program beside a keychain of no use.
void Inside::runDemo(FakeSecretService::Mood mood, KeychainState state)
{
    const FakeSecretService service(mood);
    QVERIFY(service.isRegistered());
    QProcess demo;
    demo.setProcessChannelMode(QProcess::MergedChannels);
    demo.start(QStringLiteral(TESSERA_BINARY), {u"demo"_s});
    QTRY_COMPARE_WITH_TIMEOUT(demo.state(), QProcess::NotRunning, 55'000);
    const QByteArray output = demo.readAll();
    QVERIFY2(output.startsWith("keychain: " + keychainSummary(state).toUtf8() + '\n'), output.constData());
    QVERIFY2(demo.exitCode() == 0 && output.count("keychain-empty") == 4, output.constData());
}

void Inside::keepsSecrets()
{
    SystemClock clock;
    KeychainSecretStore store(clock, u"tessera-test"_s);
    const QString text = u"{\"version\":1,\"text\":\"fake ü 🔑 \\u0000\"}\n"_s + QString(20000, u'x');
    read(store, u"a/b/c"_s);
    QTRY_VERIFY(m_read);
    QVERIFY2(m_read->has_value(), qPrintable(errorOf(m_read)));
    QVERIFY(m_read->value().isEmpty());
    QCOMPARE(store.state(), KeychainState::Unlocked);
    write(store, u"a/b/c"_s, text);
    QTRY_VERIFY(m_done);
    QVERIFY2(m_done->has_value(), qPrintable(errorOf(m_done)));
    read(store, u"a/b/c"_s);
    QTRY_VERIFY(m_read);
    QCOMPARE(m_read->value().reveal(), text);
    write(store, u"a/b/c"_s, u"other"_s);
    read(store, u"a/b/c"_s);
    QTRY_VERIFY(m_read);
    QCOMPARE(m_read->value().reveal(), u"other"_s);
    remove(store, u"a/b/c"_s);
    read(store, u"a/b/c"_s);
    QTRY_VERIFY(m_read);
    QVERIFY(m_read->value().isEmpty());
    QVERIFY(m_done->has_value());
    remove(store, u"a/b/c"_s); // what is not there is removed
    QTRY_VERIFY(m_done);
    QVERIFY(m_done->has_value());
}

void Inside::keepsSecretsAcrossARestart()
{
    SystemClock clock;
    {
        KeychainSecretStore store(clock, u"tessera-test"_s);
        write(store, u"a"_s, u"fake"_s);
        QTRY_VERIFY(m_done);
        QVERIFY(m_done->has_value());
    }
    KeychainSecretStore other(clock, u"tessera-other"_s);
    read(other, u"a"_s);
    QTRY_VERIFY(m_read);
    QVERIFY(m_read->value().isEmpty());
    KeychainSecretStore again(clock, u"tessera-test"_s);
    read(again, u"a"_s);
    QTRY_VERIFY(m_read);
    QCOMPARE(m_read->value().reveal(), u"fake"_s);
}

void Inside::saysLocked()
{
    SystemClock clock;
    KeychainSecretStore store(clock, u"tessera-test"_s);
    read(store, u"a"_s);
    QTRY_VERIFY(m_read);
    QCOMPARE(errorOf(m_read), wordsFor(KeychainState::Locked));
    remove(store, u"a"_s);
    QTRY_VERIFY(m_done);
    QCOMPARE(errorOf(m_done), wordsFor(KeychainState::Locked));
    write(store, u"a"_s, u"fake"_s);
    QTRY_VERIFY(m_done);
    QCOMPARE(errorOf(m_done), wordsFor(KeychainState::Locked));
    QCOMPARE(store.state(), KeychainState::Locked);
    QVERIFY(!store.isDurable());
    store.unlock(); // nothing here can show a prompt
    QTRY_COMPARE(store.state(), KeychainState::Refusing);
}

void Inside::noticesLocking()
{
    SystemClock clock;
    KeychainSecretStore store(clock, u"tessera-test"_s);
    QTRY_COMPARE(store.state(), KeychainState::Unlocked);
    QCOMPARE(QProcess::execute(u"gdbus"_s,
                 {u"call"_s, u"--session"_s, u"--dest"_s, u"org.freedesktop.secrets"_s, u"--object-path"_s,
                     u"/org/freedesktop/secrets"_s, u"--method"_s, u"org.freedesktop.Secret.Service.Lock"_s,
                     u"[objectpath '/org/freedesktop/secrets/collection/login']"_s}),
        0);
    QTRY_COMPARE(store.state(), KeychainState::Locked); // by its signal: nobody asked
    read(store, u"a"_s);
    QTRY_VERIFY(m_read);
    QCOMPARE(errorOf(m_read), wordsFor(KeychainState::Locked));
}

void Inside::saysAbsent()
{
    SystemClock clock;
    KeychainSecretStore store(clock, u"tessera-test"_s);
    QTRY_COMPARE(store.state(), KeychainState::Absent);
    read(store, u"a"_s);
    write(store, u"a"_s, u"fake"_s);
    QTRY_VERIFY(m_read && m_done);
    QCOMPARE(errorOf(m_read), wordsFor(KeychainState::Absent));
    QCOMPARE(errorOf(m_done), wordsFor(KeychainState::Absent));
    store.unlock();
    read(store, u"a"_s);
    QTRY_VERIFY(m_read);
    QCOMPARE(store.state(), KeychainState::Absent);
}

void Inside::saysLostWhenItDiesAndFoundWhenItComesBack()
{
    SystemClock clock;
    KeychainSecretStore store(clock, u"tessera-test"_s);
    write(store, u"a"_s, u"fake"_s);
    QTRY_VERIFY(m_done);
    QVERIFY(m_done->has_value());
    const uint pid = processOf(u"org.freedesktop.secrets"_s);
    QVERIFY(pid > 0);
    read(store, u"a"_s); // under way while it dies
    ::kill(pid_t(pid), SIGKILL);
    QTRY_VERIFY(m_read);
    QTRY_COMPARE(store.state(), KeychainState::Lost);
    read(store, u"a"_s);
    QTRY_VERIFY(m_read);
    QCOMPARE(errorOf(m_read), wordsFor(KeychainState::Lost));

    QProcess keyring;
    keyring.start(u"gnome-keyring-daemon"_s, {u"--unlock"_s, u"--foreground"_s, u"--components=secrets"_s});
    keyring.write("ci");
    keyring.closeWriteChannel();
    QTRY_COMPARE(store.state(), KeychainState::Unlocked);
    read(store, u"a"_s);
    QTRY_VERIFY(m_read);
    QVERIFY2(m_read->has_value(), qPrintable(m_read->error().detail));
    QCOMPARE(m_read->value().reveal(), u"fake"_s);
    keyring.kill();
    keyring.waitForFinished();
    QTRY_COMPARE(store.state(), KeychainState::Lost);
}

void Inside::saysLostWhenTheBusDies()
{
    SystemClock clock;
    KeychainSecretStore store(clock, u"tessera-test"_s);
    write(store, u"a"_s, u"fake"_s);
    QTRY_VERIFY(m_done);
    QVERIFY(m_done->has_value());
    const uint pid = processOf(u"org.freedesktop.DBus"_s);
    QVERIFY(pid > 0);
    ::kill(pid_t(pid), SIGKILL);
    QTRY_COMPARE(store.state(), KeychainState::Lost);
    read(store, u"a"_s);
    QTRY_VERIFY(m_read);
    QCOMPARE(errorOf(m_read), wordsFor(KeychainState::Lost));
}

void Inside::saysRefusing()
{
    FakeSecretService service(FakeSecretService::Mood::Refusing);
    QVERIFY(service.isRegistered());
    SystemClock clock;
    KeychainSecretStore store(clock, u"tessera-test"_s);
    read(store, u"a"_s);
    QTRY_VERIFY(m_read);
    QCOMPARE(errorOf(m_read), wordsFor(KeychainState::Refusing));
    write(store, u"a"_s, u"fake"_s);
    QTRY_VERIFY(m_done);
    QCOMPARE(errorOf(m_done), wordsFor(KeychainState::Refusing));
    QVERIFY(m_done->error().detail.contains(u"This keychain says no."_s));
    QCOMPARE(store.state(), KeychainState::Refusing);
    remove(store, u"a"_s);
    QTRY_VERIFY(m_done);
    QCOMPARE(errorOf(m_done), wordsFor(KeychainState::Refusing));
}

void Inside::saysRefusingWhenNotEvenAsked()
{
    FakeSecretService service(FakeSecretService::Mood::RefusingAll);
    SystemClock clock;
    KeychainSecretStore store(clock, u"tessera-test"_s);
    QTRY_COMPARE(store.state(), KeychainState::Refusing);
    service.vanish();
    QTRY_COMPARE(store.state(), KeychainState::Absent); // it never was one that could be used
}

void Inside::saysHangingWhenTheServiceIsSilent()
{
    FakeSecretService service(FakeSecretService::Mood::Silent);
    FakeClock clock;
    KeychainSecretStore store(clock, u"tessera-test"_s);
    read(store, u"a"_s);
    QTRY_VERIFY(service.calls().size() >= 2);
    clock.advance(KeychainAccess::patience);
    QTRY_VERIFY(m_read);
    QCOMPARE(errorOf(m_read), wordsFor(KeychainState::Hanging));
    QCOMPARE(store.state(), KeychainState::Hanging);
    service.vanish();
    QTRY_COMPARE(store.state(), KeychainState::Absent);
    read(store, u"a"_s);
    QTRY_VERIFY(m_read);
    QCOMPARE(errorOf(m_read), wordsFor(KeychainState::Absent));
}

void Inside::saysHangingWhenAJobIsSilent()
{
    FakeSecretService service(FakeSecretService::Mood::SilentInJobs);
    FakeClock clock;
    KeychainSecretStore store(clock, u"tessera-test"_s);
    QTRY_COMPARE(store.state(), KeychainState::Unlocked);
    const qsizetype probes = service.calls().size();
    write(store, u"a"_s, u"fake"_s);
    read(store, u"a"_s);
    QTRY_VERIFY(service.calls().size() > probes + 2);
    clock.advance(KeychainAccess::patience);
    QTRY_VERIFY(m_read && m_done);
    QCOMPARE(errorOf(m_done), wordsFor(KeychainState::Hanging));
    QCOMPARE(errorOf(m_read), wordsFor(KeychainState::Hanging));
    QCOMPARE(store.state(), KeychainState::Hanging);
    service.answerHeld(); // late, with a refusal; the way is clear for the next
    QTRY_COMPARE(store.state(), KeychainState::Unlocked);
    read(store, u"a"_s);
    QTRY_VERIFY(m_read);
    QCOMPARE(errorOf(m_read), wordsFor(KeychainState::Refusing));
}

void Inside::dismissedPromptIsARefusal()
{
    FakeSecretService service(FakeSecretService::Mood::DismissedPrompt);
    FakeClock clock;
    KeychainSecretStore store(clock, u"tessera-test"_s);
    QTRY_COMPARE(store.state(), KeychainState::Locked);
    store.unlock();
    QTRY_COMPARE(store.state(), KeychainState::Refusing);
}

void Inside::acceptedPromptUnlocks()
{
    FakeSecretService service(FakeSecretService::Mood::AcceptedPrompt);
    FakeClock clock;
    KeychainSecretStore store(clock, u"tessera-test"_s);
    QTRY_COMPARE(store.state(), KeychainState::Locked);
    store.unlock();
    QTRY_COMPARE(store.state(), KeychainState::Unlocked);
    service.setLocked(true);
    QTRY_COMPARE(store.state(), KeychainState::Locked);
}

void Inside::openPromptEndsWithItsService()
{
    FakeSecretService service(FakeSecretService::Mood::UnansweredPrompt);
    FakeClock clock;
    KeychainSecretStore store(clock, u"tessera-test"_s);
    QTRY_COMPARE(store.state(), KeychainState::Locked);
    store.unlock();
    QTRY_VERIFY(service.calls().contains(u"Prompt"_s));
    clock.advance(std::chrono::hours(1));
    read(store, u"a"_s); // waits for nobody
    QTRY_VERIFY(m_read);
    QCOMPARE(errorOf(m_read), wordsFor(KeychainState::Locked));
    QCOMPARE(store.state(), KeychainState::Locked);
    service.vanish();
    QTRY_COMPARE(store.state(), KeychainState::Lost);
}

void Inside::makesAMissingKeyring()
{
    FakeSecretService service(FakeSecretService::Mood::Empty);
    FakeClock clock;
    KeychainSecretStore store(clock, u"tessera-test"_s);
    QTRY_COMPARE(store.state(), KeychainState::Locked);
    store.unlock();
    QTRY_COMPARE(store.state(), KeychainState::Unlocked);
    QVERIFY(service.calls().contains(u"CreateCollection"_s));
}

void Inside::waitsForNoBus()
{
    const uint pid = processOf(u"org.freedesktop.DBus"_s);
    QVERIFY(pid > 0);
    ::kill(pid_t(pid), SIGSTOP);
    QElapsedTimer timer;
    timer.start();
    FakeClock clock;
    KeychainSecretStore store(clock, u"tessera-test"_s);
    read(store, u"a"_s);
    const qint64 elapsed = timer.elapsed();
    clock.advance(KeychainAccess::patience);
    const bool answered = QTest::qWaitFor([&] { return m_read.has_value(); });
    ::kill(pid_t(pid), SIGCONT);
    QVERIFY(elapsed < 1000); // libdbus itself would wait for 25 s
    QVERIFY(answered);
    QCOMPARE(errorOf(m_read), wordsFor(KeychainState::Hanging));
    QTRY_COMPARE(store.state(), KeychainState::Absent);
}

class tst_SecretService : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void behaves_data();
    void behaves();
    void programBringsTheLoopThatJobsNeed();
};

void tst_SecretService::behaves_data()
{
    QTest::addColumn<QString>("bus");
    QTest::addColumn<QString>("slot");
    const auto add = [](const char *bus, const char *slot) {
        QTest::addRow("%s, %s bus", slot, bus) << QString::fromLatin1(bus) << QString::fromLatin1(slot);
    };
    add("unlocked", "keepsSecrets");
    add("unlocked", "keepsSecretsAcrossARestart");
    add("locked", "saysLocked");
    add("unlocked", "noticesLocking");
    add("none", "saysAbsent");
    add("empty", "saysAbsent");
    add("unlocked", "saysLostWhenItDiesAndFoundWhenItComesBack");
    add("unlocked", "saysLostWhenTheBusDies");
    add("empty", "saysRefusing");
    add("empty", "saysRefusingWhenNotEvenAsked");
    add("empty", "saysHangingWhenTheServiceIsSilent");
    add("empty", "saysHangingWhenAJobIsSilent");
    add("empty", "dismissedPromptIsARefusal");
    add("empty", "acceptedPromptUnlocks");
    add("empty", "openPromptEndsWithItsService");
    add("empty", "makesAMissingKeyring");
    add("empty", "waitsForNoBus");
    add("empty", "demoWorksWhenRefused");
    add("empty", "demoWorksWhenNothingAnswers");
}

void tst_SecretService::behaves()
{
    QFETCH(QString, bus);
    QFETCH(QString, slot);
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QStringLiteral(TESSERA_SOURCE_DIR "/tests/support/with-bus"),
        {bus, QCoreApplication::applicationFilePath(), u"-inside"_s, slot});
    QVERIFY(process.waitForFinished(60000));
    const QByteArray output = process.readAll();
    QVERIFY2(process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0, output.constData());
    QVERIFY2(output.contains("Totals: 3 passed, 0 failed"), output.constData()); // the slot was there and ran
}

void tst_SecretService::programBringsTheLoopThatJobsNeed()
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QStringLiteral(TESSERA_SOURCE_DIR "/tests/support/with-bus"),
        {u"unlocked"_s, u"env"_s, u"QT_NO_GLIB=1"_s, QStringLiteral(TESSERA_BINARY), u"demo"_s});
    QVERIFY(process.waitForFinished(120000));
    const QByteArray output = process.readAll();
    QVERIFY2(process.exitCode() == 0 && output.contains("keychain: unlocked") && output.contains("keychain-empty"), output.constData());
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (argc == 3 && qstrcmp(argv[1], "-inside") == 0) {
        Inside inside;
        return QTest::qExec(&inside, {QString::fromLocal8Bit(argv[0]), QString::fromLocal8Bit(argv[2])});
    }
    tst_SecretService test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_SecretService.moc"
