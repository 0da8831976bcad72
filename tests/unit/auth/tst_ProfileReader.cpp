#include "app/auth/profile/ProfileReader.h"

#include "tests/support/ProfileFaults.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;

class tst_ProfileReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsEveryPart();
    void shortAndLongFormsMeanTheSame_data();
    void shortAndLongFormsMeanTheSame();
    void defaultsAreWhatTheSchemaSays();
    void namesEveryFault_data();
    void namesEveryFault();
    void newerSchemaIsLeftAlone();
    void somethingHasToCarryTheToken_data();
    void somethingHasToCarryTheToken();
    void refreshBySigningInNeedsAWayWithoutQuestions();
    void badBytesAreNamed_data();
    void badBytesAreNamed();
    void anotherShapeIsOneFile();

private:
    const QByteArray m_everything = profileFile(u"tests/data/profiles/everything.json"_s);
};

void tst_ProfileReader::readsEveryPart()
{
    const auto read = readProfile(m_everything, u"everything.json"_s);
    QVERIFY2(read.has_value(), qPrintable(read ? QString() : read.error().message));
    const AuthProfile &profile = *read;
    QCOMPARE(profile.source, u"everything.json"_s);
    QCOMPARE(profile.id, u"everything"_s);
    QCOMPARE(profile.fields.size(), 4);
    QCOMPARE(profile.fields.at(0).defaultValue, u"ann"_s);
    QVERIFY(profile.fields.at(1).isSecret && profile.fields.at(1).isRequired && profile.fields.at(1).isRemembered);
    QCOMPARE(profile.fields.at(2).choices, QStringList({u"eu"_s, u"us"_s}));
    QVERIFY(!profile.fields.at(3).isRequired);

    const Discovery &discovery = profile.discoveries.first();
    QCOMPARE(discovery.fields.first().name, u"directory"_s);
    QCOMPARE(discovery.request.path.text(), u"{{directory}}/find"_s);
    QCOMPARE(discovery.captures.value(u"foundKey"_s).expression(), u"$response.header.X-Key"_s);
    QCOMPARE(discovery.fills.value(u"baseUrl"_s).text(), u"{{root}}/v1"_s);
    QCOMPARE(discovery.notes.first().otherwise, u"unknown"_s);

    const Way &password = *profile.way(u"password"_s);
    QCOMPARE(password.steps.size(), 1);
    QVERIFY(password.isRepeatable);
    const RequestTemplate &request = password.steps.first().request;
    QCOMPARE(request.method, u"POST"_s);
    QCOMPARE(request.headers.at(0).name, u"X-Region"_s);
    QVERIFY(!request.headers.at(0).isOptional && request.headers.at(1).isOptional);
    QVERIFY(std::holds_alternative<RequestTemplate::JsonBody>(request.body));
    const Recovery &recovery = password.steps.first().recoveries.first();
    QCOMPARE(recovery.match.statusFrom, 400);
    QCOMPARE(recovery.match.statusTo, 499);
    QVERIFY(recovery.fields.first().isConfirmation);
    QCOMPARE(recovery.document->path.text(), u"/terms"_s);
    QCOMPARE(std::get<RequestTemplate::TextBody>(recovery.request->body).contentType, u"text/plain"_s);
    QCOMPARE(recovery.then, Recovery::Then::Repeat);

    const Way &code = *profile.way(u"code"_s);
    QVERIFY(!code.isRepeatable);
    QCOMPARE(code.steps.at(0).captures.value(u"ticket"_s).expression(), u"$response.body#/ticket"_s);
    QCOMPARE(code.steps.at(1).actions.first().label, u"Again"_s);
    QCOMPARE(code.steps.at(1).recoveries.first().then, Recovery::Then::Continue);
    const Way &signUp = *profile.way(u"sign-up"_s);
    QCOMPARE(signUp.gives, Way::Gives::Account);
    QCOMPARE(signUp.nextWay, u"password"_s);

    QCOMPARE(profile.tokens.keys(), QStringList({u"access"_s, u"refresh"_s, u"tenant"_s, u"until"_s}));
    QCOMPARE(profile.plainCaptures, QStringList{u"until"_s});
    QCOMPARE(profile.account.name->expression(), u"$jwt.access#/sub"_s);
    using Source = ExpirySource;
    QCOMPARE(profile.expiry.value(u"access"_s),
        QList<Source>({{Source::Kind::JwtClaim, Source::As::Guess, u"access"_s, u"exp"_s, 0},
            {Source::Kind::JwtClaim, Source::As::Seconds, u"access"_s, u"/x~1y"_s, 0},
            {Source::Kind::Capture, Source::As::Date, u"until"_s, {}, 0},
            {Source::Kind::Fixed, Source::As::Guess, {}, {}, 60}}));
    QCOMPARE(profile.expiry.value(u"refresh"_s).first().kind, Source::Kind::Never);
    QCOMPARE(profile.always.headers.first().name, u"x-api-key"_s);
    QCOMPARE(profile.apply.cookies.first().name, u"sid"_s);
    QCOMPARE(profile.choices.first().options.at(1).apply.basic->user.text(), u"{{user}}"_s);
    QCOMPARE(profile.refresh.kind, RefreshRule::Kind::Steps);
    QCOMPARE(profile.refresh.rotates, RefreshRule::Rotates::Yes);
    QVERIFY(profile.refresh.steps.first().request.isSignedIn);
    QCOMPARE(profile.refreshOn,
        QList<AnswerMatch>({{401, 401, {}, false}, {500, 599, {}, false}, {403, 403, {u"expired"_s}, true}}));
    QCOMPARE(profile.signOut.size(), 1);
    QCOMPARE(profile.publicRules,
        QList<PublicRule>({{{{}, u"/open/**"_s}, false}, {{u"GET"_s, u"/"_s}, false}, {{u"POST"_s, u"/login"_s}, true},
            {{u"GET"_s, u"/a/*"_s}, false}}));
    QCOMPARE(profile.errors.at(1).text.text(), u"{{value}} ({{code}})"_s);
    QCOMPARE(profile.hints.first().endpoint->path, u"/a"_s);
    QCOMPARE(profile.hints.first().cause, std::optional(RefusalCause::MissingRole));
    QCOMPARE(profile.hints.first().certainty, Certainty::Possible);
    QVERIFY(profile.hints.first().onlyWhenTaken);
    QCOMPARE(profile.maskedNames, QStringList{u"ssn"_s});
    QCOMPARE(profile.examples.at(0).contentType, u"application/json"_s);
    QVERIFY(profile.examples.at(0).body.contains("\"{{region}}\""_L1));
    QCOMPARE(profile.examples.at(1).method, u"GET"_s);
    QCOMPARE(profile.examples.at(1).contentType, u"text/csv"_s);
}

void tst_ProfileReader::shortAndLongFormsMeanTheSame_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("longForm");
    QTest::newRow("token") << QByteArray("/tokens/access")
                           << QByteArray(R"({"from": "$response.body#/access", "comment": "c"})");
    QTest::newRow("header") << QByteArray("/apply/headers/Authorization")
                            << QByteArray(R"({"value": "Bearer {{access}}", "comment": ["c"]})");
    QTest::newRow("status") << QByteArray("/refreshOn/0") << QByteArray(R"({"status": 401})");
    QTest::newRow("hundred") << QByteArray("/refreshOn/1") << QByteArray(R"({"status": "5xx"})");
    QTest::newRow("public") << QByteArray("/public/1") << QByteArray(R"({"match": "GET /"})");
    QTest::newRow("error") << QByteArray("/errors/0") << QByteArray(R"({"value": "$response.body#/message"})");
    QTest::newRow("way") << QByteArray("/signIn/2/request") << QByteArray();
}

void tst_ProfileReader::shortAndLongFormsMeanTheSame()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, longForm);
    Json json = Json::parse(m_everything.begin(), m_everything.end());
    if (longForm.isEmpty()) {
        Json &way = json["signIn"][2];
        way["steps"] = Json::array({Json::object({{"request", way["request"]}})});
        way.erase("request");
    } else {
        json[Json::json_pointer(path.toStdString())] = Json::parse(longForm.begin(), longForm.end());
    }
    const auto read = readProfile(toBytes(json), u"x"_s);
    QVERIFY2(read.has_value(), qPrintable(read ? QString() : read.error().message));
    QVERIFY(*read == *readProfile(m_everything, u"x"_s));
}

void tst_ProfileReader::defaultsAreWhatTheSchemaSays()
{
    const auto read = readProfile(R"({"schema": 1, "id": "small", "name": "Small",
        "signIn": [{"way": "w", "label": "W", "request": {"method": "POST", "path": "/in"}}],
        "tokens": {"access": "$response.body"}, "apply": {"headers": {"Authorization": "{{access}}"}}})",
        u"x"_s);
    QVERIFY2(read.has_value(), qPrintable(read ? QString() : read.error().message));
    QCOMPARE(read->refreshOn, QList<AnswerMatch>({{401, 401, {}, false}}));
    QCOMPARE(read->refresh.kind, RefreshRule::Kind::None);
    QVERIFY(read->ways.first().isRepeatable);
    QCOMPARE(read->ways.first().gives, Way::Gives::Tokens);
    QVERIFY(std::holds_alternative<RequestTemplate::NoBody>(read->ways.first().steps.first().request.body));
    QVERIFY(read->signOut.isEmpty() && read->expiry.isEmpty() && read->publicRules.isEmpty());
}

void tst_ProfileReader::namesEveryFault_data()
{
    QTest::addColumn<int>("index");
    for (int i = 0; i < profileFaults().size(); ++i)
        QTest::newRow(profileFaults().at(i).name) << i;
}

void tst_ProfileReader::namesEveryFault()
{
    QFETCH(int, index);
    const ProfileFault &fault = profileFaults().at(index);
    const auto read = readProfile(patched(m_everything, fault), u"some.json"_s);
    QVERIFY2(!read, "was read as if it were right");
    QCOMPARE(read.error().kind, ErrorKind::Profile);
    const QString message = read.error().message;
    QVERIFY2(message.startsWith("some.json"_L1), qPrintable(message));
    const QString place = QString::fromUtf8(fault.pointer);
    QVERIFY2(message.contains(place + u' ') || message.contains(place + u"\r\nY "_s), qPrintable(message));
    QVERIFY2(message.contains(QString::fromUtf8(fault.words)), qPrintable(message));
    QVERIFY2(message.endsWith(u'.') && !message.endsWith(".."_L1), qPrintable(message));
}

void tst_ProfileReader::newerSchemaIsLeftAlone()
{
    // What a newer format holds beside its number is no reason for another message.
    const auto read = readProfile(R"({"schema": 7, "id": 5, "ways": {"new": true}})", u"new.json"_s);
    QVERIFY(!read);
    QVERIFY2(read.error().message.contains("newer Tessera"_L1), qPrintable(read.error().message));
    QVERIFY(read.error().message.contains("left alone"_L1));
    QVERIFY(!read.error().detail.isEmpty());
}

void tst_ProfileReader::somethingHasToCarryTheToken_data()
{
    QTest::addColumn<QByteArray>("apply");
    QTest::addColumn<QString>("words");
    QTest::newRow("nothing at all") << QByteArray("null") << u"/apply is missing"_s;
    QTest::newRow("no choices either") << QByteArray(R"({"choices": []})") << u"/apply is missing"_s;
    QTest::newRow("no token in apply") << QByteArray(R"({"apply": {"headers": {"X": "y"}}})")
                                       << u"/apply mentions none of the tokens"_s;
    QTest::newRow("no token in choices") << QByteArray(
        R"({"choices": [{"id": "c", "label": "C", "options": [{"id": "o", "label": "O", "apply": {"query": {"x": "y"}}}]}]})")
                                         << u"/choices mentions none of the tokens"_s;
}

void tst_ProfileReader::somethingHasToCarryTheToken()
{
    QFETCH(QByteArray, apply);
    QFETCH(QString, words);
    Json json = Json::parse(m_everything.begin(), m_everything.end());
    json.erase("apply");
    json.erase("choices");
    if (const Json given = Json::parse(apply.begin(), apply.end()); given.is_object())
        json.update(given);
    const auto read = readProfile(toBytes(json), u"x"_s);
    QVERIFY(!read);
    QVERIFY2(read.error().message.contains(words), qPrintable(read.error().message));
}

void tst_ProfileReader::refreshBySigningInNeedsAWayWithoutQuestions()
{
    Json json = Json::parse(m_everything.begin(), m_everything.end());
    json["refresh"] = "signIn";
    json["tokens"].erase("refresh");
    json["expiry"].erase("refresh");
    QVERIFY(readProfile(toBytes(json), u"x"_s).has_value());
    json["signIn"][0]["repeatable"] = false;
    const auto read = readProfile(toBytes(json), u"x"_s);
    QVERIFY(!read);
    QVERIFY2(read.error().message.contains("/refresh is \"signIn\", and no way can be repeated"_L1),
        qPrintable(read.error().message));
}

void tst_ProfileReader::badBytesAreNamed_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("words");
    QTest::newRow("empty") << QByteArray() << u"is not JSON"_s;
    QTest::newRow("cut short") << m_everything.left(2000) << u"line"_s;
    QTest::newRow("binary") << QByteArray("\x00\x01\xff", 3) << u"is not JSON"_s;
    QTest::newRow("a list") << QByteArray("[]") << u"must be an object"_s;
    QTest::newRow("a text") << QByteArray("\"x\"") << u"must be an object"_s;
    QTest::newRow("equal keys") << QByteArray(R"({"schema": 1, "schema": 1})") << u"twice"_s;
    QTest::newRow("deep") << QByteArray(100000, '[') << u"nested deeper"_s;
    QTest::newRow("wrong UTF-8") << QByteArray("{\"id\": \"\xff\"}") << u"is not JSON"_s;
}

void tst_ProfileReader::badBytesAreNamed()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, words);
    const auto read = readProfile(bytes, u"bad.json"_s);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::Profile);
    QVERIFY2(read.error().message.startsWith("bad.json"_L1) && read.error().message.contains(words),
        qPrintable(read.error().message));
}

void tst_ProfileReader::anotherShapeIsOneFile()
{
    const auto read = readProfile(profileFile(u"tests/data/profiles/ticket-office.json"_s), u"ticket-office.json"_s);
    QVERIFY2(read.has_value(), qPrintable(read ? QString() : read.error().message));
    const Way &way = read->ways.first();
    QVERIFY(!way.isRepeatable);
    QVERIFY(std::holds_alternative<RequestTemplate::FormBody>(way.steps.first().request.body));
    QCOMPARE(way.steps.at(1).fields.first().name, u"code"_s);
    QCOMPARE(read->fieldsOf(way).size(), 2);
    const HttpHeaders headers{{"Set-Cookie", "OFFICE_SID=s-1; Path=/; HttpOnly"}};
    const TokenAnswerView answer{200, headers, R"({"validUntil": 1795322806123, "desk": "north"})"};
    QCOMPARE(read->tokens.value(u"access"_s).from(answer), u"s-1"_s);
    QCOMPARE(read->tokens.value(u"validUntil"_s).from(answer), u"1795322806123"_s);
    QCOMPARE(read->account.role->from(answer), u"north"_s);
    QCOMPARE(read->apply.cookies.first().value.text(), u"{{access}}"_s);
}

QTEST_GUILESS_MAIN(tst_ProfileReader)
#include "tst_ProfileReader.moc"
