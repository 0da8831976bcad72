#include "tests/support/FakeClock.h"
#include "ui/credentials/SecretClipboard.h"

#include <QtCore/QMimeData>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtTest/QtTest>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// On a real clipboard.
class tst_SecretClipboard : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { clipboard()->clear(); }
    void marksWhatItCopies();
    void takesItAwayAgain();
    void leavesAloneWhatCameLater();
    void aSecondCopyStartsAnew();
    void takesItAwayWhenItGoes();

private:
    static QClipboard *clipboard() { return QGuiApplication::clipboard(); }
};

void tst_SecretClipboard::marksWhatItCopies()
{
    FakeClock clock;
    SecretClipboard secrets(*clipboard(), clock);
    secrets.copy(Secret(u"canary-token"_s));
    QCOMPARE(clipboard()->text(), u"canary-token"_s);
    QCOMPARE(clipboard()->mimeData()->data(u"x-kde-passwordManagerHint"_s), QByteArray("secret"));
}

void tst_SecretClipboard::takesItAwayAgain()
{
    FakeClock clock;
    SecretClipboard secrets(*clipboard(), clock);
    secrets.copy(Secret(u"canary-token"_s));
    clock.advance(29s);
    QCOMPARE(clipboard()->text(), u"canary-token"_s);
    clock.advance(1s);
    QCOMPARE(clipboard()->text(), QString());
    QCOMPARE(clock.timers(), 0);
}

void tst_SecretClipboard::leavesAloneWhatCameLater()
{
    FakeClock clock;
    SecretClipboard secrets(*clipboard(), clock);
    secrets.copy(Secret(u"canary-token"_s));
    clipboard()->setText(u"something else"_s);
    clock.advance(30s);
    QCOMPARE(clipboard()->text(), u"something else"_s);
}

void tst_SecretClipboard::aSecondCopyStartsAnew()
{
    FakeClock clock;
    SecretClipboard secrets(*clipboard(), clock);
    secrets.copy(Secret(u"first-token"_s));
    clock.advance(20s);
    secrets.copy(Secret(u"second-token"_s));
    clock.advance(20s);
    QCOMPARE(clipboard()->text(), u"second-token"_s);
    clock.advance(10s);
    QCOMPARE(clipboard()->text(), QString());
}

void tst_SecretClipboard::takesItAwayWhenItGoes()
{
    FakeClock clock;
    {
        SecretClipboard secrets(*clipboard(), clock);
        secrets.copy(Secret(u"canary-token"_s));
    }
    QCOMPARE(clipboard()->text(), QString());
}

QTEST_MAIN(tst_SecretClipboard)
#include "tst_SecretClipboard.moc"
