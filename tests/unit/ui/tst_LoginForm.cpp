#include "tests/support/BundledProfile.h"
#include "ui/login/LoginForm.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;

namespace {

LoginForm formOf(const QString &profile, LoginStart start = {}, const LoginSurroundings &around = {})
{
    start.profile = profile;
    return {bundledProfile(profile), start, around};
}

KnownCredential knownAdmin()
{
    KnownCredential known;
    known.credential.id = {u"datarhei-core"_s, u"home"_s, u"admin"_s};
    known.credential.baseUrl = u"https://core.example.org"_s;
    known.credential.fields = {{u"username"_s, u"admin"_s}};
    known.origins = {u"https://core.example.org"_s};
    return known;
}

LoginStart adminStart()
{
    LoginStart start;
    start.environment = u"home"_s;
    start.baseUrl = u"https://core.example.org"_s;
    start.values = {{u"username"_s, Secret(u"admin"_s)}, {u"password"_s, Secret(u"hunter2hunter2"_s)}};
    return start;
}

QStringList inputsOf(const QList<LoginForm::Problem> &problems)
{
    QStringList inputs;
    for (const LoginForm::Problem &problem : problems)
        inputs.append(problem.input);
    return inputs;
}

QStringList namesOf(const QList<Field> &fields)
{
    QStringList names;
    for (const Field &field : fields)
        names.append(field.name);
    return names;
}

}

class tst_LoginForm : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void asksWhatTheProfileSays_data();
    void asksWhatTheProfileSays();
    void proposesNames_data();
    void proposesNames();
    void keepsNamesApart();
    void signingInAgainKeepsItsName();
    void refusesWhatCannotBeSent_data();
    void refusesWhatCannotBeSent();
    void rememberedSecretsMayStayEmpty();
    void warnsBeforeAnythingIsSent_data();
    void warnsBeforeAnythingIsSent();
    void httpHasToBeAllowed();
    void whatWasAllowedIsOfOneAddress();
    void saysWhatRememberingIsFor_data();
    void saysWhatRememberingIsFor();
    void saysWhatItSends();
    void standardCredentialsAreKeptWithoutARequest_data();
    void standardCredentialsAreKeptWithoutARequest();
    void whatIsKeptOnlyInMemoryIsSaid();
    void refusesAColonInTheUserNameOfBasic();
    void neverShowsASecret_data();
    void neverShowsASecret();
    void keepsWhatWasTypedAcrossWays();
    void buildsTheRequest();
    void takesWhatWasDiscovered();
    void fitsTheNameItProposes();
    void offersTheSandbox();
};

void tst_LoginForm::asksWhatTheProfileSays_data()
{
    QTest::addColumn<QString>("profile");
    QTest::addColumn<int>("waysIn");
    QTest::addColumn<int>("waysToAccount");
    QTest::addColumn<QStringList>("fields");
    QTest::newRow("datarhei") << u"datarhei-core"_s << 2 << 0 << QStringList{u"username"_s, u"password"_s};
    QTest::newRow("khe") << u"kent-hack-enough"_s << 2 << 1 << QStringList{u"client"_s, u"email"_s, u"password"_s};
    QTest::newRow("mic") << u"telenor-mic"_s << 1 << 5
                         << QStringList{u"userName"_s, u"password"_s, u"apiKey"_s, u"tokenPrefix"_s};
    QTest::newRow("pagfast") << u"pagfast-partner"_s << 1 << 0 << QStringList{u"accessKey"_s, u"secret"_s};
}

void tst_LoginForm::asksWhatTheProfileSays()
{
    QFETCH(QString, profile);
    const LoginForm form = formOf(profile);
    QTEST(int(form.waysIn().size()), "waysIn");
    QTEST(int(form.waysToAccount().size()), "waysToAccount");
    QTEST(namesOf(form.fields()), "fields");
    QCOMPARE(form.way().gives, Way::Gives::Tokens);
}

void tst_LoginForm::proposesNames_data()
{
    QTest::addColumn<QString>("profile");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("baseUrl");
    QTest::addColumn<QString>("account");
    QTest::addColumn<QString>("environment");
    const QString core = u"datarhei-core"_s, none;
    QTest::newRow("nothing typed") << core << u"username"_s << none << none << none << u"default"_s;
    QTest::newRow("user name") << core << u"username"_s << u" admin "_s << u"https://core.example.org:8080/"_s << u"admin"_s
                               << u"core.example.org"_s;
    QTest::newRow("e-mail, not the client") << u"kent-hack-enough"_s << u"email"_s << u"anna@example.org"_s
                                            << u"http://localhost:1/v1.0"_s << u"anna"_s << u"local"_s;
    QTest::newRow("nothing that names anybody")
        << u"pagfast-partner"_s << u"accessKey"_s << u"45771ea1"_s << u"http://127.0.0.1:1"_s << u"partner"_s << u"local"_s;
    QTest::newRow("no address yet") << core << u"username"_s << u"admin"_s << u"core"_s << u"admin"_s << u"default"_s;
}

void tst_LoginForm::proposesNames()
{
    QFETCH(QString, profile);
    QFETCH(QString, field);
    QFETCH(QString, typed);
    QFETCH(QString, baseUrl);
    LoginForm form = formOf(profile);
    form.setValue(field, Secret(typed));
    form.setBaseUrl(baseUrl);
    QTEST(form.proposedAccount(), "account");
    QTEST(form.proposedEnvironment(), "environment");
    QTEST(form.id().account, "account");
    form.setAccount(u"mine"_s);
    form.setEnvironment(u"there"_s);
    QCOMPARE(form.id(), (CredentialId{profile, u"there"_s, u"mine"_s}));
}

void tst_LoginForm::keepsNamesApart()
{
    LoginSurroundings around;
    around.known = {knownAdmin()};
    around.environments = {{u"home"_s, u"https://core.example.org"_s}};
    LoginForm form = formOf(u"datarhei-core"_s, adminStart(), around);
    QCOMPARE(form.proposedAccount(), u"admin"_s); // the same person at the same place
    QVERIFY(form.problems().isEmpty());
    QCOMPARE(form.notices().size(), 1); // "is here already and gets new tokens"
    QCOMPARE(form.notices().constFirst().kind, LoginForm::Notice::Kind::Hint);

    form.setBaseUrl(u"https://other.example.org"_s); // another admin
    QCOMPARE(form.proposedAccount(), u"admin 2"_s);
    form.setAccount(u"admin"_s);
    QCOMPARE(inputsOf(form.problems()), QStringList{QString(LoginForm::account)});
    form.setAccount(u"admin 3"_s);
    QVERIFY(form.problems().isEmpty());
    form.setAccount({});
    form.setEnvironment({});
    QCOMPARE(form.proposedAccount(), u"admin"_s); // in an environment of its own
    form.setBaseUrl(u"https://core.example.org/"_s);
    QCOMPARE(form.proposedEnvironment(), u"home"_s); // known by its address
}

void tst_LoginForm::signingInAgainKeepsItsName()
{
    LoginStart start = adminStart();
    start.again = {u"datarhei-core"_s, u"home"_s, u"admin"_s};
    start.account = u"admin"_s;
    start.values = {{u"username"_s, Secret(u"administrator"_s)}};
    LoginSurroundings around;
    around.known = {knownAdmin()};
    const LoginForm form = formOf(u"datarhei-core"_s, start, around);
    QCOMPARE(form.id(), start.again);
    QVERIFY(form.title().startsWith(u"Sign in again"_s));
    QVERIFY(form.notices().isEmpty());
}

void tst_LoginForm::refusesWhatCannotBeSent_data()
{
    QTest::addColumn<QString>("baseUrl");
    QTest::addColumn<QString>("username");
    QTest::addColumn<QString>("account");
    QTest::addColumn<QString>("environment");
    QTest::addColumn<QStringList>("inputs");
    const QString url = u"https://core.example.org"_s, none, user = u"admin"_s;
    const QString server(LoginForm::server);
    QTest::newRow("good") << url << user << none << none << QStringList();
    QTest::newRow("no address") << none << user << none << none << QStringList{server};
    QTest::newRow("no scheme") << u"core.example.org:8080"_s << user << none << none << QStringList{server};
    QTest::newRow("another scheme") << u"ftp://core.example.org"_s << user << none << none << QStringList{server};
    QTest::newRow("no host") << u"https://"_s << user << none << none << QStringList{server};
    QTest::newRow("query") << u"https://core.example.org?a=b"_s << user << none << none << QStringList{server};
    QTest::newRow("line break in it") << u"https://core.exa\nmple.org"_s << user << none << none << QStringList{server};
    // Said once: the name in Tessera follows the user name.
    QTest::newRow("no user") << url << none << none << none << QStringList{LoginForm::inputOf(u"username"_s)};
    QTest::newRow("nothing at all") << none << none << none << none
                                    << QStringList{server, LoginForm::inputOf(u"username"_s)};
    QTest::newRow("long name") << url << user << QString(81, u'x') << none << QStringList{QString(LoginForm::account)};
    QTest::newRow("invisible name") << url << user << u"a\tb"_s << none << QStringList{QString(LoginForm::account)};
    QTest::newRow("long environment") << url << user << none << QString(81, u'x')
                                      << QStringList{QString(LoginForm::environment)};
}

void tst_LoginForm::refusesWhatCannotBeSent()
{
    QFETCH(QString, baseUrl);
    QFETCH(QString, username);
    QFETCH(QString, account);
    QFETCH(QString, environment);
    LoginForm form = formOf(u"datarhei-core"_s);
    form.setBaseUrl(baseUrl);
    form.setValue(u"username"_s, Secret(username));
    form.setValue(u"password"_s, Secret(u"x"_s));
    form.setAccount(account);
    form.setEnvironment(environment);
    QTEST(inputsOf(form.problems()), "inputs");
    for (const LoginForm::Problem &problem : form.problems())
        QVERIFY(problem.text.endsWith(u'.'));
}

void tst_LoginForm::rememberedSecretsMayStayEmpty()
{
    LoginSurroundings around;
    around.known = {knownAdmin()};
    LoginStart start = adminStart();
    start.again = around.known.constFirst().credential.id;
    start.values.remove(u"password"_s);
    QCOMPARE(inputsOf(formOf(u"datarhei-core"_s, start, around).problems()), QStringList{LoginForm::inputOf(u"password"_s)});

    around.known.first().rememberedSecrets = {u"password"_s};
    const LoginForm form = formOf(u"datarhei-core"_s, start, around);
    QVERIFY(form.problems().isEmpty());
    QVERIFY(form.isRememberedFromBefore(u"password"_s));
    QVERIFY(!form.request().fields.contains(u"password"_s)); // the manager fills in what it keeps
    QVERIFY(form.preview()->body.contains(RequestPreview::mask()));
}

void tst_LoginForm::warnsBeforeAnythingIsSent_data()
{
    QTest::addColumn<QString>("baseUrl");
    QTest::addColumn<QStringList>("origins");
    QTest::addColumn<int>("warnings");
    const QStringList bound{u"https://core.example.org"_s};
    QTest::newRow("https") << u"https://core.example.org"_s << bound << 0;
    QTest::newRow("http elsewhere") << u"http://core.example.org"_s << QStringList{u"http://core.example.org"_s} << 1;
    QTest::newRow("http on this computer") << u"http://127.0.0.1:8080"_s << QStringList{u"http://127.0.0.1:8080"_s} << 0;
    QTest::newRow("localhost") << u"http://localhost:8080"_s << QStringList{u"http://localhost:8080"_s} << 0;
    QTest::newRow("another place") << u"https://other.example.org"_s << bound << 1;
    QTest::newRow("another port") << u"https://core.example.org:444"_s << bound << 1;
    QTest::newRow("another place, unencrypted") << u"http://other.example.org"_s << bound << 2;
    QTest::newRow("a path more is the same place") << u"https://core.example.org/prod"_s << bound << 0;
}

void tst_LoginForm::warnsBeforeAnythingIsSent()
{
    QFETCH(QString, baseUrl);
    QFETCH(QStringList, origins);
    LoginSurroundings around;
    around.known = {knownAdmin()};
    around.known.first().origins = origins;
    LoginStart start = adminStart();
    start.again = around.known.constFirst().credential.id;
    start.account = u"admin"_s;
    LoginForm form = formOf(u"datarhei-core"_s, start, around);
    form.setBaseUrl(baseUrl);
    int warnings = 0;
    for (const LoginForm::Notice &notice : form.notices())
        warnings += notice.kind == LoginForm::Notice::Kind::Warning;
    QTEST(warnings, "warnings");
}

void tst_LoginForm::httpHasToBeAllowed()
{
    LoginForm form = formOf(u"datarhei-core"_s, adminStart());
    QVERIFY(!form.asksForHttp());
    QVERIFY(form.problems().isEmpty());
    form.setBaseUrl(u"http://core.example.org:8080"_s);
    QVERIFY(form.asksForHttp());
    QCOMPARE(inputsOf(form.problems()), QStringList{LoginForm::server});
    form.setAllowsHttp(true);
    QVERIFY(form.problems().isEmpty());
    QVERIFY(form.request().allowsHttp);
    form.setAllowsHttp(false);
    QCOMPARE(inputsOf(form.problems()), QStringList{LoginForm::server});
    QVERIFY(!form.request().allowsHttp);
}

void tst_LoginForm::whatWasAllowedIsOfOneAddress()
{
    LoginStart start = adminStart();
    start.baseUrl = u"http://core.example.org:8080"_s;
    start.allowsHttp = true; // signing in again
    LoginForm form = formOf(u"datarhei-core"_s, start);
    QVERIFY(form.allowsHttp());
    form.setBaseUrl(u"http://core.example.org:8080/below"_s);
    QVERIFY(form.allowsHttp());
    form.setBaseUrl(u"http://other.example.org:8080"_s);
    QVERIFY(!form.allowsHttp());
    form.setBaseUrl(u"https://core.example.org:8080"_s);
    QVERIFY(!form.request().allowsHttp);
}

void tst_LoginForm::saysWhatRememberingIsFor_data()
{
    QTest::addColumn<QString>("profile");
    QTest::addColumn<QString>("way");
    QTest::addColumn<QString>("label");
    QTest::addColumn<bool>("isNeeded");
    QTest::newRow("datarhei") << u"datarhei-core"_s << u"password"_s << u"Remember the password"_s << false;
    QTest::newRow("a token that is used once") << u"datarhei-core"_s << u"auth0"_s << QString() << false;
    QTest::newRow("mic: the API key goes with the tokens")
        << u"telenor-mic"_s << u"password"_s << u"Remember the password"_s << false;
    QTest::newRow("mic: nothing to remember where nobody signs in")
        << u"telenor-mic"_s << u"sign-up"_s << QString() << false;
    QTest::newRow("pagfast") << u"pagfast-partner"_s << u"key"_s << u"Remember the access key and secret"_s << true;
}

void tst_LoginForm::saysWhatRememberingIsFor()
{
    QFETCH(QString, profile);
    QFETCH(QString, way);
    QFETCH(QString, label);
    QFETCH(bool, isNeeded);
    LoginStart start;
    start.way = way;
    LoginForm form = formOf(profile, start);
    const RememberOffer offer = form.rememberOffer();
    QCOMPARE(offer.isThere(), !label.isEmpty());
    QCOMPARE(offer.isNeeded(), isNeeded);
    QCOMPARE(form.remembers(), isNeeded); // offered ticked only where the API can't be refreshed without
    if (!offer.isThere()) {
        form.setRemembers(true);
        QVERIFY(!form.request().rememberSecrets);
        return;
    }
    QCOMPARE(offer.label(), label);
    QCOMPARE(offer.text(true).contains(u"Needed to stay signed in"_s), isNeeded);
    QVERIFY(offer.text(true).contains(u"kept in your keychain"_s));
    QVERIFY(!offer.text(false).contains(u"kept in your keychain"_s)); // no promise that can't be kept
}

void tst_LoginForm::saysWhatItSends()
{
    LoginForm form = formOf(u"datarhei-core"_s, adminStart());
    QCOMPARE(form.sends(), u"Sends POST /api/login to https://core.example.org"_s);
    QCOMPARE(form.preview()->toText(),
        u"POST https://core.example.org/api/login\nContent-Type: application/json\nAccept: */*\n\n"
        "{\n  \"username\": \"admin\",\n  \"password\": \"••••••••\"\n}\n"_s);
    form.setBaseUrl({});
    QCOMPARE(form.sends(), u"Sends POST /api/login"_s);

    LoginForm mic = formOf(u"telenor-mic"_s);
    mic.setBaseUrl(u"https://abc.example.org/prod/"_s);
    mic.setValue(u"apiKey"_s, Secret(u"0123456789abcdef"_s));
    QCOMPARE(mic.sends(), u"Sends POST /prod/auth/login to https://abc.example.org"_s);
    QVERIFY(mic.preview()->headers.contains(std::pair(u"x-api-key"_s, RequestPreview::mask())));
}

void tst_LoginForm::standardCredentialsAreKeptWithoutARequest_data()
{
    QTest::addColumn<QString>("profile");
    for (const char *id : {"api-key", "aws-sigv4", "basic", "bearer", "client-certificate", "digest", "ntlm"})
        QTest::newRow(id) << u"standard-%1"_s.arg(QLatin1StringView(id));
}

void tst_LoginForm::standardCredentialsAreKeptWithoutARequest()
{
    QFETCH(QString, profile);
    LoginForm form = formOf(profile);
    form.setBaseUrl(u"https://api.example.com"_s);
    QVERIFY(form.sendsNothing());
    QVERIFY(form.title().startsWith(u"New credential: "_s));
    QCOMPARE(form.submitLabel(), u"Keep"_s);
    QCOMPARE(form.sends(), u"Sends nothing now: it goes along with your requests."_s);
    QVERIFY(!form.preview());
    QVERIFY(!form.rememberOffer().isThere()); // it is kept either way
}

void tst_LoginForm::whatIsKeptOnlyInMemoryIsSaid()
{
    LoginSurroundings around;
    QVERIFY(formOf(u"standard-basic"_s, {}, around).notices().isEmpty());
    around.isKeychainDurable = false;
    const auto notices = formOf(u"standard-basic"_s, {}, around).notices();
    QCOMPARE(notices.size(), 1);
    QCOMPARE(notices.constFirst().kind, LoginForm::Notice::Kind::Warning);
    QVERIFY2(notices.constFirst().text.contains(u"only until Tessera is closed"_s), qPrintable(notices.constFirst().text));
    QVERIFY(formOf(u"datarhei-core"_s, adminStart(), around).notices().isEmpty()); // beside its "Remember" it is said there
}

void tst_LoginForm::refusesAColonInTheUserNameOfBasic()
{
    LoginStart start = adminStart();
    start.values[u"username"_s] = Secret(u"ada:lovelace"_s);
    const auto problems = formOf(u"standard-basic"_s, start).problems();
    QCOMPARE(inputsOf(problems), QStringList{LoginForm::inputOf(u"username"_s)});
    QVERIFY2(problems.constFirst().text.startsWith(u"There is a colon in the user name."_s), qPrintable(problems.constFirst().text));
    QVERIFY(formOf(u"standard-digest"_s, start).problems().isEmpty());
    start.values = {{u"username"_s, Secret(u"ada"_s)}, {u"password"_s, Secret(u"fake:canary"_s)}};
    QVERIFY(formOf(u"standard-basic"_s, start).problems().isEmpty());
}

void tst_LoginForm::neverShowsASecret_data()
{
    QTest::addColumn<QString>("profile");
    QTest::addColumn<QString>("way");
    for (const QString &id : {u"datarhei-core"_s, u"kent-hack-enough"_s, u"telenor-mic"_s, u"pagfast-partner"_s}) {
        for (const Way &way : bundledProfile(id).ways)
            QTest::addRow("%s %s", qPrintable(id), qPrintable(way.id)) << id << way.id;
    }
}

void tst_LoginForm::neverShowsASecret()
{
    QFETCH(QString, profile);
    QFETCH(QString, way);
    const QString canary = u"canary/+%:secret"_s;
    LoginStart start;
    start.way = way;
    start.baseUrl = u"https://abc.example.org/prod"_s;
    LoginForm form = formOf(profile, start);
    for (const Field &field : form.fields())
        form.setValue(field.name, Secret(field.isSecret ? canary : u"open"_s));
    const auto preview = form.preview();
    QVERIFY2(preview, preview ? "" : qPrintable(preview.error().message));
    const QString shown = preview->toText();
    const QByteArray bytes = canary.toUtf8();
    for (const QByteArray &form2 : {bytes, bytes.toBase64(), bytes.toPercentEncoding(), bytes.toHex()})
        QVERIFY(!shown.toUtf8().contains(form2));
}

void tst_LoginForm::keepsWhatWasTypedAcrossWays()
{
    LoginForm form = formOf(u"telenor-mic"_s);
    form.setValue(u"userName"_s, Secret(u"sensor-ops"_s));
    form.setValue(u"password"_s, Secret(u"secret"_s));
    form.chooseWay(u"sign-up"_s);
    QCOMPARE(form.way().id, u"sign-up"_s);
    QCOMPARE(form.value(u"userName"_s).reveal(), u"sensor-ops"_s);
    QCOMPARE(form.submitLabel(), u"Send"_s);
    QVERIFY(form.title().startsWith(u"Telenor Connexion MIC: "_s));
    form.chooseWay(u"no-such-way"_s);
    QCOMPARE(form.way().id, u"sign-up"_s);
    form.chooseWay(u"password"_s);
    QCOMPARE(form.value(u"password"_s).reveal(), u"secret"_s);
}

void tst_LoginForm::buildsTheRequest()
{
    LoginStart start = adminStart();
    start.baseUrl = u" https://core.example.org// "_s;
    start.values[u"username"_s] = Secret(u" admin\n"_s);
    start.values[u"password"_s] = Secret(u" p\n"_s);
    start.remembersSecrets = true;
    const SignInRequest request = formOf(u"datarhei-core"_s, start).request();
    QCOMPARE(request.id, (CredentialId{u"datarhei-core"_s, u"home"_s, u"admin"_s}));
    QCOMPARE(request.baseUrl, u"https://core.example.org"_s);
    QCOMPARE(request.way, u"password"_s);
    QCOMPARE(request.fields.value(u"username"_s).reveal(), u"admin"_s);
    QCOMPARE(request.fields.value(u"password"_s).reveal(), u" p"_s);
    QVERIFY(request.rememberSecrets);

    LoginForm mic = formOf(u"telenor-mic"_s);
    QCOMPARE(mic.request().choices, (QMap<QString, QString>{{u"identity"_s, u"header"_s}}));
    mic.choose(u"identity"_s, u"query"_s);
    QCOMPARE(mic.request().choices, (QMap<QString, QString>{{u"identity"_s, u"query"_s}}));
    mic.choose(u"identity"_s, u"no-such-option"_s);
    QCOMPARE(mic.choice(u"identity"_s), u"header"_s);
}

void tst_LoginForm::takesWhatWasDiscovered()
{
    LoginForm form = formOf(u"telenor-mic"_s);
    form.fill({{u"baseUrl"_s, Secret(u"https://abc.example.org/prod"_s)}, {u"apiKey"_s, Secret(u"key"_s)},
        {u"other"_s, Secret(u"x"_s)}});
    QCOMPARE(form.address(), u"https://abc.example.org/prod"_s);
    QCOMPARE(form.value(u"apiKey"_s).reveal(), u"key"_s);
    QVERIFY(form.value(u"other"_s).isEmpty());

    LoginStart fixed;
    fixed.baseUrl = u"http://127.0.0.1:1"_s;
    fixed.isServerFixed = true;
    LoginForm sandbox = formOf(u"telenor-mic"_s, fixed);
    sandbox.fill({{u"baseUrl"_s, Secret(u"https://abc.example.org/prod"_s)}});
    QCOMPARE(sandbox.address(), u"http://127.0.0.1:1"_s);
}

void tst_LoginForm::fitsTheNameItProposes()
{
    LoginForm form = formOf(u"datarhei-core"_s, adminStart());
    form.setValue(u"username"_s, Secret(QString(200, u'x')));
    QCOMPARE(form.accountName().size(), 80);
    QVERIFY(form.problems().isEmpty()); // nobody typed a name that is too long

    LoginSurroundings around;
    around.known = {knownAdmin()};
    around.known.first().credential.id.account = QString(80, u'x');
    LoginForm another = formOf(u"datarhei-core"_s, adminStart(), around);
    another.setValue(u"username"_s, Secret(QString(200, u'x')));
    QCOMPARE(another.proposedAccount(), QString(78, u'x') + u" 2"_s);
}

void tst_LoginForm::offersTheSandbox()
{
    LoginStart sandbox;
    sandbox.environment = u"sandbox"_s;
    sandbox.baseUrl = u"http://127.0.0.1:40213"_s;
    sandbox.values = {{u"username"_s, Secret(u"admin"_s)}, {u"password"_s, Secret(u"datarhei"_s)}};
    LoginSurroundings around;
    around.sandbox = sandbox;
    LoginForm form = formOf(u"datarhei-core"_s, {}, around);
    QVERIFY(form.offersSandbox());
    form.setBaseUrl(u"https://core.example.org"_s);
    form.setValue(u"username"_s, Secret(u"anna"_s));
    form.useSandbox();
    QVERIFY(!form.offersSandbox());
    QVERIFY(form.problems().isEmpty());
    QCOMPARE(form.address(), sandbox.baseUrl);
    QCOMPARE(form.id(), (CredentialId{u"datarhei-core"_s, u"sandbox"_s, u"admin"_s}));
    QVERIFY(!form.isServerFixed());

    LoginStart fixed;
    fixed.baseUrl = u"http://127.0.0.1:1"_s;
    fixed.isServerFixed = true;
    QVERIFY(!formOf(u"datarhei-core"_s, fixed, around).offersSandbox());
    QVERIFY(!formOf(u"datarhei-core"_s).offersSandbox());
}

QTEST_GUILESS_MAIN(tst_LoginForm)
#include "tst_LoginForm.moc"
