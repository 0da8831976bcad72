#include "ui/shell/DesktopNotifier.h"

#include <QtDBus/QDBusConnection>
#include <QtTest/QtTest>

using namespace tessera::ui;
using namespace Qt::StringLiterals;

// The desktop's notification service, as far as it is asked.
class FakeNotifications : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")
public:
    struct Note {
        uint replaced;
        QString title, text;
    };
    QStringList capabilities{u"body"_s, u"actions"_s};
    QList<Note> notes;
    QList<uint> closed;

public Q_SLOTS:
    QStringList GetCapabilities() { return capabilities; }
    uint Notify(const QString &, uint replaced, const QString &, const QString &title, const QString &text,
        const QStringList &, const QVariantMap &, int)
    {
        notes.append({replaced, title, text});
        return replaced ? replaced : uint(notes.size());
    }
    void CloseNotification(uint id) { closed << id; }

Q_SIGNALS:
    void ActionInvoked(uint id, const QString &action);
    void NotificationClosed(uint id, uint reason);
};

class tst_DesktopNotifier : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void tellsTheDesktop();
    void newerTakesTheOldersPlace();
    void textIsNotMarkup_data();
    void textIsNotMarkup();
    void clickComesBack();
    void withdrawnIsClosed();
    void nobodyThereIsNoTrouble();

private:
    std::unique_ptr<FakeNotifications> m_service;
};

void tst_DesktopNotifier::init()
{
    m_service = std::make_unique<FakeNotifications>();
    auto bus = QDBusConnection::sessionBus();
    QVERIFY(bus.registerService(u"org.freedesktop.Notifications"_s));
    QVERIFY(bus.registerObject(u"/org/freedesktop/Notifications"_s, m_service.get(),
        QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
}

void tst_DesktopNotifier::cleanup()
{
    auto bus = QDBusConnection::sessionBus();
    bus.unregisterObject(u"/org/freedesktop/Notifications"_s);
    bus.unregisterService(u"org.freedesktop.Notifications"_s);
}

void tst_DesktopNotifier::tellsTheDesktop()
{
    DesktopNotifier notifier;
    notifier.notify(u"a"_s, u"datarhei Core"_s, u"Sign in again as admin."_s);
    notifier.notify(u"b"_s, u"MIC"_s, u"And here."_s);
    QTRY_COMPARE(m_service->notes.size(), 2);
    QCOMPARE(m_service->notes.at(0).title, u"datarhei Core"_s);
    QCOMPARE(m_service->notes.at(0).text, u"Sign in again as admin."_s);
    QCOMPARE(m_service->notes.at(1).replaced, 0U);
}

void tst_DesktopNotifier::newerTakesTheOldersPlace()
{
    DesktopNotifier notifier;
    notifier.notify(u"a"_s, u"one"_s, {});
    QTRY_COMPARE(m_service->notes.size(), 1);
    QTRY_VERIFY([&] { // the service's answer is on its way
        notifier.notify(u"a"_s, u"two"_s, {});
        return QTest::qWaitFor([&] { return m_service->notes.constLast().replaced == 1U; }, 200);
    }());
    QCOMPARE(m_service->notes.constLast().title, u"two"_s);
}

void tst_DesktopNotifier::textIsNotMarkup_data()
{
    QTest::addColumn<bool>("readsMarkup");
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << false << u"<b>bold</b> & more"_s;
    QTest::newRow("markup") << true << u"&lt;b&gt;bold&lt;/b&gt; &amp; more"_s;
}

void tst_DesktopNotifier::textIsNotMarkup()
{
    QFETCH(bool, readsMarkup);
    if (readsMarkup)
        m_service->capabilities << u"body-markup"_s;
    DesktopNotifier notifier;
    notifier.notify(u"a"_s, u"t"_s, u"<b>bold</b> & more"_s);
    QTRY_COMPARE(m_service->notes.size(), 1);
    QTEST(m_service->notes.at(0).text, "text");
}

void tst_DesktopNotifier::clickComesBack()
{
    DesktopNotifier notifier;
    QSignalSpy clicks(&notifier, &DesktopNotifier::clicked);
    notifier.notify(u"datarhei-core/sandbox/admin"_s, u"t"_s, {});
    QTRY_COMPARE(m_service->notes.size(), 1);
    QTRY_VERIFY([&] {
        Q_EMIT m_service->ActionInvoked(1, u"default"_s);
        return QTest::qWaitFor([&] { return !clicks.isEmpty(); }, 200);
    }());
    Q_EMIT m_service->ActionInvoked(99, u"default"_s); // another program's
    const qsizetype before = clicks.size();
    Q_EMIT m_service->ActionInvoked(1, u"default"_s);
    QTRY_VERIFY(clicks.size() > before);
    for (const auto &click : std::as_const(clicks))
        QCOMPARE(click.at(0).toString(), u"datarhei-core/sandbox/admin"_s);
}

void tst_DesktopNotifier::withdrawnIsClosed()
{
    DesktopNotifier notifier;
    notifier.withdraw(u"a"_s); // nothing is shown
    notifier.notify(u"a"_s, u"t"_s, {});
    QTRY_COMPARE(m_service->notes.size(), 1);
    QTRY_VERIFY([&] {
        notifier.withdraw(u"a"_s);
        return QTest::qWaitFor([&] { return m_service->closed == QList<uint>{1U}; }, 200);
    }());
}

void tst_DesktopNotifier::nobodyThereIsNoTrouble()
{
    cleanup();
    DesktopNotifier notifier;
    QSignalSpy clicks(&notifier, &DesktopNotifier::clicked);
    notifier.notify(u"a"_s, u"t"_s, {});
    notifier.withdraw(u"a"_s);
    QVERIFY(QDBusConnection::sessionBus().registerService(u"org.freedesktop.Notifications"_s));
    QCOMPARE(m_service->notes.size(), 0);
    QCOMPARE(clicks.size(), 0);
}

QTEST_MAIN(tst_DesktopNotifier)
#include "tst_DesktopNotifier.moc"
