#include "app/sandbox/Sandbox.h"
#include "app/sandbox/SandboxReader.h"
#include "tests/support/RawHttp.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtCore/QUrl>
#include <QtTest/QTest>

#include <random>

using namespace tessera;
using namespace Qt::StringLiterals;

namespace {

// The least that is a sandbox; tests change one place of it.
Json smallest()
{
    return Json::parse(R"({
        "schema": 1, "id": "small", "name": "Small", "basePath": "/v1",
        "accounts": [ { "label": "One", "fields": { "user": "a" } } ],
        "tokens": { "access": { "make": "uuid", "life": 60 } },
        "stores": { "accounts": [ { "user": "a" } ] },
        "answers": { "fine": { "json": {} }, "no": { "status": 401 } },
        "checks": { "first": [ { "check": "{{request.method}}", "is": "GET", "else": "no" } ] },
        "routes": [ { "on": "GET /a", "steps": [ { "run": "first" }, { "answer": "fine" } ] } ],
        "otherwise": [ { "answer": "no" } ]
    })");
}

QByteArray bytesOf(const Json &json)
{
    return QByteArray::fromStdString(json.dump());
}

}

class tst_SandboxReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsTheBundledOnes_data();
    void readsTheBundledOnes();
    void namesThePlaceOfEveryFault_data();
    void namesThePlaceOfEveryFault();
    void refusesWhatIsNoJson_data();
    void refusesWhatIsNoJson();
    void oneBadFileLeavesTheOthersPlaying();
    void greedyFilesAreBounded_data();
    void greedyFilesAreBounded();
    void mutatedFilesNeverHarm();
};

void tst_SandboxReader::readsTheBundledOnes_data()
{
    QTest::addColumn<QString>("path");
    QDir folder(u":/resources/sandbox"_s);
    const auto names = folder.entryList({u"*.json"_s});
    QCOMPARE(names.size(), 4);
    for (const QString &name : names)
        QTest::newRow(qPrintable(name)) << folder.filePath(name);
}

void tst_SandboxReader::readsTheBundledOnes()
{
    QFETCH(QString, path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto script = readSandbox(file.readAll(), path);
    QVERIFY2(script, qPrintable(script ? QString() : script.error().message));
    QVERIFY(path.contains(script->profileId));
    QVERIFY(!script->accounts.isEmpty());
    QVERIFY(!script->routes.empty());
    QVERIFY(script->trouble >= 0);
}

void tst_SandboxReader::namesThePlaceOfEveryFault_data()
{
    QTest::addColumn<QString>("patch"); // JSON Patch, RFC 6902
    QTest::addColumn<QString>("pointer");
    const auto row = [](const char *name, const char *patch, const char *pointer) {
        QTest::newRow(name) << QString::fromUtf8(patch) << QString::fromUtf8(pointer);
    };
    row("unknown key", R"([{"op":"add","path":"/surprise","value":1}])", "/surprise");
    row("no schema", R"([{"op":"remove","path":"/schema"}])", "/schema");
    row("newer schema", R"([{"op":"replace","path":"/schema","value":2}])", "/schema");
    row("no id", R"([{"op":"remove","path":"/id"}])", "/id");
    row("base path", R"([{"op":"replace","path":"/basePath","value":"v1/"}])", "/basePath");
    row("no account", R"([{"op":"replace","path":"/accounts","value":[]}])", "/accounts");
    row("account without label", R"([{"op":"remove","path":"/accounts/0/label"}])", "/accounts/0/label");
    row("field not text", R"([{"op":"replace","path":"/accounts/0/fields/user","value":1}])", "/accounts/0/fields/user");
    row("token made how", R"([{"op":"replace","path":"/tokens/access/make","value":"gold"}])", "/tokens/access/make");
    row("token life", R"([{"op":"replace","path":"/tokens/access/life","value":0}])", "/tokens/access/life");
    row("token life too long", R"([{"op":"replace","path":"/tokens/access/life","value":99999999999}])",
        "/tokens/access/life");
    row("algorithm",
        R"([{"op":"replace","path":"/tokens/access","value":{"make":"jwt","algorithm":"none","key":"k","subject":"sub"}}])",
        "/tokens/access/algorithm");
    row("claims template",
        R"([{"op":"replace","path":"/tokens/access","value":{"make":"jwt","algorithm":"HS256","key":"k","subject":"sub","claims":{"a":"{{x"}}}])",
        "/tokens/access/claims");
    row("store not a list", R"([{"op":"replace","path":"/stores/accounts","value":{}}])", "/stores");
    row("store of texts", R"([{"op":"replace","path":"/stores/accounts","value":["a"]}])", "/stores");
    row("answer status", R"([{"op":"add","path":"/answers/fine/status","value":42}])", "/answers/fine/status");
    row("answer key", R"([{"op":"add","path":"/answers/fine/colour","value":"red"}])", "/answers/fine/colour");
    row("answer template", R"([{"op":"replace","path":"/answers/fine/json","value":{"a":["{{b | shout}}"]}}])",
        "/answers/fine/json");
    row("answer header", R"([{"op":"add","path":"/answers/fine/headers","value":{"A":"b\r\nSet-Cookie: c"}}])",
        "/answers/fine/headers");
    row("header name", R"([{"op":"add","path":"/headers","value":{"A\nB":"b"}}])", "/headers");
    row("delay", R"([{"op":"add","path":"/answers/fine/delaySeconds","value":9999}])", "/answers/fine/delaySeconds");
    row("route form", R"([{"op":"replace","path":"/routes/0/on","value":"fetch a"}])", "/routes/0/on");
    row("route call", R"([{"op":"add","path":"/routes/0/call","value":"phone"}])", "/routes/0/call");
    row("no route", R"([{"op":"replace","path":"/routes","value":[]}])", "/routes");
    row("unknown step", R"([{"op":"replace","path":"/routes/0/steps/0","value":{"dance":true}}])", "/routes/0/steps/0");
    row("step with more", R"([{"op":"add","path":"/routes/0/steps/0/then","value":[]}])", "/routes/0/steps/0/then");
    row("unknown answer", R"([{"op":"replace","path":"/routes/0/steps/1/answer","value":"gone"}])",
        "/routes/0/steps/1/answer");
    row("unknown check", R"([{"op":"replace","path":"/routes/0/steps/0/run","value":"gone"}])", "/routes/0/steps/0/run");
    row("check of itself", R"([{"op":"replace","path":"/checks/first","value":[{"run":"first"}]}])", "/checks/first/0/run");
    row("unknown else", R"([{"op":"replace","path":"/checks/first/0/else","value":"gone"}])", "/checks/first/0/else");
    row("check without else", R"([{"op":"remove","path":"/checks/first/0/else"}])", "/checks/first/0/else");
    row("unknown store", R"([{"op":"replace","path":"/routes/0/steps/0","value":{"find":"gone","where":{},"as":"x"}}])",
        "/routes/0/steps/0/find");
    row("unknown token", R"([{"op":"replace","path":"/routes/0/steps/0","value":{"issue":["gold"],"to":"a"}}])",
        "/routes/0/steps/0/issue");
    row("body of what", R"([{"op":"replace","path":"/routes/0/steps/0","value":{"body":["xml"]}}])",
        "/routes/0/steps/0/body");
    row("shape", R"([{"op":"replace","path":"/checks/first/0","value":{"check":"a","shape":"round","else":"no"}}])",
        "/checks/first/0/shape");
    row("trouble", R"([{"op":"add","path":"/trouble","value":"gone"}])", "/trouble");
    row("switch", R"([{"op":"add","path":"/switches","value":{"a":{"note":"b","choices":[]}}}])", "/switches/a/choices");
}

void tst_SandboxReader::namesThePlaceOfEveryFault()
{
    QFETCH(QString, patch);
    QFETCH(QString, pointer);
    QVERIFY(readSandbox(bytesOf(smallest()), u"s.json"_s));
    const Json broken = smallest().patch(Json::parse(patch.toStdString()));
    const auto script = readSandbox(bytesOf(broken), u"s.json"_s);
    QVERIFY(!script);
    QCOMPARE(script.error().kind, ErrorKind::Parse);
    QVERIFY2(script.error().message.startsWith(u"s.json: %1 "_s.arg(pointer)), qPrintable(script.error().message));
}

void tst_SandboxReader::refusesWhatIsNoJson_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray good = bytesOf(smallest());
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("cut") << good.left(good.size() / 2);
    QTest::newRow("a list") << QByteArray("[]");
    QTest::newRow("binary") << QByteArray("\0\1\2", 3);
    QTest::newRow("deep") << QByteArray(100'000, '[');
    QTest::newRow("huge") << QByteArray(17 * 1024 * 1024, ' ') + good;
    QTest::newRow("key twice") << QByteArray(R"({"schema":1,"schema":1})");
}

void tst_SandboxReader::refusesWhatIsNoJson()
{
    QFETCH(QByteArray, bytes);
    const auto script = readSandbox(bytes, u"s.json"_s);
    QVERIFY(!script);
    QVERIFY2(script.error().message.startsWith("s.json"_L1), qPrintable(script.error().message));
}

void tst_SandboxReader::oneBadFileLeavesTheOthersPlaying()
{
    QTemporaryDir folder;
    const auto write = [&folder](const QString &name, const QByteArray &bytes) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    };
    write(u"a-good.json"_s, bytesOf(smallest()));
    write(u"b-cut.json"_s, bytesOf(smallest()).left(100));
    write(u"c-same-id.json"_s, bytesOf(smallest()));
    write(u"d-not-one.txt"_s, "hello");
    SandboxOptions options;
    options.folder = folder.path();
    Sandbox sandbox(options);
    const auto errors = sandbox.start();
    QCOMPARE(errors.size(), 2);
    QVERIFY(errors.at(0).message.contains("b-cut.json"_L1));
    QVERIFY(errors.at(1).message.contains("/id"_L1));
    QCOMPARE(sandbox.apis().size(), 1);
    const QUrl url(sandbox.apis().first().baseUrl);
    QCOMPARE(url.path(), u"/v1"_s);
    QCOMPARE(sendRaw(url.port(), rawRequest("GET", "/v1/a")).status, 200);
    QCOMPARE(sendRaw(url.port(), rawRequest("GET", "/a")).status, 401);

    SandboxOptions nowhere;
    nowhere.folder = folder.filePath(u"missing"_s);
    Sandbox none(nowhere);
    QCOMPARE(none.start().size(), 1);
    QVERIFY(!none.isRunning());
}

void tst_SandboxReader::greedyFilesAreBounded_data()
{
    QTest::addColumn<QString>("step");
    QTest::newRow("texts that double") << uR"({ "set": { "a": "{{a}}{{a}}xx" } })"_s;
    QTest::newRow("lists that double") << uR"({ "set": { "a": ["{{a}}", "{{a}}"] } })"_s;
    QTest::newRow("checks that double") << uR"({ "run": "again" })"_s;
}

void tst_SandboxReader::greedyFilesAreBounded()
{
    QFETCH(QString, step);
    Json greedy = smallest();
    greedy["routes"][0]["steps"] = Json::array({Json{{"set", {{"a", "seed"}}}}});
    const Json twice = Json::parse(step.toStdString());
    std::string previous = "first";
    for (int i = 0; i < 60; ++i) { // 2^60 of anything
        const std::string name = "c" + std::to_string(i);
        greedy["checks"][name] = Json::array({Json{{"run", previous}}, Json{{"run", previous}}});
        previous = name;
        greedy["routes"][0]["steps"].push_back(twice.contains("run") ? Json{{"run", name}} : twice);
    }
    greedy["routes"][0]["steps"].push_back(Json{{"answer", {{"json", "{{a}}"}}}});
    QTemporaryDir folder;
    QFile file(folder.filePath(u"greedy.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytesOf(greedy));
    file.close();
    SandboxOptions options;
    options.folder = folder.path();
    Sandbox sandbox(options);
    const auto errors = sandbox.start();
    QVERIFY2(errors.isEmpty(), qPrintable(errors.value(0).message));
    const RawAnswer answer = sendRaw(QUrl(sandbox.apis().first().baseUrl).port(), rawRequest("GET", "/v1/a"));
    QVERIFY(answer.status == 200 || answer.status == 500);
    QVERIFY(answer.body.size() < 64 * 1024 * 1024);
}

void tst_SandboxReader::mutatedFilesNeverHarm()
{
    QFile file(u":/resources/sandbox/kent-hack-enough.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray good = file.readAll();
    std::mt19937 random(7); // the same ones in every run
    for (int i = 0; i < 300; ++i) {
        QByteArray bytes = good;
        const int edits = 1 + int(random() % 4);
        for (int e = 0; e < edits; ++e) {
            const auto at = qsizetype(random() % std::size_t(bytes.size()));
            if (random() % 3 == 0)
                bytes.remove(at, qsizetype(random() % 40));
            else
                bytes[at] = "{}[]\",:0a\\\n\xff"[random() % 12];
        }
        const auto script = readSandbox(bytes, u"s.json"_s);
        if (!script)
            QVERIFY(script.error().message.startsWith("s.json"_L1));
    }
}

QTEST_GUILESS_MAIN(tst_SandboxReader)
#include "tst_SandboxReader.moc"
