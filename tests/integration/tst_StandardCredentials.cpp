#include "app/auth/apply/AwsSigner.h"
#include "app/http/BodyHash.h"
#include "app/http/CurlTransport.h"
#include "app/http/UrlText.h"
#include "app/run/RequestRunner.h"
#include "tests/support/AuthWorld.h"
#include "tests/support/RawServer.h"
#include "tests/support/SentRun.h"
#include "tests/support/TestCertificates.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

using namespace tessera;
using namespace Qt::StringLiterals;

using Fields = QMap<QString, QString>;

// Keys and passwords that belong to no API of ours: kept like any other credential, and on the wire as they should be.
class tst_StandardCredentials : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void putsAnApiKeyWhereItIsWanted_data();
    void putsAnApiKeyWhereItIsWanted();
    void sendsBasic();
    void sendsBearer();
    void knowsWhenABearerTokenEnds();
    void sendsABearerTokenThatIsOver();
    void refusesWhatCantBeSent();
    void refusesAColonInTheUserNameOfBasic();
    void saysWhatItIs_data();
    void saysWhatItIs();
    void signsForAws_data();
    void signsForAws();
    void answersDigestInTwoHops();
    void answersNtlmInTwoHops();
    void showsAClientCertificate_data();
    void showsAClientCertificate();
    void namesACertificateThatCantBeUsed();
    void tellsOtherProgramsWhatToSignWith();
    void staysWithItsOrigin();
    void comesBackAfterARestart();
    void signsOutAndForgets();

private:
    [[nodiscard]] std::optional<Error> keep(const QString &profile, const QMap<QString, QString> &fields, const QMap<QString, QString> &choices = {});
    [[nodiscard]] RunResult sent(const RequestDocument &document) const { return sentRun(*m_runner, document); }
    [[nodiscard]] QByteArray requested(const QString &path = u"/data"_s);

    [[nodiscard]] QString write(const QString &name, const QByteArray &bytes)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("no file");
        return file.fileName();
    }

    QTemporaryDir m_folder;
    std::unique_ptr<AuthHome> m_home;
    std::unique_ptr<AuthWorld> m_world;
    std::unique_ptr<CurlTransport> m_transport;
    std::unique_ptr<RequestRunner> m_runner;
    std::unique_ptr<RawServer> m_server;
    CredentialId m_id;
};

void tst_StandardCredentials::init()
{
    m_home = std::make_unique<AuthHome>();
    m_world = std::make_unique<AuthWorld>(*m_home);
    m_transport = std::make_unique<CurlTransport>(m_world->clock);
    m_runner = std::make_unique<RequestRunner>(m_world->auth, *m_transport, m_world->redactor);
    m_server = std::make_unique<RawServer>(RawServer::answering(RawServer::ok("x")));
    QVERIFY(!m_world->load());
}

void tst_StandardCredentials::cleanup()
{
    m_runner.reset();
    m_transport.reset();
    m_world.reset();
    m_server.reset();
}

std::optional<Error> tst_StandardCredentials::keep(
    const QString &profile, const QMap<QString, QString> &fields, const QMap<QString, QString> &choices)
{
    m_id = {profile, u"home"_s, u"mine"_s};
    SignInRequest request{m_id, QString::fromLatin1(m_server->url("")), {}, {}, choices, false};
    for (auto it = fields.cbegin(); it != fields.cend(); ++it)
        request.fields.insert(it.key(), Secret(*it));
    QObject owner;
    std::optional<Result<SignInOutcome>> outcome;
    connect(m_world->auth.signIn(request, &owner), &SignIn::finished, this, [&](const auto &result) { outcome = result; });
    if (!QTest::qWaitFor([&] { return outcome.has_value(); }))
        return Error{ErrorKind::Timeout, u"the test waited in vain"_s, {}};
    return *outcome ? std::nullopt : std::optional(outcome->error());
}

QByteArray tst_StandardCredentials::requested(const QString &path)
{
    RequestDocument document;
    document.url = u"{{baseUrl}}"_s + path;
    document.credential = m_id;
    const auto preview = m_runner->preview(document);
    const RunResult result = sent(document);
    if (result.error)
        return result.error->message.toUtf8();
    const QByteArray request = m_server->requests().last();
    // "As sent" shows the same, and none of the secret once it is masked.
    if (!preview || (preview->isExact && preview->head != request))
        return "another preview: " + (preview ? preview->head : preview.error().message.toUtf8());
    if (preview->masked("***").head.contains("canary"))
        return "not masked: " + preview->masked("***").head;
    return request;
}

void tst_StandardCredentials::putsAnApiKeyWhereItIsWanted_data()
{
    QTest::addColumn<QString>("place");
    QTest::addColumn<QByteArray>("first"); // of the request
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("header") << u"header"_s << "GET /data?a=b HTTP/1.1\r\n"_ba << "\r\nX-My-Key: fake key-canary\r\n"_ba;
    QTest::newRow("query") << u"query"_s << "GET /data?a=b&X-My-Key=fake%20key-canary HTTP/1.1\r\n"_ba << "\r\n"_ba;
    QTest::newRow("cookie") << u"cookie"_s << "GET /data?a=b HTTP/1.1\r\n"_ba << "\r\nCookie: X-My-Key=fake key-canary\r\n"_ba;
}

void tst_StandardCredentials::putsAnApiKeyWhereItIsWanted()
{
    QFETCH(QString, place);
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, line);
    QVERIFY(!keep(u"standard-api-key"_s, {{u"keyName"_s, u"X-My-Key"_s}, {u"key"_s, u"fake key-canary"_s}}, {{u"place"_s, place}}));
    QVERIFY(m_server->requests().isEmpty()); // nothing was sent to keep it
    const QByteArray request = requested(u"/data?a=b"_s);
    QVERIFY2(request.startsWith(first) && request.contains(line), request);
    QCOMPARE(m_world->status(m_id).access.kind, Expiry::Kind::Never);
}

void tst_StandardCredentials::sendsBasic()
{
    QVERIFY(!keep(u"standard-basic"_s, {{u"username"_s, u"ada"_s}, {u"password"_s, u"fake:canary ü"_s}}));
    const QByteArray request = requested();
    QVERIFY2(request.contains("\r\nAuthorization: Basic " + u"ada:fake:canary ü"_s.toUtf8().toBase64() + "\r\n"), request);
}

void tst_StandardCredentials::sendsBearer()
{
    QVERIFY(!keep(u"standard-bearer"_s, {{u"token"_s, u"fake-token-canary"_s}}));
    QVERIFY2(requested().contains("\r\nAuthorization: Bearer fake-token-canary\r\n"), requested());
    QCOMPARE(m_world->status(m_id).access.kind, Expiry::Kind::Unknown);
    QVERIFY(!keep(u"standard-bearer"_s, {{u"token"_s, u"fake-token-canary"_s}, {u"prefix"_s, u""_s}}));
    QVERIFY2(requested().contains("\r\nAuthorization: fake-token-canary\r\n"), requested());
}

void tst_StandardCredentials::knowsWhenABearerTokenEnds()
{
    const auto end = std::chrono::floor<std::chrono::seconds>(m_world->clock.now()) + std::chrono::hours(1);
    const QByteArray claims = "{\"exp\":" + QByteArray::number(qint64(end.time_since_epoch().count())) + '}';
    const QByteArray jwt = "eyJhbGciOiJub25lIn0." + claims.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals) + ".c2ln";
    QVERIFY(!keep(u"standard-bearer"_s, {{u"token"_s, QString::fromLatin1(jwt)}}));
    QCOMPARE(m_world->status(m_id).access.kind, Expiry::Kind::At);
    QCOMPARE(m_world->status(m_id).access.at, UtcTime(end));

    // By another clock alone its time is over: whether that is so the server says.
    HttpHop hop;
    hop.url = m_server->url("/data");
    hop.status = 200;
    hop.startedAt = m_world->clock.now();
    const QDateTime date = QDateTime::fromMSecsSinceEpoch((hop.startedAt + std::chrono::hours(2)).time_since_epoch().count(), Qt::UTC);
    hop.headers = {{"Date", QLocale::c().toString(date, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1()}};
    m_world->auth.noteAnswer(hop);
    QVERIFY(requested().contains("\r\nAuthorization: Bearer " + jwt));
    QVERIFY(std::holds_alternative<Expired>(m_world->status(m_id).state));
    QVERIFY(m_world->status(m_id).trouble && m_world->status(m_id).trouble->message.contains(u"By the server's clock"_s));
    // A right one puts it right.
    const QDateTime right = QDateTime::fromMSecsSinceEpoch(hop.startedAt.time_since_epoch().count(), Qt::UTC);
    hop.headers = {{"Date", QLocale::c().toString(right, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1()}};
    m_world->auth.noteAnswer(hop);
    QVERIFY(std::holds_alternative<Active>(m_world->status(m_id).state));
    QVERIFY(!m_world->status(m_id).trouble);
}

// Nobody makes another one of it: the server says whether it is over.
void tst_StandardCredentials::sendsABearerTokenThatIsOver()
{
    const auto end = std::chrono::floor<std::chrono::seconds>(m_world->clock.now()) + std::chrono::hours(1);
    const QByteArray claims = "{\"exp\":" + QByteArray::number(qint64(end.time_since_epoch().count())) + '}';
    const QByteArray jwt = "eyJhbGciOiJub25lIn0." + claims.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals) + ".c2ln";
    QVERIFY(!keep(u"standard-bearer"_s, {{u"token"_s, QString::fromLatin1(jwt)}}));
    QSignalSpy told(&m_world->auth, &AuthManager::userNeeded);
    m_world->clock.advance(std::chrono::hours(2));
    QVERIFY(std::holds_alternative<Expired>(m_world->status(m_id).state));
    QCOMPARE(told.size(), 1);
    QVERIFY(requested().contains("\r\nAuthorization: Bearer " + jwt));
    QCOMPARE(told.size(), 1); // once
}

void tst_StandardCredentials::refusesWhatCantBeSent()
{
    const auto broken = keep(u"standard-bearer"_s, {{u"token"_s, u"fake\ntoken"_s}});
    QVERIFY(broken && broken->kind == ErrorKind::Input);
    QVERIFY2(broken->message.contains(u"Token"_s), qPrintable(broken->message));
    const auto empty = keep(u"standard-api-key"_s, {{u"key"_s, u""_s}});
    QVERIFY(empty && empty->message.contains(u"empty"_s));
    QVERIFY(m_world->auth.credentials().isEmpty());
}

// RFC 7617 section 2.
void tst_StandardCredentials::refusesAColonInTheUserNameOfBasic()
{
    const QMap<QString, QString> fields{{u"username"_s, u"ada:lovelace"_s}, {u"password"_s, u"fake:canary"_s}};
    const auto refused = keep(u"standard-basic"_s, fields);
    QVERIFY(refused && refused->kind == ErrorKind::Input);
    QVERIFY2(refused->message.contains(u"colon in the user name"_s), qPrintable(refused->message));
    QVERIFY(m_world->auth.credentials().isEmpty());
    QVERIFY(!keep(u"standard-digest"_s, fields)); // says both in fields of their own
    // One that was kept before is not sent either.
    HttpRequest request;
    const auto applied = Applier::apply(m_world->auth.profile(u"standard-basic"_s)->apply, [](const QString &) { return std::optional(u"a:b"_s); }, request);
    QVERIFY(!applied && applied.error().kind == ErrorKind::Input);
    QVERIFY(!request.headers.contains("Authorization"));
}

void tst_StandardCredentials::saysWhatItIs_data()
{
    QTest::addColumn<QString>("profile");
    QTest::addColumn<Fields>("fields");
    QTest::addColumn<Fields>("choices");
    QTest::addColumn<CredentialScheme>("scheme");
    using Kind = CredentialScheme::Kind;
    using Place = Applier::Addition::Place;
    const Fields login{{u"username"_s, u"ada"_s}, {u"password"_s, u"fake-canary"_s}};
    const Fields key{{u"keyName"_s, u"X-My-Key"_s}, {u"key"_s, u"fake-canary"_s}};
    const Fields aws{{u"accessKeyId"_s, u"AKIDEXAMPLE"_s}, {u"secretAccessKey"_s, u"fake-canary"_s}, {u"region"_s, u"r"_s}, {u"service"_s, u"s"_s}};
    const CredentialScheme token;
    QTest::newRow("basic") << u"standard-basic"_s << login << Fields() << CredentialScheme{Kind::Basic, {{Place::Header, u"Authorization"_s}}};
    QTest::newRow("digest") << u"standard-digest"_s << login << Fields() << CredentialScheme{Kind::Digest, {{Place::Header, u"Authorization"_s}}};
    QTest::newRow("ntlm") << u"standard-ntlm"_s << login << Fields() << CredentialScheme{Kind::Ntlm, {{Place::Header, u"Authorization"_s}}};
    QTest::newRow("bearer") << u"standard-bearer"_s << Fields{{u"token"_s, u"fake-canary"_s}} << Fields() << token;
    QTest::newRow("key in a header") << u"standard-api-key"_s << key << Fields() << CredentialScheme{Kind::Key, {{Place::Header, u"X-My-Key"_s}}};
    QTest::newRow("key in the query") << u"standard-api-key"_s << key << Fields{{u"place"_s, u"query"_s}} << CredentialScheme{Kind::Key, {{Place::Query, u"X-My-Key"_s}}};
    QTest::newRow("key in a cookie") << u"standard-api-key"_s << key << Fields{{u"place"_s, u"cookie"_s}} << CredentialScheme{Kind::Key, {{Place::Cookie, u"X-My-Key"_s}}};
    QTest::newRow("aws") << u"standard-aws-sigv4"_s << aws << Fields() << CredentialScheme{Kind::AwsSigV4, {{Place::Header, u"Authorization"_s}}};
    QTest::newRow("aws in the query") << u"standard-aws-sigv4"_s << aws << Fields{{u"signature"_s, u"query"_s}}
                                      << CredentialScheme{Kind::AwsSigV4, {{Place::Query, u"X-Amz-Signature"_s}}};
    QTest::newRow("client certificate") << u"standard-client-certificate"_s << Fields{{u"certificateFile"_s, u"/x.pem"_s}} << Fields()
                                        << CredentialScheme{Kind::ClientCertificate, {{Place::Connection, QString()}}};
    QTest::newRow("from a server") << QString() << Fields() << Fields() << token;
}

void tst_StandardCredentials::saysWhatItIs()
{
    QFETCH(QString, profile);
    QFETCH(CredentialScheme, scheme);
    if (profile.isEmpty()) { // its token goes along as a password of Basic, and is a token all the same
        AuthProfile given = *m_world->auth.profile(u"standard-basic"_s);
        given.tokens[u"access"_s] = *Capture::parse(u"$response.body#/token"_s);
        QCOMPARE(CredentialScheme::of(given, {}, [](const QString &) { return std::nullopt; }), scheme);
        return;
    }
    QFETCH(Fields, fields);
    QFETCH(Fields, choices);
    QVERIFY(!keep(profile, fields, choices));
    const QMap<QString, QString> known = m_world->auth.variables(m_id);
    const auto lookup = [&](const QString &name) { return known.contains(name) ? std::optional(known.value(name)) : std::nullopt; };
    QCOMPARE(CredentialScheme::of(*m_world->auth.profile(profile), choices, lookup), scheme);
    HttpRequest request;
    request.url = m_server->url("/data");
    const auto whole = m_world->auth.preview(request, m_id);
    QVERIFY(whole);
    QCOMPARE(whole->scheme, scheme.kind);
}

void tst_StandardCredentials::signsForAws_data()
{
    QTest::addColumn<QString>("choice");
    QTest::addColumn<bool>("isFile");
    QTest::newRow("headers") << u"headers"_s << false;
    QTest::newRow("headers over a file") << u"headers"_s << true;
    QTest::newRow("body not signed") << u"unsigned"_s << true;
    QTest::newRow("query") << u"query"_s << false;
}

// The server signs what it received and comes to the same.
void tst_StandardCredentials::signsForAws()
{
    QFETCH(QString, choice);
    QFETCH(bool, isFile);
    QVERIFY(!keep(u"standard-aws-sigv4"_s,
        {{u"accessKeyId"_s, u"AKIDEXAMPLE"_s}, {u"secretAccessKey"_s, u"fake-secret-canary"_s}, {u"sessionToken"_s, u"fake-session-canary"_s},
            {u"region"_s, u"eu-north-1"_s}, {u"service"_s, u"execute-api"_s}},
        {{u"signature"_s, choice}}));
    RequestDocument document;
    document.method = u"POST"_s;
    document.url = u"{{baseUrl}}/a b/:c?z=1&a=2"_s;
    document.pathVariables = {{true, u"c"_s, u"x/y"_s}};
    document.credential = m_id;
    document.headers = {{true, u"X-Own"_s, u"1"_s}};
    document.body.kind = isFile ? RequestDocument::Body::Kind::File : RequestDocument::Body::Kind::Json;
    document.body.text = u"{}"_s;
    document.body.file = QFINDTESTDATA("tst_StandardCredentials.cpp");
    const auto preview = m_runner->preview(document);
    QVERIFY(preview && !preview->isExact && !preview->notes.isEmpty());
    QVERIFY(!preview->masked("***").head.contains("canary"));
    const RunResult result = sent(document);
    QVERIFY2(!result.error, result.error ? qPrintable(result.error->message) : "");

    const QByteArray request = m_server->requests().last();
    QVERIFY(!request.left(request.indexOf("\r\n\r\n")).contains("fake-secret-canary"));
    HttpRequest received;
    received.method = "POST";
    received.url = m_server->url("") + request.mid(5, request.indexOf(" HTTP/1.1") - 5);
    QByteArray signature, signedNames;
    for (const QByteArray &line : request.left(request.indexOf("\r\n\r\n")).split('\n').mid(1)) {
        const QByteArray name = line.left(line.indexOf(':')), value = line.mid(line.indexOf(':') + 1).trimmed();
        if (name == "Authorization")
            signature = value.mid(value.indexOf("Signature=") + 10);
        else if (name != "Content-Length" && name != "Host")
            received.headers.append(name, value);
    }
    QList<UrlText::QueryItem> own;
    for (const auto &item : UrlText::queryItems(received.url)) {
        if (item.name == "X-Amz-Signature")
            own = {item};
    }
    if (!own.isEmpty())
        signature = own.constFirst().value;
    received.url = UrlText::withoutQueryItems(received.url, own);
    const AwsCredential aws{u"AKIDEXAMPLE"_s, Secret(u"fake-secret-canary"_s), {}, u"eu-north-1"_s, u"execute-api"_s, choice == "query"_L1, true};
    const QByteArray hash = choice == "unsigned"_L1 ? QByteArray(AwsSigner::unsignedPayload)
                                                   : BodyHash::ofMemory(request.mid(request.indexOf("\r\n\r\n") + 4));
    QCOMPARE(signature, AwsSigner::signatureOf(received, aws, hash, m_world->clock.now()).signature);
    QVERIFY(choice == "query"_L1 ? received.url.contains("X-Amz-Security-Token=fake-session-canary") : received.headers.value("X-Amz-Security-Token") == "fake-session-canary");
}

void tst_StandardCredentials::answersDigestInTwoHops()
{
    m_server = std::make_unique<RawServer>([](RawConnection &connection) {
        for (;;) {
            const QByteArray request = connection.readRequest();
            if (request.isEmpty())
                return;
            connection.send(request.contains("Authorization: Digest ") ? RawServer::ok("in")
                                                                       : "HTTP/1.1 401 No\r\nWWW-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\"\r\nContent-Length: 0\r\n\r\n");
        }
    });
    QVERIFY(!keep(u"standard-digest"_s, {{u"username"_s, u"ada"_s}, {u"password"_s, u"fake-canary"_s}}));
    RequestDocument document;
    document.url = u"{{baseUrl}}/data"_s;
    document.credential = m_id;
    const auto preview = m_runner->preview(document);
    QVERIFY(preview && !preview->isExact && preview->head.contains("Authorization: Digest <"));
    const RunResult result = sent(document);
    QVERIFY2(!result.error, result.error ? qPrintable(result.error->message) : "");
    QCOMPARE(result.attempts.size(), 1);
    QCOMPARE(result.last()->hops.size(), 2);
    QCOMPARE(result.last()->status(), 200);
    QCOMPARE(result.attempts.constFirst().credential, m_id);
}

// The server asks; the answer names who signs in, and holds no password.
void tst_StandardCredentials::answersNtlmInTwoHops()
{
    m_server = std::make_unique<RawServer>([](RawConnection &connection) {
        QByteArray challenge("NTLMSSP\0\2\0\0\0\0\0\0\0\60\0\0\0\1\2\0\0\1\2\3\4\5\6\7\10", 32);
        challenge += QByteArray(24, '\0');
        for (QByteArray request = connection.readRequest(); !request.isEmpty(); request = connection.readRequest()) {
            if (request.contains("\r\nAuthorization: NTLM TlRMTVNTUAAD"))
                connection.send(RawServer::ok("in"));
            else
                connection.send("HTTP/1.1 401 No\r\nWWW-Authenticate: NTLM"
                    + (request.contains("\r\nAuthorization: NTLM ") ? ' ' + challenge.toBase64() : "") + "\r\nContent-Length: 0\r\n\r\n");
        }
    });
    QVERIFY(!keep(u"standard-ntlm"_s, {{u"username"_s, u"HOME\\ada"_s}, {u"password"_s, u"fake-canary"_s}}));
    RequestDocument document;
    document.url = u"{{baseUrl}}/data"_s;
    document.credential = m_id;
    const auto preview = m_runner->preview(document);
    QVERIFY(preview && !preview->isExact && preview->head.contains("Authorization: NTLM <"));
    const RunResult result = sent(document);
    QVERIFY2(!result.error, result.error ? qPrintable(result.error->message) : "");
    QCOMPARE(result.last()->hops.size(), 2);
    QCOMPARE(result.last()->status(), 200);
    QCOMPARE(result.attempts.constFirst().credential, m_id);
    const QByteArray answer = m_server->requests().constLast();
    const auto begin = answer.indexOf("NTLM ") + 5;
    const QByteArray message = QByteArray::fromBase64(answer.mid(begin, answer.indexOf('\r', begin) - begin)).replace('\0', ""); // UTF-16
    QVERIFY2(message.contains("ada") && message.contains("HOME") && !message.contains("canary"), message.toHex());
}

void tst_StandardCredentials::showsAClientCertificate_data()
{
    QTest::addColumn<bool>("isPkcs12");
    QTest::newRow("PEM") << false;
    QTest::newRow("PKCS#12 with a password") << true;
}

// The whole way: the environment's own authority, the certificate out of the credential, its password out of the keychain.
void tst_StandardCredentials::showsAClientCertificate()
{
    QFETCH(bool, isPkcs12);
    const auto authority = TestCertificate::authority();
    const auto certificate = TestCertificate::make({}, &authority);
    const auto client = TestCertificate::make({.commonName = u"client"_s, .names = {}}, &authority);
    m_server = std::make_unique<RawServer>(RawServer::Options{certificate.serverContext({.clientAuthority = &authority})},
        RawServer::answering(RawServer::ok("x")));
    NetworkSettings network;
    network.caFile = write(u"ca.pem"_s, authority.pem());
    bool isSet = false;
    m_world->auth.setNetwork(u"home"_s, network, {this, [&](const Result<Done> &set) { isSet = set.has_value(); }});
    QTRY_VERIFY(isSet);
    const QString file = isPkcs12 ? write(u"c.p12"_s, client.pkcs12("fake-canary")) : write(u"c.pem"_s, client.pem());
    QMap<QString, QString> fields{{u"certificateFile"_s, file}};
    fields.insert(isPkcs12 ? u"passphrase"_s : u"keyFile"_s, isPkcs12 ? u"fake-canary"_s : write(u"c.key"_s, client.keyPem()));
    QVERIFY(!keep(u"standard-client-certificate"_s, fields));
    RequestDocument document;
    document.url = u"{{baseUrl}}/data"_s;
    document.credential = m_id;
    const RunResult with = sent(document);
    QVERIFY2(!with.error, with.error ? qPrintable(with.error->message) : "");
    QCOMPARE(with.last()->status(), 200);
    document.credential = {};
    document.url = QString::fromLatin1(m_server->url("/data"));
    QVERIFY(sent(document).error); // nobody has none, nor this authority
}

void tst_StandardCredentials::namesACertificateThatCantBeUsed()
{
    const auto client = TestCertificate::make({.commonName = u"client"_s, .names = {}});
    QVERIFY(!keep(u"standard-client-certificate"_s,
        {{u"certificateFile"_s, write(u"c.p12"_s, client.pkcs12("right"))}, {u"passphrase"_s, u"wrong"_s}}));
    RequestDocument document;
    document.url = u"{{baseUrl}}/data"_s;
    document.credential = m_id;
    const RunResult result = sent(document);
    QVERIFY(result.error);
    QCOMPARE(result.error->kind, ErrorKind::Input);
    QCOMPARE(result.errorField, u"setting:clientCertificate"_s);
    QVERIFY(m_server->requests().isEmpty());
}

void tst_StandardCredentials::tellsOtherProgramsWhatToSignWith()
{
    QVERIFY(!keep(u"standard-aws-sigv4"_s, {{u"accessKeyId"_s, u"AKIDEXAMPLE"_s}, {u"secretAccessKey"_s, u"fake-canary"_s}}));
    std::optional<Result<AuthorisedRequest>> told;
    m_world->auth.credential(m_id, {this, [&](const Result<AuthorisedRequest> &authorised) { told = authorised; }});
    QTRY_VERIFY(told.has_value());
    QVERIFY(*told && (*told)->aws);
    QCOMPARE((*told)->aws->region, u"us-east-1"_s); // the field's default
    QVERIFY(!(*told)->request.headers.contains("Authorization"));
}

void tst_StandardCredentials::staysWithItsOrigin()
{
    QVERIFY(!keep(u"standard-digest"_s, {{u"username"_s, u"ada"_s}, {u"password"_s, u"fake-canary"_s}}));
    RawServer stranger(RawServer::answering(RawServer::ok("x")));
    RequestDocument document;
    document.url = QString::fromLatin1(stranger.url("/data"));
    document.credential = m_id;
    const RunResult result = sent(document);
    QVERIFY(!result.error && result.isWithheld);
    QVERIFY(!stranger.requests().constFirst().contains("Authorization"));
}

void tst_StandardCredentials::comesBackAfterARestart()
{
    QVERIFY(!keep(u"standard-api-key"_s, {{u"keyName"_s, u"X-My-Key"_s}, {u"key"_s, u"fake-key-canary"_s}}));
    m_runner.reset();
    m_transport.reset();
    m_world = std::make_unique<AuthWorld>(*m_home);
    m_transport = std::make_unique<CurlTransport>(m_world->clock);
    m_runner = std::make_unique<RequestRunner>(m_world->auth, *m_transport, m_world->redactor);
    QVERIFY(!m_world->load());
    QVERIFY2(requested().contains("\r\nX-My-Key: fake-key-canary\r\n"), requested());
}

void tst_StandardCredentials::signsOutAndForgets()
{
    QVERIFY(!keep(u"standard-basic"_s, {{u"username"_s, u"ada"_s}, {u"password"_s, u"fake-canary"_s}}));
    bool isOut = false;
    m_world->auth.signOut(m_id, {this, [&](const Result<SignOutOutcome> &out) { isOut = out.has_value(); }});
    QTRY_VERIFY(isOut);
    RequestDocument document;
    document.url = u"{{baseUrl}}/data"_s;
    document.credential = m_id;
    QCOMPARE(sent(document).error.value_or(Error{}).kind, ErrorKind::SignInNeeded);
    QCOMPARE(m_runner->preview(document).error().kind, ErrorKind::SignInNeeded);
    QVERIFY(m_server->requests().isEmpty());
    for (const QString &entry : std::as_const(*m_home->entries))
        QVERIFY(!entry.contains(u"canary"_s));
}

QTEST_GUILESS_MAIN(tst_StandardCredentials)
#include "tst_StandardCredentials.moc"
