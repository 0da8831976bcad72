#include "ui/response/BodyBar.h"
#include "ui/response/PathField.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/SegmentedControl.h"

#include <QtTest/QtTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QToolButton>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;

// What stands above a body, in a window of any width.
class tst_BodyBar : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void givesWayInOrder_data();
    void givesWayInOrder();
};

void tst_BodyBar::givesWayInOrder_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<QString>("about");
    QTest::addColumn<bool>("hasWords"); // on its buttons
    QTest::newRow("wide") << 1100 << u"application/json, UTF-8"_s << true;
    QTest::newRow("beside two docks") << 700 << u"json"_s << false;
    QTest::newRow("narrow") << 520 << u"json"_s << false;
    QTest::newRow("the least") << 470 << QString() << false;
}

void tst_BodyBar::givesWayInOrder()
{
    QFETCH(int, width);
    QFETCH(bool, hasWords);
    Theme theme;
    theme.applyTo(*qApp);
    BodyBar bar(theme);
    bar.setForms({BodyForm::Pretty, BodyForm::Tree, BodyForm::Raw, BodyForm::Hex});
    bar.setFilterShown(true);
    bar.setAbout(u"application/json, UTF-8"_s, u"json"_s);
    bar.setEarlier({u"12:00:00  200 OK"_s});
    bar.resize(width, bar.sizeHint().height());
    bar.show();
    QVERIFY(QTest::qWaitForWindowExposed(&bar));
    bar.setFixedWidth(width); // whatever the window manager made of it
    QTRY_COMPARE(bar.width(), width);
    QTRY_COMPARE(bar.findChild<QToolButton *>(u"saveBody"_s)->toolButtonStyle(),
        hasWords ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
    const auto *said = bar.findChild<ElidedLabel *>(u"bodyAbout"_s);
    QFETCH(QString, about);
    QTRY_COMPARE(said->isVisible() ? said->shownText() : QString(), about);
    if (width >= 700)
        QTRY_VERIFY2(bar.filter().width() >= theme.px(200), "a path can't be read while it is written");
    const auto *forms = bar.findChild<SegmentedControl *>();
    QTRY_VERIFY2(forms->width() >= forms->minimumSizeHint().width(), "the forms are squeezed");
    for (const auto *button : bar.findChildren<QToolButton *>(QString(), Qt::FindDirectChildrenOnly))
        QVERIFY(!button->accessibleName().isEmpty());
}

QTEST_MAIN(tst_BodyBar)
#include "tst_BodyBar.moc"
