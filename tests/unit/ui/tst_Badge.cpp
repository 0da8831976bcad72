#include "ui/widgets/MethodBadge.h"
#include "ui/widgets/SecretField.h"
#include "ui/widgets/StatusBadge.h"
#include "ui/widgets/ToolTip.h"

#include <QtTest/QtTest>

using namespace tessera::ui;
using namespace Qt::StringLiterals;

class tst_Badge : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void statusHasWordsAndATone_data();
    void statusHasWordsAndATone();
    void methodsAreShort_data();
    void methodsAreShort();
    void toolTipIsNeverMarkup();
    void lettersTellOfCapsLock_data();
    void lettersTellOfCapsLock();
};

void tst_Badge::statusHasWordsAndATone_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("tone");
    QTest::newRow("ok") << 200 << u"OK"_s << u"200 OK"_s << int(Badge::Tone::Good);
    QTest::newRow("its own words") << 200 << u"Fine"_s << u"200 Fine"_s << int(Badge::Tone::Good);
    QTest::newRow("HTTP/2 has none") << 404 << QString() << u"404 Not Found"_s << int(Badge::Tone::Bad);
    QTest::newRow("nobody knows it") << 299 << QString() << u"299"_s << int(Badge::Tone::Good);
    QTest::newRow("moved") << 302 << QString() << u"302 Found"_s << int(Badge::Tone::Accent);
    QTest::newRow("server") << 503 << QString() << u"503 Service Unavailable"_s << int(Badge::Tone::Bad);
    QTest::newRow("no end") << 103 << QString() << u"103 Early Hints"_s << int(Badge::Tone::Warning);
    QTest::newRow("no status at all") << 999 << QString() << u"999"_s << int(Badge::Tone::Warning);
    QTest::newRow("two lines") << 400 << u"Bad\r\n  thing"_s << u"400 Bad thing"_s << int(Badge::Tone::Bad);
    QTest::newRow("a novel") << 400 << QString(1000, u'x') << u"400 "_s + QString(40, u'x') + u"…"_s
                             << int(Badge::Tone::Bad);
}

void tst_Badge::statusHasWordsAndATone()
{
    QFETCH(int, status);
    QFETCH(QString, reason);
    QTEST(statusText(status, reason), "text");
    QTEST(int(statusTone(status)), "tone");
}

void tst_Badge::methodsAreShort_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("text");
    QTest::newRow("get") << u"GET"_s << u"GET"_s;
    QTest::newRow("patch") << u"PATCH"_s << u"PATCH"_s;
    QTest::newRow("delete") << u"DELETE"_s << u"DEL"_s;
    QTest::newRow("options") << u"OPTIONS"_s << u"OPT"_s;
    QTest::newRow("any token") << u"PROPPATCH"_s << u"PROP…"_s;
}

void tst_Badge::methodsAreShort()
{
    QFETCH(QString, method);
    QTEST(shortMethod(method), "text");
}

void tst_Badge::toolTipIsNeverMarkup()
{
    QCOMPARE(plainToolTip(QString()), QString());
    const QString tip = plainToolTip(u"<img src='http://x'>&amp;"_s);
    QVERIFY(Qt::mightBeRichText(tip)); // else the escapes would be seen
    QVERIFY(tip.contains(u"&lt;img src='http://x'&gt;&amp;amp;"_s));
    QVERIFY(plainToolTip(QString(100'000, u'x')).size() < 3000);
}

void tst_Badge::lettersTellOfCapsLock_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("withShift");
    QTest::addColumn<int>("expected"); // -1: nothing
    QTest::newRow("small") << u"a"_s << false << 0;
    QTest::newRow("capital with shift") << u"A"_s << true << 0;
    QTest::newRow("capital without") << u"A"_s << false << 1;
    QTest::newRow("small with shift") << u"a"_s << true << 1;
    QTest::newRow("umlaut") << u"Ä"_s << false << 1;
    QTest::newRow("digit") << u"1"_s << false << -1;
    QTest::newRow("sign with shift") << u"!"_s << true << -1;
    QTest::newRow("a script without case") << u"あ"_s << false << -1;
    QTest::newRow("no text") << QString() << false << -1;
}

void tst_Badge::lettersTellOfCapsLock()
{
    QFETCH(QString, typed);
    QFETCH(bool, withShift);
    const auto isOn = capsLockFrom(typed, withShift ? Qt::ShiftModifier : Qt::NoModifier);
    QTEST(isOn ? int(*isOn) : -1, "expected");
    QCOMPARE(capsLockFrom(u"A"_s, Qt::ControlModifier), std::nullopt);
}

QTEST_GUILESS_MAIN(tst_Badge)
#include "tst_Badge.moc"
