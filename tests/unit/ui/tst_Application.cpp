#include "ui/shell/Application.h"

#include "tests/support/SignedInWorld.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class tst_Application : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void waitsForARefreshWhenTheWindowCloses();
    void doesNotWaitForEver();
};

// The window is closed while the answer to a rotating refresh is on its way.
void tst_Application::waitsForARefreshWhenTheWindowCloses()
{
    AuthHome home;
    home.writeProfile();
    TokenServer server;
    {
        AuthWorld world(home);
        QVERIFY(!world.load());
        QVERIFY(!world.signIn(server.url()));
        server.setRefreshMood(TokenServer::Mood::Hold);
        QObject nobody;
        world.auth.refresh(AuthWorld::ada, CredentialEvent::Reason::User, {&nobody, [](const Result<Done> &) {}});
        QTRY_COMPARE(server.refreshes(), 1);
        QWidget window, dialog;
        window.show();
        dialog.show();
        bool wasHidden = false;
        QTimer::singleShot(0, &window, [&] {
            dialog.close();
            window.close();
        });
        QTimer::singleShot(200, &window, [&] { QCoreApplication::quit(); }); // asked once more: by the desktop, say
        QTimer::singleShot(400, &window, [&] {
            wasHidden = !window.isVisible() && !dialog.isVisible();
            world.clock.advance(5s);
            server.release();
        });
        QCOMPARE(ui::runToTheEnd(world.auth), 0);
        QVERIFY(wasHidden);
    }
    AuthWorld again(home);
    QVERIFY(!again.load());
    QCOMPARE(again.access(), u"access-token-2"_s);
    QVERIFY(!again.refresh());
    QCOMPARE(server.reuses(), 0);
}

void tst_Application::doesNotWaitForEver()
{
    SignedInWorld begun;
    auto &[home, server, world] = begun;
    world.secrets.hold(); // a keychain that never answers
    world.auth.signOut(AuthWorld::ada, {});
    QWidget window;
    window.show();
    QTimer::singleShot(0, &window, &QWidget::close);
    QTimer::singleShot(200, &window, [&] { world.clock.advance(2min); });
    QCOMPARE(ui::runToTheEnd(world.auth), 0);
}

QTEST_MAIN(tst_Application)
#include "tst_Application.moc"
