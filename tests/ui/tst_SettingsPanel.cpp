#include "tests/support/RawServer.h"
#include "tests/ui/RequestTabTest.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QDoubleSpinBox>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// What is typed under Settings is what holds for this request.
class tst_SettingsPanel : public RequestTabTest {
    Q_OBJECT
private Q_SLOTS:
    void init() { openTab(); }
    void cleanup() { closeTab(); }

    void takesTypedTimes_data();
    void takesTypedTimes();
    void refusesWhatIsNoTime();
    void typedTimeOutsEndARequest_data();
    void typedTimeOutsEndARequest();

private:
    void type(const QByteArray &name, const QString &text)
    {
        m_tab->composer().showSection(Composer::Section::Settings);
        auto *field = find<QDoubleSpinBox>(name);
        QVERIFY2(field && field->isVisible(), name);
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, text);
    }
    bool isSaid(const QString &words) const
    {
        const auto labels = m_tab->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) { return label->isVisible() && label->text().contains(words); });
    }
};

void tst_SettingsPanel::takesTypedTimes_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<Timeouts>("expected");
    Timeouts usual;
    const auto with = [&usual](Milliseconds Timeouts::*which, Milliseconds time) {
        Timeouts changed = usual;
        changed.*which = time;
        return changed;
    };
    QTest::newRow("connect") << "connectTimeout"_ba << u"7"_s << with(&Timeouts::connect, 7s);
    QTest::newRow("first byte, a part of a second") << "firstByteTimeout"_ba << u"0.2"_s << with(&Timeouts::firstByte, 200ms);
    QTest::newRow("silence, to the millisecond") << "idleTimeout"_ba << u"1.005"_s << with(&Timeouts::idle, 1005ms);
    QTest::newRow("all in all") << "totalTimeout"_ba << u"86400"_s << with(&Timeouts::total, 24h);
    QTest::newRow("no limit") << "firstByteTimeout"_ba << u"0"_s << with(&Timeouts::firstByte, 0s);
}

void tst_SettingsPanel::takesTypedTimes()
{
    QFETCH(QByteArray, field);
    QFETCH(QString, typed);
    open(u"{{baseUrl}}/x"_s);
    type(field, typed);
    QTEST(m_tab->document().timeouts, "expected");
    QVERIFY(m_tab->isModified());
    QTest::keyClick(find<QDoubleSpinBox>(field), Qt::Key_Tab);
    QTEST(m_tab->document().timeouts, "expected");
    QCOMPARE(find<QDoubleSpinBox>(field)->text(), typed == "0"_L1 ? u"no limit"_s : typed + u" s"_s);
}

void tst_SettingsPanel::refusesWhatIsNoTime()
{
    open(u"{{baseUrl}}/x"_s);
    const Timeouts usual = m_tab->document().timeouts;
    type("connectTimeout", u"x-"_s);
    QCOMPARE(m_tab->document().timeouts, usual);
    QVERIFY(!m_tab->isModified());
}

void tst_SettingsPanel::typedTimeOutsEndARequest_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<int>("sends"); // 0: nothing, 1: the head and a part of the body, 2: a byte now and then
    QTest::addColumn<QString>("words");
    QTest::newRow("no first byte") << "firstByteTimeout"_ba << 0 << u"took the request but sent no answer within 200 ms."_s;
    QTest::newRow("silent in the middle") << "idleTimeout"_ba << 1 << u"stopped in the middle of its answer: nothing came for 200 ms."_s;
    QTest::newRow("never done") << "totalTimeout"_ba << 2 << u"was not over within 200 ms."_s;
}

void tst_SettingsPanel::typedTimeOutsEndARequest()
{
    QFETCH(QByteArray, field);
    QFETCH(int, sends);
    QFETCH(QString, words);
    RawServer server([sends](RawConnection &connection) {
        (void)connection.readRequest();
        if (sends > 0)
            connection.send("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 100000\r\n\r\nsome of it");
        while (sends == 2 && connection.send("."))
            connection.pause(20ms);
        connection.waitForClose();
    });
    open(QString::fromLatin1(server.url("/slow")));
    type(field, u"0.2"_s);
    QSignalSpy finished(m_sender, &RequestSender::finished);
    send();
    QTRY_COMPARE(finished.size(), 1);
    QTRY_VERIFY(isSaid(words));
    if (sends == 0)
        QCOMPARE(textOf("failureTitle"), u"It took too long"_s);
    else
        QTRY_VERIFY(body().startsWith("some of it"_L1)); // what came is kept
}

QTEST_MAIN(tst_SettingsPanel)
#include "tst_SettingsPanel.moc"
