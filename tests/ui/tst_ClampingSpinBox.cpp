#include "ui/settings/ClampingSpinBox.h"

#include <QtTest/QtTest>

using namespace tessera::ui;
using namespace Qt::StringLiterals;

class tst_ClampingSpinBox : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void takesTheNearest_data();
    void takesTheNearest();
};

void tst_ClampingSpinBox::takesTheNearest_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<int>("value");
    QTest::newRow("in its range") << u"15"_s << 15;
    QTest::newRow("too large") << u"24"_s << 20;
    QTest::newRow("far too large") << u"200"_s << 20;
    QTest::newRow("too small") << u"5"_s << 11;
    QTest::newRow("no number") << u"x"_s << 13;
}

void tst_ClampingSpinBox::takesTheNearest()
{
    ClampingSpinBox box;
    box.setRange(11, 20);
    box.setSuffix(u" px"_s);
    box.setValue(13);
    box.show();
    QVERIFY(QTest::qWaitForWindowActive(&box));
    box.setFocus();
    box.selectAll();
    QFETCH(QString, typed);
    QTest::keyClicks(&box, typed);
    QTest::keyClick(&box, Qt::Key_Return);
    QTEST(box.value(), "value");
}

QTEST_MAIN(tst_ClampingSpinBox)
#include "tst_ClampingSpinBox.moc"
