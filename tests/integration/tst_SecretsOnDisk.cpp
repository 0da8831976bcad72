#include "tests/support/RawServer.h"

#include <QtCore/QDirIterator>
#include <QtCore/QProcess>
#include <QtCore/QProcessEnvironment>
#include <QtCore/QRegularExpression>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

using namespace tessera;
using namespace Qt::StringLiterals;

// No secret reaches a file: a whole session on the command line in a home of its own, each secret with a canary in it, then
// every file that was written is searched for each canary as it is and in every disguise it could wear. The keychain is not
// in that home.
class tst_SecretsOnDisk : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void workflowLeavesNoSecretInAnyFile();
    void searchFindsEveryDisguise_data();
    void searchFindsEveryDisguise();
    void writesNowhereElse();
    void filesAreTheOwnersAlone();

private:
    struct Ended {
        int code = -1;
        QByteArray out, err;
    };
    [[nodiscard]] Ended run(const QStringList &arguments, const QByteArray &input = {}, const QStringList &before = {}) const;
    [[nodiscard]] QStringList signIn() const;
    [[nodiscard]] QStringList files() const;
    [[nodiscard]] QString home(const QString &path = {}) const { return m_home->filePath(path); }

    std::unique_ptr<RawServer> m_server;
    std::unique_ptr<QTemporaryDir> m_home;
};

namespace {

// Long enough to be found by no accident; a password with all that encodings change.
const QByteArray password = "cnry/Pässwörd+\"17\"&x";
const QByteArray wrongPassword = "cnry/Wröng+\"18\"&x";
const QByteArray access1 = "cnry-access-one-5a81c0", access2 = "cnry-access-two-93be77", refresh1 = "cnry-refresh-one-d0e4f2",
                 refresh2 = "cnry-refresh-two-61aa09", apiKey = "cnry-api-key-40bb1d", queryKey = "cnry-query-key-7c22e9",
                 cookie = "cnry-cookie-b3f6a1", bodyToken = "cnry-body-token-28dd5e", sentPassword = "cnry-sent-password-19c7";

QList<QByteArray> canaries()
{
    return {password, wrongPassword, access1, access2, refresh1, refresh2, apiKey, queryKey, cookie, bodyToken, sentPassword};
}

QByteArray utf16(const QByteArray &text)
{
    const QString wide = QString::fromUtf8(text);
    return QByteArray(reinterpret_cast<const char *>(wide.utf16()), wide.size() * 2);
}

QByteArray jsonEscaped(const QByteArray &text)
{
    return QByteArray(text).replace('\\', "\\\\").replace('"', "\\\"");
}

QByteArray reversed(QByteArray text)
{
    std::reverse(text.begin(), text.end());
    return text;
}

// The part of base64 that does not depend on what stands before and after it.
QList<QByteArray> base64(const QByteArray &text)
{
    QList<QByteArray> all;
    for (int shift = 0; shift < 3; ++shift) {
        const QByteArray whole = (QByteArray(shift, 'x') + text).toBase64(QByteArray::OmitTrailingEquals);
        const QByteArray inner = whole.mid(shift == 0 ? 0 : 4, whole.size() - (shift == 0 ? 4 : 8));
        all += inner;
        all += QByteArray(inner).replace('+', '-').replace('/', '_');
    }
    return all;
}

QList<QByteArray> disguises(const QByteArray &text)
{
    return QList<QByteArray>{text, text.toPercentEncoding(), text.toPercentEncoding().toLower(), text.toHex(), text.toHex().toUpper(),
               utf16(text), jsonEscaped(text), reversed(text)}
        + base64(text);
}

QString found(const QByteArray &bytes)
{
    for (const QByteArray &canary : canaries()) {
        for (const QByteArray &disguise : disguises(canary)) {
            if (bytes.contains(disguise))
                return u"%1, as %2"_s.arg(QString::fromUtf8(canary), QString::fromLatin1(disguise.toPercentEncoding()));
        }
    }
    return {};
}

QByteArray json(const QByteArray &status, const QByteArray &body, const QByteArray &headers = {})
{
    return "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nConnection: close\r\n" + headers
        + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

QByteArray tokens(const QByteArray &access, const QByteArray &refresh)
{
    return json("200 OK", R"({"access":")" + access + R"(","refresh":")" + refresh + R"(","expires_in":3600,"user":"Ada"})");
}

constexpr char profile[] = R"({ "schema": 1, "id": "test-api", "name": "Test API",
  "fields": [ { "name": "username", "label": "User name" }, { "name": "password", "label": "Password", "secret": true },
              { "name": "key", "label": "API key", "secret": true } ],
  "signIn": [ { "way": "password", "label": "User name and password",
    "request": { "method": "POST", "path": "/login", "json": { "username": "{{username}}", "password": "{{password}}" } } } ],
  "tokens": { "access": "$response.body#/access", "refresh": "$response.body#/refresh", "life": "$response.body#/expires_in" },
  "account": { "name": "$response.body#/user" },
  "expiry": { "access": [ { "capture": "life", "as": "seconds" } ] },
  "apply": { "headers": { "Authorization": "Bearer {{access}}" } },
  "always": { "headers": { "X-Api-Key": "{{key}}" } },
  "refresh": { "rotates": true, "request": { "method": "POST", "path": "/refresh", "json": { "refresh": "{{refresh}}" } } },
  "signOut": { "request": { "method": "DELETE", "path": "/login", "signedIn": true } },
  "public": [ "POST /login" ],
  "errors": [ "$response.body#/message" ] })";

}

void tst_SecretsOnDisk::initTestCase()
{
    m_home = std::make_unique<QTemporaryDir>();
    QVERIFY(QDir(home()).mkpath(u"data/tessera/profiles"_s));
    QFile file(home(u"data/tessera/profiles/test-api.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(profile);
    file.close();
    m_server = std::make_unique<RawServer>([](RawConnection &connection) {
        const QByteArray request = connection.readRequest();
        if (request.startsWith("POST /login") && request.contains("Wr"))
            connection.send(json("401 Unauthorized", R"({"message":"\")" + jsonEscaped(wrongPassword) + R"(\" is wrong"})"));
        else if (request.startsWith("POST /login"))
            connection.send(tokens(access1, refresh1));
        else if (request.startsWith("POST /refresh"))
            connection.send(tokens(access2, refresh2));
        else if (request.startsWith("GET /data") && !request.contains(access2))
            connection.send(json("401 Unauthorized", R"({"message":"expired"})"));
        else
            connection.send(json("200 OK", R"({"access_token":")" + bodyToken + R"("})", "Set-Cookie: sid=" + cookie + "; Path=/\r\n"));
        connection.close();
    });
}

tst_SecretsOnDisk::Ended tst_SecretsOnDisk::run(
    const QStringList &arguments, const QByteArray &input, const QStringList &before) const
{
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"HOME"_s, home());
    for (const QString &name : {u"DATA"_s, u"CONFIG"_s, u"CACHE"_s, u"STATE"_s})
        environment.insert(u"XDG_%1_HOME"_s.arg(name), home(name.toLower()));
    environment.insert(u"TMPDIR"_s, home());
    environment.insert(u"QT_LOGGING_RULES"_s, u"tessera.*=true"_s);
    process.setProcessEnvironment(environment);
    const QStringList command = before + QStringList{QStringLiteral(TESSERA_BINARY)} + arguments;
    process.start(command.first(), command.mid(1));
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(60'000))
        process.kill();
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(),
        process.readAllStandardError()};
}

QStringList tst_SecretsOnDisk::signIn() const
{
    return {u"signin"_s, u"test-api"_s, u"--base"_s, QString::fromLatin1(m_server->url("")), u"--account"_s, u"ada"_s,
        u"--field"_s, u"username=ada"_s, u"--field"_s, u"password=-"_s, u"--field"_s, u"key=-"_s, u"--remember"_s};
}

QStringList tst_SecretsOnDisk::files() const
{
    QStringList paths;
    QDirIterator all(home(), QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
    while (all.hasNext())
        paths += all.next();
    return paths;
}

void tst_SecretsOnDisk::workflowLeavesNoSecretInAnyFile()
{
    const QByteArray secrets = password + '\n' + apiKey + '\n';
    Ended ended = run(signIn(), wrongPassword + '\n' + apiKey + '\n');
    QCOMPARE(ended.code, 1);
    QCOMPARE(found(ended.err), QString());
    ended = run(signIn(), secrets);
    QVERIFY2(ended.code == 0, ended.err.constData());
    QCOMPARE(found(ended.out + ended.err), QString());

    // Refused, refreshed, repeated; with secrets of its own in every place.
    const QString report = home(u"data/report.json"_s);
    ended = run({u"send"_s, u"GET"_s, u"/data?api_key=%1"_s.arg(QString::fromLatin1(queryKey)), u"--as"_s, u"ada"_s, u"-H"_s,
        u"X-Session-Token: "_s + QString::fromLatin1(bodyToken), u"--data"_s,
        u"{\"password\": \"%1\"}"_s.arg(QString::fromLatin1(sentPassword)), u"--report"_s, report});
    QVERIFY2(ended.code == 0, ended.err.constData());
    QVERIFY(ended.out.contains(bodyToken)); // the body is what was asked for
    QCOMPARE(found(ended.err), QString());
    QVERIFY(QFile::exists(report));
    QCOMPARE(run({u"token"_s, u"ada"_s}).out.trimmed(), access2);
    ended = run({u"status"_s, u"--json"_s});
    QCOMPARE(ended.code, 0);
    QCOMPARE(found(ended.out + ended.err), QString());

    const auto search = [this] {
        for (const QString &path : files()) {
            QFile file(path);
            if (!file.open(QIODevice::ReadOnly))
                return path + u" can't be read"_s;
            if (const QString hit = found(file.readAll() + path.toUtf8()); !hit.isEmpty())
                return path + u" holds "_s + hit;
        }
        return QString();
    };
    QVERIFY(files().size() >= 3); // profile, report, accounts
    QCOMPARE(search(), QString());
    QCOMPARE(run({u"signout"_s, u"ada"_s}).code, 0);
    QCOMPARE(search(), QString());
}

// The search itself: it would see what it is there for.
void tst_SecretsOnDisk::searchFindsEveryDisguise_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("as it is") << "token=" + access1 + ';';
    QTest::newRow("as a password of HTTP Basic") << "Basic " + ("ada:" + password).toBase64();
    QTest::newRow("inside a JWT") << (R"({"a":")" + refresh1 + R"("})").toBase64(QByteArray::Base64UrlEncoding);
    QTest::newRow("in a URL") << "/?p=" + password.toPercentEncoding();
    QTest::newRow("in JSON") << R"({"p":")" + jsonEscaped(password) + R"("})";
    QTest::newRow("as a QString") << utf16(password);
    QTest::newRow("in hexadecimal") << apiKey.toHex();
}

void tst_SecretsOnDisk::searchFindsEveryDisguise()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(!found(bytes).isEmpty());
}

void tst_SecretsOnDisk::writesNowhereElse()
{
    const QString strace = QStandardPaths::findExecutable(u"strace"_s);
    if (strace.isEmpty())
        QSKIP("strace is not here.");
    const QString log = home(u"strace.log"_s);
    const QStringList tracing{strace, u"-f"_s, u"-qq"_s, u"-s"_s, u"4096"_s, u"-o"_s, log,
        u"-E"_s, u"ASAN_OPTIONS=detect_leaks=0"_s, // a leak check traces, too, and two can't
        u"-e"_s, u"trace=open,openat,creat,rename,renameat,renameat2,link,linkat,symlink,mkdir,mkdirat"_s};
    const Ended ended = run(signIn(), password + '\n' + apiKey + '\n', tracing);
    QFile file(log);
    if (ended.code != 0 && (!file.exists() || file.size() == 0))
        QSKIP("strace may not trace here.");
    QVERIFY2(ended.code == 0, ended.err.constData());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(file.readAll());
    file.close();
    QVERIFY(file.remove());
    int seen = 0;
    static const QRegularExpression quoted(u"\"([^\"]*)\""_s);
    for (const QString &line : text.split(u'\n')) {
        const bool isRead = line.contains(u"open"_s) && !line.contains(u"O_WRONLY"_s) && !line.contains(u"O_RDWR"_s)
            && !line.contains(u"O_CREAT"_s);
        if (isRead || line.contains(u" = -1 "_s))
            continue;
        auto paths = quoted.globalMatch(line);
        while (paths.hasNext()) {
            const QString path = paths.next().captured(1);
            if (!path.startsWith(u'/') || path.startsWith(u"/dev/"_s) || path.startsWith(u"/proc/"_s))
                continue;
            QVERIFY2(path.startsWith(home()), qPrintable(line));
            ++seen;
        }
    }
    QVERIFY(seen > 0);
}

void tst_SecretsOnDisk::filesAreTheOwnersAlone()
{
    m_home = std::make_unique<QTemporaryDir>();
    const QStringList open{u"sh"_s, u"-c"_s, u"umask 000; exec \"$0\" \"$@\""_s};
    const QString report = home(u"report.json"_s);
    const Ended in = run({u"signin"_s, u"datarhei-core"_s, u"--base"_s, QString::fromLatin1(m_server->url("")), u"--account"_s,
                             u"ada"_s, u"--field"_s, u"username=ada"_s, u"--field"_s, u"password=-"_s},
        password + '\n', open);
    QVERIFY2(in.code == 0, in.err.constData());
    const Ended sent = run({u"send"_s, QString::fromLatin1(m_server->url("/x")), u"--report"_s, report}, {}, open);
    QVERIFY2(sent.code == 0, sent.err.constData());
    QVERIFY(QFile::exists(report));
    QVERIFY(files().size() >= 2);
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    QDirIterator all(home(), QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
    while (all.hasNext()) {
        const QString path = all.next();
        QVERIFY2(!(QFile::permissions(path) & others), qPrintable(path));
    }
}

QTEST_GUILESS_MAIN(tst_SecretsOnDisk)
#include "tst_SecretsOnDisk.moc"
