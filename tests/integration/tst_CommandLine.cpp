#include "tests/support/SchemaCheck.h"

#include <nlohmann/json.hpp>

#include <QtCore/QDirIterator>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

using namespace tessera;
using namespace Qt::StringLiterals;

// The program as other programs meet it: arguments, standard streams, exit codes; on a real keychain.
class tst_CommandLine : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void demoSaysOkForEveryStep();
    void signsInSendsAndSignsOut();
    void keepsSecretsOffTheCommandLine();
    void givesTokensToOtherPrograms();
    void saysWhyItGivesNoToken();
    void writesAReportWithoutSecrets();
    void saysWhyItWasRefused();
    void endsWithTheRightCode_data();
    void endsWithTheRightCode();
    void twoProcessesShareOneSession();
    void sandboxPrintsALineForEachApi();

private:
    struct Ended {
        int code = -1;
        QByteArray out, err;
    };
    Ended run(const QStringList &arguments, const QByteArray &input = {}) const;
    struct Api {
        QString base;
        QMap<QString, QString> fields;
    };
    void startSandbox(const QStringList &arguments = {u"--life"_s, u"300"_s});
    [[nodiscard]] Ended signIn(const QString &profile, const QString &account, const QStringList &more = {}) const;

    QProcess m_sandbox;
    QMap<QString, Api> m_apis;
};

namespace {

// What must be asked for, by the profiles: given on standard input, as a careful script would.
const QStringList secretNames{u"password"_s, u"secret"_s, u"apiKey"_s, u"accessKey"_s};

}

tst_CommandLine::Ended tst_CommandLine::run(const QStringList &arguments, const QByteArray &input) const
{
    QProcess process;
    process.start(QStringLiteral(TESSERA_BINARY), arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(120'000))
        process.kill();
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(),
        process.readAllStandardError()};
}

void tst_CommandLine::startSandbox(const QStringList &arguments)
{
    m_sandbox.start(QStringLiteral(TESSERA_BINARY), QStringList{u"sandbox"_s} + arguments);
    while (m_apis.size() < 4) {
        QVERIFY2(
            m_sandbox.canReadLine() || m_sandbox.waitForReadyRead(20'000), m_sandbox.readAllStandardError().constData());
        while (m_sandbox.canReadLine()) {
            const QStringList words = QString::fromUtf8(m_sandbox.readLine()).trimmed().split(u' ');
            Api &api = m_apis[words.at(0)];
            api.base = words.at(1);
            for (const QString &word : words.mid(2))
                api.fields.insert(word.section(u'=', 0, 0), word.section(u'=', 1));
        }
    }
}

void tst_CommandLine::initTestCase()
{
    startSandbox();
}

tst_CommandLine::Ended tst_CommandLine::signIn(const QString &profile, const QString &account, const QStringList &more) const
{
    const Api api = m_apis.value(profile);
    QStringList arguments{u"signin"_s, profile, u"--base"_s, api.base, u"--account"_s, account};
    QByteArray input;
    for (auto it = api.fields.cbegin(); it != api.fields.cend(); ++it) {
        const bool isSecret = secretNames.contains(it.key());
        arguments += {u"--field"_s, u"%1=%2"_s.arg(it.key(), isSecret ? u"-"_s : *it)};
        if (isSecret)
            input += it->toUtf8() + '\n';
    }
    return run(arguments + more, input);
}

void tst_CommandLine::demoSaysOkForEveryStep()
{
    const Ended demo = run({u"demo"_s});
    QVERIFY2(demo.code == 0, (demo.out + demo.err).constData());
    const QList<QByteArray> lines = demo.out.trimmed().split('\n');
    QCOMPARE(lines.first(), QByteArray("keychain: unlocked"));
    for (const char *profile : {"datarhei-core", "kent-hack-enough", "pagfast-partner", "telenor-mic"}) {
        for (const char *step : {"sign-in", "request", "silent-refresh", "forced-401", "sign-out", "keychain-empty"})
            QVERIFY2(lines.contains(QByteArray("ok ") + profile + ' ' + step), demo.out.constData());
    }
    QCOMPARE(lines.size(), 1 + 4 * 6);
}

void tst_CommandLine::signsInSendsAndSignsOut()
{
    for (const QString &profile : m_apis.keys()) {
        const Ended in = signIn(profile, u"first"_s);
        QVERIFY2(in.code == 0, (profile.toUtf8() + ": " + in.err).constData());
        QCOMPARE(in.out.trimmed(), QString(profile + u"/default/first"_s).toUtf8());
    }
    const Ended status = run({u"status"_s, u"--json"_s});
    QCOMPARE(status.code, 0);
    QCOMPARE(schemaComplaint(u"resources/schemas/status.schema.json"_s, status.out), QString());
    const auto json = nlohmann::json::parse(status.out.toStdString(), nullptr, false);
    QVERIFY(json.is_object());
    QCOMPARE(json["credentials"].size(), std::size_t(4));
    for (const auto &credential : json["credentials"])
        QCOMPARE(QString::fromStdString(credential["state"].get<std::string>()), u"active"_s);

    const Ended sent = run({u"send"_s, u"/api/v3/process"_s, u"--as"_s, u"datarhei-core/default/first"_s});
    QVERIFY2(sent.code == 0, sent.err.constData());
    QVERIFY(sent.out.trimmed().startsWith('['));
    for (const QString &profile : m_apis.keys()) {
        const Ended out = run({u"signout"_s, profile + u"/default/first"_s});
        QVERIFY2(out.code == 0, out.err.constData());
    }
    QCOMPARE(schemaComplaint(u"resources/schemas/status.schema.json"_s, run({u"status"_s, u"--json"_s}).out), QString());
    QCOMPARE(run({u"send"_s, u"/api/v3/process"_s, u"--as"_s, u"datarhei-core/default/first"_s}).code, 4);
}

void tst_CommandLine::keepsSecretsOffTheCommandLine()
{
    const Api api = m_apis.value(u"datarhei-core"_s);
    const Ended ended = run({u"signin"_s, u"datarhei-core"_s, u"--base"_s, api.base, u"--account"_s, u"x"_s, u"--field"_s,
        u"username=admin"_s, u"--field"_s, u"password=fake-canary"_s});
    QCOMPARE(ended.code, 2);
    QVERIFY(ended.err.contains("secret"));
    QVERIFY(!ended.err.contains("fake-canary"));
}

void tst_CommandLine::givesTokensToOtherPrograms()
{
    QCOMPARE(signIn(u"datarhei-core"_s, u"script"_s).code, 0);
    const QString id = u"datarhei-core/default/script"_s;
    const Ended bare = run({u"token"_s, id});
    QCOMPARE(bare.code, 0);
    QCOMPARE(bare.out.trimmed().count('.'), 2);
    const Ended headers = run({u"token"_s, id, u"--headers"_s});
    QCOMPARE(headers.out.trimmed(), "Authorization: Bearer " + bare.out.trimmed());
    const Ended config = run({u"token"_s, id, u"--curl-config"_s});
    QCOMPARE(config.out.trimmed(), "header = \"Authorization: Bearer " + bare.out.trimmed() + '"');
    QCOMPARE(signIn(u"telenor-mic"_s, u"script"_s).code, 0);
    const Ended three = run({u"token"_s, u"telenor-mic/default/script"_s, u"--headers"_s});
    QCOMPARE(three.out.trimmed().split('\n').size(), 3);
}

void tst_CommandLine::saysWhyItGivesNoToken()
{
    QCOMPARE(signIn(u"datarhei-core"_s, u"moved"_s).code, 0);
    QDirIterator found(qEnvironmentVariable("XDG_DATA_HOME"), {u"accounts.json"_s}, QDir::Files, QDirIterator::Subdirectories);
    QVERIFY(found.hasNext());
    QFile file(found.next());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray before = file.readAll();
    file.close();
    auto json = nlohmann::json::parse(before.toStdString(), nullptr, false);
    QVERIFY(json.is_object());
    for (auto &credential : json["credentials"]) {
        if (credential["account"] == "moved")
            credential["baseUrl"] = "https://elsewhere.example";
    }
    const auto write = [&file](const QByteArray &bytes) {
        const bool isWritten = file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
        file.close();
        return isWritten;
    };
    QVERIFY(write(QByteArray::fromStdString(json.dump())));
    const Ended ended = run({u"token"_s, u"datarhei-core/default/moved"_s});
    QVERIFY(write(before));
    QCOMPARE(ended.code, 4);
    QCOMPARE(ended.out, QByteArray());
    QVERIFY2(ended.err.contains("https://elsewhere.example"), ended.err.constData());
}

void tst_CommandLine::writesAReportWithoutSecrets()
{
    QTemporaryDir folder;
    QCOMPARE(signIn(u"telenor-mic"_s, u"report"_s).code, 0);
    const QString path = folder.filePath(u"report.json"_s);
    const QString user = m_apis.value(u"telenor-mic"_s).fields.value(u"userName"_s);
    const Ended sent = run({u"send"_s, u"/users/"_s + user, u"--as"_s, u"telenor-mic/default/report"_s, u"-H"_s,
        u"X-Trace: 1"_s, u"--report"_s, path});
    QVERIFY2(sent.code == 0, sent.err.constData());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    const auto json = nlohmann::json::parse(bytes.toStdString(), nullptr, false);
    QVERIFY(json.is_object());
    QCOMPARE(schemaComplaint(u"resources/schemas/report.schema.json"_s, bytes), QString());
    QCOMPARE(json["attempts"][0]["status"].get<int>(), 200);
    QVERIFY(bytes.contains("X-Trace: 1"));
    const QByteArray token = run({u"token"_s, u"telenor-mic/default/report"_s}).out.trimmed();
    QVERIFY(!token.isEmpty());
    QVERIFY(!bytes.contains(token));
    QVERIFY(!bytes.contains(m_apis.value(u"telenor-mic"_s).fields.value(u"apiKey"_s).toUtf8()));
}

void tst_CommandLine::saysWhyItWasRefused()
{
    const QTemporaryDir folder;
    QCOMPARE(signIn(u"datarhei-core"_s, u"why"_s).code, 0);
    const QString path = folder.filePath(u"report.json"_s);
    const Ended bare = run({u"send"_s, m_apis.value(u"datarhei-core"_s).base + u"/api/v3/process"_s, u"--report"_s, path});
    QCOMPARE(bare.code, 1);
    QVERIFY2(bare.err.contains("Why: The request went without a credential"), bare.err.constData());
    QVERIFY(bare.err.contains("What to do: Choose an identity."));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray report = file.readAll();
    QCOMPARE(tessera::schemaComplaint(u"resources/schemas/report.schema.json"_s, report), QString());
    QCOMPARE(nlohmann::json::parse(report.toStdString())["diagnosis"][0]["cause"].get<std::string>(), std::string("nothing-sent"));

    const QByteArray token = run({u"token"_s, u"datarhei-core/default/why"_s}).out.trimmed();
    const Ended raw = run({u"send"_s, u"/api/v3/process"_s, u"--as"_s, u"datarhei-core/default/why"_s, u"-H"_s,
        u"Authorization: "_s + QString::fromLatin1(token)});
    QVERIFY2(raw.err.contains("the server wants \u201cBearer\u201d before it"), raw.err.constData());
    QVERIFY(!raw.err.contains(token));
    const Ended good = run({u"send"_s, u"/api/v3/process"_s, u"--as"_s, u"datarhei-core/default/why"_s});
    QVERIFY(!good.err.contains("Why"));
}

void tst_CommandLine::endsWithTheRightCode_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    const QString base = m_apis.value(u"datarhei-core"_s).base;
    QTest::newRow("version") << QStringList{u"--version"_s} << 0;
    QTest::newRow("help") << QStringList{u"--help"_s} << 0;
    QTest::newRow("public and good") << QStringList{u"send"_s, base + u"/api"_s} << 0;
    QTest::newRow("the server says no") << QStringList{u"send"_s, base + u"/api/v3/process"_s} << 1;
    QTest::newRow("no such subcommand") << QStringList{u"frobnicate"_s} << 2;
    QTest::newRow("no URL") << QStringList{u"send"_s} << 2;
    QTest::newRow("a bad header") << QStringList{u"send"_s, base, u"-H"_s, u"nonsense"_s} << 2;
    QTest::newRow("a URL of no use") << QStringList{u"send"_s, u"ftp://127.0.0.1/"_s} << 2;
    QTest::newRow("an unknown variable") << QStringList{u"send"_s, u"http://127.0.0.1/{{nothing}}"_s} << 2;
    QTest::newRow("nobody listens") << QStringList{u"send"_s, u"http://127.0.0.1:1/"_s} << 3;
    QTest::newRow("no such credential") << QStringList{u"send"_s, base + u"/api"_s, u"--as"_s, u"nobody"_s} << 2;
    QTest::newRow("signing in without encryption") << QStringList{u"signin"_s, u"pagfast-partner"_s, u"--base"_s, u"http://192.0.2.1"_s,
        u"--account"_s, u"a"_s, u"--field"_s, u"accessKey=-"_s, u"--field"_s, u"secret=-"_s} << 2;
    QTest::newRow("a colon in a name of Basic") << QStringList{u"signin"_s, u"standard-basic"_s, u"--base"_s, base, u"--account"_s, u"a"_s,
        u"--field"_s, u"username=a:b"_s, u"--field"_s, u"password=-"_s} << 2;
    QTest::newRow("no such profile") << QStringList{u"signin"_s, u"nothing"_s, u"--base"_s, base, u"--account"_s, u"a"_s}
                                     << 2;
}

void tst_CommandLine::endsWithTheRightCode()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    const Ended ended = run(arguments, "fake-key\nfake-secret\n");
    QVERIFY2(ended.code == code, (QByteArray::number(ended.code) + ": " + ended.out + ended.err).constData());
}

void tst_CommandLine::twoProcessesShareOneSession()
{
    QCOMPARE(signIn(u"kent-hack-enough"_s, u"pair"_s).code, 0);
    const QString id = u"kent-hack-enough/default/pair"_s;
    std::vector<std::unique_ptr<QProcess>> many;
    for (int i = 0; i < 6; ++i) {
        many.push_back(std::make_unique<QProcess>());
        many.back()->start(QStringLiteral(TESSERA_BINARY), {u"token"_s, id});
    }
    QSet<QByteArray> tokens;
    for (const auto &process : many) {
        QVERIFY(process->waitForFinished(60'000));
        QCOMPARE(process->exitCode(), 0);
        tokens.insert(process->readAllStandardOutput());
    }
    QCOMPARE(tokens.size(), 1);
}

void tst_CommandLine::sandboxPrintsALineForEachApi()
{
    QCOMPARE(m_apis.size(), 4);
    for (const Api &api : std::as_const(m_apis)) {
        QVERIFY(api.base.startsWith(u"http://127.0.0.1:"_s));
        QVERIFY(!api.fields.isEmpty());
    }
    m_sandbox.terminate();
    QVERIFY(m_sandbox.waitForFinished(5'000));
    QCOMPARE(m_sandbox.exitCode(), 0);
}

QTEST_GUILESS_MAIN(tst_CommandLine)
#include "tst_CommandLine.moc"
