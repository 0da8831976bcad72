#include "tests/support/AuthWorld.h"
#include "tests/support/TokenServer.h"

#include <QtCore/QDir>
#include <QtCore/QElapsedTimer>
#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>
#include <QtTest/QtTest>

using namespace tessera;
using namespace Qt::StringLiterals;

// The whole program, killed without a warning while it refreshes a rotating token, on a real keychain.
class tst_KilledRefresh : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void refreshesOnceForManyProcesses();
    void goesOnOrAsksForSignIn();

private:
    [[nodiscard]] static int run(const QStringList &arguments, const QByteArray &input = {}, QByteArray *err = nullptr);
    [[nodiscard]] static bool signIn(const TokenServer &server);
    [[nodiscard]] static bool waitForRequests(const TokenServer &server, qsizetype count);
};

int tst_KilledRefresh::run(const QStringList &arguments, const QByteArray &input, QByteArray *err)
{
    QProcess process;
    process.start(QStringLiteral(TESSERA_BINARY), arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(60'000))
        process.kill();
    if (err)
        *err = process.readAllStandardError();
    return process.exitCode();
}

bool tst_KilledRefresh::signIn(const TokenServer &server)
{
    return run({u"signin"_s, u"test-api"_s, u"--base"_s, server.url(), u"--account"_s, u"ada"_s, u"--field"_s,
                   u"username=ada"_s, u"--field"_s, u"password=-"_s},
               "fake\n")
        == 0;
}

bool tst_KilledRefresh::waitForRequests(const TokenServer &server, qsizetype count)
{
    return QTest::qWaitFor([&] { return server.requests().size() >= count; }, 30'000);
}

void tst_KilledRefresh::initTestCase()
{
    const QString folder
        = QDir(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)).filePath(u"tessera/profiles"_s);
    QVERIFY(QDir().mkpath(folder));
    QFile profile(folder + u"/test-api.json"_s);
    QVERIFY(profile.open(QIODevice::WriteOnly));
    profile.write(testProfile());
    profile.close();
}

// All of them meet a token that the server takes no more.
void tst_KilledRefresh::refreshesOnceForManyProcesses()
{
    TokenServer server;
    QVERIFY(signIn(server));
    server.expireNow();
    std::vector<std::unique_ptr<QProcess>> many;
    for (int i = 0; i < 6; ++i) {
        many.push_back(std::make_unique<QProcess>());
        many.back()->start(QStringLiteral(TESSERA_BINARY),
            {u"send"_s, server.url() + u"/data"_s, u"--as"_s, u"test-api/default/ada"_s});
    }
    for (const auto &process : many) {
        QVERIFY(process->waitForFinished(60'000));
        QVERIFY2(process->exitCode() == 0, process->readAllStandardError().constData());
    }
    QCOMPARE(server.refreshes(), 1);
    QCOMPARE(server.reuses(), 0);
}

void tst_KilledRefresh::goesOnOrAsksForSignIn()
{
    TokenServer server;
    QVERIFY(signIn(server));
    const QStringList send{u"send"_s, server.url() + u"/data"_s, u"--as"_s, u"test-api/default/ada"_s};
    // Three requests: /data is refused, /refresh, /data again. What lies between the first and the last is the refresh:
    // lock, keychain, note, call, keychain.
    server.expireNow();
    qsizetype seen = server.requests().size();
    QElapsedTimer time;
    QProcess whole;
    whole.start(QStringLiteral(TESSERA_BINARY), send);
    QVERIFY(waitForRequests(server, seen + 1));
    time.start();
    QVERIFY(waitForRequests(server, seen + 3));
    const qint64 refresh = time.elapsed();
    QVERIFY(whole.waitForFinished(60'000));
    QCOMPARE(whole.exitCode(), 0);
    QCOMPARE(server.refreshes(), 1);

    constexpr int kills = 30;
    int asked = 0, unsent = 0, unanswered = 0, done = 0;
    for (int i = 0; i < kills; ++i) {
        server.expireNow();
        seen = server.requests().size();
        QProcess victim;
        victim.start(QStringLiteral(TESSERA_BINARY), send);
        QVERIFY(waitForRequests(server, seen + 1));
        (void)victim.waitForFinished(int(refresh * i / (kills - 1)));
        victim.kill();
        victim.waitForFinished();
        const qsizetype got = server.requests().size() - seen;
        ++(got == 1 ? unsent : got == 2 ? unanswered : done);
        QByteArray err;
        const int code = run(send, {}, &err);
        QVERIFY2(code == 0 || err.contains("Sign in again"), (QByteArray::number(code) + ' ' + err).constData());
        QCOMPARE(server.reuses(), 0);
        if (code != 0) {
            ++asked;
            QVERIFY(signIn(server));
        }
    }
    qInfo("killed %d times within %lld ms: %d before the token left, %d before its answer was used, %d after; signed in again %d "
          "times",
        kills, refresh, unsent, unanswered, done, asked);
    QVERIFY2(unsent > 0 && unanswered > 0, "the kills did not fall into the refresh");
}

QTEST_GUILESS_MAIN(tst_KilledRefresh)
#include "tst_KilledRefresh.moc"
