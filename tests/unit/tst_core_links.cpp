#include <QtTest/QTest>

#include <QtCore/QFile>

// That this program links is the proof: the whole of tessera_core is in it, and no other Qt than the core may use. What the
// libraries bring along on their own is looked at when it runs.
class tst_core_links : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void loadsNoGui()
    {
        QFile maps(QStringLiteral("/proc/self/maps"));
        QVERIFY2(maps.open(QIODevice::ReadOnly), "the list of this process's libraries");
        const QByteArray loaded = maps.readAll();
        QVERIFY(loaded.contains("libQt6Core"));
        QVERIFY(!loaded.contains("libQt6Gui"));
        QVERIFY(!loaded.contains("libQt6Widgets"));
    }
};

QTEST_GUILESS_MAIN(tst_core_links)
#include "tst_core_links.moc"
