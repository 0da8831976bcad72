#include "tests/support/RawServer.h"

#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtDBus/QtDBus>
#include <QtTest/QtTest>

#include <csignal>

using namespace tessera;
using namespace Qt::StringLiterals;

// The command line when things go wrong: interrupted, mistyped, without a keychain, before a full disk, or in the hands of a
// server that means ill. Other programs must see it from the exit code.
class tst_CommandLineTrouble : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void endsWhenInterrupted_data();
    void endsWhenInterrupted();
    void interruptedDemoLeavesNothingInTheKeychain();
    void demoNeedsNoKeychain_data();
    void demoNeedsNoKeychain();
    void saysThatTheKeychainIsInTheWay();
    void promptEnds_data();
    void promptEnds();
    void refusesAMistypedField();
    void keepsTheAnswerWhenTheReportFails();
    void noticesAFullDisk();
    void serversDoNotSteerTheTerminal();
    void saysWhichProfilesAreWrong();

private:
    static const QString program;
    [[nodiscard]] static QStringList signInAt(const QByteArray &base, const QStringList &fields);
};

const QString tst_CommandLineTrouble::program = QStringLiteral(TESSERA_BINARY);

namespace {

constexpr int patience = 60'000;
constexpr int interrupted = 130;

QString support(const QString &script)
{
    return QStringLiteral(TESSERA_SOURCE_DIR "/tests/support/") + script;
}

QByteArray all(QProcess &process)
{
    return process.readAllStandardOutput() + process.readAllStandardError();
}

// The keys of Tessera's entries, asked of the Secret Service itself.
QStringList keychain()
{
    qDBusRegisterMetaType<QMap<QString, QString>>();
    const QString service = u"org.freedesktop.secrets"_s;
    const auto bus = QDBusConnection::sessionBus();
    auto search = QDBusMessage::createMethodCall(
        service, u"/org/freedesktop/secrets"_s, u"org.freedesktop.Secret.Service"_s, u"SearchItems"_s);
    search.setArguments({QVariant::fromValue(QMap<QString, QString>{{u"server"_s, u"Tessera"_s}})});
    QStringList keys;
    for (const QVariant &list : bus.call(search).arguments()) {
        for (const QDBusObjectPath &item : qdbus_cast<QList<QDBusObjectPath>>(list)) {
            auto get = QDBusMessage::createMethodCall(
                service, item.path(), u"org.freedesktop.DBus.Properties"_s, u"Get"_s);
            get.setArguments({u"org.freedesktop.Secret.Item"_s, u"Attributes"_s});
            const auto value = bus.call(get).arguments().value(0).value<QDBusVariant>().variant();
            keys += qdbus_cast<QMap<QString, QString>>(value).value(u"user"_s);
        }
    }
    return keys;
}

RawServer::Script silent()
{
    return [](RawConnection &connection) {
        (void)connection.readRequest();
        connection.waitForClose();
    };
}

}

QStringList tst_CommandLineTrouble::signInAt(const QByteArray &base, const QStringList &fields)
{
    QStringList arguments{u"signin"_s, u"datarhei-core"_s, u"--base"_s, QString::fromLatin1(base), u"--account"_s, u"ada"_s};
    for (const QString &field : fields)
        arguments += {u"--field"_s, field};
    return arguments;
}

void tst_CommandLineTrouble::endsWhenInterrupted_data()
{
    QTest::addColumn<bool>("signsIn");
    QTest::addColumn<int>("signal");
    QTest::newRow("send, Ctrl+C") << false << SIGINT;
    QTest::newRow("send, a polite kill") << false << SIGTERM;
    QTest::newRow("signin, Ctrl+C") << true << SIGINT;
}

void tst_CommandLineTrouble::endsWhenInterrupted()
{
    QFETCH(bool, signsIn);
    QFETCH(int, signal);
    const RawServer server(silent());
    QProcess process;
    process.start(program, signsIn ? signInAt(server.url(""), {u"username=ada"_s, u"password=-"_s})
                                   : QStringList{u"send"_s, QString::fromLatin1(server.url("/"))});
    process.write("fake-password\n");
    QTRY_COMPARE_WITH_TIMEOUT(server.requests().size(), 1, patience);
    QCOMPARE(::kill(pid_t(process.processId()), signal), 0);
    QVERIFY(process.waitForFinished(patience));
    QCOMPARE(process.exitCode(), interrupted);
    const QByteArray said = process.readAllStandardError();
    QVERIFY2(said.contains("ancelled."), said.constData());
}

void tst_CommandLineTrouble::interruptedDemoLeavesNothingInTheKeychain()
{
    QProcess process;
    process.start(program, {u"demo"_s});
    QByteArray out;
    QTRY_VERIFY_WITH_TIMEOUT((out += process.readAllStandardOutput()).contains(" request"), patience);
    QVERIFY2(!keychain().filter(u"tessera-demo"_s).isEmpty(), out.constData());
    QCOMPARE(::kill(pid_t(process.processId()), SIGINT), 0);
    QVERIFY(process.waitForFinished(patience));
    QCOMPARE(process.exitCode(), interrupted);
    QCOMPARE(keychain().filter(u"tessera-demo"_s), QStringList());
}

void tst_CommandLineTrouble::demoNeedsNoKeychain_data()
{
    QTest::addColumn<QString>("keychain");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("no bus") << u"none"_s << QByteArray("keychain: memory only (no keychain found)\n");
    QTest::newRow("locked") << u"locked"_s << QByteArray("keychain: memory only (the keychain is locked)\n");
}

void tst_CommandLineTrouble::demoNeedsNoKeychain()
{
    QFETCH(QString, keychain);
    QFETCH(QByteArray, says);
    QProcess process;
    process.start(support(u"with-bus"_s), {keychain, program, u"demo"_s});
    QVERIFY(process.waitForFinished(2 * patience));
    const QByteArray out = process.readAllStandardOutput();
    QVERIFY2(process.exitCode() == 0, (out + process.readAllStandardError()).constData());
    QVERIFY2(out.startsWith(says), out.constData());
    QCOMPARE(out.count("keychain-empty"), 4);
}

void tst_CommandLineTrouble::saysThatTheKeychainIsInTheWay()
{
    const RawServer server(RawServer::answering(RawServer::ok(
        R"({"access_token":"fake-access-token","refresh_token":"fake-refresh-token"})", "Connection: close\r\n")));
    QProcess process;
    const QString script = u"printf 'fake-password\\n' | \"$0\" \"$@\"; echo signin $?\n"
                           "\"$0\" token ada; echo token $?\n"
                           "\"$0\" send /api/v3/process --as ada; echo send $?\n"
                           "\"$0\" signout ada; echo signout $?"_s;
    process.start(support(u"with-bus"_s),
        QStringList{u"locked"_s, u"bash"_s, u"-c"_s, script, program}
            + signInAt(server.url(""), {u"username=ada"_s, u"password=-"_s}));
    QVERIFY(process.waitForFinished(patience));
    const QByteArray out = process.readAllStandardOutput();
    QVERIFY2(out.endsWith("signin 5\ntoken 5\nsend 5\nsignout 5\n"), (out + process.readAllStandardError()).constData());
}

void tst_CommandLineTrouble::promptEnds_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<int>("code");
    QTest::newRow("Ctrl+C") << QByteArray("\x03") << interrupted;
    QTest::newRow("Ctrl+D") << QByteArray("\x04") << 2; // and no empty password is sent
}

void tst_CommandLineTrouble::promptEnds()
{
    QFETCH(QByteArray, key);
    QFETCH(int, code);
    const RawServer server(silent());
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    QString command = u"'%1'"_s.arg(program); // its path may hold blanks
    for (const QString &word : signInAt(server.url(""), {u"username=ada"_s}))
        command += u" '%1'"_s.arg(word);
    process.start(u"script"_s, {u"-qec"_s, command, u"/dev/null"_s}); // a terminal
    QByteArray out;
    QTRY_VERIFY_WITH_TIMEOUT((out += process.readAllStandardOutput()).contains("Password: "), patience);
    process.write(key);
    QVERIFY(process.waitForFinished(patience));
    out += process.readAllStandardOutput();
    QVERIFY2(process.exitCode() == code, out.constData());
    QVERIFY(server.requests().isEmpty());
}

void tst_CommandLineTrouble::refusesAMistypedField()
{
    const RawServer server(silent());
    QProcess process;
    process.start(program, signInAt(server.url(""), {u"user=ada"_s, u"password=-"_s}));
    process.write("fake-password\n");
    QVERIFY(process.waitForFinished(patience));
    const QByteArray said = all(process);
    QCOMPARE(process.exitCode(), 2);
    QVERIFY2(said.contains("There is no field \"user\" here. There are username, password."), said.constData());
    QVERIFY(server.requests().isEmpty());
}

void tst_CommandLineTrouble::keepsTheAnswerWhenTheReportFails()
{
    const RawServer server(RawServer::answering(RawServer::ok("the answer", "Connection: close\r\n")));
    QProcess process;
    process.start(program, {u"send"_s, u"POST"_s, QString::fromLatin1(server.url("/")), u"--report"_s, u"/dev/null/report"_s});
    QVERIFY(process.waitForFinished(patience));
    QCOMPARE(process.readAllStandardOutput(), QByteArray("the answer"));
    QCOMPARE(process.exitCode(), 2);
    QVERIFY(!process.readAllStandardError().isEmpty());
}

void tst_CommandLineTrouble::noticesAFullDisk()
{
    const RawServer server(RawServer::answering(RawServer::ok("the answer", "Connection: close\r\n")));
    QProcess process;
    process.setStandardOutputFile(u"/dev/full"_s);
    process.start(program, {u"send"_s, QString::fromLatin1(server.url("/"))});
    QVERIFY(process.waitForFinished(patience));
    QCOMPARE(process.exitCode(), 2);
    QVERIFY(process.readAllStandardError().contains("Not all of the output could be written."));
}

void tst_CommandLineTrouble::serversDoNotSteerTheTerminal()
{
    const QByteArray body = R"({"code":401,"message":"\u001b]0;owned\u0007no\u009b2J","details":["\u001b[2Jno\u009b1A"]})";
    const RawServer server(RawServer::answering("HTTP/1.1 401 Unauthorized\r\nContent-Type: application/json\r\n"
                                                "Connection: close\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\n\r\n" + body));
    QProcess process;
    process.start(program, signInAt(server.url(""), {u"username=ada"_s, u"password=-"_s}));
    process.write("fake-password\n");
    QVERIFY(process.waitForFinished(patience));
    const QByteArray said = all(process);
    QCOMPARE(process.exitCode(), 1);
    QVERIFY2(said.contains("no"), said.constData());
    for (const char *bad : {"\x1b", "\x07", "\xc2\x9b"})
        QVERIFY2(!said.contains(bad), said.toPercentEncoding(" :/\n").constData());
}

void tst_CommandLineTrouble::saysWhichProfilesAreWrong()
{
    const QDir folder(qEnvironmentVariable("XDG_DATA_HOME") + u"/tessera/profiles"_s);
    QVERIFY(folder.mkpath(u"."_s));
    for (const auto *name : {"cut-off.json", "other.json"}) {
        QFile file(folder.filePath(QString::fromLatin1(name)));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({ "schema": 1, "id": )");
    }
    QProcess signIn, status;
    signIn.start(program, {u"signin"_s, u"cut-off"_s, u"--base"_s, u"http://127.0.0.1:1"_s, u"--account"_s, u"ada"_s});
    status.start(program, {u"status"_s});
    QVERIFY(signIn.waitForFinished(patience) && status.waitForFinished(patience));
    QCOMPARE(signIn.exitCode(), 2);
    QCOMPARE(status.exitCode(), 0);
    QDir(folder).removeRecursively();
    for (const QByteArray &said : {signIn.readAllStandardError(), status.readAllStandardError()}) {
        QVERIFY2(said.contains("cut-off.json"), said.constData());
        QVERIFY2(said.contains("other.json"), said.constData());
    }
}

QTEST_GUILESS_MAIN(tst_CommandLineTrouble)
#include "tst_CommandLineTrouble.moc"
