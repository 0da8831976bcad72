#include "app/token/AccessDiff.h"

#include "app/token/Base64Url.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = AccessReason::Kind;
using Against = AccessReason::Against;

namespace {

// All tokens are brought at 2000 s.
QString token(const QByteArray &payload, const QByteArray &header = R"({"alg":"HS256"})", const QByteArray &signature = "c2ln")
{
    return QString::fromLatin1(Base64Url::encode(header) + '.' + Base64Url::encode(payload) + '.' + signature);
}

AccessDiff compare(const QString &first, const QString &second, Milliseconds secondOffset = 0ms)
{
    return AccessDiff::of(TokenFacts::of(first), {UtcTime(2000s), 0ms}, TokenFacts::of(second), {UtcTime(2000s), secondOffset});
}

}

class tst_AccessDiff : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void saysWhatDecides_data();
    void saysWhatDecides();
    void saysWhatARefreshChanged_data();
    void saysWhatARefreshChanged();
    void findsRightsUnderAnyName_data();
    void findsRightsUnderAnyName();
    void saysWhatCannotBeRead_data();
    void saysWhatCannotBeRead();
    void putsWhatTurnsAwayFirst();
    void goesByTheServersClock();
    void copesWithVeryMany();
};

void tst_AccessDiff::saysWhatDecides_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    QTest::addColumn<QString>("answer");
    QTest::addColumn<QString>("claims"); // of the first reason; empty: there is none
    QTest::addColumn<QString>("reason");
    QTest::addColumn<Against>("against");
    const auto row = [](const char *name, const QByteArray &first, const QByteArray &second, const QString &answer, const QString &claims,
                         const QString &reason, Against against) {
        QTest::newRow(name) << token(first) << token(second) << answer << claims << reason << against;
    };
    row("the first is over", R"({"exp":1940})", R"({"exp":2060})", u"The first is refused: its time is over."_s, u"exp"_s,
        u"The first ended 1 min ago; the second ends in 1 min."_s, Against::First);
    row("the second is over, by a duration", R"({"exp":3000})", R"({"iat":1000,"exi":600})", u"The second is refused: its time is over."_s, u"iat"_s,
        u"The second ended 6 min 40 s ago; the first ends in 16 min 40 s."_s, Against::Second);
    row("both are over", R"({"exp":1940})", R"({"exp":1000})", u"Both are refused: their time is over."_s, u"exp"_s,
        u"The first ended 1 min ago, the second 16 min 40 s ago."_s, Against::Both);
    row("not yet", R"({"exp":9000})", R"({"nbf":2060,"exp":8000})", u"The second is refused: its time has not begun."_s, u"nbf"_s,
        u"The second begins only in 1 min."_s, Against::Second);
    row("an ID token by its nonce", R"({"sub":"a","scope":"read"})", R"({"sub":"a","nonce":"n","scope":"read"})", u"The second is not for APIs."_s, u"nonce"_s,
        u"The first is a token that does not say what it is for, the second an ID token; APIs take access tokens."_s, Against::Second);
    row("Cognito's two", R"({"token_use":"id"})", R"({"token_use":"access"})", u"The first is not for APIs."_s, u"token_use"_s,
        u"The first is an ID token, the second an access token; APIs take access tokens."_s, Against::First);
    row("datarhei's two", R"({"sub":"a","usefor":"access"})", R"({"sub":"a","usefor":"refresh"})", u"The second is not for APIs."_s, u"usefor"_s,
        u"The first is an access token, the second a refresh token; APIs take access tokens."_s, Against::Second);
    row("two issuers", R"({"iss":"https://a","sub":"x"})", R"({"iss":"https://b","sub":"y"})",
        u"They come from different issuers: an API takes only those that it trusts."_s, u"iss"_s, u"The first comes from “https://a”, the second from “https://b”."_s, Against::Neither);
    row("two audiences", R"({"aud":"orders","scope":"read"})", R"({"aud":["users"],"scope":"write"})", u"They are for different APIs."_s, u"aud"_s,
        u"The first is for orders, the second for users."_s, Against::Neither);
    row("no audience", R"({"aud":"orders"})", R"({"sub":"a"})", u"Only the first says whom it is for: an API that asks for that refuses the second."_s, u"aud"_s,
        u"Only the first says whom it is for: orders."_s, Against::Second);
    row("an audience more", R"({"aud":["orders","users"]})", R"({"aud":"orders"})", u"The first is for APIs that the second is not for."_s, u"aud"_s,
        u"Only the first is also for users."_s, Against::Second);
    row("a scope", R"({"scope":"read write"})", R"({"scope":"read"})", u"The first may more than the second."_s, u"scope"_s, u"Only the first has write."_s, Against::Second);
    row("Microsoft's spelling", R"({"scope":"read write"})", R"({"scp":["write","read","admin"]})", u"The second may more than the first."_s, u"scope, scp"_s,
        u"Only the second has admin."_s, Against::First);
    row("each another role", R"({"roles":["reader"]})", R"({"roles":["writer"]})", u"Each may what the other may not."_s, u"roles"_s,
        u"Only the first has reader; only the second has writer."_s, Against::Both);
    row("more here, less there", R"({"scope":"a b","roles":["x"]})", R"({"scope":"a","roles":["x","y"]})", u"Each may what the other may not."_s, u"scope"_s,
        u"Only the first has b."_s, Against::Second);
    row("rights before an audience in common", R"({"aud":["api","more"],"scope":"a"})", R"({"aud":"api","scope":"b"})", u"Each may what the other may not."_s, u"scope"_s,
        u"Only the first has a; only the second has b."_s, Against::Both);
    row("two tenants", R"({"tid":"one","sub":"a"})", R"({"tid":"two","sub":"b"})", u"The same rights in different places."_s, u"tid"_s,
        u"The first belongs to “one”, the second to “two”."_s, Against::Neither);
    row("two people", R"({"sub":"ada","scope":"a","name":"Ada"})", R"({"sub":"grace","scope":"a","name":"Grace"})",
        u"The same rights for different people or programs: what belongs to one may be closed to the other."_s, u"sub"_s,
        u"The first is about “ada”, the second about “grace”."_s, Against::Neither);
    row("pairwise for two applications", R"({"oid":"1","sub":"x","uid":"7"})", R"({"oid":"1","sub":"y"})",
        u"The same rights. By oid both are about the same person or program, by sub they are not: it depends on which of them the API goes by."_s,
        u"sub"_s, u"The first is about “x”, the second about “y”. Both say the same in oid."_s, Against::Neither);
    row("the same place in another branch", R"({"sub":"a","realm":"r","domain":"one"})", R"({"sub":"a","realm":"r","domain":"two"})",
        u"The same rights in different places."_s, u"domain"_s,
        u"The first belongs to “one”, the second to “two”. Both say the same in realm."_s, Against::Neither);
    row("two applications", R"({"sub":"a","azp":"web"})", R"({"sub":"a","azp":"robot"})", u"The same rights, given to different applications."_s, u"azp"_s,
        u"The first was given to “web”, the second to “robot”."_s, Against::Neither);
    row("a stricter sign-in", R"({"sub":"a","amr":["pwd","otp"]})", R"({"sub":"a","amr":["pwd"]})", u"The same rights after different sign-ins: an API may ask for a stricter one."_s, u"amr"_s,
        u"The sign-in behind the first was “pwd, otp”, the one behind the second “pwd”."_s, Against::Neither);
    row("bound to a key", R"({"sub":"a"})", R"({"sub":"a","cnf":{"jkt":"x"}})", u"The same rights, but the second works only together with its key."_s, u"cnf"_s,
        u"The second works only together with its key; sent without a proof it is refused."_s, Against::Second);
    row("each an audience more", R"({"aud":["x","a"]})", R"({"aud":["x","b"]})", u"Each is for an API that the other is not for."_s, u"aud"_s,
        u"Only the first is also for a, only the second for b."_s, Against::Both);
    row("an audience at last", R"({"sub":"a"})", R"({"sub":"a","aud":["x","y"]})", u"Only the second says whom it is for: an API that asks for that refuses the first."_s, u"aud"_s,
        u"Only the second says whom it is for: x, y."_s, Against::First);
    const QString nothing = u"Nothing in them decides: an API that goes by the tokens alone treats both alike."_s;
    row("one more name of the same person", R"({"sub":"a","uid":"1"})", R"({"sub":"a"})", nothing, {}, {}, Against::Neither);
    row("one application under two names", R"({"sub":"a","azp":"web"})", R"({"sub":"a","client_id":"web"})", nothing, {}, {}, Against::Neither);
    row("one person as text and as number", R"({"sub":"17"})", R"({"user_id":17})", nothing, {}, {}, Against::Neither);
    row("said as nothing", R"({"sub":"a","tid":null,"azp":""})", R"({"sub":"a"})", nothing, {}, {}, Against::Neither);
    row("one without issuer", R"({"iss":"https://a","sub":"x"})", R"({"sub":"x"})", u"Only one of them says who made it: an API takes only issuers that it trusts."_s, u"iss"_s,
        u"Only the first says who made it: “https://a”."_s, Against::Second);
    row("one without tenant", R"({"sub":"a"})", R"({"sub":"a","tid":"one"})", u"The same rights, but only one of them says where it belongs."_s, u"tid"_s,
        u"Only the second says where it belongs: “one”."_s, Against::First);
    row("one of nobody", R"({"scope":"a","sub":"ada"})", R"({"scope":"a"})", u"The same rights, but only one of them says whom it is about."_s, u"sub"_s,
        u"Only the first says whom it is about: “ada”."_s, Against::Second);
    row("one without application", R"({"sub":"a"})", R"({"sub":"a","azp":"web"})", u"The same rights, but only one of them says which application it was given to."_s, u"azp"_s,
        u"Only the second says which application it was given to: “web”."_s, Against::First);
    row("one without sign-in", R"({"sub":"a","acr":"1"})", R"({"sub":"a"})", u"The same rights, but only one of them says how its user signed in: an API may ask for that."_s, u"acr"_s,
        u"Only the first says how its user signed in: “1”."_s, Against::Second);
    row("people under two names", R"({"sub":"17"})", R"({"username":"ada"})", u"The same rights, but each says in its own way whom it is about: it may be somebody else."_s,
        u"sub, username"_s, u"The first is about “17”, the second about “ada”."_s, Against::Both);
    row("applications under two names", R"({"sub":"a","azp":"web"})", R"({"sub":"a","appid":"robot"})",
        u"The same rights, but each says in its own way which application it was given to: it may be another one."_s, u"azp, appid"_s,
        u"The first was given to “web”, the second to “robot”."_s, Against::Both);
    row("bound to two keys", R"({"sub":"a","cnf":{"jkt":"y"}})", R"({"sub":"a","cnf":{"jkt":"x"}})", u"The same rights, bound to different keys."_s, u"cnf"_s,
        u"Each works only together with a key of its own."_s, Against::Neither);
    row("nothing that decides", R"({"sub":"a","jti":"1","scope":"a b"})", R"({"sub":"a","jti":"2","scope":"b a"})",
        u"Nothing in them decides: an API that goes by the tokens alone treats both alike."_s, {}, {}, Against::Neither);

    QTest::newRow("typ of RFC 9068") << token(R"({"sub":"a"})", R"({"alg":"RS256","typ":"application/at+jwt"})") << token(R"({"sub":"a","at_hash":"x"})")
                                     << u"The second is not for APIs."_s << u"typ, at_hash"_s
                                     << u"The first is an access token, the second an ID token; APIs take access tokens."_s << Against::Second;
    QTest::newRow("not signed") << token(R"({"sub":"a"})") << token(R"({"sub":"a","scope":"all"})", R"({"alg":"nOnE"})", "") << u"The second should be refused: it is not signed."_s
                                << u"alg"_s << u"The second is not signed: anybody can have written it."_s << Against::Second;
    QTest::newRow("the same one") << token(R"({"sub":"a","exp":3000})") << token(R"({"sub":"a","exp":3000})")
                                  << u"Nothing in them decides: an API that goes by the tokens alone treats both alike."_s << QString() << QString() << Against::Neither;
}

void tst_AccessDiff::saysWhatDecides()
{
    QFETCH(QString, first);
    QFETCH(QString, second);
    QFETCH(QString, claims);
    QFETCH(QString, reason);
    QFETCH(Against, against);
    const AccessDiff diff = compare(first, second);
    QTEST(diff.answer, "answer");
    QCOMPARE(diff.reasons.isEmpty(), claims.isEmpty());
    const AccessReason top = diff.reasons.value(0);
    QCOMPARE(top.claims.join(u", "_s), claims);
    QCOMPARE(top.text, reason);
    QCOMPARE(top.against, against);

    // The other way round it is against the other one.
    const QList<AccessReason> back = compare(second, first).reasons;
    QCOMPARE(back.size(), diff.reasons.size());
    const AccessReason mirrored = back.value(0);
    QCOMPARE(mirrored.kind, top.kind);
    QCOMPARE(mirrored.against, against == Against::First ? Against::Second : against == Against::Second ? Against::First : against);
}

void tst_AccessDiff::saysWhatARefreshChanged_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("answer");
    const auto row = [](const char *name, const char *before, const char *after, const QString &answer) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(after) << answer;
    };
    row("nothing but time", R"({"sub":"a","iat":1000,"exp":2100,"jti":"1","scope":"a"})", R"({"sub":"a","iat":1900,"exp":3000,"jti":"2","scope":"a"})",
        u"The same rights, and an end that is 15 min later."_s);
    row("the first is over by now", R"({"sub":"a","iat":1000,"exp":1900})", R"({"sub":"a","iat":1900,"exp":2500})", u"The same rights, and an end that is 10 min later."_s);
    row("the same end", R"({"sub":"a","iat":1000,"exp":3000})", R"({"sub":"a","iat":1900,"exp":3000})", u"The same rights, and the same end."_s);
    row("an earlier end", R"({"sub":"a","iat":1000,"exp":3000})", R"({"sub":"a","iat":1900,"exp":2940})", u"The same rights, and an end that is 1 min earlier."_s);
    row("no end", R"({"sub":"a","iat":1000})", R"({"sub":"a","iat":1900})", u"The same rights; the second is the later one."_s);
    row("fewer", R"({"sub":"a","iat":1000,"scope":"read write"})", R"({"sub":"a","iat":1900,"scope":"read"})",
        u"The second is the later one, with fewer rights: without write."_s);
    row("more", R"({"sub":"a","iat":1000,"roles":["x"]})", R"({"sub":"a","iat":1900,"roles":["x","y","z"]})", u"The second is the later one, with more rights: with y, z."_s);
    row("others", R"({"sub":"a","iat":1000,"scope":"a","roles":["x"]})", R"({"sub":"a","iat":1900,"scope":"b","roles":["x","y"]})",
        u"The second is the later one, with other rights: without a, with b, y."_s);
    row("both are over", R"({"sub":"a","iat":1000,"exp":1100})", R"({"sub":"a","iat":1200,"exp":1300})", u"Both are refused: their time is over."_s);
    row("of nobody", R"({"iat":1000,"exp":1900})", R"({"iat":1900,"exp":2900})", u"The first is refused: its time is over."_s);
    row("a name more", R"({"sub":"a","iat":1000,"exp":2100})", R"({"sub":"a","username":"ada","iat":1900,"exp":3000})",
        u"The same rights, and an end that is 15 min later."_s);
    row("the sign-in is no longer told", R"({"sub":"a","amr":["pwd"],"tid":"t","azp":"web","iat":1000,"exp":2100})", R"({"sub":"a","iat":1900,"exp":3000})",
        u"The same rights, and an end that is 15 min later."_s);
    row("the person is no longer told", R"({"sub":"a","iat":1000,"exp":2100})", R"({"iat":1900,"exp":3000})",
        u"The same rights, but only one of them says whom it is about."_s);
    row("another name of the same person", R"({"sub":"a","username":"ada","iat":1000,"exp":2100})", R"({"sub":"a","username":"lady","iat":1900,"exp":3000})",
        u"The same rights, and an end that is 15 min later."_s);
    row("of somebody else", R"({"sub":"a","iat":1000})", R"({"sub":"b","iat":1900})",
        u"The same rights for different people or programs: what belongs to one may be closed to the other."_s);
}

void tst_AccessDiff::saysWhatARefreshChanged()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QTEST(compare(token(before), token(after)).answer, "answer");
}

void tst_AccessDiff::findsRightsUnderAnyName_data()
{
    QTest::addColumn<QByteArray>("payload"); // the other token has no rights
    QTest::addColumn<QString>("claim");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const char *payload, const QString &claim, const QString &words) {
        QTest::newRow(name) << QByteArray(payload) << claim << words;
    };
    row("scope", R"({"scope":"a  b"})", u"scope"_s, u"a, b"_s);
    row("scp", R"({"scp":["a","b"]})", u"scp"_s, u"a, b"_s);
    row("one role with a blank", R"({"role":"Team lead"})", u"role"_s, u"Team lead"_s);
    row("roles with commas", R"({"roles":"a,b , c"})", u"roles"_s, u"a, b, c"_s);
    row("groups", R"({"groups":["a"]})", u"groups"_s, u"a"_s);
    row("Auth0's permissions", R"({"permissions":["read:orders"]})", u"permissions"_s, u"read:orders"_s);
    row("Spring's authorities", R"({"authorities":["ROLE_ADMIN"]})", u"authorities"_s, u"ROLE_ADMIN"_s);
    row("Keycloak's realm", R"({"realm_access":{"roles":["a","b"]}})", u"realm_access.roles"_s, u"a, b"_s);
    row("Keycloak's applications", R"({"resource_access":{"shop":{"roles":["a"]}}})", u"resource_access.shop.roles"_s, u"a"_s);
    row("a name of its own", R"({"https://example.org/roles":["a"]})", u"https://example.org/roles"_s, u"a"_s);
    row("Zitadel's", R"({"urn:zitadel:iam:org:project:roles":{"admin":{"1":"example.org"}}})", u"urn:zitadel:iam:org:project:roles"_s, u"admin"_s);
    row("switches", R"({"roles":{"admin":true,"editor":false,"owner":null}})", u"roles"_s, u"admin"_s);
    row("Cognito's", R"({"cognito:groups":["a"]})", u"cognito:groups"_s, u"a"_s);
    row("PagFast's, from a broken payload", R"({ uid":"65d0","ar":["Partner","PartnerAdmin"],"iat":1})", u"ar"_s, u"Partner, PartnerAdmin"_s);
    row("numbers", R"({"groups":[1, 2]})", u"groups"_s, u"[1,2]"_s);
    row("twice", R"({"scope":"a","scope":"b"})", u"scope"_s, u"b"_s);
}

void tst_AccessDiff::findsRightsUnderAnyName()
{
    QFETCH(QByteArray, payload);
    QFETCH(QString, words);
    const AccessDiff diff = compare(token(payload), token(R"({"jti":"1"})"));
    QList<AccessReason> rights = diff.reasons;
    rights.removeIf([](const AccessReason &each) { return each.kind != Kind::Rights; });
    QCOMPARE(rights.size(), 1);
    QTEST(rights.constFirst().claims.join(u", "_s), "claim");
    QCOMPARE(rights.constFirst().text, u"Only the first has %1."_s.arg(words));
}

void tst_AccessDiff::saysWhatCannotBeRead_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    QTest::addColumn<QString>("answer");
    const QString jwt = token(R"({"sub":"a"})"), jwe = QString::fromLatin1(Base64Url::encode(R"({"alg":"dir","enc":"A128GCM"})")) + u"..aXY.Y3Q.dGFn"_s;
    QTest::newRow("opaque") << jwt << u"word"_s << u"The second can't be looked into: only the server that made it knows what it allows."_s;
    QTest::newRow("encrypted") << jwe << jwt << u"The first can't be looked into: only the server that made it knows what it allows."_s;
    QTest::newRow("both") << u"word"_s << u"562f62e9-3393-4a04-83ad-bef550c57a3a"_s << u"Neither can be looked into: only the server that made them knows what they allow."_s;
    QTest::newRow("shortened") << jwt << u"eyJz93a...k4laUWw"_s << u"The second is no token that an API could take: Shortened token."_s;
    QTest::newRow("text") << u"what is this"_s << jwt << u"The first is no token that an API could take: Text, not a token."_s;
    QTest::newRow("nothing") << QString() << u"{}"_s << u"Neither is a token that an API could take."_s;
    QTest::newRow("no claims") << jwt << token("hello") << u"The second can't be looked into: only the server that made it knows what it allows."_s;
}

void tst_AccessDiff::saysWhatCannotBeRead()
{
    QFETCH(QString, first);
    QFETCH(QString, second);
    const AccessDiff diff = compare(first, second);
    QTEST(diff.answer, "answer");
    QVERIFY(diff.reasons.isEmpty());
}

void tst_AccessDiff::putsWhatTurnsAwayFirst()
{
    const AccessDiff diff = compare(token(R"({"cnf":{},"acr":"1","azp":"a","sub":"a","tid":"a","roles":["a"],"aud":"a","iss":"a","nonce":"a","nbf":3000,"exp":1000})",
                                        R"({"alg":"none"})", ""),
        token(R"({"acr":"2","azp":"b","sub":"b","tid":"b","roles":["b"],"aud":"b","iss":"b","exp":3000})"));
    QList<Kind> kinds;
    for (const AccessReason &reason : diff.reasons)
        kinds += reason.kind;
    QCOMPARE(kinds, (QList<Kind>{Kind::Ended, Kind::NotYet, Kind::NotSigned, Kind::Purpose, Kind::Issuer, Kind::Audience, Kind::Rights, Kind::Tenant, Kind::Subject,
                        Kind::Client, Kind::SignIn, Kind::Binding}));
    for (const AccessReason &reason : diff.reasons)
        QVERIFY(!reason.claims.isEmpty() && reason.text.endsWith(u'.'));
}

void tst_AccessDiff::goesByTheServersClock()
{
    const QString same = token(R"({"exp":2010})");
    QCOMPARE(compare(same, same, 60s).answer, u"The second is refused: its time is over."_s); // its server is a minute ahead
}

void tst_AccessDiff::copesWithVeryMany()
{
    QByteArray scopes, claims;
    for (int i = 0; i < 5'000; ++i)
        scopes += "scope" + QByteArray::number(i) + ' ';
    for (int i = 0; i < 300; ++i)
        claims += ",\"c" + QByteArray::number(i) + "\":{\"roles\":[\"" + QByteArray(500, 'x') + "\"]}";
    const AccessDiff diff = compare(token("{\"scope\":\"" + scopes + '"' + claims + '}'), token(R"({"scope":"scope3"})"));
    QVERIFY(diff.reasons.size() <= 100);
    QVERIFY2(diff.reasons.constFirst().text.endsWith(u"scope0, scope1, scope2, scope4, scope5, scope6 and 993 more."_s), qPrintable(diff.reasons.constFirst().text));
    for (const AccessReason &reason : diff.reasons)
        QVERIFY(reason.text.size() < 1000);
    QByteArray deep;
    for (int i = 0; i < 1000; ++i)
        deep += "{\"a\":";
    static_cast<void>(compare(token(deep + "1" + QByteArray(1000, '}')), token("{}")));
}

QTEST_APPLESS_MAIN(tst_AccessDiff)
#include "tst_AccessDiff.moc"
