#include "app/timeline/TimelineStore.h"
#include "tests/support/FakeClock.h"
#include "tests/support/SampleTimeline.h"
#include "ui/settings/SettingsStore.h"
#include "ui/shell/BottomDock.h"
#include "ui/shell/TimelineDesk.h"
#include "ui/theme/Theme.h"
#include "ui/timeline/TimelineChart.h"
#include "ui/timeline/TimelineModel.h"
#include "ui/timeline/TimelinePanel.h"
#include "ui/widgets/Ticker.h"

#include <QtCore/QTemporaryDir>
#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlQuery>
#include <QtTest/QtTest>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QToolButton>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// The timeline in the window: what it brings back, whom it follows, and where there is room for it.
class tst_TimelineDesk : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_world = std::make_unique<World>(); }
    void cleanup();
    void bringsBackWhatWas();
    void followsCredentials();
    void keepsTheLivesThatReachIn();
    void keepsWhatItHasWhereItCantRead();
    void looksAtThePresentTokenOnly_data();
    void looksAtThePresentTokenOnly();
    void dockIsThereWhereThereIsRoom_data();
    void dockIsThereWhereThereIsRoom();
    void dockKeepsItsHeightAndState();

private:
    void record(const QList<TimelineEvent> &events);
    void open(); // the desk, with its panel
    void openTable(const QList<CredentialItem> &items);

    struct World {
        void restart() // with what is on disk
        {
            store.reset();
            store = std::make_unique<TimelineStore>(folder.filePath(u"t.sqlite"_s), clock);
        }

        QTemporaryDir folder;
        FakeClock clock;
        Ticker ticker{clock};
        TimelineLanes lanes;
        FixedCredentials credentials;
        std::unique_ptr<TimelineStore> store = std::make_unique<TimelineStore>(folder.filePath(u"t.sqlite"_s), clock);
    };
    Theme m_theme;
    std::unique_ptr<World> m_world;
    std::unique_ptr<TimelineDesk> m_desk;
    std::unique_ptr<TimelinePanel> m_panel; // the desk's: a window puts it elsewhere
};

void tst_TimelineDesk::cleanup()
{
    m_panel.reset();
    m_desk.reset();
    m_world.reset();
}

void tst_TimelineDesk::record(const QList<TimelineEvent> &events)
{
    for (const TimelineEvent &event : events)
        m_world->store->record(event);
}

void tst_TimelineDesk::open()
{
    m_desk = std::make_unique<TimelineDesk>(TimelineDesk::Parts{*m_world->store, m_theme, m_world->ticker, m_world->credentials});
    m_panel.reset(&m_desk->panel());
    m_panel->resize(900, 240);
    m_panel->show();
}

void tst_TimelineDesk::openTable(const QList<CredentialItem> &items)
{
    m_world->credentials.putMany(items);
    open();
    m_panel->setTableShown(true);
}

void tst_TimelineDesk::bringsBackWhatWas()
{
    const SampleTimeline sample = SampleTimeline::minutes(m_world->clock.now());
    record(sample.events);
    m_world->restart();
    openTable(sample.items);
    const auto *model = m_panel->findChild<TimelineModel *>();
    QTRY_COMPARE(model->rowCount(), int(sample.events.size()));
    TimelineEvent event = sample.events.constFirst();
    event.at = m_world->clock.now();
    m_world->store->record(event);
    QCOMPARE(model->rowCount(), int(sample.events.size()) + 1);
}

void tst_TimelineDesk::followsCredentials()
{
    const SampleTimeline sample = SampleTimeline::minutes(m_world->clock.now());
    record(sample.events);
    openTable(sample.items);
    auto *credential = m_panel->findChild<QComboBox *>(u"timelineCredential"_s);
    QTRY_COMPARE(credential->count(), 1 + 5);
    const CredentialId organiser = sample.items.at(1).id();
    m_world->store->forget(organiser, {}); // as the recorder does, before anybody else hears of it
    m_world->credentials.remove(organiser);
    QTRY_COMPARE(credential->count(), 1 + 4);
    QCOMPARE(credential->findText(u"organiser"_s, Qt::MatchStartsWith), -1);
}

// Far more events than are kept: a quiet credential's token, older than all of them, still has its bar.
void tst_TimelineDesk::keepsTheLivesThatReachIn()
{
    const UtcTime now = m_world->clock.now();
    SampleTimeline sample;
    const CredentialId quiet = SampleTimeline::id(u"kent-hack"_s, u"organiser"_s), busy = SampleTimeline::id(u"datarhei-core"_s, u"admin"_s);
    sample.live(quiet, now - 20 * 24h, 30 * 24h, 0s, TimelineEvent::Kind::SignedIn);
    for (int i = 0; i < 21'000; ++i)
        sample.request(busy, now - 21'000s + i * 1s, 200, u"http://127.0.0.1:1/x"_s);
    for (qsizetype i = 0; i < sample.events.size(); ++i) {
        m_world->store->record(sample.events.at(i));
        if (i % 5'000 == 0) // below what may wait in memory
            m_world->clock.advance(1s);
    }
    m_world->restart();
    open();
    QTRY_VERIFY_WITH_TIMEOUT(m_panel->chart().isVisible(), 20'000);
    const int y = TimelineFrame::margin(m_theme) + TimelineFrame::rowHeight(m_theme) + 10; // the second lane, by name
    const QString told = m_panel->chart().tellAt({m_panel->chart().labelWidth() + int(m_panel->chart().scale().xOf(now - 60s)), y});
    QVERIFY2(told.contains("(30 days)"_L1), qPrintable(told));
}

// A full or busy disk: what was seen is right still, and it is tried again later.
void tst_TimelineDesk::keepsWhatItHasWhereItCantRead()
{
    const SampleTimeline sample = SampleTimeline::minutes(m_world->clock.now());
    record(sample.events);
    openTable(sample.items);
    const auto *model = m_panel->findChild<TimelineModel *>();
    const auto *trouble = m_panel->findChild<QToolButton *>(u"timelineTrouble"_s);
    QTRY_COMPARE(model->rowCount(), int(sample.events.size()));
    const auto alter = [this](const QString &statement) {
        bool isDone = false;
        {
            auto database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"other"_s);
            database.setDatabaseName(m_world->folder.filePath(u"t.sqlite"_s));
            isDone = database.open() && QSqlQuery(database).exec(statement);
        }
        QSqlDatabase::removeDatabase(u"other"_s);
        return isDone;
    };
    bool isForgotten = false;
    const CredentialId organiser = sample.items.at(1).id();
    m_world->store->forget(organiser, {this, [&isForgotten](const Result<Done> &done) { isForgotten = done.has_value(); }});
    QTRY_VERIFY(isForgotten);
    QVERIFY(alter(u"ALTER TABLE event RENAME TO elsewhere"_s));
    m_world->credentials.remove(organiser); // and it asks anew
    TimelineEvent event = sample.events.constFirst();
    event.at = m_world->clock.now();
    m_world->store->record(event); // meanwhile
    QTRY_VERIFY(trouble->isVisible());
    QVERIFY(trouble->accessibleName().contains("can't be read"_L1));
    QCOMPARE(model->rowCount(), int(sample.events.size()) + 1);

    QVERIFY(alter(u"ALTER TABLE elsewhere RENAME TO event"_s));
    for (int i = 0; i < 101; ++i)
        m_world->store->record(event);
    const auto ofOrganiser = std::count_if(sample.events.cbegin(), sample.events.cend(), [&](const TimelineEvent &each) { return each.lane == organiser; });
    QTRY_COMPARE(model->rowCount(), int(sample.events.size() - ofOrganiser) + 102);
    QVERIFY(!trouble->isVisible());
}

void tst_TimelineDesk::looksAtThePresentTokenOnly_data()
{
    QTest::addColumn<int>("lane");
    QTest::addColumn<int>("seconds"); // ago
    QTest::addColumn<bool>("isLookedAt");
    QTest::newRow("its birth") << 0 << 18 << true;
    QTest::newRow("in its life") << 0 << 5 << true;
    QTest::newRow("one before it") << 0 << 7 * 60 + 41 << false;
    QTest::newRow("one that is over") << 3 << 6 * 60 + 20 << false;
    QTest::newRow("of one who is gone") << 4 << 8 * 60 << false;
    QTest::newRow("before the first") << 3 << 7 * 60 + 29 << false;
}

void tst_TimelineDesk::looksAtThePresentTokenOnly()
{
    QFETCH(int, lane);
    QFETCH(int, seconds);
    QFETCH(bool, isLookedAt);
    const UtcTime now = m_world->clock.now();
    const SampleTimeline sample = SampleTimeline::minutes(now);
    record(sample.events);
    openTable(sample.items);
    const auto *model = m_panel->findChild<TimelineModel *>();
    QTRY_COMPARE(model->rowCount(), int(sample.events.size()));
    QSignalSpy looked(m_desk.get(), &TimelineDesk::tokenRequested);
    TimelineEvent event;
    event.lane = lane < sample.items.size() ? sample.items.at(lane).id() : SampleTimeline::id(u"datarhei-core"_s, u"intern"_s);
    event.at = now - seconds * 1s;
    Q_EMIT m_panel->inspectRequested(event.lane, event);
    QCOMPARE(looked.size(), isLookedAt ? 1 : 0);
}

void tst_TimelineDesk::dockIsThereWhereThereIsRoom_data()
{
    QTest::addColumn<int>("textSize");
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("wish"); // -1: none was uttered
    QTest::addColumn<bool>("isShown");
    QTest::newRow("1280x800") << 13 << 700 << -1 << true; // what bars and title leave of it
    QTest::newRow("low") << 13 << 480 << -1 << false;
    QTest::newRow("low, wanted") << 13 << 480 << 1 << true;
    QTest::newRow("high, put away") << 13 << 900 << 0 << false;
    QTest::newRow("large text") << 20 << 1400 << -1 << true;
    QTest::newRow("large text, low") << 20 << 900 << -1 << false;
}

void tst_TimelineDesk::dockIsThereWhereThereIsRoom()
{
    QFETCH(int, textSize);
    QFETCH(int, height);
    QFETCH(int, wish);
    QFETCH(bool, isShown);
    Theme theme;
    theme.setTextSize(textSize);
    SettingsStore settings(m_world->folder.filePath(u"window.json"_s), m_world->clock);
    if (wish >= 0)
        settings.change([&](WindowSettings &changed) { changed.isTimelineShown = wish == 1; });
    auto *panel = new TimelinePanel(theme, m_world->ticker, m_world->lanes, m_world->credentials);
    auto *work = new QWidget;
    BottomDock dock(theme, work, panel, settings);
    dock.resize(1280, height);
    dock.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dock));
    QCOMPARE(dock.isShown(), isShown);
    QVERIFY(work->height() >= theme.px(300));
    if (isShown && wish < 0) {
        QVERIFY2(panel->height() >= theme.px(110) && panel->height() <= theme.px(160), qPrintable(QString::number(panel->height())));
        QVERIFY(panel->minimumHeight() >= theme.px(86));
        QVERIFY(work->height() >= theme.px(520));
    }
}

void tst_TimelineDesk::dockKeepsItsHeightAndState()
{
    SettingsStore settings(m_world->folder.filePath(u"window.json"_s), m_world->clock);
    auto *panel = new TimelinePanel(m_theme, m_world->ticker, m_world->lanes, m_world->credentials);
    BottomDock dock(m_theme, new QWidget, panel, settings);
    dock.resize(1280, 760);
    dock.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dock));
    QVERIFY(dock.isShown());
    QSplitterHandle *handle = dock.handle(1);
    const QPoint grip = handle->rect().center();
    QTest::mousePress(handle, Qt::LeftButton, {}, grip);
    QTest::mouseMove(handle, grip - QPoint(0, 80));
    QTest::mouseRelease(handle, Qt::LeftButton, {}, grip - QPoint(0, 80));
    const int height = panel->height();
    QCOMPARE(settings.settings().timelineHeight, height);
    QTest::mouseClick(panel->findChild<QToolButton *>(u"timelineAway"_s), Qt::LeftButton);
    QVERIFY(!dock.isShown());
    QCOMPARE(settings.settings().isTimelineShown, std::optional(false));
    dock.setShown(true);
    QCOMPARE(panel->height(), height);
    dock.widget(0)->setMinimumHeight(720); // what nobody can do without, for a while
    QTRY_VERIFY(panel->height() < height);
    dock.widget(0)->setMinimumHeight(0);
    QTRY_COMPARE(panel->height(), height);
}

QTEST_MAIN(tst_TimelineDesk)
#include "tst_TimelineDesk.moc"
