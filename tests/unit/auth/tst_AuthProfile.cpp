#include "app/auth/flow/RequestBuilder.h"
#include "app/auth/profile/ProfileReader.h"

#include "tests/support/ProfileFaults.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;

namespace {

QStringList names(const QList<Field> &fields)
{
    QStringList all;
    for (const Field &field : fields)
        all += field.name;
    return all;
}

Template text(const QString &written)
{
    return Template::parse(written).value();
}

Capture capture(const QString &expression)
{
    return Capture::parse(expression).value();
}

}

class tst_AuthProfile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsWays();
    void asksForWhatIsMentioned();
    void keepsWhatTheSessionNeeds();
    void knowsWhatIsSecret_data();
    void knowsWhatIsSecret();
    void firstPublicRuleCounts();
    void matchesAnswers_data();
    void matchesAnswers();
    void findsTheApisOwnWords_data();
    void findsTheApisOwnWords();
    void longWordsAreCut();
    void hintsFitRequestAndAnswer();
    void namesWhatTheRedactorMasks();
    void refusesAColonOnlyWhereItCantBeSent();

private:
    const AuthProfile m_profile
        = readProfile(profileFile(u"tests/data/profiles/everything.json"_s), u"everything"_s).value();
};

void tst_AuthProfile::findsWays()
{
    QCOMPARE(m_profile.way(u"code"_s)->id, u"code"_s);
    QCOMPARE(m_profile.way(QString())->id, u"password"_s);
    QVERIFY(!m_profile.way(u"none"_s));
    QVERIFY(!AuthProfile().way(QString()));
}

void tst_AuthProfile::asksForWhatIsMentioned()
{
    QCOMPARE(names(m_profile.fieldsOf(*m_profile.way(u"password"_s))),
        QStringList({u"user"_s, u"password"_s, u"region"_s, u"apiKey"_s}));
    // user: only because requests after signing in mention it; password and region: nothing does.
    QCOMPARE(names(m_profile.fieldsOf(*m_profile.way(u"code"_s))), QStringList({u"user"_s, u"apiKey"_s, u"phone"_s}));
    QCOMPARE(names(m_profile.fieldsOf(*m_profile.way(u"sign-up"_s))), QStringList({u"user"_s, u"password"_s, u"apiKey"_s}));
}

void tst_AuthProfile::keepsWhatTheSessionNeeds()
{
    QCOMPARE(m_profile.sessionFields(), QStringList({u"user"_s, u"apiKey"_s}));
}

void tst_AuthProfile::knowsWhatIsSecret_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isSecret");
    QTest::newRow("field") << u"user"_s << false;
    QTest::newRow("secret field") << u"password"_s << true;
    QTest::newRow("way's field") << u"phone"_s << false;
    QTest::newRow("step's field") << u"code"_s << false;
    QTest::newRow("recovery's field") << u"agreed"_s << false;
    QTest::newRow("discovery's field") << u"directory"_s << false;
    QTest::newRow("token") << u"access"_s << true;
    QTest::newRow("plain capture") << u"until"_s << false;
    QTest::newRow("step's capture") << u"ticket"_s << true;
    QTest::newRow("base URL") << u"baseUrl"_s << false;
    QTest::newRow("unknown") << u"whatever"_s << true;
}

void tst_AuthProfile::knowsWhatIsSecret()
{
    QFETCH(QString, name);
    QTEST(m_profile.isSecret(name), "isSecret");
}

void tst_AuthProfile::firstPublicRuleCounts()
{
    AuthProfile profile;
    profile.publicRules = {{{u"POST"_s, u"/a/b"_s}, true}, {{{}, u"/a/**"_s}, false}};
    QVERIFY(profile.publicRule("POST", u"/a/b"_s)->neverCarries);
    QVERIFY(!profile.publicRule("GET", u"/a/b"_s)->neverCarries);
    QVERIFY(!profile.publicRule("POST", u"/c"_s));
    QVERIFY(!profile.publicRule("POST", u"/a/..%2fc"_s));
}

void tst_AuthProfile::matchesAnswers_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<bool>("onlyWhenExpired");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("isExpired");
    QTest::addColumn<bool>("expected");
    const QStringList none, expired{u"Token has EXPIRED"_s, u"too old"_s};
    QTest::newRow("status") << 401 << 401 << none << false << 401 << QByteArray() << false << true;
    QTest::newRow("another status") << 401 << 401 << none << false << 403 << QByteArray() << false << false;
    QTest::newRow("a hundred") << 400 << 499 << none << false << 418 << QByteArray() << false << true;
    QTest::newRow("beyond the hundred") << 400 << 499 << none << false << 500 << QByteArray() << false << false;
    QTest::newRow("words whatever the case")
        << 403 << 403 << expired << false << 403 << QByteArray("the token has expired.") << false << true;
    QTest::newRow("one of the words") << 403 << 403 << expired << false << 403 << QByteArray("Too old") << false << true;
    QTest::newRow("other words") << 403 << 403 << expired << false << 403 << QByteArray("Forbidden") << false << false;
    QTest::newRow("words with another status")
        << 403 << 403 << expired << false << 401 << QByteArray("too old") << false << false;
    QTest::newRow("time over") << 403 << 403 << none << true << 403 << QByteArray() << true << true;
    QTest::newRow("time not over") << 403 << 403 << none << true << 403 << QByteArray() << false << false;
    QTest::newRow("words far away") << 403 << 403 << expired << false << 403 << QByteArray(1'000'000, ' ') + "too old"
                                    << false << false;
}

void tst_AuthProfile::matchesAnswers()
{
    QFETCH(int, from);
    QFETCH(int, to);
    QFETCH(QStringList, words);
    QFETCH(bool, onlyWhenExpired);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(bool, isExpired);
    QTEST((AnswerMatch{from, to, words, onlyWhenExpired}.matches(status, body, isExpired)), "expected");
}

void tst_AuthProfile::findsTheApisOwnWords_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("expected");
    QTest::newRow("with all") << QByteArray(R"({"m":"no","c":"E1"})") << u"no (E1)"_s;
    QTest::newRow("without the code") << QByteArray(R"({"m":"no"})") << u"no"_s;
    QTest::newRow("white space") << QByteArray(R"({"m":"  no\n way "})") << u"no way"_s;
    QTest::newRow("blank") << QByteArray(R"({"m":"  "})") << QString();
    QTest::newRow("elsewhere") << QByteArray(R"({"x":"no"})") << QString();
    QTest::newRow("HTML") << QByteArray("<html>no</html>") << QString();
    QTest::newRow("braces stay braces") << QByteArray(R"({"m":"{{password}}","c":"{{value}}"})")
                                        << u"{{password}} ({{value}})"_s;
}

void tst_AuthProfile::findsTheApisOwnWords()
{
    QFETCH(QByteArray, body);
    AuthProfile profile;
    profile.errors = {
        {capture(u"$response.body#/m"_s), {{u"code"_s, capture(u"$response.body#/c"_s)}}, text(u"{{value}} ({{code}})"_s)},
        {capture(u"$response.body#/m"_s), {}, {}}};
    QTEST(profile.errorText({400, {}, body}), "expected");
}

void tst_AuthProfile::longWordsAreCut()
{
    AuthProfile profile;
    profile.errors = {{capture(u"$response.body"_s), {}, {}}};
    const QString shown = profile.errorText({400, {}, QByteArray(5000, 'x')});
    QCOMPARE(shown.size(), 500);
    QVERIFY(shown.endsWith(u'…'));
}

void tst_AuthProfile::hintsFitRequestAndAnswer()
{
    AuthProfile profile;
    profile.hints = {
        {{404, 404, {}, false}, Endpoint{u"POST"_s, u"/login"_s}, u"off"_s, {}}, {{400, 499, {}, false}, std::nullopt, u"no"_s, {}}};
    QCOMPARE(profile.hint("POST", u"/login"_s, 404, {}, false), u"off"_s);
    QCOMPARE(profile.hint("GET", u"/login"_s, 404, {}, false), u"no"_s);
    QCOMPARE(profile.hint("GET", u"/login"_s, 500, {}, false), QString());
}

void tst_AuthProfile::namesWhatTheRedactorMasks()
{
    const QStringList masked = m_profile.secretNames();
    for (const char *name : {"ssn", "x-api-key", "Authorization", "tenant", "sid", "X-Tenant", "list", "X-Maybe", "password",
             "access", "X-Refresh", "ticket", "token", "nonce", "X-Key"})
        QVERIFY2(masked.contains(QString::fromLatin1(name)), name);
    for (const char *name : {"user", "region", "X-Region", "phone", "until", "role", "message", ""})
        QVERIFY2(!masked.contains(QString::fromLatin1(name)), name);
    QCOMPARE(QSet<QString>(masked.begin(), masked.end()).size(), masked.size());
}

// One user name for Basic or Digest, as one chooses: of Digest it may be "DOMAIN:ada".
void tst_AuthProfile::refusesAColonOnlyWhereItCantBeSent()
{
    ApplyChoice::Option basic{u"basic"_s, u"Basic"_s, {}}, digest{u"digest"_s, u"Digest"_s, {}};
    basic.apply.basic = {text(u"{{username}}"_s), text(u"{{access}}"_s)};
    digest.apply.login = {HttpLogin::Scheme::Digest, text(u"{{username}}"_s), text(u"{{access}}"_s)};
    AuthProfile profile;
    profile.choices = {{u"scheme"_s, u"Scheme"_s, {basic, digest}}};
    const auto complaint = [&profile](const QString &choice, const QString &field) {
        return RequestBuilder::complaint(profile, {{u"scheme"_s, choice}}, field, u"DOMAIN:ada"_s);
    };
    QVERIFY(!complaint(u"basic"_s, u"username"_s).isEmpty());
    QVERIFY(!complaint({}, u"username"_s).isEmpty()); // the first
    QCOMPARE(complaint(u"basic"_s, u"access"_s), QString());
    QCOMPARE(complaint(u"digest"_s, u"username"_s), QString());
    profile.always.basic = basic.apply.basic;
    QVERIFY(!complaint(u"digest"_s, u"username"_s).isEmpty());
}

QTEST_GUILESS_MAIN(tst_AuthProfile)
#include "tst_AuthProfile.moc"
