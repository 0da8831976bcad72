#include "app/base/Redactor.h"
#include "tests/ui/AppliedTheme.h"
#include "tests/ui/RequestFakes.h"
#include "ui/composer/AsSentPanel.h"
#include "ui/composer/WireText.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;

class tst_AsSentPanel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void showsTheBytesAndWhoAddsThem();
    void masksUntilAsked();
    void masksInPathAndBody();
    void revealsOneByKeyboard();
    void revealsOneByClick();
    void saysWhatIsWrongAndKeepsWhatWasGood();
    void bodiesAreShownAsTheyAre_data();
    void bodiesAreShownAsTheyAre();
    void asItWentIsThereAfterSending();
    void showsNothingOfAnotherWhereItCantBeTold();

private:
    template <typename T> T *find(const char *name) const { return m_panel->findChild<T *>(QString::fromLatin1(name)); }
    [[nodiscard]] WireText *wire() const { return find<WireText>("wire"); }
    [[nodiscard]] QString shown() const { return wire()->toPlainText(); }
    [[nodiscard]] Result<WirePreview> preview(const QString &body = {}) const
    {
        RequestDocument document;
        document.url = u"http://127.0.0.1"_s;
        document.credential = fakeAdmin;
        document.headers = {{true, u"Accept"_s, u"*/*"_s}};
        if (!body.isEmpty()) {
            document.body.kind = RequestDocument::Body::Kind::Text;
            document.body.text = body;
        }
        QString field;
        return m_context.preview(document, &field);
    }

    AppliedTheme m_theme;
    FakeRequestContext m_context;
    Redactor m_redactor;
    std::unique_ptr<AsSentPanel> m_panel;
};

void tst_AsSentPanel::init()
{
    m_panel = std::make_unique<AsSentPanel>(m_theme, m_redactor);
    m_panel->resize(800, 300);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
}

void tst_AsSentPanel::cleanup()
{
    m_panel.reset();
}

void tst_AsSentPanel::showsTheBytesAndWhoAddsThem()
{
    m_panel->setNext(preview(u"hello"_s), fakeAdmin, u"admin, datarhei Core"_s);
    QCOMPARE(shown(), u"GET /api?x=1 HTTP/1.1\nHost: 127.0.0.1:40213\nAccept: */*\nAuthorization: Bearer %1\n\nhello"_s.arg(Redactor::mask()));
    QCOMPARE(wire()->annotations(),
        (QStringList{QString(), u"added by Tessera"_s, QString(), u"from admin, datarhei Core"_s, QString(), QString()}));
}

void tst_AsSentPanel::masksUntilAsked()
{
    m_panel->setNext(preview(), fakeAdmin, u"admin"_s);
    QVERIFY(!shown().contains("fake-token"_L1));
    QVERIFY(!wire()->accessibleDescription().contains("fake-token"_L1));
    QTest::mouseClick(find<QPushButton>("asSentCopy"), Qt::LeftButton);
    QVERIFY(!QGuiApplication::clipboard()->text().contains("fake-token"_L1));
    QTest::mouseClick(find<QPushButton>("asSentReveal"), Qt::LeftButton);
    QVERIFY(shown().contains("Bearer fake-token\n"_L1));
    QTest::mouseClick(find<QPushButton>("asSentReveal"), Qt::LeftButton);
    QVERIFY(!shown().contains("fake-token"_L1));
    QTest::mouseClick(find<QPushButton>("asSentReveal"), Qt::LeftButton);
    m_panel->forgetSent(); // another request
    QVERIFY(!shown().contains("fake-token"_L1));
}

// What nobody marked: by what is known to be secret, by its name and by its looks.
void tst_AsSentPanel::masksInPathAndBody()
{
    m_redactor.addSecret(Secret(u"fake-known-secret"_s));
    auto composed = preview(uR"({"password": "fake-password", "note": "fake-known-secret", "other": 1})"_s);
    QVERIFY(composed);
    composed->head.replace("/api?", "/bot-fake-known-secret/api?");
    for (WirePreview::Span &span : composed->spans)
        span.begin += 22;
    m_panel->setNext(*composed, {}, {});
    const auto holdsNone = [](const QString &text) { return !text.contains("fake-password"_L1) && !text.contains("fake-known"_L1); };
    QVERIFY2(holdsNone(shown()), qPrintable(shown()));
    QVERIFY(shown().contains("\"other\": 1"_L1));
    auto *reveal = find<QPushButton>("asSentReveal");
    QVERIFY(reveal->isVisible());
    find<QPushButton>("asSentCopy")->click();
    QVERIFY(holdsNone(QGuiApplication::clipboard()->text()));
    reveal->click();
    QVERIFY(shown().contains("/bot-fake-known-secret/api"_L1));
    QVERIFY(shown().contains("\"fake-password\""_L1));
}

void tst_AsSentPanel::revealsOneByKeyboard()
{
    m_panel->setNext(preview(), fakeAdmin, u"admin"_s);
    wire()->setFocus();
    QTextCursor cursor = wire()->textCursor();
    cursor.setPosition(int(shown().indexOf(Redactor::mask())) + 1);
    wire()->setTextCursor(cursor);
    QTest::keyClick(wire(), Qt::Key_Return);
    QVERIFY(shown().contains("fake-token"_L1));
    QTest::keyClick(wire(), Qt::Key_Space);
    QVERIFY(!shown().contains("fake-token"_L1));
}

void tst_AsSentPanel::revealsOneByClick()
{
    m_panel->setNext(preview(), fakeAdmin, u"admin"_s);
    QTextCursor cursor(wire()->document());
    cursor.setPosition(int(shown().indexOf(Redactor::mask())) + 2);
    QTest::mouseClick(wire()->viewport(), Qt::LeftButton, {}, wire()->cursorRect(cursor).center());
    QVERIFY(shown().contains("fake-token"_L1));
}

void tst_AsSentPanel::saysWhatIsWrongAndKeepsWhatWasGood()
{
    m_panel->setNext(preview(), fakeAdmin, u"admin"_s);
    const QString good = shown();
    m_panel->setNext(failure(ErrorKind::Input, u"{{x}} has no value."_s), fakeAdmin, u"admin"_s);
    QCOMPARE(find<QLabel>("asSentFault")->text(), u"{{x}} has no value."_s);
    QVERIFY(find<QPushButton>("asSentGoThere")->isVisible());
    QCOMPARE(shown(), good);
    m_panel->setNext(preview(), fakeAdmin, u"admin"_s);
    QVERIFY(!find<QLabel>("asSentFault")->isVisible());
}

void tst_AsSentPanel::bodiesAreShownAsTheyAre_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("end");
    QTest::newRow("letters of several bytes") << QByteArray("\xc3\xbc\xf0\x9f\x98\x80") << u"\n\nü😀"_s;
    QTest::newRow("no text") << QByteArray("\x89PNG\0\0\xff\xff\xff", 9) << u"89 50 4e 47 00 00 ff ff ff …"_s;
    QTest::newRow("more than is shown") << QByteArray(100'000, 'x') << u" more"_s;
}

void tst_AsSentPanel::bodiesAreShownAsTheyAre()
{
    QFETCH(QByteArray, body);
    auto next = preview();
    next->hasBody = true;
    next->body = body;
    m_panel->setNext(next, fakeAdmin, u"admin"_s);
    QFETCH(QString, end);
    QVERIFY2(shown().endsWith(end), qPrintable(shown().right(100)));
    QVERIFY(shown().size() < 70'000);
}

void tst_AsSentPanel::asItWentIsThereAfterSending()
{
    auto *which = find<QWidget>("asSentWhich");
    m_panel->setNext(preview(), fakeAdmin, u"admin"_s);
    QVERIFY(!which->isVisible());
    WirePreview sent = *preview();
    sent.head.replace("GET", "PUT");
    m_panel->setSent(sent, u"admin"_s);
    QVERIFY(which->isVisible());
    QVERIFY(shown().startsWith("GET"_L1));
    which->findChild<QAbstractButton *>(u"segment1"_s)->click();
    QVERIFY(shown().startsWith("PUT"_L1));
    m_panel->forgetSent();
    QVERIFY(!which->isVisible());
    QVERIFY(shown().startsWith("GET"_L1));
}

void tst_AsSentPanel::showsNothingOfAnotherWhereItCantBeTold()
{
    const Result<WirePreview> wrong = failure(ErrorKind::Input, u"There is no {{name}}."_s);
    m_panel->setNext(preview(), fakeAdmin, u"admin"_s);
    m_panel->setNext(wrong, fakeAdmin, u"admin"_s);
    QVERIFY(shown().startsWith("GET"_L1)); // what was good last
    m_panel->setNext(wrong, {}, {});
    QCOMPARE(shown(), QString());
    m_panel->setNext(preview(), fakeAdmin, u"admin"_s);
    m_panel->setNext(wrong, {fakeAdmin.profile, u"staging"_s, fakeAdmin.account}, u"admin"_s); // has that name, too
    QCOMPARE(shown(), QString());
    m_panel->setNext(preview(), fakeAdmin, u"admin"_s);
    m_panel->forgetSent(); // another request
    m_panel->setNext(wrong, fakeAdmin, u"admin"_s);
    QCOMPARE(shown(), QString());
}

QTEST_MAIN(tst_AsSentPanel)
#include "tst_AsSentPanel.moc"
