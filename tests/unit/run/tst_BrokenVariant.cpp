#include "app/run/BrokenVariant.h"

#include "app/auth/profile/AuthProfile.h"
#include "app/base/Redactor.h"
#include "app/http/UrlText.h"
#include "app/run/BrokenAnswer.h"
#include "app/run/TokenPlaces.h"
#include "app/token/BrokenToken.h"
#include "app/token/TokenFacts.h"
#include "tests/support/SampleRun.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = BrokenVariant::Kind;
using Place = Applier::Addition::Place;
using Scheme = CredentialScheme::Kind;
using Verdict = BrokenAnswer::Verdict;

namespace {

const UtcTime now(1'795'322'500s);
const QByteArray opaque = "562f62e9-3393-4a04-83ad-bef550c57a3a";

QByteArray jwt(const QByteArray &payload = R"({"sub":"ada","exp":1795323000,"big":18446744073709551615})")
{
    return Base64Url::encode(R"({"alg":"HS256","typ":"JWT"})") + '.' + Base64Url::encode(payload) + ".ZmFrZS1zaWduYXR1cmUtY2FuYXJ5";
}

TokenSet tokensWith(const QByteArray &access)
{
    TokenSet tokens;
    tokens.captures.insert(u"access"_s, Secret(access));
    return tokens;
}

AuthorisedRequest withHeader(const QByteArray &value, const QByteArray &name = "Authorization")
{
    AuthorisedRequest request;
    request.request.url = "http://127.0.0.1:8080/data?a=1";
    request.request.headers.append("Accept", "*/*");
    request.request.headers.append(name, value);
    request.additions = {{Place::Header, QString::fromLatin1(name)}};
    return request;
}

QList<Kind> kinds(const QList<BrokenVariant> &variants)
{
    QList<Kind> found;
    for (const BrokenVariant &variant : variants)
        found += variant.kind;
    return found;
}

BrokenResult answered(int status, const QByteArray &body)
{
    BrokenResult result;
    result.attempts.append(RunResult::Attempt{SampleRun::exchange(status, {}, "application/json", body), {}, {}});
    return result;
}

}

class tst_BrokenVariant : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void spoilsTokens_data();
    void spoilsTokens();
    void leavesTheRestOfATokenAlone();
    void offersWhatMakesSense_data();
    void offersWhatMakesSense();
    void callsWhatIsNoTokenByItsName_data();
    void callsWhatIsNoTokenByItsName();
    void aShortPasswordIsNoPartOfAnythingElse();
    void breaksTheTokenWhereverItStands_data();
    void breaksTheTokenWhereverItStands();
    void leavesPartsOut();
    void refusesWhatIsNotThere();
    void judgesAnswers_data();
    void judgesAnswers();
    void seesWhereAnAnswerComesFrom_data();
    void seesWhereAnAnswerComesFrom();
    void findsWhatIsLeft_data();
    void findsWhatIsLeft();
    void showsWordsWithoutSecrets();
};

void tst_BrokenVariant::spoilsTokens_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<bool>("isTampered");
    QTest::addColumn<bool>("isUnsigned");
    QTest::addColumn<bool>("isEnded");
    QTest::newRow("signed") << jwt() << true << true << true;
    QTest::newRow("without exp") << jwt(R"({"sub":"ada"})") << true << true << true;
    QTest::newRow("empty payload") << jwt("{}") << true << true << true;
    QTest::newRow("payload is no object") << jwt("[1]") << true << true << false;
    QTest::newRow("payload is broken") << jwt(R"({"exp":1795323000,"x":)") << true << true << true;
    QTest::newRow("unsigned already") << Base64Url::encode(R"({"alg":"none"})") + '.' + Base64Url::encode("{}") + '.' << false << true << true;
    QTest::newRow("opaque") << opaque << true << false << false;
    QTest::newRow("nothing to change") << QByteArray("----") << false << false << false;
    QTest::newRow("empty") << QByteArray() << false << false << false;
}

void tst_BrokenVariant::spoilsTokens()
{
    QFETCH(QByteArray, token);
    const QString text = QString::fromLatin1(token);
    const auto tampered = BrokenToken::tampered(text), none = BrokenToken::withoutSignature(text), ended = BrokenToken::endedAt(text, now);
    QTEST(tampered.has_value(), "isTampered");
    QTEST(none.has_value(), "isUnsigned");
    QTEST(ended.has_value(), "isEnded");
    for (const auto &broken : {tampered, ended})
        QVERIFY(!broken || *broken != text);
    if (none) {
        QCOMPARE(TokenFacts::of(*none).algorithm, u"none"_s);
        QVERIFY(none->endsWith(u'.'));
    }
    if (ended)
        QCOMPARE(TokenFacts::of(*ended).expires->at, now);
}

void tst_BrokenVariant::leavesTheRestOfATokenAlone()
{
    const QString whole = QString::fromLatin1(jwt());
    const auto part = [](const QString &token, int index) { return token.section(u'.', index, index); };
    const QString tampered = *BrokenToken::tampered(whole);
    QCOMPARE(tampered.section(u'.', 0, 1), whole.section(u'.', 0, 1));
    QCOMPARE(part(tampered, 2).size(), part(whole, 2).size());
    QCOMPARE(part(*BrokenToken::withoutSignature(whole), 1), part(whole, 1));
    const QString ended = *BrokenToken::endedAt(whole, now);
    QCOMPARE(part(ended, 0), part(whole, 0));
    QCOMPARE(part(ended, 2), part(whole, 2));
    QCOMPARE(Base64Url::decode(part(ended, 1).toLatin1()).bytes, QByteArray(R"({"sub":"ada","exp":1795322500,"big":18446744073709551615})"));
    QCOMPARE(*BrokenToken::tampered(QString::fromLatin1(opaque)), u"562f62e9-3393-4a04-93ad-bef550c57a3a"_s);
}

void tst_BrokenVariant::offersWhatMakesSense_data()
{
    QTest::addColumn<AuthorisedRequest>("whole");
    QTest::addColumn<QByteArray>("access");
    QTest::addColumn<QList<Kind>>("kinds");
    using K = Kind;
    QTest::newRow("signed token") << withHeader("Bearer " + jwt()) << jwt() << QList<Kind>{K::Whole, K::NoToken, K::Expired, K::Tampered, K::Unsigned};
    const QByteArray over = jwt(R"({"exp":1795322400})");
    QTest::newRow("over already") << withHeader("Bearer " + over) << over << QList<Kind>{K::Whole, K::NoToken, K::Tampered, K::Unsigned};
    QTest::newRow("opaque token") << withHeader(opaque) << opaque << QList<Kind>{K::Whole, K::NoToken, K::Tampered};
    AuthorisedRequest more = withHeader(jwt());
    more.request.headers.append("identityId", "eu-west-1:aaaa");
    more.request.headers.append("x-api-key", "fake-key-canary");
    more.additions += {{Place::Header, u"identityId"_s}, {Place::Header, u"x-api-key"_s}};
    QTest::newRow("more beside it") << more << jwt() << QList<Kind>{K::Whole, K::NoToken, K::Expired, K::Tampered, K::Unsigned, K::WithoutPart, K::WithoutPart};
    QTest::newRow("name and password") << withHeader("Basic " + QByteArray("ada:fake").toBase64()) << QByteArray() << QList<Kind>{K::Whole, K::NoToken};
    AuthorisedRequest byHand = withHeader("Bearer " + jwt());
    byHand.additions.clear();
    QTest::newRow("written by hand") << byHand << QByteArray() << QList<Kind>{K::Whole, K::NoToken, K::Expired, K::Tampered, K::Unsigned};
    QTest::newRow("written by hand in its place") << byHand << opaque << QList<Kind>{K::Whole, K::NoToken, K::Expired, K::Tampered, K::Unsigned};
    AuthorisedRequest nobody;
    nobody.request.headers.append("Accept", "*/*");
    QTest::newRow("nobody") << nobody << QByteArray() << QList<Kind>{};
    AuthorisedRequest login = nobody;
    login.request.login = HttpLogin{HttpLogin::Scheme::Digest, u"ada"_s, Secret(u"fake-canary"_s)};
    login.additions = {{Place::Header, u"Authorization"_s}};
    QTest::newRow("digest") << login << QByteArray() << QList<Kind>{K::Whole, K::NoToken};
}

void tst_BrokenVariant::offersWhatMakesSense()
{
    QFETCH(AuthorisedRequest, whole);
    QFETCH(QByteArray, access);
    const auto variants = brokenVariants(whole, tokensWith(access), nullptr, now);
    QTEST(kinds(variants), "kinds");
    for (const BrokenVariant &variant : variants) {
        QVERIFY(!variant.title.isEmpty() && variant.text.endsWith(u'.'));
        // Each can be made of what it was offered for.
        AuthorisedRequest broken = whole;
        QVERIFY(breakOnPurpose(broken, variant, tokensWith(access), nullptr, now));
        const bool isSame = broken.request.headers == whole.request.headers && broken.request.login == whole.request.login;
        QCOMPARE(isSame, variant.kind == Kind::Whole);
        QCOMPARE(broken.request.headers.value("Accept"), QByteArray("*/*"));
        if (variant.kind == Kind::NoToken)
            QVERIFY(!broken.request.headers.contains("Authorization") && !broken.request.login);
    }
}

void tst_BrokenVariant::callsWhatIsNoTokenByItsName_data()
{
    QTest::addColumn<AuthorisedRequest>("whole");
    QTest::addColumn<QByteArray>("access");
    QTest::addColumn<QStringList>("titles");
    QTest::addColumn<QString>("accepted"); // what is said where the server takes the changed one
    const auto of = [](Scheme scheme, AuthorisedRequest request) {
        request.scheme = scheme;
        return request;
    };
    const QStringList password{u"As it is"_s, u"No credential"_s, u"Changed password"_s}, nothing = password.first(2);
    QTest::newRow("basic") << of(Scheme::Basic, withHeader("Basic " + QByteArray("ada:fake-canary").toBase64())) << "fake-canary"_ba << password << u"check the password"_s;
    AuthorisedRequest login;
    login.request.login = HttpLogin{HttpLogin::Scheme::Digest, u"ada"_s, Secret(u"fake-canary"_s)};
    login.additions = {{Place::Header, u"Authorization"_s}};
    QTest::newRow("digest") << of(Scheme::Digest, login) << "fake-canary"_ba << password << u"check the password"_s;
    QTest::newRow("ntlm") << of(Scheme::Ntlm, login) << "fake-canary"_ba << password << u"check the password"_s;
    QTest::newRow("nothing to change in it") << of(Scheme::Digest, login) << "--"_ba << nothing << QString();
    QTest::newRow("key") << of(Scheme::Key, withHeader("fake-canary", "X-Key")) << "fake-canary"_ba << QStringList{u"As it is"_s, u"No credential"_s, u"Changed key"_s} << u"check the key"_s;
    QTest::newRow("key that is a JWT") << of(Scheme::Key, withHeader(jwt(), "X-Key")) << jwt()
                                       << QStringList{u"As it is"_s, u"No credential"_s, u"Expired token"_s, u"Tampered signature"_s, u"alg: none"_s} << u"check the token"_s;
    QTest::newRow("aws") << of(Scheme::AwsSigV4, withHeader("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/x, Signature=1a")) << "1a"_ba << nothing << QString();
    AuthorisedRequest certificate;
    certificate.certificate = ClientCertificate{u"/x.pem"_s, {}, {}};
    certificate.additions = {{Place::Connection, u"client certificate"_s}};
    QTest::newRow("client certificate") << of(Scheme::ClientCertificate, certificate) << "/x.pem"_ba << nothing << QString();
    AuthorisedRequest byHand = of(Scheme::Basic, withHeader("Bearer " + opaque));
    byHand.additions.clear();
    QTest::newRow("a token by hand in its place") << byHand << "fake-canary"_ba << QStringList{u"As it is"_s, u"No token"_s, u"Changed token"_s} << u"check the token"_s;
}

void tst_BrokenVariant::callsWhatIsNoTokenByItsName()
{
    QFETCH(AuthorisedRequest, whole);
    QFETCH(QByteArray, access);
    QFETCH(QString, accepted);
    if (whole.request.login)
        whole.request.login->password = Secret(access);
    const auto variants = brokenVariants(whole, tokensWith(access), nullptr, now);
    QStringList titles;
    for (const BrokenVariant &variant : variants) {
        titles += variant.title;
        AuthorisedRequest broken = whole;
        const auto made = breakOnPurpose(broken, variant, tokensWith(access), nullptr, now);
        QVERIFY(made);
        QCOMPARE(made->left, QStringList());
        const BrokenResult answer = answered(200, "{}");
        const QString said = BrokenAnswer::of(variant, answer, &answer, false, nullptr, Redactor()).difference;
        if (variant.kind == Kind::Tampered)
            QVERIFY2(said.contains(accepted), qPrintable(said));
        if (variant.kind == Kind::NoToken) {
            QVERIFY(broken.additions.isEmpty() && !broken.request.login && !broken.certificate);
            QVERIFY2(said.contains(variant.title == "No token"_L1 ? u"asks for no token"_s : u"asks for no credential"_s), qPrintable(said));
        }
    }
    QTEST(titles, "titles");
}

void tst_BrokenVariant::aShortPasswordIsNoPartOfAnythingElse()
{
    AuthorisedRequest whole = withHeader("Basic " + QByteArray("pw:pw").toBase64());
    whole.request.url = UrlText::withQueryItem(whole.request.url, u"key"_s, u"pw-canary"_s);
    whole.additions += {Place::Query, u"key"_s};
    whole.scheme = Scheme::Basic;
    const auto variants = brokenVariants(whole, tokensWith("pw"), nullptr, now);
    QCOMPARE(kinds(variants), (QList<Kind>{Kind::Whole, Kind::NoToken, Kind::Tampered, Kind::WithoutPart}));
    AuthorisedRequest changed = whole;
    QVERIFY(breakOnPurpose(changed, variants.at(2), tokensWith("pw"), nullptr, now));
    QCOMPARE(changed.request.url, whole.request.url);
    QCOMPARE(QByteArray::fromBase64(changed.request.headers.value("Authorization").mid(6)), QByteArray("pw:px"));
}

void tst_BrokenVariant::breaksTheTokenWhereverItStands_data()
{
    QTest::addColumn<AuthorisedRequest>("whole");
    QTest::addColumn<QString>("place"); // what is left of it where the token is changed to CHANGED, and without it
    QTest::addColumn<QString>("without");
    const auto query = [](const QByteArray &url) {
        AuthorisedRequest request;
        request.request.url = url;
        request.additions = {{Place::Query, u"token"_s}};
        return request;
    };
    AuthorisedRequest cookie;
    cookie.request.headers.append("Cookie", "a=1; sid=" + opaque + "; b=2");
    cookie.additions = {{Place::Cookie, u"sid"_s}};
    QTest::newRow("header") << withHeader("Bearer " + opaque) << u"Bearer CHANGED"_s << QString();
    QTest::newRow("header alone") << withHeader(opaque, "X-Token") << u"CHANGED"_s << QString();
    QTest::newRow("basic") << withHeader("Basic " + ("key:" + opaque).toBase64()) << QString::fromLatin1("Basic " + QByteArray("key:CHANGED").toBase64()) << QString();
    QTest::newRow("query") << query("http://x/y?a=%2f&token=" + opaque) << u"http://x/y?a=%2f&token=CHANGED"_s << u"http://x/y?a=%2f"_s;
    QTest::newRow("cookie") << cookie << u"a=1; sid=CHANGED; b=2"_s << u"a=1; b=2"_s;
}

void tst_BrokenVariant::breaksTheTokenWhereverItStands()
{
    QFETCH(AuthorisedRequest, whole);
    const Applier::Addition where = whole.additions.constFirst();
    const auto shown = [&](const AuthorisedRequest &request) {
        const QByteArray name = where.place == Place::Cookie ? QByteArray("Cookie") : where.name.toLatin1();
        return QString::fromLatin1(where.place == Place::Query ? request.request.url : request.request.headers.value(name));
    };
    const TokenPlaces places = TokenPlaces::in(whole, tokensWith(opaque), nullptr);
    QCOMPARE(places.places(), whole.additions);
    AuthorisedRequest changed = whole, without = whole;
    places.replace(changed, u"CHANGED"_s);
    places.remove(without);
    QTEST(shown(changed), "place");
    QTEST(shown(without), "without");
    QVERIFY(without.additions.isEmpty());
}

void tst_BrokenVariant::leavesPartsOut()
{
    AuthorisedRequest whole = withHeader("Bearer " + opaque);
    whole.request.url = UrlText::withQueryItem(whole.request.url, u"key"_s, u"fake-key-canary"_s);
    whole.certificate = ClientCertificate{u"/x.pem"_s, {}, {}};
    whole.additions += {{Place::Query, u"key"_s}, {Place::Connection, u"client certificate"_s}};
    const auto variants = brokenVariants(whole, tokensWith(opaque), nullptr, now);
    QCOMPARE(variants.size(), 5);
    AuthorisedRequest noKey = whole, noCertificate = whole;
    QVERIFY(breakOnPurpose(noKey, variants.at(3), tokensWith(opaque), nullptr, now));
    QCOMPARE(noKey.request.url, QByteArray("http://127.0.0.1:8080/data?a=1"));
    QCOMPARE(noKey.request.headers, whole.request.headers);
    QVERIFY(breakOnPurpose(noCertificate, variants.at(4), tokensWith(opaque), nullptr, now));
    QVERIFY(!noCertificate.certificate);
    // What every request carries is no sign-in: of a name and a password "no token" leaves the key.
    AuthProfile profile;
    profile.always.query = {{u"key"_s, {}, false, {}}};
    AuthorisedRequest basic = withHeader("Basic " + QByteArray("ada:fake").toBase64());
    basic.additions += {Place::Query, u"key"_s};
    QCOMPARE(kinds(brokenVariants(basic, {}, &profile, now)), (QList<Kind>{Kind::Whole, Kind::NoToken, Kind::WithoutPart}));
}

void tst_BrokenVariant::refusesWhatIsNotThere()
{
    AuthorisedRequest nobody;
    for (const Kind kind : {Kind::NoToken, Kind::Tampered, Kind::Unsigned, Kind::Expired, Kind::WithoutPart}) {
        const auto broken = breakOnPurpose(nobody, {kind, {}, {}, {}, {}}, {}, nullptr, now);
        QVERIFY(!broken && broken.error().kind == ErrorKind::Input);
    }
}

void tst_BrokenVariant::judgesAnswers_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<int>("whole");
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("isPublic");
    QTest::addColumn<Verdict>("verdict");
    QTest::addColumn<QString>("words"); // that the difference holds
    QTest::newRow("refused") << Kind::Tampered << 200 << 401 << false << Verdict::Refused << u"as it should be"_s;
    QTest::newRow("tampered, taken") << Kind::Tampered << 200 << 200 << false << Verdict::Accepted << u"does not check the token. The body is the same."_s;
    QTest::newRow("unsigned, taken") << Kind::Unsigned << 200 << 200 << false << Verdict::Accepted << u"nobody signed"_s;
    QTest::newRow("expired, taken") << Kind::Expired << 200 << 204 << false << Verdict::Accepted << u"neither the time"_s;
    QTest::newRow("no token needed") << Kind::NoToken << 200 << 200 << false << Verdict::Accepted << u"asks for no token"_s;
    QTest::newRow("public") << Kind::NoToken << 200 << 200 << true << Verdict::Told << u"needs no credential"_s;
    QTest::newRow("part not needed") << Kind::WithoutPart << 200 << 200 << false << Verdict::Told << u"x-api-key is not needed"_s;
    QTest::newRow("another may") << Kind::OtherIdentity << 200 << 200 << false << Verdict::Told << u"grace may do this, too"_s;
    QTest::newRow("another may not") << Kind::OtherIdentity << 200 << 403 << false << Verdict::Told << u"grace may not"_s;
    QTest::newRow("stumbles") << Kind::Unsigned << 200 << 500 << false << Verdict::Told << u"Answered 500"_s;
    QTest::newRow("refused as a whole") << Kind::Tampered << 401 << 401 << false << Verdict::Told << u"says little. The body is the same."_s;
    QTest::newRow("another refusal") << Kind::Tampered << 404 << 401 << false << Verdict::Told << u"401 in place of 404."_s;
}

void tst_BrokenVariant::judgesAnswers()
{
    QFETCH(Kind, kind);
    QFETCH(int, whole);
    QFETCH(int, status);
    QFETCH(bool, isPublic);
    QFETCH(QString, words);
    const BrokenVariant variant{kind, {u"api"_s, u"home"_s, u"grace"_s}, {Place::Header, u"x-api-key"_s}, {}, {}};
    const BrokenResult unbroken = answered(whole, "{\"a\":1}"), broken = answered(status, "{\"a\":1}");
    const BrokenAnswer answer = BrokenAnswer::of(variant, broken, &unbroken, isPublic, nullptr, Redactor());
    QTEST(answer.verdict, "verdict");
    QVERIFY2(answer.difference.contains(words), qPrintable(answer.difference));
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.size, 7);
    QVERIFY(BrokenAnswer::of(variant, answered(status, "{\"a\":2}"), &unbroken, isPublic, nullptr, Redactor()).difference
        != answer.difference || answer.verdict == Verdict::Refused || status >= 400);
    // Where there is no answer, and where there is none to compare with.
    BrokenResult failed;
    failed.error = Error{ErrorKind::Timeout, u"It took too long."_s, {}};
    QCOMPARE(BrokenAnswer::of(variant, failed, &unbroken, isPublic, nullptr, Redactor()).difference, u"It took too long."_s);
    QCOMPARE(BrokenAnswer::of(variant, failed, &unbroken, isPublic, nullptr, Redactor()).verdict, Verdict::Failed);
    QVERIFY(BrokenAnswer::of(variant, broken, &failed, isPublic, nullptr, Redactor()).difference.contains(u"no answer"_s));
    QCOMPARE(BrokenAnswer::of({}, unbroken, nullptr, isPublic, nullptr, Redactor()).verdict, Verdict::Whole);
}

void tst_BrokenVariant::seesWhereAnAnswerComesFrom_data()
{
    QTest::addColumn<QStringList>("whole"); // each hop: its URL; behind a blank what its Location says
    QTest::addColumn<QStringList>("broken");
    QTest::addColumn<int>("wholeStatus");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body"); // the whole one's is {"a":1}
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<Verdict>("verdict");
    QTest::addColumn<QString>("words");
    const QStringList page{u"http://x/data"_s}, toLogin{u"http://x/data http://x/login"_s}, login{u"http://x/data"_s, u"http://x/login?to=data"_s};
    const QStringList moved{u"http://x/old"_s, u"http://x/data"_s};
    const QByteArray same = R"({"a":1})", other = R"({"errors":[{"message":"Not signed in"}]})";
    QTest::newRow("the same page") << page << page << 200 << 200 << same << Kind::Tampered << Verdict::Accepted << u"does not check"_s;
    QTest::newRow("token in the query") << QStringList{u"http://x/data?token=a"_s} << QStringList{u"http://x/data?token=b"_s} << 200 << 200 << same << Kind::Tampered << Verdict::Accepted << u"does not check"_s;
    QTest::newRow("redirected alike") << moved << moved << 200 << 200 << same << Kind::NoToken << Verdict::Accepted << u"asks for no token"_s;
    QTest::newRow("rounds of a login") << (page + page) << page << 200 << 200 << same << Kind::NoToken << Verdict::Accepted << u"asks for no token"_s;
    QTest::newRow("a redirect, not followed") << page << toLogin << 200 << 302 << QByteArray() << Kind::NoToken << Verdict::Told << u"Led to another page"_s;
    QTest::newRow("a login page") << page << login << 200 << 200 << QByteArray("<html>") << Kind::Tampered << Verdict::Told << u"Led to another page"_s;
    QTest::newRow("a login page, same body") << page << login << 200 << 200 << same << Kind::Tampered << Verdict::Told << u"Led to another page"_s;
    QTest::newRow("both are redirected") << toLogin << toLogin << 302 << 302 << same << Kind::Tampered << Verdict::Told << u"Redirected like"_s;
    QTest::newRow("redirected elsewhere") << toLogin << QStringList{u"http://x/data http://x/home"_s} << 302 << 302 << same << Kind::Tampered << Verdict::Told << u"Led to another page"_s;
    QTest::newRow("errors with 200") << page << page << 200 << 200 << other << Kind::Unsigned << Verdict::Told << u"look whether it is a refusal"_s;
    QTest::newRow("a part, errors with 200") << page << page << 200 << 200 << other << Kind::WithoutPart << Verdict::Told << u"look whether it is a refusal"_s;
    QTest::newRow("another's own") << page << page << 200 << 200 << other << Kind::OtherIdentity << Verdict::Told << u"their own, or a refusal"_s;
}

void tst_BrokenVariant::seesWhereAnAnswerComesFrom()
{
    const auto by = [](const QStringList &way, int status, const QByteArray &body) {
        BrokenResult result = answered(status, body);
        HttpExchange &exchange = result.attempts.first().exchange;
        const HttpHop last = exchange.last();
        exchange.hops.clear();
        for (const QString &each : way) {
            HttpHop hop = last;
            hop.url = each.section(u' ', 0, 0).toUtf8();
            if (each.contains(u' '))
                hop.headers.append("Location", each.section(u' ', 1).toUtf8());
            exchange.hops += hop;
        }
        return result;
    };
    QFETCH(QStringList, whole);
    QFETCH(QStringList, broken);
    QFETCH(int, wholeStatus);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(Kind, kind);
    QFETCH(QString, words);
    const BrokenVariant variant{kind, {u"api"_s, u"home"_s, u"grace"_s}, {Place::Header, u"x-api-key"_s}, {}, {}};
    const BrokenResult unbroken = by(whole, wholeStatus, R"({"a":1})");
    const BrokenAnswer answer = BrokenAnswer::of(variant, by(broken, status, body), &unbroken, false, nullptr, Redactor());
    QTEST(answer.verdict, "verdict");
    QVERIFY2(answer.difference.contains(words), qPrintable(answer.difference));
}

void tst_BrokenVariant::findsWhatIsLeft_data()
{
    QTest::addColumn<AuthorisedRequest>("more"); // beside the Authorization
    QTest::addColumn<QStringList>("left");
    const auto with = [](const QByteArray &name, const QByteArray &value) {
        AuthorisedRequest request = withHeader("Bearer " + opaque);
        request.request.headers.append(name, value);
        return request;
    };
    QTest::newRow("nothing") << withHeader("Bearer " + opaque) << QStringList();
    QTest::newRow("ordinary header") << with("X-Trace", "0123456789abcdef") << QStringList();
    QTest::newRow("a token by its shape") << with("X-Thing", jwt()) << QStringList{u"X-Thing"_s};
    QTest::newRow("the token once more") << with("X-Thing", "v1 " + opaque) << QStringList{u"X-Thing"_s};
    QTest::newRow("another capture") << with("X-Thing", "fake-identity-canary") << QStringList{u"X-Thing"_s};
    QTest::newRow("called like a secret") << with("X-Auth-Token", "fake") << QStringList{u"X-Auth-Token"_s};
    QTest::newRow("cookie by hand") << with("Cookie", "sid=1") << QStringList{u"Cookie"_s};
    AuthorisedRequest key = with("x-api-key", "fake-key");
    key.additions += {Place::Header, u"x-api-key"_s};
    QTest::newRow("a key that every request carries") << key << QStringList();
    AuthorisedRequest query = withHeader("Bearer " + opaque);
    query.request.url += "&jwt=" + jwt() + "&access_token=fake";
    QTest::newRow("query") << query << QStringList{u"jwt"_s, u"access_token"_s};
    AuthorisedRequest path = withHeader("Bearer " + opaque);
    path.request.url = "http://127.0.0.1:8080/t/" + opaque + "/x";
    QTest::newRow("address") << path << QStringList{u"the address"_s};
    AuthorisedRequest body = withHeader("Bearer " + opaque);
    body.request.body = "{\"t\":\"" + jwt() + "\"}";
    QTest::newRow("body") << body << QStringList{u"the body"_s};
}

void tst_BrokenVariant::findsWhatIsLeft()
{
    QFETCH(AuthorisedRequest, more);
    QFETCH(QStringList, left);
    TokenSet tokens = tokensWith(opaque);
    tokens.captures.insert(u"identity"_s, Secret(u"fake-identity-canary"_s));
    for (const Kind kind : {Kind::NoToken, Kind::Tampered}) {
        AuthorisedRequest request = more;
        const BrokenVariant variant{kind, {}, {}, {}, {}};
        const auto broken = breakOnPurpose(request, variant, tokens, nullptr, now);
        QVERIFY(broken);
        QCOMPARE(broken->left, left);
        QCOMPARE(broken->token.isEmpty(), kind == Kind::NoToken);
        const BrokenResult whole = answered(200, "{}");
        BrokenResult result = answered(200, "{}");
        result.broken = *broken;
        const BrokenAnswer answer = BrokenAnswer::of(variant, result, &whole, false, nullptr, Redactor());
        QCOMPARE(answer.verdict, left.isEmpty() ? Verdict::Accepted : Verdict::Told);
        if (!left.isEmpty())
            QCOMPARE(answer.difference, u"Accepted; %1 still went along."_s.arg(left.join(u", "_s)));
    }
    // What was changed is no trace of what was there, whatever it looks like.
    AuthorisedRequest byHand = withHeader("Bearer " + jwt());
    byHand.additions.clear();
    for (const Kind kind : {Kind::NoToken, Kind::Expired, Kind::Tampered, Kind::Unsigned}) {
        AuthorisedRequest request = byHand;
        QCOMPARE(breakOnPurpose(request, {kind, {}, {}, {}, {}}, {}, nullptr, now)->left, QStringList());
    }
}

void tst_BrokenVariant::showsWordsWithoutSecrets()
{
    Redactor redactor;
    redactor.addSecret(Secret(u"fake-access-canary"_s));
    const BrokenResult result = answered(200, "{\"token\": \"" + jwt() + "\",\n\t\"echo\": \"fake-access-canary\"}" + QByteArray(4000, 'x'));
    const QString words = BrokenAnswer::of({}, result, nullptr, false, nullptr, redactor).words;
    QVERIFY2(!words.contains(u"canary"_s) && !words.contains(u"eyJ"_s) && !words.contains(u'\n'), qPrintable(words));
    QVERIFY(words.size() <= 170);
    // Nor the changed one, which is the true one but for a character.
    AuthorisedRequest request = withHeader("Bearer " + opaque);
    const auto broken = breakOnPurpose(request, {Kind::Tampered, {}, {}, {}, {}}, tokensWith(opaque), nullptr, now);
    BrokenResult quoted = answered(401, "{\"message\":\"token " + broken->token.revealUtf8() + " is unknown\"}");
    quoted.broken = *broken;
    const QString said = BrokenAnswer::of({}, quoted, nullptr, false, nullptr, Redactor()).words;
    QVERIFY2(said.contains("is unknown"_L1) && !said.contains("562f62e9"_L1), qPrintable(said));
}

QTEST_APPLESS_MAIN(tst_BrokenVariant)
#include "tst_BrokenVariant.moc"
