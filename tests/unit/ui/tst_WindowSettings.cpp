#include "tests/support/FakeClock.h"
#include "ui/settings/SettingsStore.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class tst_WindowSettings : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void comesBackAsItWas();
    void keepsWhatItDoesNotKnow();
    void namesWhatIsWrong_data();
    void namesWhatIsWrong();
    void windowComesBackOnAScreen_data();
    void windowComesBackOnAScreen();
    void isWrittenAMomentAfterAChange();
    void unreadableFileIsLeftAlone();
    void sameSettingsAreTheSameBytes();

private:
    static QByteArray bytesOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

void tst_WindowSettings::comesBackAsItWas()
{
    WindowSettings settings;
    settings.scheme = SchemeChoice::Dark;
    settings.textSize = 15;
    settings.geometry = QRect(-200, 40, 1300, 800);
    settings.isMaximized = true;
    settings.isRightShown = false;
    settings.leftWidth = 300;
    settings.isTimelineShown = false;
    settings.timelineHeight = 180;
    settings.isInspectorShown = false;
    settings.inspectorHeight = 250;
    settings.environment = u"Übung & Test"_s;
    settings.notifies = false;
    settings.runsSandbox = false;
    settings.colors = {{u"datarhei-core/sandbox/admin"_s, 3}, {u"a/b/c"_s, 0}};
    const auto read = WindowSettings::read(settings.write({}), u"window.json"_s);
    QVERIFY(read);
    QCOMPARE(*read, settings);
    QCOMPARE(*WindowSettings::read({}, u"window.json"_s), WindowSettings());
}

void tst_WindowSettings::keepsWhatItDoesNotKnow()
{
    const QByteArray before = R"({"version": 1, "later": {"x": [1, 2.50]}, "sides": {"bottom": true}})";
    const QByteArray after = WindowSettings().write(before);
    QVERIFY(after.contains(R"("later")"));
    QVERIFY(after.contains(R"("bottom": true)"));
    QVERIFY(WindowSettings::read(after, u"window.json"_s));
}

void tst_WindowSettings::namesWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("named");
    QTest::newRow("cut off") << QByteArray(R"({"scheme": "da)") << u"window.json"_s;
    QTest::newRow("not an object") << QByteArray("[1]") << u"window.json"_s;
    QTest::newRow("no such scheme") << QByteArray(R"({"scheme": "pink"})") << u"/scheme"_s;
    QTest::newRow("size") << QByteArray(R"({"textSize": 4000})") << u"/textSize"_s;
    QTest::newRow("geometry") << QByteArray(R"({"window": {"x": 1e99, "y": 0, "width": 1, "height": 1}})") << u"/window/x"_s;
    QTest::newRow("a colour too many") << QByteArray(R"({"colors": {"a": 70000}})") << u"/colors"_s;
    QTest::newRow("colours") << QByteArray(R"({"colors": 7})") << u"/colors"_s;
    QTest::newRow("a colour") << QByteArray(R"({"colors": {"a": -1}})") << u"/colors"_s;
    QTest::newRow("timeline") << QByteArray(R"({"timeline": {"shown": "no"}})") << u"/timeline/shown"_s;
    QTest::newRow("newer") << QByteArray(R"({"version": 2})") << u"/version"_s;
}

void tst_WindowSettings::namesWhatIsWrong()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, named);
    const auto read = WindowSettings::read(bytes, u"window.json"_s);
    QVERIFY(!read);
    QVERIFY2(read.error().message.contains(named), qPrintable(read.error().message));
}

void tst_WindowSettings::windowComesBackOnAScreen_data()
{
    QTest::addColumn<QRect>("wanted");
    QTest::addColumn<QList<QRect>>("screens");
    QTest::addColumn<QRect>("fitted");
    const QRect big(0, 0, 2560, 1400), small(0, 0, 1280, 760), right(2560, 0, 1920, 1080);
    QTest::newRow("as it was") << QRect(100, 80, 1440, 900) << QList<QRect>{big} << QRect(100, 80, 1440, 900);
    QTest::newRow("a smaller screen") << QRect(100, 80, 1440, 900) << QList<QRect>{small} << QRect(0, 0, 1280, 760);
    QTest::newRow("over the edge") << QRect(800, 500, 900, 600) << QList<QRect>{small} << QRect(380, 160, 900, 600);
    QTest::newRow("its screen is gone") << QRect(3000, 100, 900, 600) << QList<QRect>{small} << QRect(190, 80, 900, 600);
    QTest::newRow("second screen") << QRect(2600, 50, 1000, 700) << QList<QRect>{big, right} << QRect(2600, 50, 1000, 700);
    QTest::newRow("a sliver is not enough") << QRect(2500, 50, 1000, 700) << QList<QRect>{big} << QRect(780, 350, 1000, 700);
    QTest::newRow("too small to use") << QRect(10, 10, 5, 5) << QList<QRect>{small} << QRect(340, 180, 600, 400);
    QTest::newRow("no screen at all") << QRect(1, 2, 3, 4) << QList<QRect>{} << QRect(1, 2, 3, 4);
}

void tst_WindowSettings::windowComesBackOnAScreen()
{
    QFETCH(QRect, wanted);
    QFETCH(QList<QRect>, screens);
    QTEST(fittedGeometry(wanted, screens, QSize(600, 400)), "fitted");
}

void tst_WindowSettings::isWrittenAMomentAfterAChange()
{
    QTemporaryDir folder;
    FakeClock clock;
    SettingsStore store(folder.filePath(u"data/window.json"_s), clock);
    QVERIFY(store.load());
    QSignalSpy changes(&store, &SettingsStore::changed);
    for (int width = 250; width < 300; ++width)
        store.change([width](WindowSettings &settings) { settings.leftWidth = width; });
    store.change([](WindowSettings &settings) { settings.leftWidth = 299; }); // no change
    QCOMPARE(changes.size(), 50);
    QVERIFY(!QFile::exists(store.path()));
    clock.advance(1s);
    QVERIFY(bytesOf(store.path()).contains(R"("leftWidth": 299)"));
    QCOMPARE(QFile::permissions(store.path()) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    QCOMPARE(clock.timers(), 0);

    SettingsStore again(store.path(), clock);
    QVERIFY(again.load());
    QCOMPARE(again.settings().leftWidth, 299);
}

void tst_WindowSettings::unreadableFileIsLeftAlone()
{
    QTemporaryDir folder;
    FakeClock clock;
    const QString path = folder.filePath(u"window.json"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{ mine");
    file.close();
    SettingsStore store(path, clock);
    const auto loaded = store.load();
    QVERIFY(!loaded);
    QVERIFY(loaded.error().message.contains(path));
    store.change([](WindowSettings &settings) { settings.leftWidth = 299; });
    QVERIFY(store.flush());
    QCOMPARE(bytesOf(path), QByteArray("{ mine"));
    QCOMPARE(store.settings().leftWidth, 299); // as long as the window lives
}

void tst_WindowSettings::sameSettingsAreTheSameBytes()
{
    WindowSettings settings;
    for (int i = 0; i < 20; ++i)
        settings.colors.insert(QString::number(i), i % 10);
    const QByteArray once = settings.write({});
    QCOMPARE(settings.write(once), once);
    QCOMPARE(WindowSettings::read(once, {})->write({}), once);
}

QTEST_GUILESS_MAIN(tst_WindowSettings)
#include "tst_WindowSettings.moc"
