#include "tests/support/FakeClock.h"
#include "tests/support/FixedCredentials.h"
#include "ui/credentials/CardColumn.h"
#include "ui/credentials/IdentityLook.h"
#include "ui/credentials/IdentityPicker.h"
#include "ui/credentials/IdentityPopup.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/CountdownRing.h"
#include "ui/widgets/Ticker.h"

#include <QtGui/QScreen>
#include <QtTest/QtTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class tst_IdentityPicker : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void showsWhoAndHowLong();
    void warnsInColour_data();
    void warnsInColour();
    void isChosenFromByKeyboard();
    void isChosenFromByMouse();
    void standsOnOneGroundWhileItsListIsOpen();
    void nobodyIsFoundLikeAnybody();
    void leadsToSigningIn();
    void saysThatSomebodyIsGone();
    void tenThousandCostAFew();

private:
    [[nodiscard]] IdentityPopup *popup() const { return m_picker->findChild<IdentityPopup *>(); }

    Theme m_theme;
    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<Ticker> m_ticker;
    std::unique_ptr<FixedCredentials> m_source;
    std::unique_ptr<QWidget> m_window;
    IdentityPicker *m_picker = nullptr;
};

void tst_IdentityPicker::init()
{
    m_theme.applyTo(*qApp);
    m_clock = std::make_unique<FakeClock>();
    m_ticker = std::make_unique<Ticker>(*m_clock);
    m_source = std::make_unique<FixedCredentials>();
    m_window = std::make_unique<QWidget>();
    auto *row = new QHBoxLayout(m_window.get());
    m_picker = new IdentityPicker(m_theme, *m_ticker, *m_source);
    row->addWidget(m_picker);
    m_source->put(activeItem(u"admin"_s, m_clock->now()));
    m_source->put(activeItem(u"reader"_s, m_clock->now()));
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void tst_IdentityPicker::cleanup()
{
    m_window.reset();
    m_source.reset();
    m_ticker.reset();
    m_clock.reset();
}

void tst_IdentityPicker::showsWhoAndHowLong()
{
    QCOMPARE(m_picker->accessibleName(), u"Send as nobody"_s);
    m_picker->setIdentity(m_source->ids().at(0));
    QCOMPARE(m_picker->countdown(), u"0:42"_s);
    m_clock->advance(10s);
    QCOMPARE(m_picker->countdown(), u"0:32"_s);
    QCOMPARE(m_picker->accessibleName(), u"Send as admin, datarhei Core, Sandbox: active, refreshes in 0:21"_s);
    CredentialItem refreshed = activeItem(u"admin"_s, m_clock->now());
    m_source->put(refreshed);
    QCOMPARE(m_picker->countdown(), u"0:42"_s);
    refreshed.status.state = Expired{};
    refreshed.status.access.at = m_clock->now() - 1s;
    m_source->put(refreshed);
    QCOMPARE(m_picker->countdown(), u"expired"_s);
    m_window->hide();
    QCOMPARE(m_clock->timers(), 0);
}

void tst_IdentityPicker::warnsInColour_data()
{
    QTest::addColumn<int>("secondsLeft");
    QTest::addColumn<bool>("refreshesByItself");
    QTest::addColumn<int>("failures");
    QTest::addColumn<QColor>("color");
    const QColor own = m_theme.credentialColor(0), amber = m_theme.color(Token::WarnText),
                 red = m_theme.color(Token::BadText);
    QTest::newRow("refreshes") << 2 << true << 0 << own;
    QTest::newRow("refreshes are failing") << 40 << true << 1 << amber;
    QTest::newRow("much is left") << 300 << false << 0 << own;
    QTest::newRow("a fifth is left") << 60 << false << 0 << amber;
    QTest::newRow("thirty seconds are left") << 30 << false << 0 << red;
    QTest::newRow("over") << -1 << false << 0 << red;
}

void tst_IdentityPicker::warnsInColour()
{
    QFETCH(int, secondsLeft);
    QFETCH(bool, refreshesByItself);
    QFETCH(int, failures);
    CredentialItem item = activeItem(u"admin"_s, m_clock->now());
    item.status.obtainedAt = m_clock->now() - std::chrono::seconds(400 - secondsLeft);
    item.status.access.at = m_clock->now() + std::chrono::seconds(secondsLeft);
    item.status.refreshesByItself = refreshesByItself;
    item.status.failures = failures;
    QTEST(countdownColor(m_theme, item, m_clock->now()), "color");
}

void tst_IdentityPicker::isChosenFromByKeyboard()
{
    QSignalSpy chosen(m_picker, &IdentityPicker::identityChosen);
    QTest::keyClick(m_window.get(), Qt::Key_I, Qt::ControlModifier);
    QTRY_VERIFY(popup()->isVisible());
    auto *filter = popup()->findChild<QLineEdit *>(u"identityFilter"_s);
    QTest::keyClick(filter, Qt::Key_Down);
    QVERIFY(filter->accessibleDescription().startsWith(u"reader"_s)); // what is marked is said
    QTest::keyClick(filter, Qt::Key_Return);
    QTRY_VERIFY(!popup()->isVisible());
    QCOMPARE(chosen.takeFirst().at(0).value<CredentialId>().account, u"reader"_s);
    QCOMPARE(m_picker->identity().account, u"reader"_s);

    QTest::keyClick(m_picker, Qt::Key_Down);
    QTRY_VERIFY(popup()->isVisible());
    QTest::keyClicks(filter, u"adm"_s);
    QTest::keyClick(filter, Qt::Key_Return);
    QCOMPARE(chosen.takeFirst().at(0).value<CredentialId>().account, u"admin"_s);

    m_picker->openList();
    QTest::keyClicks(filter, u"no such one"_s);
    QTest::keyClick(filter, Qt::Key_Return);
    QVERIFY(chosen.isEmpty());
    QTest::keyClick(filter, Qt::Key_Escape);
    QTRY_VERIFY(!popup()->isVisible());
}

// The ring moves with the seconds, the button below it does not.
void tst_IdentityPicker::standsOnOneGroundWhileItsListIsOpen()
{
    m_picker->setIdentity(m_source->ids().at(0));
    const auto *ring = m_picker->findChild<CountdownRing *>();
    const auto isOneGround = [&] {
        const QImage picture = m_window->screen()->grabWindow(m_window->winId()).toImage();
        const auto at = [&](const QPoint &inPicker) { return picture.pixelColor(m_picker->mapTo(m_window.get(), inPicker) * picture.devicePixelRatio()); };
        return at(ring->geometry().topLeft()) == at(QPoint(ring->x(), ring->y() - 2));
    };
    QTest::mouseMove(m_picker, m_picker->rect().center());
    QTest::mouseClick(m_picker, Qt::LeftButton);
    QTRY_VERIFY(popup()->isVisible());
    QVERIFY(m_picker->isDown());
    m_clock->advance(7s);
    QTRY_VERIFY(isOneGround());
    m_clock->advance(7s);
    QTRY_VERIFY(isOneGround());
    QTest::keyClick(popup()->focusWidget(), Qt::Key_Escape);
    QTRY_VERIFY(!popup()->isVisible());
    QVERIFY(!m_picker->isDown());
}

void tst_IdentityPicker::nobodyIsFoundLikeAnybody()
{
    m_picker->setIdentity(m_source->ids().at(0));
    QSignalSpy chosen(m_picker, &IdentityPicker::identityChosen);
    auto *filter = popup()->findChild<QLineEdit *>(u"identityFilter"_s);
    const auto openAnew = [&] {
        m_picker->openList();
        QTRY_VERIFY(popup()->isVisible());
    };
    openAnew();
    QTest::keyClicks(filter, u"noBo"_s);
    QCOMPARE(filter->accessibleDescription(), u"Nobody"_s);
    QTest::keyClick(filter, Qt::Key_Return);
    QVERIFY(chosen.takeFirst().at(0).value<CredentialId>().isEmpty());
    QVERIFY(m_picker->identity().isEmpty());

    for (const QString &typed : {u"body"_s, u"ody"_s, u"nobody else"_s}) { // no slip of the finger sends as nobody
        openAnew();
        QTest::keyClicks(filter, typed);
        QTest::keyClick(filter, Qt::Key_Return);
        QVERIFY2(chosen.isEmpty(), qPrintable(typed));
        QTest::keyClick(filter, Qt::Key_Escape);
    }

    openAnew(); // and stands behind the last
    for (int i = 0; i < 5; ++i)
        QTest::keyClick(filter, Qt::Key_Down);
    QTest::keyClick(filter, Qt::Key_Return);
    QVERIFY(chosen.takeFirst().at(0).value<CredentialId>().isEmpty());

    openAnew();
    for (int i = 0; i < 5; ++i)
        QTest::keyClick(filter, Qt::Key_Down);
    QTest::keyClick(filter, Qt::Key_Up);
    QTest::keyClick(filter, Qt::Key_Return);
    QCOMPARE(chosen.takeFirst().at(0).value<CredentialId>(), m_source->ids().constLast());
}

void tst_IdentityPicker::isChosenFromByMouse()
{
    m_picker->setIdentity(m_source->ids().at(0));
    QSignalSpy chosen(m_picker, &IdentityPicker::identityChosen);
    QTest::mouseClick(m_picker, Qt::LeftButton);
    QTRY_VERIFY(popup()->isVisible());
    auto *column = popup()->findChild<CardColumn *>();
    QTest::mouseClick(column->cardOf(m_source->ids().at(1)), Qt::LeftButton);
    QCOMPARE(chosen.takeFirst().at(0).value<CredentialId>(), m_source->ids().at(1));
    m_picker->openList();
    QTest::mouseClick(popup()->findChild<QWidget *>(u"identityNobody"_s), Qt::LeftButton);
    QVERIFY(chosen.takeFirst().at(0).value<CredentialId>().isEmpty());
    QCOMPARE(m_picker->accessibleName(), u"Send as nobody"_s);
}

void tst_IdentityPicker::leadsToSigningIn()
{
    QSignalSpy asked(m_picker, &IdentityPicker::signInRequested);
    m_picker->openList();
    QTest::mouseClick(popup()->findChild<QWidget *>(u"identitySignIn"_s), Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
    QVERIFY(!popup()->isVisible());
}

void tst_IdentityPicker::saysThatSomebodyIsGone()
{
    m_picker->setIdentity(m_source->ids().at(0));
    m_source->remove(m_source->ids().at(0));
    QVERIFY(m_picker->accessibleName().contains(u"not there any more"_s));
    QCOMPARE(m_picker->identity().account, u"admin"_s); // it is still whom the request is for
}

void tst_IdentityPicker::tenThousandCostAFew()
{
    QList<CredentialItem> many;
    for (int i = 0; i < 10'000; ++i)
        many.append(activeItem(u"account %1"_s.arg(i), m_clock->now()));
    m_source->putMany(many);
    m_picker->openList();
    QTRY_VERIFY(popup()->isVisible());
    auto *column = popup()->findChild<CardColumn *>();
    QVERIFY2(column->cardCount() < 25, qPrintable(QString::number(column->cardCount())));
    QTest::keyClick(popup()->findChild<QLineEdit *>(), Qt::Key_PageDown);
    QTest::keyClick(popup()->findChild<QLineEdit *>(), Qt::Key_PageDown);
    QVERIFY2(column->cardCount() < 25, qPrintable(QString::number(column->cardCount())));
    QVERIFY(column->cardOf(column->current()));
}

QTEST_MAIN(tst_IdentityPicker)
#include "tst_IdentityPicker.moc"
