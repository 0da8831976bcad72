#include "app/json/JsonReader.h"
#include "app/token/Base64Url.h"
#include "tests/support/SchemaCheck.h"

#include <QtCore/QMessageAuthenticationCode>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

using namespace tessera;
using namespace Qt::StringLiterals;

namespace {

constexpr char jwk[] = R"({"kty":"oct","alg":"HS256","k":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"})";

QByteArray secret()
{
    QByteArray bytes;
    for (char c = 0; c < 32; ++c)
        bytes += c;
    return bytes;
}

QByteArray token(const QByteArray &payload, const QByteArray &key = secret(), const QByteArray &header = R"({"alg":"HS256"})")
{
    const QByteArray input = Base64Url::encode(header) + '.' + Base64Url::encode(payload);
    return input + '.' + Base64Url::encode(QMessageAuthenticationCode::hash(input, key, QCryptographicHash::Sha256));
}

}

// `tessera jwt` as other programs meet it: arguments, standard streams, exit codes.
class tst_JwtCommand : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void decodes_data();
    void decodes();
    void keepsBothHeadersApart();
    void readsTheTokenFromStandardInput();
    void verifies_data();
    void verifies();
    void refusesWrongUse_data();
    void refusesWrongUse();
    void secretFileLosesOneNewline();

private:
    struct Ended {
        int code = -1;
        QByteArray out, err;
    };
    [[nodiscard]] Ended run(const QStringList &arguments, const QByteArray &input = {}) const;
    QString write(const QString &name, const QByteArray &bytes) const;

    QTemporaryDir m_folder;
};

tst_JwtCommand::Ended tst_JwtCommand::run(const QStringList &arguments, const QByteArray &input) const
{
    QProcess process;
    process.start(QStringLiteral(TESSERA_BINARY), QStringList{u"jwt"_s} + arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(30'000))
        process.kill();
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(),
        process.readAllStandardError()};
}

QString tst_JwtCommand::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(m_folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write(bytes);
    return file.fileName();
}

void tst_JwtCommand::initTestCase()
{
    QVERIFY(m_folder.isValid());
    write(u"jwk"_s, jwk);
    write(u"jwks"_s, QByteArray(R"({"keys":[)") + jwk + "]}");
    write(u"secret"_s, secret());
    write(u"short"_s, "fake\n");
    write(u"empty"_s, {});
    write(u"no-key"_s, "hello");
}

void tst_JwtCommand::decodes_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("good") << token(R"({"sub":"ada","exp":4000000000})") << 0 << QByteArray("not checked");
    QTest::newRow("explained") << token(R"({"sub":"ada"})") << 0 << QByteArray("Whom the token is about");
    QTest::newRow("none") << token("{}", {}, R"({"alg":"none"})") << 0 << QByteArray("not signed at all");
    QTest::newRow("corrupt") << token(R"({ uid":"x","exp":1691154857})") << 1 << QByteArray("2023-08-04");
    QTest::newRow("UUID") << QByteArray("562f62e9-3393-4a04-83ad-bef550c57a3a") << 1 << QByteArray("UUID");
    QTest::newRow("word") << QByteArray("word") << 1 << QByteArray("Opaque");
    QTest::newRow("JSON form") << QByteArray(R"({"payload":"eyJzdWIiOiJhZGEifQ","protected":"eyJhbGciOiJIUzI1NiJ9","signature":"c2ln"})") << 0 << QByteArray("Whom the token is about");
    QTest::newRow("a sentence") << QByteArray("what is this") << 1 << QByteArray("This is no token");
}

void tst_JwtCommand::decodes()
{
    QFETCH(QByteArray, token);
    QFETCH(int, code);
    QFETCH(QByteArray, words);
    const Ended text = run({u"decode"_s, QString::fromLatin1(token)});
    QVERIFY2(text.code == code, (text.out + text.err).constData());
    QVERIFY2(text.out.contains(words), text.out.constData());
    const Ended json = run({u"decode"_s, u"--json"_s, QString::fromLatin1(token)});
    QCOMPARE(json.code, code);
    QCOMPARE(schemaComplaint(u"resources/schemas/jwt-decode.schema.json"_s, json.out), QString());
}

void tst_JwtCommand::keepsBothHeadersApart()
{
    const auto headersOf = [this](const QString &token) {
        const Json said = Json::parse(run({u"decode"_s, u"--json"_s, token}).out.toStdString());
        return QByteArray::fromStdString(said.at("header").dump() + ' ' + said.at("unprotectedHeader").dump());
    };
    const QString rest = uR"("header":{"kid":"2","n":1.00},"payload":"e30","signature":"c2ln"})"_s;
    QVERIFY(run({u"decode"_s, u"--json"_s, u'{' + rest}).out.contains(R"("n": 1.00)")); // as it was written
    QCOMPARE(headersOf(uR"({"protected":"eyJhbGciOiJIUzI1NiJ9",)"_s + rest), R"({"alg":"HS256"} {"kid":"2","n":1.0})");
    QCOMPARE(headersOf(u'{' + rest), R"(null {"kid":"2","n":1.0})");
    QCOMPARE(headersOf(QString::fromLatin1(token("{}"))), R"({"alg":"HS256"} null)");
}

void tst_JwtCommand::readsTheTokenFromStandardInput()
{
    const QByteArray text = token(R"({"sub":"ada"})");
    for (const QStringList &arguments : {QStringList{u"decode"_s, u"-"_s}, QStringList{u"decode"_s}}) {
        const Ended ended = run(arguments, "Bearer " + text + "\n");
        QCOMPARE(ended.code, 0);
        QVERIFY(ended.out.contains("\"ada\""));
    }
    QCOMPARE(run({u"decode"_s, u"-"_s}, "\n").code, 2);
    QCOMPARE(run({u"decode"_s, u"-"_s}, QByteArray(1'100'000, 'x')).code, 2);
}

void tst_JwtCommand::verifies_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QStringList>("arguments"); // a name that ends in "/" is that of a file
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("state");
    const QByteArray good = token(R"({"sub":"ada"})");
    const auto row = [](const char *name, const QByteArray &text, const QStringList &arguments, int code) {
        QTest::newRow(name) << text << arguments << code << QByteArray(code == 0 ? "\"valid\"" : "\"invalid\"");
    };
    row("JWK", good, {u"--key"_s, u"jwk/"_s}, 0);
    row("JWKS as a key", good, {u"--key"_s, u"jwks/"_s}, 0);
    row("JWKS", good, {u"--jwks"_s, u"jwks/"_s}, 0);
    row("secret", good, {u"--secret-file"_s, u"secret/"_s}, 0);
    row("its algorithm", good, {u"--secret-file"_s, u"secret/"_s, u"--alg"_s, u"HS256"_s}, 0);
    row("one of two algorithms", good, {u"--secret-file"_s, u"secret/"_s, u"--alg"_s, u"HS512"_s, u"--alg"_s, u"HS256"_s}, 0);
    row("another algorithm", good, {u"--secret-file"_s, u"secret/"_s, u"--alg"_s, u"HS384"_s}, 1);
    row("short secret", token("{}", "fake"), {u"--secret-file"_s, u"short/"_s}, 0);
    row("another secret", good, {u"--secret-file"_s, u"short/"_s}, 1);
    row("a payload that is no JSON", token("hello"), {u"--secret-file"_s, u"secret/"_s}, 0);
    row("expired, and still signed", token(R"({"exp":1})"), {u"--secret-file"_s, u"secret/"_s}, 0);
    row("none", Base64Url::encode(R"({"alg":"none"})") + ".e30.", {u"--secret-file"_s, u"secret/"_s}, 1);
    row("changed", QByteArray(good).replace(".e", ".f"), {u"--secret-file"_s, u"secret/"_s}, 1);
    row("a word", "word", {u"--secret-file"_s, u"secret/"_s}, 1);
}

void tst_JwtCommand::verifies()
{
    QFETCH(QByteArray, token);
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    QFETCH(QByteArray, state);
    for (QString &argument : arguments)
        if (argument.endsWith(u'/'))
            argument = m_folder.filePath(argument.chopped(1));
    const Ended text = run(QStringList{u"verify"_s, u"-"_s} + arguments, token);
    QVERIFY2(text.code == code, (text.out + text.err).constData());
    const Ended json = run(QStringList{u"verify"_s, QString::fromLatin1(token), u"--json"_s} + arguments);
    QCOMPARE(json.code, code);
    QVERIFY(json.out.contains("\"state\": " + state));
    QCOMPARE(schemaComplaint(u"resources/schemas/jwt-verify.schema.json"_s, json.out), QString());
}

void tst_JwtCommand::refusesWrongUse_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("nothing") << QStringList{};
    QTest::newRow("no such subcommand") << QStringList{u"frobnicate"_s};
    QTest::newRow("no key") << QStringList{u"verify"_s, u"a.b.c"_s};
    QTest::newRow("two keys") << QStringList{u"verify"_s, u"a.b.c"_s, u"--key"_s, u"jwk/"_s, u"--secret-file"_s, u"secret/"_s};
    QTest::newRow("key and set") << QStringList{u"verify"_s, u"a.b.c"_s, u"--key"_s, u"jwk/"_s, u"--jwks"_s, u"jwks/"_s};
    QTest::newRow("missing file") << QStringList{u"verify"_s, u"a.b.c"_s, u"--key"_s, u"missing/"_s};
    QTest::newRow("no key in it") << QStringList{u"verify"_s, u"a.b.c"_s, u"--key"_s, u"no-key/"_s};
    QTest::newRow("no set in it") << QStringList{u"verify"_s, u"a.b.c"_s, u"--jwks"_s, u"no-key/"_s};
    QTest::newRow("empty secret") << QStringList{u"verify"_s, u"a.b.c"_s, u"--secret-file"_s, u"empty/"_s};
    QTest::newRow("none asked for") << QStringList{u"verify"_s, u"a.b.c"_s, u"--key"_s, u"jwk/"_s, u"--alg"_s, u"none"_s};
    QTest::newRow("no token") << QStringList{u"verify"_s, u"--key"_s, u"jwk/"_s};
    QTest::newRow("two tokens") << QStringList{u"decode"_s, u"a.b.c"_s, u"a.b.c"_s};
}

void tst_JwtCommand::refusesWrongUse()
{
    QFETCH(QStringList, arguments);
    for (QString &argument : arguments)
        if (argument.endsWith(u'/'))
            argument = m_folder.filePath(argument.chopped(1));
    const Ended ended = run(arguments);
    QVERIFY2(ended.code == 2, (QByteArray::number(ended.code) + ended.out + ended.err).constData());
    QVERIFY(!ended.err.isEmpty());
    QVERIFY(ended.out.isEmpty());
}

void tst_JwtCommand::secretFileLosesOneNewline()
{
    const QByteArray signedWith = token("{}", "fake-secret\n");
    const auto verify = [&](const QByteArray &file) {
        return run({u"verify"_s, QString::fromLatin1(signedWith), u"--secret-file"_s, write(u"lines"_s, file)}).code;
    };
    QCOMPARE(verify("fake-secret\n\n"), 0);
    QCOMPARE(verify("fake-secret\n\r\n"), 0);
    QCOMPARE(verify("fake-secret\n"), 1);
}

QTEST_GUILESS_MAIN(tst_JwtCommand)
#include "tst_JwtCommand.moc"
