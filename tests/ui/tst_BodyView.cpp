#include "ui/response/BodyView.h"

#include "tests/support/FakeClock.h"
#include "tests/support/SampleRun.h"
#include "tests/ui/AppliedTheme.h"
#include "ui/widgets/CodeView.h"

#include <QtGui/QClipboard>
#include <QtGui/QHelpEvent>
#include <QtTest/QTest>
#include <QtWidgets/QToolTip>

#include <memory>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;

// The body of an answer under the mouse and the keys of a person.
class tst_BodyView : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_view.reset(); }

    void explainsWhatTheMouseRestsOn_data();
    void explainsWhatTheMouseRestsOn();
    void copiesBelowTheCursorByKey();

private:
    CodeView &code() const { return *m_view->findChild<CodeView *>(u"bodyText"_s); }
    // Where a click puts the cursor there.
    QPoint pointOf(const CodePlace &place) const
    {
        const QSize size = code().viewport()->size();
        for (int y = 2; y < size.height(); y += 4) {
            for (int x = 2; x < size.width() / 2; x += 4) {
                QTest::mouseClick(code().viewport(), Qt::LeftButton, {}, {x, y});
                if (code().cursor().row != place.row)
                    break;
                if (code().cursor() == place)
                    return {x, y};
            }
        }
        return {};
    }
    void rest(const QPoint &point) const
    {
        QHelpEvent help(QEvent::ToolTip, point, code().viewport()->mapToGlobal(point));
        QApplication::sendEvent(code().viewport(), &help);
    }
    void show(const QByteArray &json)
    {
        m_view->setExchange(SampleRun::exchange(200, "OK", "application/json", json));
        QTRY_VERIFY(code().isVisible() && code().document().rowCount() > 2);
    }

    AppliedTheme m_theme;
    FakeClock m_clock;
    std::unique_ptr<BodyView> m_view;
};

void tst_BodyView::init()
{
    using namespace std::chrono_literals;
    m_clock.setNow(UtcTime(1'795'328'000s));
    m_view = std::make_unique<BodyView>(m_theme, m_clock);
    m_view->resize(700, 400);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
}

void tst_BodyView::explainsWhatTheMouseRestsOn_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("says");
    QTest::newRow("a time") << "1795322206"_ba << u"2026-11-22 04:36:46 UTC"_s;
    QTest::newRow("a token") << "\"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZG1pbiIsImV4cCI6MTc5NTMzMDAwMH0.c2lnbmF0dXJl\""_ba << u"expires in 33 min 20 s"_s;
    QTest::newRow("markup in a token") << "\"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI8Yj54PC9iPiJ9.c2lnbmF0dXJl\""_ba << u"&lt;b&gt;x"_s; // {"sub":"<b>x</b>"}
}

void tst_BodyView::explainsWhatTheMouseRestsOn()
{
    QFETCH(QByteArray, value);
    QFETCH(QString, says);
    show("[\"plain\"," + value + "]");
    const QPoint there = pointOf({2, 6}), elsewhere = pointOf({1, 6});
    QVERIFY(!there.isNull() && !elsewhere.isNull());
    rest(there);
    QTRY_VERIFY2(QToolTip::text().contains(says), qPrintable(QToolTip::text()));
    rest(elsewhere); // of which there is nothing to say
    QTRY_VERIFY2(!QToolTip::isVisible(), qPrintable(QToolTip::text()));
}

void tst_BodyView::copiesBelowTheCursorByKey()
{
    show(R"({"n": 1, "a": { "b": [1.10, true] }})");
    code().setFocus();
    code().select({{2, 0}, {2, 0}});
    QTest::keyClick(&code(), Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(QGuiApplication::clipboard()->text(), uR"({ "b": [1.10, true] })"_s);
}

QTEST_MAIN(tst_BodyView)
#include "tst_BodyView.moc"
