#include "app/base/SafeFileName.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;

class tst_SafeFileName : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void reduces_data();
    void reduces();
    void anythingIsHarmless();
};

void tst_SafeFileName::reduces_data()
{
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<QString>("name");
    QTest::newRow("good") << u"Report 1 (final).pdf"_s << u"Report 1 (final).pdf"_s;
    QTest::newRow("not ASCII") << u"Grüße 你好.json"_s << u"Grüße 你好.json"_s;
    QTest::newRow("folders") << u"../../etc/passwd"_s << u"passwd"_s;
    QTest::newRow("Windows folders") << u"..\\..\\x\\evil.exe"_s << u"evil.exe"_s;
    QTest::newRow("absolute") << u"/root/.bashrc"_s << u"bashrc"_s;
    QTest::newRow("up") << u".."_s << u"response"_s;
    QTest::newRow("hidden") << u".profile"_s << u"profile"_s;
    QTest::newRow("an option") << u"-rf"_s << u"rf"_s;
    QTest::newRow("device") << u"CON"_s << u"_CON"_s;
    QTest::newRow("device with ending") << u"nul.txt"_s << u"_nul.txt"_s;
    QTest::newRow("no device") << u"context.txt"_s << u"context.txt"_s;
    QTest::newRow("reserved") << u"a<b>:c|d?*\".txt"_s << u"a_b__c_d___.txt"_s;
    QTest::newRow("stream") << u"a.txt:x"_s << u"a.txt_x"_s;
    QTest::newRow("control") << u"a\nb\u0000c"_s << u"a_b_c"_s;
    QTest::newRow("turned around") << u"a\u202egnp.exe"_s << u"a_gnp.exe"_s;
    QTest::newRow("dots and blanks at the end") << u" a.txt . ."_s << u"a.txt"_s;
    QTest::newRow("nothing") << u""_s << u"response"_s;
    QTest::newRow("nothing good") << u"???"_s << u"response"_s;
    QTest::newRow("a folder only") << u"x/"_s << u"response"_s;
    QTest::newRow("lone surrogate") << QString(QChar(0xd800)) + u"a"_s << u"_a"_s;
    QTest::newRow("long") << QString(300, u'a') + u".json"_s << QString(115, u'a') + u".json"_s;
    QTest::newRow("long without ending") << QString(300, u'a') << QString(120, u'a');
}

void tst_SafeFileName::reduces()
{
    QFETCH(QString, wanted);
    QTEST(safeFileName(wanted, u"response"_s), "name");
}

void tst_SafeFileName::anythingIsHarmless()
{
    for (char16_t one = 0; one < 0x3000; ++one) {
        const QString name = safeFileName(QString(QChar(one)) + u"../a"_s + QChar(one) + u"."_s + QChar(one), u"x"_s);
        QVERIFY(!name.isEmpty() && name.size() <= 120);
        QVERIFY(!name.startsWith(u'.') && !name.endsWith(u'.') && !name.contains(u'/') && !name.contains(u'\\'));
        QVERIFY(!name.contains(QChar(0)));
    }
}

QTEST_APPLESS_MAIN(tst_SafeFileName)
#include "tst_SafeFileName.moc"
