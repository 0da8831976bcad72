#include "tests/ui/ComposerTest.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QDialog>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;

class tst_ComposerAuth : public ComposerTest {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_composer.reset(); }
    void nobodyAddsNothing();
    void nobodyKnowsTheNamesOfWhoWasThere();
    void showsWhatTheCredentialAdds();
    void saysWhyItStaysBehind();
    void offersStandardCredentials();
    void cookiesAreShownEditedAndDeleted();
    void nobodysCookiesAreNotKept();

private:
    [[nodiscard]] QStringList values() const
    {
        QStringList texts;
        const auto labels = m_composer->findChildren<QLabel *>(u"authValue"_s);
        for (const QLabel *label : labels)
            texts += label->text();
        return texts;
    }
    void open(const QString &url, const CredentialId &id = fakeAdmin)
    {
        RequestDocument document;
        document.url = url;
        document.credential = id;
        m_composer->setDocument(document);
    }
};

void tst_ComposerAuth::init()
{
    openComposer();
    m_composer->showSection(Composer::Section::Auth);
}

void tst_ComposerAuth::nobodyAddsNothing()
{
    open(u"http://h/"_s, {});
    QCOMPARE(find<QLabel>("authWho")->text(), u"Nobody"_s);
    QVERIFY(values().isEmpty());
    QVERIFY(!find<QPushButton>("authReveal")->isVisible());
    QSignalSpy signIn(m_composer.get(), &Composer::signInRequested);
    QTest::mouseClick(find<QPushButton>("authSignIn"), Qt::LeftButton);
    QCOMPARE(signIn.size(), 1);
    QVERIFY(signIn.constFirst().constFirst().value<CredentialId>().isEmpty());
}

void tst_ComposerAuth::nobodyKnowsTheNamesOfWhoWasThere()
{
    open(u"{{baseUrl}}/x"_s);
    const RequestDocument before = m_composer->document();
    m_composer->setCredential({});
    QVERIFY(m_composer->document().credential.isEmpty());
    QCOMPARE(m_composer->document().variablesOf, fakeAdmin);
    QVERIFY(values().isEmpty());
    m_composer->setCredential({}); // once more
    QCOMPARE(m_composer->document().variableSource(), fakeAdmin);
    m_composer->setCredential(fakeAdmin);
    QCOMPARE(m_composer->document(), before);
}

void tst_ComposerAuth::showsWhatTheCredentialAdds()
{
    open(u"http://127.0.0.1:40213/x"_s);
    QCOMPARE(find<QLabel>("authWho")->text(), u"admin, datarhei Core"_s);
    QCOMPARE(values(), QStringList{u"Bearer "_s + Redactor::mask()});
    find<QPushButton>("authReveal")->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QCOMPARE(values(), QStringList{u"Bearer fake-token"_s});
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QCOMPARE(values(), QStringList{u"Bearer "_s + Redactor::mask()});
    QSignalSpy nobody(m_composer.get(), &Composer::nobodyRequested), choose(m_composer.get(), &Composer::chooseRequested);
    QTest::mouseClick(find<QPushButton>("authNobody"), Qt::LeftButton);
    QTest::mouseClick(find<QPushButton>("authChoose"), Qt::LeftButton);
    QCOMPARE(nobody.size(), 1);
    QCOMPARE(choose.size(), 1);
}

void tst_ComposerAuth::saysWhyItStaysBehind()
{
    open(u"http://staging.example:8080/x"_s);
    const auto labels = m_composer->findChildren<QLabel *>();
    QCOMPARE(std::count_if(labels.begin(), labels.end(), [](const QLabel *label) { return label->isVisible() && label->text().contains("is not an address it is bound to"_L1); }), 1);
    QVERIFY(find<QLabel>("authState")->text().contains("does not go along"_L1));
    QVERIFY(values().isEmpty());
    QSignalSpy bind(m_composer.get(), &Composer::bindRequested);
    QTest::mouseClick(find<QPushButton>("authBind"), Qt::LeftButton);
    QCOMPARE(bind.size(), 1);
    QCOMPARE(bind.constFirst().constFirst().toString(), u"http://staging.example:8080"_s);
    open(u"http://127.0.0.1:40213/x"_s);
    QVERIFY(!find<QPushButton>("authBind")->isVisible());
}

void tst_ComposerAuth::offersStandardCredentials()
{
    QSignalSpy signIn(m_composer.get(), &Composer::signInRequested);
    QTest::mouseClick(find<QPushButton>("authNew_standard-basic"), Qt::LeftButton);
    QCOMPARE(signIn.size(), 1);
    QCOMPARE(signIn.constFirst().constFirst().value<CredentialId>().profile, u"standard-basic"_s);
    QCOMPARE(signIn.constFirst().at(1).toString(), u"http://127.0.0.1:40213"_s); // for the server that the request goes to
}

void tst_ComposerAuth::cookiesAreShownEditedAndDeleted()
{
    for (const char *cookie : {"sid=abc; Path=/", "theme=dark; Max-Age=3600"})
        QVERIFY(m_context.jar->take(cookie, "http://127.0.0.1:40213/", m_context.now()));
    open(u"http://127.0.0.1:40213/x"_s);
    auto *button = find<QPushButton>("authCookies");
    QVERIFY(button->text().contains(u'2'));
    QTest::mouseClick(button, Qt::LeftButton);
    auto *dialog = m_composer->findChild<QDialog *>(u"cookiesDialog"_s);
    QVERIFY(dialog);
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    auto *table = dialog->findChild<QTableView *>(u"cookies"_s);
    auto *model = table->model();
    QCOMPARE(model->rowCount(), 2);
    QCOMPARE(model->index(0, 1).data().toString(), Redactor::mask());
    dialog->findChild<QCheckBox *>(u"revealCookies"_s)->click();
    QCOMPARE(model->index(0, 1).data().toString(), u"abc"_s);

    QVERIFY(model->setData(model->index(0, 1), u"xyz"_s, Qt::EditRole));
    QCOMPARE(m_context.jar->all().at(0).value, QByteArray("xyz"));
    QVERIFY(!model->setData(model->index(0, 1), u"a\r\nb"_s, Qt::EditRole));
    QCOMPARE(m_context.jar->all().at(0).value, QByteArray("xyz"));
    QVERIFY(!dialog->findChild<QLabel *>(u"cookiesNote"_s)->text().isEmpty());

    auto *keep = dialog->findChild<QCheckBox *>(u"keepCookies"_s);
    QVERIFY(keep->isVisible() && !keep->isChecked()); // off until it is wished
    QTest::mouseClick(keep, Qt::LeftButton, {}, QPoint(8, keep->height() / 2));
    QTRY_VERIFY(m_context.isKept && keep->isChecked());

    table->setFocus();
    table->selectRow(0);
    QTRY_VERIFY(table->hasFocus());
    QTest::keyClick(table, Qt::Key_Delete);
    QCOMPARE(m_context.jar->all().size(), 1);
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"clearCookies"_s), Qt::LeftButton);
    QCOMPARE(m_context.jar->all().size(), 0);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!m_composer->findChild<QDialog *>(u"cookiesDialog"_s));
    QVERIFY(!button->isEnabled());
}

void tst_ComposerAuth::nobodysCookiesAreNotKept()
{
    QVERIFY(m_context.jar->take("theme=dark; Max-Age=3600", "http://127.0.0.1:40213/", m_context.now()));
    open(u"http://127.0.0.1:40213/x"_s, {});
    QTest::mouseClick(find<QPushButton>("authCookies"), Qt::LeftButton);
    auto *dialog = m_composer->findChild<QDialog *>(u"cookiesDialog"_s);
    QVERIFY(dialog);
    QVERIFY(!dialog->findChild<QCheckBox *>(u"keepCookies"_s)->isVisibleTo(dialog));
}

QTEST_MAIN(tst_ComposerAuth)
#include "tst_ComposerAuth.moc"
