#include "app/token/TokenDetails.h"

#include "app/json/JsonReader.h"
#include "app/token/TokenDiff.h"
#include "app/token/TokenReport.h"
#include "tests/support/SchemaCheck.h"

#include <QtTest/QTest>

#include <QtCore/QFile>

#include <ctime>

using namespace tessera;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = TokenOddity::Kind;

namespace {

const UtcTime now(1'795'322'500s); // 2026-11-22 04:41:40 UTC

QString token(const QByteArray &payload, const QByteArray &header = R"({"alg":"RS256","typ":"JWT"})", const QByteArray &signature = "c2ln")
{
    return QString::fromLatin1(Base64Url::encode(header) + '.' + Base64Url::encode(payload) + '.' + signature);
}

// What a datarhei Core hands out.
QString coreToken()
{
    return token(R"({"iss":"datarhei-core","sub":"admin","usefor":"access","iat":1795322206,"exp":1795322806,"exi":600,"jti":"x"})",
        R"({"alg":"HS256","typ":"JWT"})");
}

// The sample of PagFast's documentation: its payload lacks a quote.
const QString corrupt = u"eyJhbGciOiJIUzM4NCIsInR5cCI6IkpXVCJ9.eyB1aWQiOiI2NWQwZjVjOS03ZmIwLTQ1NWMtOTAzNi05ZTcyZjBhOGQwZjYiLCJhciI6WyJQYXJ0bmVyIiwiUGFydG5lckFkbWluIl0sImFrIjoiNDU3NzFlYTEtYjAxMi00YjgwLThiYTQtNDk4OTFjNWQ4ZDQ3IiwicmVhbG0iOiJQYXJ0bmVyIiwiY2EiOiIwZWE3MDAwMS0wZjU4LTQ0YTItODBhZC05NTM2MzNmZjJjYzciLCJjaWQiOiIyOTI2MzczOS0yY2Y4LTQ4M2QtYWYxNS02MTUxZGM4NDQ4YjQiLCJkb21haW4iOiIvcGFydG5lcnMtaW50IiwiaWF0IjoxNjkxMTUxMjU3LCJleHAiOjE2OTExNTQ4NTd9.wBdfxnNYap0_M-omZUmnor7lB6c3ooVK2AENYtsIcfLzofW5bvkYgQzhaVABtJsU"_s;

const ClaimFact *find(const QList<ClaimFact> &facts, const QString &name)
{
    const auto found = std::find_if(facts.begin(), facts.end(), [&](const ClaimFact &fact) { return fact.claim.name == name; });
    return found == facts.end() ? nullptr : &*found;
}

QList<Kind> kinds(const QString &text, const TokenMoment &moment = {now, {}})
{
    QList<Kind> list;
    for (const TokenOddity &oddity : TokenDetails::of(text, moment).oddities)
        list += oddity.kind;
    return list;
}

}

class tst_TokenDetails : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void explainsEveryClaimOfTheFourApis_data();
    void explainsEveryClaimOfTheFourApis();
    void readsTimesAndDurations();
    void countsByTheServersClock();
    void saysWhatIsUnusual_data();
    void saysWhatIsUnusual();
    void readsMilliseconds();
    void saysNothingMoreOfTimesOutOfRange();
    void looksIntoBothHeaders();
    void putsTheGravestFirst();
    void findsNothingUnusualInAGoodToken();
    void growsNoFasterThanTheClaims();
    void showsBrokenTokensAsFarAsTheyGo();
    void remarksOnWhatIsNoJwt_data();
    void remarksOnWhatIsNoJwt();
    void catalogFollowsItsSchema();
    void catalogRefusesNonsense_data();
    void catalogRefusesNonsense();
    void reportFollowsItsSchema_data();
    void reportFollowsItsSchema();
    void reportKeepsDigitsAndDuplicates();
    void textHoldsNoControlCharacters();
    void everyOddityHasAName();
};

void tst_TokenDetails::explainsEveryClaimOfTheFourApis_data()
{
    QTest::addColumn<QString>("token");
    QTest::newRow("datarhei Core") << coreToken();
    QTest::newRow("PagFast") << corrupt;
    QTest::newRow("MIC") << token(R"({"sub":"a","email_verified":true,"iss":"https://cognito-idp.eu-west-1.amazonaws.example/p","cognito:username":"ada","aud":"c","event_id":"e","token_use":"id","auth_time":1795322206,"exp":1795325806,"iat":1795322206,"email":"a@example.com"})");
    QTest::newRow("RFC 9068") << token(R"({"iss":"https://as.example","sub":"5ba","aud":"https://rs.example","exp":1639528912,"iat":1618354090,"jti":"d","client_id":"s6","scope":"openid profile","auth_time":1618354080,"acr":"1","amr":["pwd"],"roles":["r"],"groups":["g"],"entitlements":["e"]})",
        R"({"typ":"at+jwt","alg":"RS256","kid":"RjEwOwOA"})");
}

void tst_TokenDetails::explainsEveryClaimOfTheFourApis()
{
    QFETCH(QString, token);
    const TokenDetails details = TokenDetails::of(token, {now, {}});
    QVERIFY(details.payload.size() >= 6);
    for (const ClaimFact &fact : details.header + details.payload) {
        QVERIFY2(fact.meaning.text.endsWith(u'.'), qPrintable(fact.claim.name));
        QVERIFY2(!fact.meaning.title.isEmpty() && !fact.meaning.source.isEmpty(), qPrintable(fact.claim.name));
    }
}

void tst_TokenDetails::readsTimesAndDurations()
{
    const TokenDetails details = TokenDetails::of(coreToken(), {now, {}});
    QCOMPARE(find(details.payload, u"exp"_s)->reading, u"2026-11-22 04:46:46 UTC, in 5 min 6 s"_s);
    QCOMPARE(find(details.payload, u"exi"_s)->reading, u"10 min"_s);
    QCOMPARE(find(details.payload, u"sub"_s)->reading, QString());
    QCOMPARE(details.times.size(), 2);
    QCOMPARE(details.times.last().kind, TokenTime::Kind::Ends);
    QCOMPARE(details.times.last().relative, u"in 5 min 6 s"_s);
    QCOMPARE(details.life, std::optional<Milliseconds>(10min));
    QCOMPARE(details.signatureBytes, 3);
    // The end may be said by a duration alone, and an unknown number may be an instant.
    const TokenDetails other = TokenDetails::of(token(R"({"iat":1795322206,"exi":600,"x_until":1795322806,"n":7})"), {now, {}});
    QCOMPARE(other.times.last().utc, u"2026-11-22 04:46:46 UTC"_s);
    QVERIFY(find(other.payload, u"x_until"_s)->reading.contains(u"2026-11-22 04:46:46"_s));
    QVERIFY(find(other.payload, u"n"_s)->reading.isEmpty());
    QCOMPARE(find(TokenDetails::of(token(R"({"scope":"a b","aud":["x","y"]})"), {now, {}}).payload, u"scope"_s)->reading, u"a, b"_s);
}

void tst_TokenDetails::countsByTheServersClock()
{
    // The server is 10 minutes ahead: by its clock the token is over.
    const TokenDetails details = TokenDetails::of(coreToken(), {now, 10min});
    QCOMPARE(details.times.last().relative, u"4 min 54 s ago"_s);
    QCOMPARE(details.oddities.first().kind, Kind::Expired);
    QVERIFY(kinds(coreToken(), {now, 10min}).contains(Kind::ClockSkew));
    QVERIFY(!kinds(coreToken(), {now, 5s}).contains(Kind::ClockSkew));
}

void tst_TokenDetails::saysWhatIsUnusual_data()
{
    QTest::addColumn<QString>("token");
    QTest::addColumn<Kind>("kind");
    const QByteArray good = R"({"iss":"i","aud":"a","iat":1795322206,"exp":1795322806})";
    const auto row = [](const char *name, const QString &text, Kind kind) { QTest::newRow(name) << text << kind; };
    row("no exp", token(R"({"iss":"i","aud":"a","iat":1795322206})"), Kind::NoExpiry);
    row("lives for over a day", token(R"({"iss":"i","aud":"a","iat":1795322206,"exp":1795422206})"), Kind::LongLife);
    row("no aud", token(R"({"iss":"i","iat":1795322206,"exp":1795322806})"), Kind::NoAudience);
    row("no iss", token(R"({"aud":"i","iat":1795322206,"exp":1795322806})"), Kind::NoIssuer);
    row("none", token(good, R"({"alg":"none"})"), Kind::AlgNone);
    row("None", token(good, R"({"alg":"NoNe"})"), Kind::AlgNone);
    row("unknown algorithm", token(good, R"({"alg":"HS1"})"), Kind::UnknownAlgorithm);
    row("no algorithm", token(good, R"({"typ":"JWT"})"), Kind::UnknownAlgorithm);
    row("no signature", token(good, R"({"alg":"RS256"})", ""), Kind::NoSignature);
    row("duplicates", token(R"({"sub":"a","sub":"b"})"), Kind::DuplicateMember);
    row("duplicates in the header", token(good, R"({"alg":"RS256","alg":"none"})"), Kind::DuplicateMember);
    row("bad base64url", token(good) + u"="_s, Kind::BadBase64);
    row("corrupt payload", corrupt, Kind::CorruptPayload);
    row("corrupt header", token(good, "{alg}"), Kind::CorruptHeader);
    row("empty payload", token(""), Kind::EmptyPayload);
    row("expired", token(R"({"iat":1795320000,"exp":1795320600})"), Kind::Expired);
    row("not yet", token(R"({"nbf":1795332206,"exp":1795342806})"), Kind::NotYetValid);
    row("from the future", token(R"({"iat":1795332206,"exp":1795342806})"), Kind::IssuedInFuture);
    row("backwards", token(R"({"iat":1795342206,"exp":1795322806})"), Kind::EndsBeforeItBegins);
    row("embedded key", token(good, R"({"alg":"RS256","jwk":{"kty":"oct"}})"), Kind::EmbeddedKey);
    row("key set URL", token(good, R"({"alg":"RS256","jku":"https://evil.example"})"), Kind::EmbeddedKey);
    row("crit", token(good, R"({"alg":"RS256","crit":["exp"]})"), Kind::NotUnderstood);
    row("text", token(R"({"exp":"1795322806"})"), Kind::TimeAsText);
    row("milliseconds", token(R"({"exp":1795322806000})"), Kind::TimeInMilliseconds);
    row("out of range", token(R"({"exp":1e300})"), Kind::TimeOutOfRange);
    row("unreadable", token(R"({"exp":{}})"), Kind::TimeUnreadable);
    row("a password in it", token(R"({"password":"fake-canary"})"), Kind::SecretInside);
    row("large", token("{\"x\":\"" + QByteArray(7000, 'x') + "\"}"), Kind::Large);
    row("shortened", u"eyJz93a...k4laUWw"_s, Kind::Shortened);
    row("compressed JWE", QString::fromLatin1(Base64Url::encode(R"({"alg":"dir","enc":"A128GCM","zip":"DEF"})")) + u"..aXY.Y3Q.dGFn"_s, Kind::Compressed);
}

void tst_TokenDetails::saysWhatIsUnusual()
{
    QFETCH(QString, token);
    QFETCH(Kind, kind);
    const QList<TokenOddity> found = TokenDetails::of(token, {now, {}}).oddities;
    const auto one = std::find_if(found.begin(), found.end(), [&](const TokenOddity &oddity) { return oddity.kind == kind; });
    QVERIFY(one != found.end());
    QVERIFY2(one->text.contains(u' ') && (one->text.endsWith(u'.') || one->text.endsWith(u')')), qPrintable(one->text));
}

// One that counts milliseconds is said to, and nothing else follows from it.
void tst_TokenDetails::readsMilliseconds()
{
    const TokenDetails details = TokenDetails::of(token(R"({"iat":1795322000000,"nbf":1795322000000,"exp":1795325600000,"iss":"i","aud":"a"})"), {now, {}});
    QCOMPARE(details.life, std::optional<Milliseconds>(1h));
    QCOMPARE(details.times.constLast().utc, u"2026-11-22 05:33:20 UTC"_s);
    for (const TokenOddity &oddity : details.oddities)
        QCOMPARE(oddity.kind, Kind::TimeInMilliseconds);
    QCOMPARE(details.oddities.size(), 3);
}

void tst_TokenDetails::saysNothingMoreOfTimesOutOfRange()
{
    const TokenDetails details = TokenDetails::of(token(R"({"iat":1e300,"exp":2e300,"iss":"i","aud":"a"})"), {now, {}});
    QVERIFY(details.times.isEmpty() && !details.life);
    QCOMPARE(details.oddities.size(), 2);
    for (const TokenOddity &oddity : details.oddities)
        QCOMPARE(oddity.kind, Kind::TimeOutOfRange);
}

// A token in JSON has one that is signed and one that nobody vouches for (RFC 7515 section 7.2).
void tst_TokenDetails::looksIntoBothHeaders()
{
    const auto inJson = [](const QByteArray &guarded, const QByteArray &loose) {
        const QByteArray signature = R"("signature":"c2ln"})";
        const QByteArray first = guarded.isEmpty() ? "{" : R"({"protected":")" + Base64Url::encode(guarded) + "\",";
        return QString::fromUtf8(R"({"payload":"e30","signatures":[)" + first + R"("header" : )" + loose + ',' + signature + "]}");
    };
    const QString both = inJson(R"({"alg":"RS256"})", R"({ "kid": "k\u0031","jku":"https://evil.example","n":1.10 })");
    const TokenDetails details = TokenDetails::of(both, {now, {}});
    QCOMPARE(details.facts.keyId, u"k1"_s);
    QStringList members;
    for (const ClaimFact &fact : details.header)
        members += fact.claim.name + u'=' + QString::fromUtf8(fact.claim.json);
    QCOMPARE(members, (QStringList{u"alg=\"RS256\""_s, u"kid=\"k\\u0031\""_s, u"jku=\"https://evil.example\""_s, u"n=1.10"_s}));
    QVERIFY(kinds(both).contains(Kind::EmbeddedKey));
    const auto loose = std::find_if(details.oddities.begin(), details.oddities.end(), [](const TokenOddity &each) { return each.kind == Kind::NotProtected; });
    QVERIFY(loose != details.oddities.end() && loose->text.contains(u"kid, jku, n"_s));
    QVERIFY(TokenReport::text(details).contains(u"1.10"_s));

    const QString algorithm = inJson(R"({"kid":"k"})", R"({"alg":"HS256"})");
    QVERIFY(!kinds(algorithm).contains(Kind::UnknownAlgorithm));
    QVERIFY(kinds(inJson(R"({"kid":"k"})", R"({"alg":"none"})")).contains(Kind::AlgNone));

    const TokenDetails alone = TokenDetails::of(inJson({}, R"({"alg":"HS256", "n":1.10})"), {now, {}});
    QCOMPARE(alone.facts.jwt->header().bytes, QByteArray(R"({"alg":"HS256", "n":1.10})")); // as it was written
    QCOMPARE(alone.header.size(), 2);
    QVERIFY(kinds(inJson({}, R"({"alg":"HS256"})")).contains(Kind::NotProtected));
    QVERIFY(!kinds(token("{}")).contains(Kind::NotProtected));
}

void tst_TokenDetails::putsTheGravestFirst()
{
    const auto found = TokenDetails::of(token("{}", R"({"alg":"none"})", ""), {now, {}}).oddities;
    QCOMPARE(found.first().kind, Kind::AlgNone);
    for (qsizetype i = 1; i < found.size(); ++i)
        QVERIFY(found.at(i - 1).severity >= found.at(i).severity);
}

void tst_TokenDetails::findsNothingUnusualInAGoodToken()
{
    QCOMPARE(kinds(token(R"({"iss":"i","aud":"a","iat":1795322206,"exp":1795322806,"nbf":1795322206})")), QList<Kind>());
}

// A megabyte may hold some hundred thousand claims, and somebody looks at the window meanwhile.
void tst_TokenDetails::growsNoFasterThanTheClaims()
{
    const auto cost = [](int claims) { // of this thread's processor
        QByteArray payload = "{";
        for (int i = 0; i < claims; ++i)
            payload += (i ? ",\"" : "\"") + QByteArray::number(i % (claims - claims / 8), 36) + "\":1";
        const QString text = token(payload + '}');
        timespec from{}, to{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &from);
        const auto details = TokenDetails::of(text, {now, {}});
        const auto diff = TokenDiff::of(text, text);
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &to);
        Q_ASSERT(details.payload.size() == claims && !diff.rows.isEmpty());
        return double(to.tv_sec - from.tv_sec) + double(to.tv_nsec - from.tv_nsec) / 1e9;
    };
    const double few = std::min(cost(2'000), cost(2'000));
    QVERIFY2(cost(40'000) < 80 * few, "more than linear"); // 20 would be, 400 is the square
}

void tst_TokenDetails::showsBrokenTokensAsFarAsTheyGo()
{
    const TokenDetails details = TokenDetails::of(corrupt, {now, {}});
    QCOMPARE(details.facts.kind, TokenFacts::Kind::SignedJwt);
    QVERIFY(find(details.payload, u"exp"_s));
    QVERIFY(find(details.payload, u"ar"_s));
    QCOMPARE(details.times.last().utc, u"2023-08-04 13:14:17 UTC"_s);
    QVERIFY(!TokenReport::isSound(details));
    // Of two members with one name the last one counts.
    const TokenDetails twice = TokenDetails::of(token(R"({"sub":"a","sub":"b"})"), {now, {}});
    QVERIFY(twice.payload.at(0).isOverruled);
    QVERIFY(!twice.payload.at(1).isOverruled);
}

void tst_TokenDetails::remarksOnWhatIsNoJwt_data()
{
    QTest::addColumn<QString>("token");
    QTest::addColumn<QString>("words");
    QTest::newRow("UUID of chance") << u"562f62e9-3393-4a04-83ad-bef550c57a3a"_s << u"Version 4"_s;
    QTest::newRow("UUID with a time") << u"01932f2c-5d40-7000-8000-000000000000"_s << u"made at 2024-11-15"_s;
    QTest::newRow("UUID of a machine") << u"c232ab00-9414-11ec-b3c8-9f6bdeced846"_s << u"2022-02-22"_s;
    QTest::newRow("hexadecimal") << u"0123456789abcdef0123456789abcdef"_s << u"128 bits"_s;
    QTest::newRow("PASETO") << u"v4.local.eyJzdWIiOiJhIn0.Zm9v"_s << u"foo"_s;
    QTest::newRow("Basic's") << u"dXNlcjpmYWtlLXBhc3M="_s << u"anybody can read it"_s;
    QTest::newRow("GitHub's") << u"ghp_fakefakefakefakefake"_s << u"GitHub"_s;
    QTest::newRow("a sentence") << u"what is this"_s << u"This is no token: a token has no blanks, and here is one after 4 characters."_s;
    QTest::newRow("a JWT in sentences") << u"Hello. Take eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln now."_s << u"Word 3 looks like one: paste it alone."_s;
    QTest::newRow("an answer") << uR"({"access_token":"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln","refresh_token":"x","id_token":"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln"})"_s
                               << u"paste one alone: access_token, id_token."_s;
    QTest::newRow("an answer without") << uR"({"access_token":"x"})"_s << u"one of its members"_s;
    QTest::newRow("a Basic header") << u"Basic dXNlcjpmYWtlLXBhc3M="_s << u"a user name, “user”, and a password of 9 characters"_s;
    QTest::newRow("not Basic's") << u"Basic what is this"_s << u"This is no token"_s;
    QTest::newRow("opaque") << u"some-word"_s << u"Only the server"_s;
    QTest::newRow("JWE") << QString::fromLatin1(Base64Url::encode(R"({"alg":"dir","enc":"A128GCM"})")) + u"..aXY.Y3Q.dGFn"_s << u"Encrypted"_s;
}

void tst_TokenDetails::remarksOnWhatIsNoJwt()
{
    QFETCH(QString, token);
    QFETCH(QString, words);
    const QString remarks = TokenDetails::of(token, {now, {}}).remarks.join(u' ');
    QVERIFY2(remarks.contains(words), qPrintable(remarks));
    QVERIFY(!remarks.contains(u"fake-pass"_s));
}

void tst_TokenDetails::catalogFollowsItsSchema()
{
    QFile file(QStringLiteral(TESSERA_SOURCE_DIR "/resources/tokens/claims.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray json = file.readAll();
    QCOMPARE(schemaComplaint(u"resources/schemas/claims.schema.json"_s, json), QString());
    const auto read = ClaimCatalog::read(json, u"x"_s);
    QVERIFY2(read.has_value(), read ? "" : qPrintable(read.error().message));
    QVERIFY(read->size() > 120);
    QCOMPARE(read->size(), ClaimCatalog::bundled().size());
    QVERIFY(!ClaimCatalog::bundled().find(TokenPart::Header, u"exp"_s));
}

void tst_TokenDetails::catalogRefusesNonsense_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("not JSON") << QByteArray("{");
    QTest::newRow("nothing in it") << QByteArray(R"({"schema":1})");
    QTest::newRow("newer") << QByteArray(R"({"schema":2,"prefixes":[],"header":[],"payload":[]})");
    QTest::newRow("unknown key") << QByteArray(R"({"schema":1,"prefixes":[],"header":[],"payload":[],"x":1})");
    QTest::newRow("no text") << QByteArray(R"({"schema":1,"prefixes":[],"header":[{"name":"a","title":"A","source":"s"}],"payload":[]})");
    QTest::newRow("unknown form")
        << QByteArray(R"({"schema":1,"prefixes":[],"header":[{"name":"a","title":"A","text":"T.","source":"s","form":"x"}],"payload":[]})");
    QTest::newRow("decides the unknown")
        << QByteArray(R"({"schema":1,"prefixes":[],"header":[{"name":"a","title":"A","text":"T.","source":"s","decides":"x"}],"payload":[]})");
}

void tst_TokenDetails::catalogRefusesNonsense()
{
    QFETCH(QByteArray, json);
    QVERIFY(!ClaimCatalog::read(json, u"x"_s));
    QVERIFY(!schemaComplaint(u"resources/schemas/claims.schema.json"_s, json).isEmpty());
}

void tst_TokenDetails::reportFollowsItsSchema_data()
{
    QTest::addColumn<QString>("token");
    QTest::newRow("good") << coreToken();
    QTest::newRow("corrupt") << corrupt;
    QTest::newRow("invalid UTF-8") << token("{\"a\":\"\xff\"}");
    QTest::newRow("payload of text") << token("hello");
    QTest::newRow("JWE") << QString::fromLatin1(Base64Url::encode(R"({"alg":"dir","enc":"A128GCM"})")) + u"..aXY.Y3Q.dGFn"_s;
    QTest::newRow("UUID") << u"562f62e9-3393-4a04-83ad-bef550c57a3a"_s;
    QTest::newRow("nothing") << QString();
    QTest::newRow("word") << u"word"_s;
}

void tst_TokenDetails::reportFollowsItsSchema()
{
    QFETCH(QString, token);
    const TokenDetails details = TokenDetails::of(token, {now, {}});
    const QByteArray report = TokenReport::json(details);
    QCOMPARE(schemaComplaint(u"resources/schemas/jwt-decode.schema.json"_s, report), QString());
    for (const auto state : {SignatureCheck::State::Valid, SignatureCheck::State::Invalid})
        QCOMPARE(schemaComplaint(u"resources/schemas/jwt-verify.schema.json"_s,
                     TokenReport::checkJson({state, u"key"_s, u"RS256"_s, u"why"_s, {}}, details)),
            QString());
    QVERIFY(TokenReport::text(details).endsWith(u'\n'));
}

void tst_TokenDetails::reportKeepsDigitsAndDuplicates()
{
    const QByteArray report = TokenReport::json(TokenDetails::of(token(R"({"n":1.10,"big":18446744073709551616,"e":1e400,"n":-0})"), {now, {}}));
    for (const char *digits : {"1.10", "18446744073709551616", "1e400", "-0"})
        QVERIFY2(report.contains(QByteArray(": ") + digits), report.constData());
}

void tst_TokenDetails::textHoldsNoControlCharacters()
{
    const QString text = TokenReport::text(TokenDetails::of(token("{\"a\":\"\x1b[31m\",\"b\xc2\x9b\":\"\\u001b\"}", "{\x1b}"), {now, {}}));
    for (const QChar c : text)
        QVERIFY(c == u'\n' || (c.unicode() >= 0x20 && c.unicode() != 0x7f && !(c.unicode() >= 0x80 && c.unicode() < 0xa0)));
}

void tst_TokenDetails::everyOddityHasAName()
{
    QSet<QString> names;
    for (int kind = 0; kind <= int(Kind::ShortSecret); ++kind)
        names.insert(TokenOddity::nameOf(Kind(kind)));
    QCOMPARE(names.size(), int(Kind::ShortSecret) + 1);
}

QTEST_APPLESS_MAIN(tst_TokenDetails)
#include "tst_TokenDetails.moc"
