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
    void formsStayWholeWithoutAField();
    void wordsMoveNothing_data();
    void wordsMoveNothing();

private:
    void open(BodyBar &bar, int width);
};

void tst_BodyBar::givesWayInOrder_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<QString>("about");
    QTest::addColumn<bool>("hasWords"); // on its buttons
    QTest::newRow("wide") << 1100 << u"application/json, UTF-8"_s << true;
    QTest::newRow("beside two docks") << 700 << u"json"_s << false;
    QTest::newRow("narrow") << 520 << u"json"_s << false;
    QTest::newRow("two lines") << 430 << u"application/json, UTF-8"_s << false;
    QTest::newRow("beside the request, between two docks") << 345 << u"json"_s << false;
}

void tst_BodyBar::open(BodyBar &bar, int width)
{
    bar.setForms({BodyForm::Pretty, BodyForm::Tree, BodyForm::Raw, BodyForm::Hex});
    bar.setFilterShown(true);
    bar.setAbout(u"application/json, UTF-8"_s, u"json"_s);
    bar.setEarlier({u"12:00:00  200 OK"_s});
    bar.resize(width, bar.sizeHint().height());
    bar.show();
    QVERIFY(QTest::qWaitForWindowExposed(&bar));
    bar.setFixedWidth(width); // whatever the window manager made of it
    QTRY_COMPARE(bar.width(), width);
}

void tst_BodyBar::givesWayInOrder()
{
    QFETCH(int, width);
    QFETCH(bool, hasWords);
    Theme theme;
    theme.applyTo(*qApp);
    BodyBar bar(theme);
    // Where the interface's own font is not there, a wider one is: what has just room in the one needs more in the other.
    const double usual = 141; // pixels
    const double wide = QFontMetricsF(theme.font(TextRole::Body)).horizontalAdvance(u"application/json, UTF-8"_s) / usual;
    if (width == 430)
        width = qRound(width * std::max(1.0, wide));
    open(bar, width);
    QTRY_COMPARE(bar.findChild<QToolButton *>(u"saveBody"_s)->toolButtonStyle(),
        hasWords ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
    const auto *said = bar.findChild<ElidedLabel *>(u"bodyAbout"_s);
    QFETCH(QString, about);
    QTRY_COMPARE(said->isVisible() ? said->shownText() : QString(), about);
    if (width >= 700)
        QTRY_VERIFY2(bar.filter().width() >= theme.px(200), "a path can't be read while it is written");
    QTRY_VERIFY(bar.filter().width() >= theme.px(120));
    const auto *forms = bar.findChild<SegmentedControl *>();
    QTRY_VERIFY2(forms->width() >= forms->minimumSizeHint().width(), "the forms are squeezed");
    for (const auto *button : bar.findChildren<QToolButton *>(QString(), Qt::FindDirectChildrenOnly))
        QVERIFY(!button->accessibleName().isEmpty());
}

void tst_BodyBar::formsStayWholeWithoutAField()
{
    Theme theme;
    theme.applyTo(*qApp);
    BodyBar bar(theme);
    open(bar, 345);
    bar.setForms({BodyForm::Image, BodyForm::Pretty, BodyForm::Raw, BodyForm::Hex});
    bar.setFilterShown(false);
    const auto *forms = bar.findChild<SegmentedControl *>();
    const auto *save = bar.findChild<QToolButton *>(u"saveBody"_s);
    QTRY_VERIFY(forms->width() >= forms->minimumSizeHint().width());
    QTRY_VERIFY(save->y() > forms->geometry().bottom());
    const int right = save->geometry().right();
    bar.setFilterShown(true);
    QTRY_VERIFY(bar.filter().isVisible() && bar.filter().width() >= theme.px(120));
    QCOMPARE(save->geometry().right(), right);
    bar.setFixedWidth(1100); // and back into one line
    QTRY_VERIFY(save->y() < forms->geometry().bottom());
}

void tst_BodyBar::wordsMoveNothing_data()
{
    QTest::addColumn<int>("width");
    for (const int width : {345, 400, 460, 490, 520, 570, 620, 700, 900, 1100})
        QTest::addRow("%d", width) << width;
}

// Whoever writes a path must not have its field shrink under the keys, nor the window's edges move.
void tst_BodyBar::wordsMoveNothing()
{
    QFETCH(int, width);
    Theme theme;
    theme.applyTo(*qApp);
    BodyBar bar(theme);
    open(bar, width);
    QCoreApplication::sendPostedEvents();
    const QRect field = bar.filter().geometry();
    const QSize least = bar.minimumSizeHint();
    for (const auto &[words, brief] : {std::pair{u"looking…"_s, u"…"_s}, {u"the first 100,000 matches"_s, u"100,000+"_s}, {u"2 matches"_s, u"2"_s}}) {
        bar.setAbout(words, brief);
        QCoreApplication::sendPostedEvents();
        QCOMPARE(bar.filter().geometry(), field);
        QCOMPARE(bar.minimumSizeHint(), least);
        const auto *said = bar.findChild<ElidedLabel *>(u"bodyAbout"_s);
        QVERIFY(said->isVisible());
        QVERIFY2(said->fontMetrics().horizontalAdvance(said->shownText()) <= said->width(), "a count that is cut off is another one");
        QCOMPARE(said->text(), words); // its accessible name, and its tool tip where it is brief
    }
}

QTEST_MAIN(tst_BodyBar)
#include "tst_BodyBar.moc"
