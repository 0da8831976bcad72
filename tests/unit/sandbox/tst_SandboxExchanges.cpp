#include "app/json/JsonReader.h"
#include "app/sandbox/Sandbox.h"
#include "tests/support/RawHttp.h"
#include "tests/support/RecordedExchange.h"

#include <QtCore/QDir>
#include <QtCore/QUrl>
#include <QtTest/QTest>

#include <algorithm>
#include <memory>

using namespace tessera;
using namespace Qt::StringLiterals;

namespace {

// What differs between a recorded answer and one of the sandbox's, where it matters: names and their order, types, and words.
// Times, identifiers and tokens differ from run to run; the sandbox may have more items in a list.
QString differenceOf(const Json &recorded, const Json &given, const QString &name)
{
    static const QStringList varying{u"token"_s, u"refresh"_s, u"key"_s, u"expires"_s, u"_id"_s, u"created"_s, u"email"_s,
        u"access_token"_s, u"refresh_token"_s, u"id"_s, u"name"_s, u"created_at"_s, u"command"_s};
    const QString unlike = u"%1: %2 instead of %3"_s.arg(name, toQString(given.dump()), toQString(recorded.dump()));
    if (recorded.is_number() && given.is_number())
        return name == "code"_L1 && recorded != given ? unlike : QString();
    if (recorded.type() != given.type())
        return unlike;
    if (recorded.is_object()) {
        QStringList names, givenNames;
        for (const auto &[key, value] : recorded.items())
            names += toQString(key);
        for (const auto &[key, value] : given.items())
            givenNames += toQString(key);
        if (names != givenNames)
            return u"%1: members %2 instead of %3"_s.arg(name, givenNames.join(u' '), names.join(u' '));
        for (const auto &[key, value] : recorded.items()) {
            if (const auto difference = differenceOf(value, given[key], toQString(key)); !difference.isEmpty())
                return difference;
        }
        return {};
    }
    if (varying.contains(name))
        return {};
    if (recorded.is_array()) {
        for (std::size_t i = 0; i < recorded.size(); ++i) {
            const auto difference = i < given.size() ? differenceOf(recorded[i], given[i], name) : unlike;
            if (!difference.isEmpty())
                return difference;
        }
        return {};
    }
    return recorded == given ? QString() : unlike;
}

}

// Every recording that the sandbox covers is sent to it as it was sent to the real server, in the order of the files, with
// the tokens that the sandbox itself gave out in the place of the recorded ones.
class tst_SandboxExchanges : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void datarheiCore_data() { addRows(u"datarhei-core"_s); }
    void datarheiCore() { replay(u"datarhei-core"_s); }
    void kentHackEnough_data() { addRows(u"kent-hack-enough"_s); }
    void kentHackEnough() { replay(u"kent-hack-enough"_s); }

private:
    void addRows(const QString &profileId);
    void replay(const QString &profileId);
    void learn(const Json &recorded, const Json &given);
    QByteArray substituted(QByteArray text) const;
    QByteArray substitutedHeader(const QByteArray &value) const;
    void arrange(const QString &file);

    std::unique_ptr<Sandbox> m_sandbox;
    QMap<QByteArray, QByteArray> m_names; // recorded token, key or name to the sandbox's
};

void tst_SandboxExchanges::initTestCase()
{
    SandboxOptions options;
    options.accessLife.reset();
    m_sandbox = std::make_unique<Sandbox>(options);
    const auto errors = m_sandbox->start();
    QVERIFY2(errors.isEmpty(), qPrintable(errors.value(0).message));
    m_names = {{"admin@test.com", "admin@example.com"},
        {"admin@test.com\",\"password\":\"pass", "admin@example.com\",\"password\":\"sandbox-admin"}};
}

void tst_SandboxExchanges::addRows(const QString &profileId)
{
    QTest::addColumn<QString>("path");
    const QDir folder(RecordedExchange::folder() + u'/' + profileId);
    const QStringList names = folder.entryList({u"[0-9]*.txt"_s}, QDir::Files, QDir::Name);
    for (const QString &name : names)
        QTest::newRow(qPrintable(name)) << folder.filePath(name);
}

QByteArray tst_SandboxExchanges::substituted(QByteArray text) const
{
    QList<QByteArray> names = m_names.keys();
    std::sort(names.begin(), names.end(), [](const auto &a, const auto &b) { return a.size() > b.size(); });
    for (const QByteArray &name : names)
        text.replace(name, m_names.value(name));
    return text;
}

QByteArray tst_SandboxExchanges::substitutedHeader(const QByteArray &value) const
{
    const auto space = value.lastIndexOf(' ') + 1;
    const QByteArray pair = QByteArray::fromBase64(value.mid(space));
    if (pair.contains(':') && !value.contains('.'))
        return value.left(space) + substituted(pair).toBase64();
    return substituted(value);
}

void tst_SandboxExchanges::learn(const Json &recorded, const Json &given)
{
    for (const char *name : {"token", "refresh", "key", "access_token", "refresh_token"}) {
        if (recorded.is_object() && given.is_object() && recorded.contains(name) && given.contains(name))
            m_names.insert(QByteArray::fromStdString(recorded[name].get<std::string>()),
                QByteArray::fromStdString(given[name].get<std::string>()));
    }
}

// What was done to the real server between two recordings.
void tst_SandboxExchanges::arrange(const QString &file)
{
    const QString id = u"kent-hack-enough"_s;
    if (file == "56-expired-token.txt"_L1)
        m_sandbox->expireNow(id);
    else if (file == "59a-logout.txt"_L1)
        QVERIFY(m_sandbox->setSwitch(id, u"cache"_s, u"cold"_s));
}

void tst_SandboxExchanges::replay(const QString &profileId)
{
    QFETCH(QString, path);
    const QString file = QFileInfo(path).fileName();
    static const QMap<QString, QString> notCovered{
        {u"04-jwt-decoded.txt"_s, u"no exchange"_s},
        {u"25-v3-iat-in-future.txt"_s, u"needs the real server's key; tst_Sandbox has it"_s},
        {u"49-swagger-headers.txt"_s, u"without a body; tst_Sandbox has it"_s},
        {u"50-swagger-html-unauth.txt"_s, u"the page itself is not played"_s},
        {u"51-auth-disable-localhost.txt"_s, u"other format; tst_Sandbox has it"_s},
        {u"52-auth-off.txt"_s, u"other format; tst_Sandbox has it"_s},
        {u"53-genuinely-expired-token.txt"_s, u"other format; tst_Sandbox has it"_s},
        {u"61-alive-after-60.txt"_s, u"the sandbox stays alive"_s},
    };
    if (notCovered.contains(file))
        QSKIP(qPrintable(notCovered.value(file)));
    const auto read = RecordedExchange::read(profileId + u'/' + QFileInfo(path).completeBaseName());
    QVERIFY2(read && !read->method.isEmpty(), "not a recording");
    const RecordedExchange &exchange = *read;
    const QByteArray type = exchange.headers.value("Content-Type");

    arrange(file);
    QList<std::pair<QByteArray, QByteArray>> headers;
    for (const auto &[name, value] : exchange.requestHeaders) {
        if (name == "Content-Length")
            QCOMPARE(value.toInt(), int(exchange.requestBody.size())); // the recording was read well
        else if (name != "Host")
            headers.append({name, name == "Authorization" ? substitutedHeader(value) : value});
    }
    const int port = QUrl(m_sandbox->api(profileId)->baseUrl).port();
    const RawAnswer given = sendRaw(port, rawRequest(exchange.method, exchange.target, headers, substituted(exchange.requestBody)));

    QCOMPARE(given.status, exchange.status);
    QCOMPARE(given.reason, exchange.reason);
    QCOMPARE(given.header("Content-Type"), type);
    const bool isJson = type.startsWith("application/json");
    if (!isJson && exchange.method != "HEAD")
        QCOMPARE(given.body.trimmed(), exchange.body);
    if (!isJson || exchange.body.isEmpty())
        return;
    const auto recordedJson = parseJson(exchange.body, u"recording"_s);
    const auto givenJson = parseJson(given.body, u"sandbox"_s);
    QVERIFY2(recordedJson, qPrintable(recordedJson ? QString() : recordedJson.error().message));
    QVERIFY2(givenJson, given.body.constData());
    const QString difference = differenceOf(*recordedJson, *givenJson, u"body"_s);
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
    // Compact or with two spaces, as it was.
    QCOMPARE(given.body.trimmed().contains("\n  "), exchange.body.contains("\n  "));
    learn(*recordedJson, *givenJson);
}

QTEST_GUILESS_MAIN(tst_SandboxExchanges)
#include "tst_SandboxExchanges.moc"
