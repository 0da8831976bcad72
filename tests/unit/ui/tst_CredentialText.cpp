#include "ui/credentials/CredentialText.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const UtcTime now(Milliseconds(1'795'356'364'000LL));

// Signed in 18 s ago for a minute, refreshes in 31 s.
CredentialItem active()
{
    CredentialItem item;
    CredentialStatus &status = item.status;
    status.credential.id = {u"datarhei-core"_s, u"Sandbox"_s, u"admin"_s};
    status.profileName = u"datarhei Core"_s;
    status.accountName = u"admin"_s;
    status.state = Active{};
    status.generation = 1;
    status.obtainedAt = now - 18s;
    status.access = {Expiry::Kind::At, now + 42s};
    status.nextRefresh = now + 31s;
    status.refreshesByItself = true;
    item.refresh = RefreshRule::Kind::Steps;
    return item;
}

}

class tst_CredentialText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void saysTheState_data();
    void saysTheState();
    void countsWithTheServersClock();
    void countsALife_data();
    void countsALife();
    void saysWhoSignedIn_data();
    void saysWhoSignedIn();
    void saysWhatTheUserMustDo_data();
    void saysWhatTheUserMustDo();
    void saysSkewFromFiveSecondsOn();
    void hasWordsForEveryEvent();
    void sleepsUntilTheTextChanges();
};

void tst_CredentialText::saysTheState_data()
{
    using Tone = CredentialText::Tone;
    QTest::addColumn<CredentialItem>("item");
    QTest::addColumn<QString>("state");
    QTest::addColumn<Tone>("tone");
    QTest::addColumn<QString>("countdown");
    const auto row = [](const char *name, const CredentialItem &item, const QString &state, Tone tone,
                         const QString &countdown) { QTest::newRow(name) << item << state << tone << countdown; };
    CredentialItem item = active();
    row("active", item, u"active, refreshes in 0:31"_s, Tone::Calm, u"0:42"_s);
    item.status.nextRefresh = now;
    row("due", item, u"active, refreshes now"_s, Tone::Calm, u"0:42"_s);
    item.status.nextRefresh.reset();
    row("refreshes when used", item, u"active for 0:42, refreshes when used then"_s, Tone::Calm, u"0:42"_s);
    item.status.state = Refreshing{};
    row("refreshing", item, u"active, refreshing now"_s, Tone::Calm, u"0:42"_s);

    item = active();
    item.status.access.at = now + std::chrono::days(29) + 1h;
    item.status.nextRefresh = now + std::chrono::days(27) + 1h;
    row("days", item, u"active, refreshes in 27 days"_s, Tone::Calm, u"29 days"_s);
    item.status.access.at = now + 12min + 30s;
    row("minutes", item, u"active, refreshes in 27 days"_s, Tone::Calm, u"12:30"_s);
    item.status.access = {Expiry::Kind::Never, {}};
    item.status.nextRefresh.reset();
    row("never", item, u"active, does not expire"_s, Tone::Calm, QString());
    item.status.access = {};
    row("unknown is not never", item, u"active, its end is not known"_s, Tone::Calm, QString());

    item = active();
    item.status.failures = 2;
    item.status.nextRefresh = now + 4s;
    row("refreshes are failing", item, u"active, refresh failed, tries again in 0:04"_s, Tone::Warn, u"0:42"_s);
    item.status.nextRefresh.reset();
    row("failed, paused", item, u"active, refresh failed, ends in 0:42"_s, Tone::Warn, u"0:42"_s);
    item.status.access.at = now - 61s;
    row("failed and over", item, u"expired 1 min ago, refresh failed"_s, Tone::Bad, u"expired"_s);
    item.status.nextRefresh = now + 16s;
    row("failed, over, tries again", item, u"expired 1 min ago, refresh failed, tries again in 0:16"_s, Tone::Bad,
        u"expired"_s);

    item = active();
    item.status.refreshesByItself = false;
    item.status.nextRefresh.reset();
    row("will need the user", item, u"active, ends in 0:42, then sign in again"_s, Tone::Calm, u"0:42"_s);
    item.status.access.at = now + 10s;
    row("needs the user soon", item, u"active, ends in 0:10, then sign in again"_s, Tone::Bad, u"0:10"_s);
    item.status.access.at = now - 106s;
    item.status.state = Expired{};
    row("needs the user now", item, u"expired 1 min ago, sign in again"_s, Tone::Bad, u"expired"_s);

    item = active();
    item.status.access.at = now - 106s;
    item.status.state = Expired{};
    row("expired, refreshes", item, u"expired 1 min ago, refreshes at next use"_s, Tone::Quiet, u"expired"_s);
    item.refresh = RefreshRule::Kind::SignIn;
    row("expired, signs in", item, u"expired 1 min ago, signs in again at next use"_s, Tone::Quiet, u"expired"_s);
    item.status.state = Refreshing{true};
    row("expired, refreshing", item, u"expired 1 min ago, refreshing now"_s, Tone::Warn, u"expired"_s);
    item.status.state = Active{};
    row("over before anybody said so", item, u"expired 1 min ago, signs in again at next use"_s, Tone::Quiet, u"expired"_s);

    item = active();
    item.status.state = Failed{{ErrorKind::AuthRejected, u"Refused."_s, {}}};
    row("refused", item, u"sign in again"_s, Tone::Bad, u"0:42"_s);
    item.status.state = SignedOut{};
    row("signed out", item, u"signed out"_s, Tone::Quiet, u"signed out"_s);
    item.status.isUnread = true;
    row("not read yet", item, u"the keychain is locked: unlock it to use this one"_s, Tone::Warn, u"keychain locked"_s);
    item.status.isUnread = false;
    item.status.state = SigningIn{};
    item.status.generation = 0;
    row("signing in", item, u"signing in"_s, Tone::Calm, u"signing in"_s);

    item = active();
    item.status.addressToConfirm = u"https://other.example"_s;
    row("address changed", item, u"waits for your yes: its address changed"_s, Tone::Warn, u"0:42"_s);
    item = active();
    item.hasProfile = false;
    row("no profile", item, u"its profile is missing, so it can't be used"_s, Tone::Bad, u"0:42"_s);
}

void tst_CredentialText::saysTheState()
{
    QFETCH(CredentialItem, item);
    const CredentialText::Line line = CredentialText::state(item, now);
    QTEST(line.text, "state");
    QVERIFY(line.brief.size() < line.text.size());
    QVERIFY2(!line.brief.endsWith(u"again at next use"_s), qPrintable(line.brief)); // too long for a card
    QTEST(line.tone, "tone");
    QTEST(CredentialText::countdown(item, now), "countdown");
    QVERIFY(CredentialText::spoken(item, now).startsWith(u"admin, datarhei Core, Sandbox: "_s + line.text));
}

void tst_CredentialText::countsWithTheServersClock()
{
    CredentialItem item = active();
    item.status.serverOffset = 12s;
    QCOMPARE(CredentialText::countdown(item, now), u"0:30"_s);
    QCOMPARE(CredentialText::end(item.status.access, item.status.serverOffset, now), u"in 0:30, 14:06:34"_s);
    QCOMPARE(CredentialText::end({Expiry::Kind::At, now - 1h}, 0ms, now), u"over since 13:06:04"_s);
    QCOMPARE(CredentialText::end({Expiry::Kind::At, now + 1h, true}, 0ms, now), u"about in 1 h, 15:06:04"_s);
    QCOMPARE(CredentialText::end({Expiry::Kind::Never, {}}, 0ms, now), u"never"_s);
    QCOMPARE(CredentialText::end({}, 0ms, now), u"not known"_s);
}

void tst_CredentialText::countsALife_data()
{
    using Kind = Countdown::Kind;
    QTest::addColumn<CredentialItem>("item");
    QTest::addColumn<Countdown>("life");
    CredentialItem item = active();
    QTest::newRow("active") << item << Countdown{Kind::Until, now + 42s, 60s};
    item.status.serverOffset = -2s; // the server's clock is behind: its end comes later for us
    QTest::newRow("skewed") << item << Countdown{Kind::Until, now + 44s, 60s};
    item.status.access = {};
    QTest::newRow("unknown") << item << Countdown{Kind::Unknown, {}, {}};
    item.status.state = Expired{};
    QTest::newRow("unknown, and the server said it is over") << item << Countdown{};
    item = active();
    item.status.access = {Expiry::Kind::Never, {}};
    QTest::newRow("never") << item << Countdown{Kind::Never, {}, {}};
    item.status.state = SignedOut{};
    QTest::newRow("signed out") << item << Countdown{};
    item = active();
    item.status.generation = 0;
    item.status.state = SigningIn{};
    QTest::newRow("signing in for the first time") << item << Countdown{};
}

void tst_CredentialText::countsALife()
{
    QFETCH(CredentialItem, item);
    QTEST(CredentialText::life(item.status), "life");
}

void tst_CredentialText::saysWhoSignedIn_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("role");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing known") << QString() << QString() << QString();
    QTest::newRow("the name says it already") << u"admin"_s << QString() << QString();
    QTest::newRow("role") << u"admin"_s << u"ReadWrite"_s << u"ReadWrite"_s;
    QTest::newRow("another name") << u"anna@example.com"_s << QString() << u"anna@example.com"_s;
    QTest::newRow("both") << u"anna@example.com"_s << u"attendee"_s << u"anna@example.com, attendee"_s;
}

void tst_CredentialText::saysWhoSignedIn()
{
    QFETCH(QString, name);
    QFETCH(QString, role);
    CredentialItem item = active();
    item.status.accountName = name;
    item.status.role = role;
    QTEST(CredentialText::account(item.status), "text");
}

void tst_CredentialText::saysWhatTheUserMustDo_data()
{
    using Need = CredentialText::Need;
    QTest::addColumn<CredentialItem>("item");
    QTest::addColumn<Need>("need");
    CredentialItem item = active();
    QTest::newRow("active") << item << Need::Nothing;
    item.status.state = Expired{};
    QTest::newRow("expired, recovers") << item << Need::Nothing;
    item.status.refreshesByItself = false;
    QTest::newRow("expired, does not") << item << Need::SignIn;
    item.status.state = SignedOut{};
    QTest::newRow("signed out") << item << Need::SignIn;
    item.status.isUnread = true;
    QTest::newRow("not read yet") << item << Need::Unlock;
    item.status.isUnread = false;
    item.status.state = Failed{};
    QTest::newRow("failed") << item << Need::SignIn;
    item.status.addressToConfirm = u"https://other.example"_s;
    QTest::newRow("address first") << item << Need::ConfirmAddress;
    item = active();
    item.status.state = SignedOut{};
    item.hasProfile = false;
    QTest::newRow("no profile to sign in by") << item << Need::Nothing;
}

void tst_CredentialText::saysWhatTheUserMustDo()
{
    QFETCH(CredentialItem, item);
    QTEST(CredentialText::need(item), "need");
}

void tst_CredentialText::saysSkewFromFiveSecondsOn()
{
    QVERIFY(CredentialText::skew(4999ms).isEmpty());
    QVERIFY(CredentialText::skew(-4999ms).isEmpty());
    QVERIFY(CredentialText::skew(12s).contains("12 s ahead"_L1));
    QVERIFY(CredentialText::skew(-90s).contains("90 s behind"_L1));
}

void tst_CredentialText::hasWordsForEveryEvent()
{
    using Event = CredentialEvent;
    QSet<QString> seen;
    for (int kind = 0; kind <= int(Event::Kind::Withheld); ++kind) {
        Event event;
        event.kind = Event::Kind(kind);
        const QString text = CredentialText::event(event).text;
        QVERIFY(!text.isEmpty());
        seen.insert(text);
    }
    QCOMPARE(seen.size(), int(Event::Kind::Withheld) + 1);
    Event used;
    used.status = 404;
    QCOMPARE(CredentialText::event(used), (CredentialText::Line{u"Used, answer 404"_s, CredentialText::Tone::Warn, {}}));
    Event silent;
    silent.kind = Event::Kind::Refreshed;
    silent.reason = Event::Reason::Timer;
    QCOMPARE(CredentialText::event(silent).text, u"Refreshed by itself"_s);
}

void tst_CredentialText::sleepsUntilTheTextChanges()
{
    CredentialItem item = active();
    item.status.access.at = now + 42'400ms;
    item.status.nextRefresh = now + 31'300ms;
    QCOMPARE(CredentialText::untilChange(item.status, now), Milliseconds(300));
    item.status.state = SignedOut{};
    QVERIFY(!CredentialText::untilChange(item.status, now));
    item = active();
    item.status.access = {Expiry::Kind::Never, {}};
    item.status.nextRefresh.reset();
    QVERIFY(!CredentialText::untilChange(item.status, now));
}

QTEST_GUILESS_MAIN(tst_CredentialText)
#include "tst_CredentialText.moc"
