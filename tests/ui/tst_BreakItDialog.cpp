#include "tests/support/RunWorld.h"
#include "ui/composer/BreakItDialog.h"
#include "ui/composer/BreakItModel.h"
#include "ui/response/ResponseView.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/CodeView.h"
#include "ui/widgets/Ticker.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>

#include <atomic>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;
using Column = BreakItModel::Column;

// From the boxes that are ticked to the answers side by side, over real connections.
class tst_BreakItDialog : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void saysBeforeWhatItDoes();
    void sendsWhatIsTickedAndCompares();
    void asksBeforeItRepeatsWhatMayChangeSomething();
    void stops();
    void sendsOneAgain();
    void asksBeforeItSendsOneAgain();
    void comparesAnewWithTheFirst();
    void handsOnWhatOthersDo();
    void saysWhatIsInTheWay();
    void goesByKeyboardAlone();
    void hidesTheToken();

private:
    BreakItDialog *open(const QString &method = u"GET"_s, const QString &url = u"{{baseUrl}}/data"_s)
    {
        RequestDocument document;
        document.method = method;
        document.url = url;
        document.credential = AuthWorld::ada;
        auto *dialog = BreakItDialog::open({*m_theme, *m_ticker, m_run->world.redactor, *m_breaker}, document,
            m_breaker->plan(document).value_or(BreakPlan()), m_window.get());
        (void)QTest::qWaitForWindowActive(dialog);
        return dialog;
    }
    void bind(const QByteArray &url)
    {
        std::optional<bool> isBound;
        m_run->world.auth.bindOrigin(AuthWorld::ada, *Origin::of(url), {this, [&](const Result<Done> &bound) { isBound = bound.has_value(); }});
        QTRY_VERIFY(isBound);
    }
    [[nodiscard]] static QPushButton *button(const QWidget *dialog, const char *name) { return dialog->findChild<QPushButton *>(QString::fromLatin1(name)); }
    [[nodiscard]] static QStringList column(const QWidget *dialog, Column column)
    {
        const auto *model = dialog->findChild<QTableView *>(u"brokenAnswers"_s)->model();
        QStringList texts;
        for (int row = 0; row < model->rowCount(); ++row)
            texts += model->index(row, column).data().toString();
        return texts;
    }
    [[nodiscard]] static bool isOver(const QWidget *dialog) { return button(dialog, "breakAgain")->isVisible(); }

    Theme *m_theme = nullptr;
    std::unique_ptr<RunWorld> m_run;
    std::unique_ptr<Breaker> m_breaker;
    std::unique_ptr<Ticker> m_ticker;
    std::unique_ptr<QWidget> m_window;
};

void tst_BreakItDialog::init()
{
    if (!m_theme) {
        m_theme = new Theme(this);
        m_theme->applyTo(*qApp);
    }
    m_run = std::make_unique<RunWorld>();
    m_breaker = std::make_unique<Breaker>(m_run->world.auth, m_run->transport, m_run->runner);
    m_ticker = std::make_unique<Ticker>(m_run->world.clock);
    m_window = std::make_unique<QWidget>();
    m_window->resize(900, 700);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void tst_BreakItDialog::cleanup()
{
    m_window.reset(); // and the dialog
    m_ticker.reset();
    m_breaker.reset();
    m_run.reset();
}

void tst_BreakItDialog::saysBeforeWhatItDoes()
{
    const auto before = m_run->server.requests().size();
    auto *dialog = open();
    const QString what = dialog->findChild<QLabel *>(u"breakWhat"_s)->text();
    QVERIFY2(what.contains(u"GET %1/data is sent as ada"_s.arg(m_run->server.url())), qPrintable(what));
    const auto boxes = dialog->findChildren<QCheckBox *>();
    QCOMPARE(boxes.size(), 3);
    for (const QCheckBox *box : boxes)
        QVERIFY(box->isChecked() && !box->accessibleName().isEmpty() && box->accessibleDescription().endsWith(u'.'));
    QVERIFY(!boxes.first()->isEnabled()); // something to compare with
    QCOMPARE(button(dialog, "breakSend")->text(), u"Send 3 requests"_s);
    boxes.at(1)->click();
    QCOMPARE(button(dialog, "breakSend")->text(), u"Send 2 requests"_s);
    boxes.at(2)->click();
    QVERIFY(!button(dialog, "breakSend")->isEnabled());
    QCOMPARE(m_run->server.requests().size(), before);
}

void tst_BreakItDialog::sendsWhatIsTickedAndCompares()
{
    auto *dialog = open();
    const auto before = m_run->server.requests().size();
    QTest::mouseClick(button(dialog, "breakSend"), Qt::LeftButton);
    QTRY_VERIFY(isOver(dialog));
    QCOMPARE(m_run->server.requests().size(), before + 3);
    QCOMPARE(column(dialog, Column::VariantColumn), (QStringList{u"As it is"_s, u"No token"_s, u"Changed token"_s}));
    const QStringList statuses = column(dialog, Column::StatusColumn);
    QVERIFY(statuses.at(0).startsWith(u"200"_s) && statuses.at(1).startsWith(u"401"_s) && statuses.at(2).startsWith(u"401"_s));
    QCOMPARE(column(dialog, Column::DifferenceColumn).mid(1), (QStringList{u"Refused, as it should be."_s, u"Refused, as it should be."_s}));
    QVERIFY(!column(dialog, Column::TimeColumn).contains(QString()) && !column(dialog, Column::SizeColumn).contains(QString()));
    // The first is shown by itself; a line that is chosen shows its whole answer.
    auto *table = dialog->findChild<QTableView *>(u"brokenAnswers"_s);
    QCOMPARE(table->currentIndex().row(), 0);
    QVERIFY(dialog->findChild<QLabel *>(u"status"_s)->text().startsWith(u"200"_s));
    QTest::keyClick(table, Qt::Key_Down);
    QCOMPARE(table->currentIndex().row(), 1);
    QVERIFY(dialog->findChild<QLabel *>(u"status"_s)->text().startsWith(u"401"_s));
    // What was changed is named above the answer and the exchange, where it is masked as a secret.
    const auto noted = [dialog] {
        QString text;
        for (const QLabel *line : dialog->findChild<QWidget *>(u"responseNotes"_s)->findChildren<QLabel *>())
            text += line->text();
        return text;
    };
    QVERIFY2(noted().startsWith(u"No token: "_s) && noted().contains(u"left out"_s), qPrintable(noted()));
    QTest::keyClick(table, Qt::Key_Down);
    QVERIFY2(noted().startsWith(u"Changed token: One character"_s), qPrintable(noted()));
    table->selectRow(0);
    QVERIFY(noted().isEmpty()); // it is as it is
    // And back to choose again.
    button(dialog, "breakAgain")->click();
    QVERIFY(button(dialog, "breakSend")->isVisible());
    QCOMPARE(m_run->world.status().events.size(), 1); // the session knows of nothing but its sign-in
}

void tst_BreakItDialog::asksBeforeItRepeatsWhatMayChangeSomething()
{
    auto *dialog = open(u"DELETE"_s);
    const auto before = m_run->server.requests().size();
    auto *consent = dialog->findChild<QCheckBox *>(u"breakConsent"_s);
    QVERIFY(consent && !consent->isChecked());
    QCOMPARE(consent->text(), u"Yes, send DELETE 3 times"_s);
    QVERIFY(!button(dialog, "breakSend")->isEnabled());
    QTest::keyClick(dialog, Qt::Key_Return); // is no yes: it closes
    QTRY_VERIFY(!m_window->findChild<BreakItDialog *>());
    QCOMPARE(m_run->server.requests().size(), before);
    dialog = open(u"DELETE"_s);
    dialog->findChild<QCheckBox *>(u"breakConsent"_s)->click();
    QTest::mouseClick(button(dialog, "breakSend"), Qt::LeftButton);
    QTRY_VERIFY(isOver(dialog));
    QCOMPARE(m_run->server.requests().size(), before + 3);
}

void tst_BreakItDialog::stops()
{
    RawServer silent([](RawConnection &connection) {
        (void)connection.readRequest();
        connection.waitForClose();
    });
    bind(silent.url("/"));
    auto *dialog = open(u"GET"_s, QString::fromLatin1(silent.url("/slow")));
    button(dialog, "breakSend")->click();
    QTRY_COMPARE(silent.requests().size(), 1);
    QCOMPARE(column(dialog, Column::StatusColumn), (QStringList{u"sending…"_s, u"waits"_s, u"waits"_s}));
    QVERIFY(dialog->findChild<QLabel *>(u"breakProgress"_s)->text().startsWith(u"1 of 3"_s));
    QTest::keyClick(dialog, Qt::Key_Escape); // stops, and the dialog stays
    QTRY_VERIFY(isOver(dialog));
    QCOMPARE(column(dialog, Column::StatusColumn), (QStringList{u"no answer"_s, u"not sent"_s, u"not sent"_s}));
    QCOMPARE(silent.requests().size(), 1);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!m_window->findChild<BreakItDialog *>());
}

void tst_BreakItDialog::sendsOneAgain()
{
    RawServer flaky([](RawConnection &connection) {
        (void)connection.readRequest();
        connection.reset();
    });
    bind(flaky.url("/"));
    auto *dialog = open(u"GET"_s, QString::fromLatin1(flaky.url("/x")));
    button(dialog, "breakSend")->click();
    QTRY_VERIFY(isOver(dialog));
    const auto before = flaky.requests().size();
    QTest::mouseClick(button(dialog, "retry"), Qt::LeftButton);
    QTRY_VERIFY(flaky.requests().size() > before);
    QTRY_VERIFY(isOver(dialog));
    QCOMPARE(column(dialog, Column::StatusColumn), (QStringList{u"no answer"_s, u"no answer"_s, u"no answer"_s}));
}

void tst_BreakItDialog::asksBeforeItSendsOneAgain()
{
    RawServer flaky([](RawConnection &connection) {
        (void)connection.readRequest();
        connection.reset();
    });
    bind(flaky.url("/"));
    auto *dialog = open(u"DELETE"_s, QString::fromLatin1(flaky.url("/x")));
    auto *consent = dialog->findChild<QCheckBox *>(u"breakConsent"_s);
    consent->click();
    button(dialog, "breakSend")->click();
    QTRY_VERIFY(isOver(dialog));
    const auto before = flaky.requests().size();
    QTest::mouseClick(button(dialog, "retry"), Qt::LeftButton);
    QTRY_VERIFY(button(dialog, "bannerAction") && button(dialog, "bannerAction")->isVisible());
    QCOMPARE(button(dialog, "bannerAction")->text(), u"Yes, send DELETE once more"_s);
    QVERIFY(isOver(dialog)); // nothing is under way
    QCOMPARE(flaky.requests().size(), before);
    QTest::mouseClick(button(dialog, "bannerAction"), Qt::LeftButton);
    QTRY_COMPARE(flaky.requests().size(), before + 1);
    QTRY_VERIFY(isOver(dialog));
    // Another line is another question, and another choice another yes.
    QTest::mouseClick(button(dialog, "retry"), Qt::LeftButton);
    const auto *banner = dialog->findChild<QWidget *>(u"errorBanner"_s, Qt::FindDirectChildrenOnly);
    QTRY_VERIFY(banner->isVisible());
    QTest::keyClick(dialog->findChild<QTableView *>(u"brokenAnswers"_s), Qt::Key_Down);
    QVERIFY(!banner->isVisible());
    button(dialog, "breakAgain")->click();
    QVERIFY(!consent->isChecked() && !button(dialog, "breakSend")->isEnabled());
    consent->click();
    QVERIFY(button(dialog, "breakSend")->isEnabled());
    dialog->findChild<QCheckBox *>(u"variant1"_s)->click();
    QVERIFY(!consent->isChecked() && !button(dialog, "breakSend")->isEnabled());
    QCOMPARE(flaky.requests().size(), before + 1);
}

void tst_BreakItDialog::comparesAnewWithTheFirst()
{
    RawServer server([](RawConnection &connection) {
        static std::atomic<int> served = 0;
        (void)connection.readRequest();
        if (served++ == 0)
            return connection.reset();
        connection.send(RawServer::ok("{}", "Connection: close\r\n"));
        connection.close();
    });
    bind(server.url("/"));
    auto *dialog = open(u"GET"_s, QString::fromLatin1(server.url("/x")));
    button(dialog, "breakSend")->click();
    QTRY_VERIFY(isOver(dialog));
    QCOMPARE(column(dialog, Column::DifferenceColumn).at(1), u"There is no answer to compare it with."_s);
    QTest::mouseClick(button(dialog, "retry"), Qt::LeftButton);
    QTRY_VERIFY(column(dialog, Column::StatusColumn).at(0).startsWith(u"200"_s));
    QTRY_VERIFY(isOver(dialog));
    for (const QString &difference : column(dialog, Column::DifferenceColumn).mid(1))
        QVERIFY2(difference.startsWith(u"Accepted: "_s), qPrintable(difference));
}

void tst_BreakItDialog::handsOnWhatOthersDo()
{
    auto *dialog = open();
    QSignalSpy signIn(dialog, &BreakItDialog::signInRequested), inspect(dialog, &BreakItDialog::inspectTokenRequested);
    std::optional<bool> isOut;
    m_run->world.auth.signOut(AuthWorld::ada, {this, [&](const Result<SignOutOutcome> &out) { isOut = out.has_value(); }});
    QTRY_VERIFY(isOut);
    button(dialog, "breakSend")->click();
    QTRY_VERIFY(isOver(dialog));
    QTest::mouseClick(button(dialog, "failureSignIn"), Qt::LeftButton);
    QTRY_COMPARE(signIn.size(), 1);
    QCOMPARE(signIn.first().first().value<CredentialId>(), AuthWorld::ada);
    QVERIFY(!dialog->isModal()); // or what it asks for could not be reached
    Q_EMIT dialog->findChild<ResponseView *>()->inspectTokenRequested(u"x"_s);
    QCOMPARE(inspect.size(), 1);
}

void tst_BreakItDialog::saysWhatIsInTheWay()
{
    RawServer stranger(RawServer::answering(RawServer::ok("{}")));
    auto *dialog = open(u"GET"_s, QString::fromLatin1(stranger.url("/x")));
    QVERIFY(dialog->findChild<QLabel *>(u"breakNote"_s)->text().contains(u"not an address it is bound to"_s));
    QVERIFY(!button(dialog, "breakSend")->isVisible());
    QTest::keyClick(dialog, Qt::Key_Return); // closes
    QTRY_VERIFY(!m_window->findChild<BreakItDialog *>());
    QVERIFY(stranger.requests().isEmpty());
}

void tst_BreakItDialog::goesByKeyboardAlone()
{
    auto *dialog = open();
    QTRY_COMPARE(QApplication::focusWidget(), dialog->findChild<QWidget *>(u"variant1"_s));
    QSet<QWidget *> reached;
    for (int i = 0; i < 20; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        reached.insert(QApplication::focusWidget());
    }
    for (QWidget *each : {static_cast<QWidget *>(dialog->findChild<QCheckBox *>(u"variant1"_s)), static_cast<QWidget *>(button(dialog, "breakSend")),
             static_cast<QWidget *>(button(dialog, "breakClose"))})
        QVERIFY2(reached.contains(each), qPrintable(each->objectName()));
    dialog->findChild<QCheckBox *>(u"variant1"_s)->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QCOMPARE(button(dialog, "breakSend")->text(), u"Send 2 requests"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTRY_VERIFY(isOver(dialog));
    QVERIFY(dialog->findChild<QTableView *>(u"brokenAnswers"_s)->hasFocus());
}

void tst_BreakItDialog::hidesTheToken()
{
    auto *dialog = open();
    button(dialog, "breakSend")->click();
    QTRY_VERIFY(isOver(dialog));
    const auto labels = dialog->findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        QVERIFY2(!label->text().contains(u"access-token-1"_s), qPrintable(label->objectName()));
        QCOMPARE(label->textFormat(), Qt::PlainText);
    }
    for (int each = 0; each < Column::ColumnCount; ++each)
        QVERIFY(!column(dialog, Column(each)).join(u' ').contains(u"access-token-1"_s));
}

QTEST_MAIN(tst_BreakItDialog)
#include "tst_BreakItDialog.moc"
