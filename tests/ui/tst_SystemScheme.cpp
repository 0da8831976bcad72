#include "ui/theme/SystemScheme.h"

#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusContext>
#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusVariant>
#include <QtTest/QtTest>

using namespace tessera::ui;
using namespace Qt::StringLiterals;

#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
#define SKIP_WHERE_QT_KNOWS() QSKIP("Qt follows the desktop itself from 6.5 on")
#else
#define SKIP_WHERE_QT_KNOWS()
#endif

// The desktop's settings portal, as far as it is asked. Answers like the real one: a variant in a variant.
class FakePortal : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")
public:
    uint preference = 0;
    int reads = 0;

public Q_SLOTS:
    QDBusVariant Read(const QString &group, const QString &key)
    {
        ++reads;
        if (group != "org.freedesktop.appearance"_L1 || key != "color-scheme"_L1)
            return {};
        return QDBusVariant(QVariant::fromValue(QDBusVariant(preference)));
    }

Q_SIGNALS:
    void SettingChanged(const QString &group, const QString &key, const QDBusVariant &value);
};

class tst_SystemScheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void asksThePortal_data();
    void asksThePortal();
    void hearsOfAChange();
    void othersSettingsChangeNothing();
    void understandsEveryAnswer();

private:
    std::unique_ptr<FakePortal> m_portal;
};

void tst_SystemScheme::init()
{
    SKIP_WHERE_QT_KNOWS();
    m_portal = std::make_unique<FakePortal>();
    auto bus = QDBusConnection::sessionBus();
    QVERIFY(bus.registerService(u"org.freedesktop.portal.Desktop"_s));
    QVERIFY(bus.registerObject(u"/org/freedesktop/portal/desktop"_s, m_portal.get(),
        QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
    QGuiApplication::setPalette(QPalette(Qt::white)); // light, wherever this runs
}

void tst_SystemScheme::cleanup()
{
    auto bus = QDBusConnection::sessionBus();
    bus.unregisterObject(u"/org/freedesktop/portal/desktop"_s);
    bus.unregisterService(u"org.freedesktop.portal.Desktop"_s);
}

void tst_SystemScheme::asksThePortal_data()
{
    QTest::addColumn<uint>("preference");
    QTest::addColumn<bool>("isDark");
    QTest::newRow("none: as the palette is") << 0U << false;
    QTest::newRow("dark") << 1U << true;
    QTest::newRow("light") << 2U << false;
    QTest::newRow("something new") << 77U << false;
}

void tst_SystemScheme::asksThePortal()
{
    QFETCH(uint, preference);
    QFETCH(bool, isDark);
    m_portal->preference = preference;
    SystemScheme scheme;
    scheme.follow();
    QCOMPARE(scheme.scheme(), Scheme::Light); // nobody waits for the answer
    QTRY_COMPARE(m_portal->reads, 1);
    QTRY_COMPARE(scheme.scheme(), isDark ? Scheme::Dark : Scheme::Light);
}

void tst_SystemScheme::hearsOfAChange()
{
    SystemScheme scheme;
    scheme.follow();
    QTRY_COMPARE(m_portal->reads, 1);
    QSignalSpy changes(&scheme, &SystemScheme::changed);
    Q_EMIT m_portal->SettingChanged(u"org.freedesktop.appearance"_s, u"color-scheme"_s, QDBusVariant(1U));
    QTRY_COMPARE(changes.size(), 1);
    QCOMPARE(scheme.scheme(), Scheme::Dark);
}

void tst_SystemScheme::othersSettingsChangeNothing()
{
    SystemScheme scheme;
    scheme.follow();
    QTRY_COMPARE(m_portal->reads, 1);
    Q_EMIT m_portal->SettingChanged(u"org.gnome.desktop.interface"_s, u"color-scheme"_s, QDBusVariant(u"dark"_s));
    Q_EMIT m_portal->SettingChanged(u"org.freedesktop.appearance"_s, u"accent-color"_s, QDBusVariant(1U));
    QSignalSpy changes(&scheme, &SystemScheme::changed);
    Q_EMIT m_portal->SettingChanged(u"org.freedesktop.appearance"_s, u"color-scheme"_s, QDBusVariant(1U));
    QTRY_COMPARE(scheme.scheme(), Scheme::Dark); // signals keep their order: the others were heard before
    QCOMPARE(changes.size(), 1);
}

void tst_SystemScheme::understandsEveryAnswer()
{
    QCOMPARE(SystemScheme::fromPortal(1U), Scheme::Dark);
    QCOMPARE(SystemScheme::fromPortal(QVariant::fromValue(QDBusVariant(2U))), Scheme::Light);
    QCOMPARE(SystemScheme::fromPortal(u"dark"_s), std::nullopt);
    QCOMPARE(SystemScheme::fromPortal(QVariant()), std::nullopt);
}

QTEST_MAIN(tst_SystemScheme)
#include "tst_SystemScheme.moc"
