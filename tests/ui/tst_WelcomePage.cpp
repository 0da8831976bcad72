#include "app/auth/profile/ProfileCatalog.h"
#include "app/workspace/ExampleRequest.h"
#include "ui/shell/ExampleTree.h"
#include "ui/shell/Sidebar.h"
#include "ui/shell/WelcomePage.h"
#include "ui/theme/Theme.h"

#include <QtTest/QtTest>
#include <QtWidgets/QPushButton>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;

// The two places that show profiles: the welcome page and the tree of examples.
class tst_WelcomePage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sandboxIsOneClickAway();
    void onlyWhatRunsHasACard();
    void cardsFindRoom_data();
    void cardsFindRoom();
    void treeListsExamples();
    void treeFilters();
    void treeOpensByKeyboard();
    void filteredByKeyboardOnlyTheFirstIsOpened();
    void treeFollowsThePage();

private:
    Theme m_theme;
    ProfileCatalog m_catalog{QString()};
};

void tst_WelcomePage::sandboxIsOneClickAway()
{
    WelcomePage page(m_theme, m_catalog);
    page.setSandboxApis({u"datarhei-core"_s, u"kent-hack-enough"_s, u"telenor-mic"_s, u"pagfast-partner"_s});
    page.resize(1200, 800);
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    QSignalSpy chosen(&page, &WelcomePage::sandboxChosen);
    for (const QString &id : {u"datarhei-core"_s, u"kent-hack-enough"_s, u"telenor-mic"_s, u"pagfast-partner"_s}) {
        auto *button = page.findChild<QPushButton *>(u"signIn:"_s + id);
        QVERIFY(button);
        QVERIFY(button->accessibleName().size() > 10);
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(chosen.takeFirst().at(0).toString(), id);
    }
    QSignalSpy own(&page, &WelcomePage::ownServerChosen);
    QTest::mouseClick(page.findChild<QPushButton *>(u"chooseOwnServer"_s), Qt::LeftButton);
    QCOMPARE(own.size(), 1);
}

void tst_WelcomePage::onlyWhatRunsHasACard()
{
    WelcomePage page(m_theme, m_catalog);
    QVERIFY(!page.findChild<QPushButton *>(u"signIn:datarhei-core"_s));
    QVERIFY(page.findChild<QPushButton *>(u"chooseOwnServer"_s));
    page.setSandboxApis({u"datarhei-core"_s, u"nobody-knows-it"_s});
    QVERIFY(page.findChild<QPushButton *>(u"signIn:datarhei-core"_s));
    QVERIFY(!page.findChild<QPushButton *>(u"signIn:nobody-knows-it"_s));
    QVERIFY(!page.findChild<QPushButton *>(u"signIn:telenor-mic"_s));
}

void tst_WelcomePage::cardsFindRoom_data()
{
    QTest::addColumn<int>("width");
    QTest::newRow("narrow") << 500;
    QTest::newRow("usual") << 1000;
    QTest::newRow("wide") << 2500;
}

void tst_WelcomePage::cardsFindRoom()
{
    QFETCH(int, width);
    WelcomePage page(m_theme, m_catalog);
    page.setSandboxApis({u"datarhei-core"_s, u"kent-hack-enough"_s, u"telenor-mic"_s});
    page.resize(width, 800);
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    QList<QRect> places;
    for (const QString &name :
        {u"sandbox:datarhei-core"_s, u"sandbox:kent-hack-enough"_s, u"sandbox:telenor-mic"_s, u"ownServer"_s}) {
        const auto *card = page.findChild<QWidget *>(name);
        QTRY_VERIFY(card->isVisible() && card->height() > 60);
        const QRect place(card->mapTo(page.widget(), QPoint()), card->size());
        for (const QRect &other : std::as_const(places))
            QVERIFY2(!place.intersects(other), qPrintable(name));
        QVERIFY(place.right() <= page.viewport()->width());
        places << place;
    }
    QCOMPARE(places.at(0).top() == places.at(1).top(), width >= 1000);
}

void tst_WelcomePage::treeListsExamples()
{
    ExampleTree tree(m_theme, m_catalog);
    QCOMPARE(tree.model()->rowCount(), 4); // the APIs, not what any API takes
    tree.setSignedIn({u"telenor-mic"_s});
    const QModelIndex first = tree.model()->index(0, 0);
    QCOMPARE(first.data().toString(), m_catalog.find(u"telenor-mic"_s)->name); // who is signed in comes first
    QVERIFY(tree.isExpanded(first));
    QVERIFY(!tree.isExpanded(tree.model()->index(1, 0)));
    QCOMPARE(tree.model()->rowCount(first), m_catalog.find(u"telenor-mic"_s)->examples.size());
}

void tst_WelcomePage::treeFilters()
{
    ExampleTree tree(m_theme, m_catalog);
    tree.setFilter(u"datarhei get process"_s);
    QCOMPARE(tree.model()->rowCount(), 1);
    const QModelIndex api = tree.model()->index(0, 0);
    QVERIFY(tree.isExpanded(api));
    QVERIFY(tree.model()->rowCount(api) > 0);
    QVERIFY(tree.model()->rowCount(api) < m_catalog.find(u"datarhei-core"_s)->examples.size());
    tree.setFilter(u"nothing is called like this"_s);
    QCOMPARE(tree.model()->rowCount(), 0);
    tree.setFilter(u" "_s);
    QCOMPARE(tree.model()->rowCount(), 4); // the APIs, not what any API takes
}

void tst_WelcomePage::treeOpensByKeyboard()
{
    ExampleTree tree(m_theme, m_catalog);
    tree.show();
    QVERIFY(QTest::qWaitForWindowActive(&tree));
    QSignalSpy chosen(&tree, &ExampleTree::exampleChosen);
    tree.setFocus();
    tree.setCurrentIndex(tree.model()->index(0, 0));
    QTest::keyClick(&tree, Qt::Key_Return); // opens the API
    QVERIFY(tree.isExpanded(tree.model()->index(0, 0)));
    QTest::keyClick(&tree, Qt::Key_Down);
    QTest::keyClick(&tree, Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.at(0).at(1).toInt(), 0);
    QTest::keyClick(&tree, Qt::Key_Return, Qt::ControlModifier); // sends
    QCOMPARE(chosen.size(), 1);
}

void tst_WelcomePage::filteredByKeyboardOnlyTheFirstIsOpened()
{
    Sidebar sidebar(m_theme, m_catalog);
    sidebar.show();
    QVERIFY(QTest::qWaitForWindowActive(&sidebar));
    QSignalSpy chosen(&sidebar.tree(), &ExampleTree::exampleChosen);
    sidebar.focusFilter();
    auto *filter = sidebar.findChild<QLineEdit *>(u"exampleFilter"_s);
    QTest::keyClicks(filter, u"kent user"_s);
    QTest::keyClick(filter, Qt::Key_Down);
    QVERIFY(sidebar.tree().hasFocus());
    QTest::keyClick(&sidebar.tree(), Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.at(0).at(0).toString(), u"kent-hack-enough"_s);
    filter->clear();
    filter->setFocus();
    sidebar.tree().setCurrentIndex({});
    sidebar.tree().collapseAll();
    QTest::keyClick(filter, Qt::Key_Down); // all are folded: to the first API
    QCOMPARE(sidebar.tree().currentIndex(), sidebar.tree().model()->index(0, 0));
}

void tst_WelcomePage::treeFollowsThePage()
{
    ExampleTree tree(m_theme, m_catalog);
    const auto marked = [&tree] { return tree.currentIndex().data().toString(); };
    const auto rowOf = [&](const QString &profile) {
        for (int row = 0; row < tree.model()->rowCount(); ++row) {
            if (tree.model()->index(row, 0).data().toString() == m_catalog.find(profile)->name)
                return tree.model()->index(row, 0);
        }
        return QModelIndex();
    };
    const Example &example = m_catalog.find(u"kent-hack-enough"_s)->examples.at(1);
    RequestDocument request = exampleRequest(example, {u"kent-hack-enough"_s, u"sandbox"_s, u"organiser"_s});
    QVERIFY(!tree.isExpanded(rowOf(u"kent-hack-enough"_s)));
    tree.follow(request);
    QVERIFY(tree.isExpanded(rowOf(u"kent-hack-enough"_s)));
    QCOMPARE(marked(), example.name);

    tree.collapse(rowOf(u"kent-hack-enough"_s)); // by the person: the same page does not open it again
    tree.follow(request);
    QVERIFY(!tree.isExpanded(rowOf(u"kent-hack-enough"_s)));

    request.url = u"https://example.org/"_s; // of the same one, but no example
    tree.follow(request);
    QCOMPARE(marked(), QString());
    tree.follow(exampleRequest(m_catalog.find(u"telenor-mic"_s)->examples.at(0), {u"telenor-mic"_s, u"sandbox"_s, u"ops"_s}));
    QVERIFY(tree.isExpanded(rowOf(u"telenor-mic"_s)));
    QCOMPARE(marked(), m_catalog.find(u"telenor-mic"_s)->examples.at(0).name);
    tree.follow({}); // an empty page of nobody
    QCOMPARE(marked(), QString());
}

QTEST_MAIN(tst_WelcomePage)
#include "tst_WelcomePage.moc"
