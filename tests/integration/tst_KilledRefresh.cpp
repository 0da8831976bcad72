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
    void goesOnOrAsksForSignIn();

private:
    [[nodiscard]] static int run(const QStringList &arguments, const QByteArray &input = {}, QByteArray *err = nullptr);
    [[nodiscard]] static bool signIn(const TokenServer &server);
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

void tst_KilledRefresh::goesOnOrAsksForSignIn()
{
    const QString folder
        = QDir(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)).filePath(u"tessera/profiles"_s);
    QVERIFY(QDir().mkpath(folder));
    QFile profile(folder + u"/test-api.json"_s);
    QVERIFY(profile.open(QIODevice::WriteOnly));
    profile.write(testProfile());
    profile.close();

    TokenServer server;
    QVERIFY(signIn(server));
    const QStringList send{u"send"_s, server.url() + u"/data"_s, u"--as"_s, u"test-api/default/ada"_s};
    QElapsedTimer time;
    server.expireNow();
    time.start();
    QCOMPARE(run(send), 0); // refused, refreshed, sent again
    const qint64 whole = time.elapsed();
    QCOMPARE(server.refreshes(), 1);

    constexpr int kills = 30;
    int asked = 0;
    for (int i = 0; i < kills; ++i) {
        server.expireNow();
        QProcess victim;
        victim.start(QStringLiteral(TESSERA_BINARY), send);
        QVERIFY(victim.waitForStarted());
        // Spread over the time that a whole run takes: start, keychain, lock, refresh, keychain, end.
        (void)victim.waitForFinished(int(whole * (i + 1) / kills));
        victim.kill();
        victim.waitForFinished();
        QByteArray err;
        const int code = run(send, {}, &err);
        QVERIFY2(code == 0 || err.contains("Sign in again"), (QByteArray::number(code) + ' ' + err).constData());
        QCOMPARE(server.reuses(), 0);
        if (code != 0) {
            ++asked;
            QVERIFY(signIn(server));
        }
    }
    qInfo("killed %d times in %lld ms each; had to sign in again %d times", kills, whole, asked);
}

QTEST_GUILESS_MAIN(tst_KilledRefresh)
#include "tst_KilledRefresh.moc"
