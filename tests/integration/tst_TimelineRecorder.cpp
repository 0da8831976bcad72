#include "app/timeline/TimelineRecorder.h"
#include "app/timeline/TimelineStore.h"
#include "tests/support/AuthWorld.h"
#include "tests/support/TokenServer.h"

#include <QtTest/QtTest>

using namespace tessera;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = TimelineEvent::Kind;

// What the auth manager lives through, as it is kept.
class tst_TimelineRecorder : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void takesDownTheLifeOfATokens();
    void takesDownRequests();
    void saysWhatWentWithoutTheToken();
    void forgetsWithTheCredential();
    void followsARename();
    void keepsNoSecret();
    void keepsTheNamesOfAQuery_data();
    void keepsTheNamesOfAQuery();
    void aPasswordLeavesNoFingerprint();

private:
    [[nodiscard]] QList<TimelineEvent> events();

    std::unique_ptr<AuthHome> m_home;
    std::unique_ptr<TokenServer> m_server;
    std::unique_ptr<AuthWorld> m_world;
    std::unique_ptr<TimelineStore> m_store;
    std::unique_ptr<TimelineRecorder> m_recorder;
};

void tst_TimelineRecorder::init()
{
    m_home = std::make_unique<AuthHome>();
    m_home->writeProfile();
    m_server = std::make_unique<TokenServer>();
    m_world = std::make_unique<AuthWorld>(*m_home);
    m_store = std::make_unique<TimelineStore>(m_home->folder.filePath(u"timeline.sqlite"_s), m_world->clock);
    m_recorder = std::make_unique<TimelineRecorder>(m_world->auth, m_world->redactor, *m_store);
    QVERIFY(!m_world->load());
    QVERIFY(!m_world->signIn(m_server->url()));
}

void tst_TimelineRecorder::cleanup()
{
    m_recorder.reset();
    m_store.reset();
    m_world.reset();
    m_server.reset();
}

QList<TimelineEvent> tst_TimelineRecorder::events()
{
    std::optional<QList<TimelineEvent>> found;
    m_store->query({}, {this, [&](const Result<QList<TimelineEvent>> &result) { found = result.value_or(QList<TimelineEvent>()); }});
    (void)QTest::qWaitFor([&] { return found.has_value(); }, 10'000);
    return found.value_or(QList<TimelineEvent>());
}

void tst_TimelineRecorder::takesDownTheLifeOfATokens()
{
    m_world->clock.advance(60s);
    QVERIFY(!m_world->refresh());
    m_world->clock.advance(60s);
    m_server->setRefreshMood(TokenServer::Mood::Refuse);
    QVERIFY(m_world->refresh());
    const QList<TimelineEvent> all = events();
    QCOMPARE(all.size(), 3);
    QCOMPARE(all.at(0).kind, Kind::SignedIn);
    QCOMPARE(all.at(0).lane, AuthWorld::ada);
    QCOMPARE(all.at(0).accessEnds(), std::optional(all.at(0).at + 3600s));
    QCOMPARE(all.at(1).kind, Kind::Refreshed);
    QCOMPARE(all.at(1).reason, CredentialEvent::Reason::User);
    QVERIFY(all.at(1).fingerprint != all.at(0).fingerprint);
    QCOMPARE(all.at(1).fingerprint.size(), 8);
    QCOMPARE(all.at(2).kind, Kind::RefreshRefused);
    QVERIFY(all.at(2).text.endsWith(u'.') || all.at(2).text.endsWith(u'”'));
}

void tst_TimelineRecorder::takesDownRequests()
{
    (void)m_world->auth.judge(*m_world->authorise(m_server->url() + u"/data"_s), 200, {}); // its own event is no second tick
    m_recorder->noteRequest(AuthWorld::ada, {"GET", (m_server->url() + u"/data?token=fake-canary"_s).toUtf8(), {}, 200, m_world->clock.now() + 1s, 40ms});
    m_recorder->noteRequest(AuthWorld::ada, {"GET", (m_server->url() + u"/data?page=2&"_s + QString(5'000, u'x') + u"=1#part"_s).toUtf8(), {}, 200, m_world->clock.now() + 2s, 0ms});
    m_recorder->noteRequest({}, {"GET", "http://127.0.0.1/x", {}, 200, m_world->clock.now() + 1s, 40ms}); // nobody's lane
    const QList<TimelineEvent> all = events();
    QCOMPARE(all.size(), 3);
    QCOMPARE(all.at(1).kind, Kind::Request);
    QCOMPARE(all.at(1).target, m_server->url() + u"/data?token=…"_s);
    QCOMPARE(all.at(1).status, 200);
    QCOMPARE(all.at(1).duration, 40ms);
    QCOMPARE(all.at(1).fingerprint, all.first().fingerprint);
    QVERIFY2(all.at(2).target.startsWith(m_server->url() + u"/data?page=2&x"_s), qPrintable(all.at(2).target));
    QVERIFY(all.at(2).target.size() <= 1001); // however long it was
}

void tst_TimelineRecorder::saysWhatWentWithoutTheToken()
{
    QVERIFY(m_world->authorise(u"http://127.0.0.2:1/data"_s)->isWithheld);
    TimelineRecorder::Attempt byHand{"GET", "http://127.0.0.1/x", {}, 200, m_world->clock.now() + 1s, 40ms};
    byHand.hasToken = false;
    m_recorder->noteRequest(AuthWorld::ada, byHand);
    const QList<TimelineEvent> all = events();
    QCOMPARE(all.size(), 3);
    QCOMPARE(all.at(1).kind, Kind::Withheld);
    QCOMPARE(all.at(1).lane, AuthWorld::ada);
    QCOMPARE(all.at(1).text, u"Kept back from http://127.0.0.2:1, which is not an address it is bound to."_s);
    QCOMPARE(all.at(2).kind, Kind::Request);
    QCOMPARE(all.at(2).fingerprint, QString());
    QVERIFY2(all.at(2).text.contains("written by hand"_L1), qPrintable(all.at(2).text));
}

// Of a token it tells one from the next; of a password it could be tried on a list of words.
void tst_TimelineRecorder::aPasswordLeavesNoFingerprint()
{
    const CredentialId id{u"standard-basic"_s, u"home"_s, u"ada"_s};
    QObject owner;
    std::optional<bool> isKept;
    connect(m_world->auth.signIn({id, m_server->url(), {}, {{u"username"_s, Secret(u"ada"_s)}, {u"password"_s, Secret(u"fake"_s)}}, {}, false}, &owner),
        &SignIn::finished, this, [&](const auto &result) { isKept = result.has_value(); });
    QTRY_VERIFY(isKept && *isKept);
    m_recorder->noteRequest(id, {"GET", (m_server->url() + u"/data"_s).toUtf8(), {}, 200, m_world->clock.now() + 1s, 40ms});
    const QList<TimelineEvent> all = events();
    QCOMPARE(all.size(), 3);
    QVERIFY(!all.at(0).fingerprint.isEmpty()); // of the token of another
    QCOMPARE(all.at(1).lane, id);
    QCOMPARE(all.at(1).fingerprint, QString());
    QCOMPARE(all.at(2).kind, Kind::Request);
    QCOMPARE(all.at(2).fingerprint, QString());
}

void tst_TimelineRecorder::forgetsWithTheCredential()
{
    QCOMPARE(events().size(), 1);
    std::optional<bool> isGone;
    m_world->auth.forget(AuthWorld::ada, {this, [&](const Result<Done> &done) { isGone = done.has_value(); }});
    QTRY_VERIFY(isGone);
    QTRY_COMPARE(events().size(), 0);
}

void tst_TimelineRecorder::followsARename()
{
    Credential changed = m_world->status().credential;
    changed.id.account = u"lovelace"_s;
    std::optional<bool> isDone;
    m_world->auth.edit(AuthWorld::ada, changed, {this, [&](const Result<Done> &done) { isDone = done.has_value(); }});
    QTRY_VERIFY(isDone);
    QTRY_COMPARE(events().value(0).lane.account, u"lovelace"_s);
}

void tst_TimelineRecorder::keepsNoSecret()
{
    QVERIFY(!m_world->refresh());
    m_recorder->noteRequest(AuthWorld::ada, {"GET", "http://127.0.0.1/x?key=fake-canary&access_token=fake-canary&page=2", {}, 401, m_world->clock.now(), 40ms});
    const QByteArray jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJmYWtlIn0.ZmFrZS1zaWduYXR1cmU";
    for (const QByteArray &segment : {m_world->access().toUtf8(), jwt}) // some APIs take it there
        m_recorder->noteRequest(AuthWorld::ada, {"GET", "http://127.0.0.1/bot" + segment + "/send", {}, 200, m_world->clock.now(), 40ms});
    QCOMPARE(events().size(), 5);
    const QStringList secrets{u"fake-canary"_s, QString::fromLatin1(jwt), u"fake-password-canary"_s, u"access-token-"_s, u"refresh-token-"_s};
    QDirIterator files(m_home->folder.path(), {u"timeline*"_s}, QDir::Files);
    int looked = 0;
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        ++looked;
        for (const QString &secret : secrets)
            QVERIFY2(!bytes.contains(secret.toUtf8()), qPrintable(file.fileName()));
    }
    QVERIFY(looked >= 2);
}

void tst_TimelineRecorder::keepsTheNamesOfAQuery_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QString>("kept");
    QTest::newRow("which page") << "?page=2&limit=50&offset=100&sort=-name,age"_ba << u"?page=2&limit=50&offset=100&sort=-name,age"_s;
    QTest::newRow("names that no list knows") << "?code=fake-canary&email=ada@example.com&k1=k1"_ba << u"?code=…&email=…&k1=…"_s;
    QTest::newRow("a key that the credential added") << "?page=2&appid=k1"_ba << u"?page=2"_s;
    QTest::newRow("one with another spelling of its name") << "?%61ppid=k1"_ba << QString();
    QTest::newRow("a key called like a page") << "?limit=k1"_ba << QString();
    QTest::newRow("a word alone") << "?k1&page=2"_ba << u"?…&page=2"_s;
    QTest::newRow("more than a page") << "?page=2;code=fake&sort=%7b%7d&limit=0123456789012345678901234567890123456789x"_ba << u"?page=…&sort=…&limit=…"_s;
    QTest::newRow("nothing behind it") << "?a=&&b="_ba << u"?a=&b="_s;
    QTest::newRow("no items") << "?"_ba << QString();
    QTest::newRow("none") << "#top?x=1"_ba << QString();
}

// A key of five letters, a code of a sign-in, an address: nothing tells them from other words.
void tst_TimelineRecorder::keepsTheNamesOfAQuery()
{
    QFETCH(QByteArray, query);
    using Place = Applier::Addition::Place;
    const bool isKeyALimit = QByteArray(QTest::currentDataTag()) == "a key called like a page";
    const QList<Applier::Addition> added{{Place::Query, isKeyALimit ? u"limit"_s : u"appid"_s}, {Place::Header, u"page"_s}};
    m_recorder->noteRequest(AuthWorld::ada, {"GET", "http://127.0.0.1/x" + query, added, 200, m_world->clock.now() + 1s, 40ms});
    QFETCH(QString, kept);
    QCOMPARE(events().value(1).target, u"http://127.0.0.1/x"_s + kept);
}

QTEST_GUILESS_MAIN(tst_TimelineRecorder)
#include "tst_TimelineRecorder.moc"
