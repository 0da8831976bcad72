#include "tests/support/FakeClock.h"
#include "tests/support/FixedCredentials.h"
#include "ui/credentials/CardColumn.h"
#include "ui/credentials/CredentialCard.h"
#include "ui/credentials/CredentialPanel.h"
#include "ui/credentials/TokenLine.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/CountdownRing.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/FactList.h"
#include "ui/widgets/ReadOnlyText.h"
#include "ui/widgets/Ticker.h"

#include <QtTest/QtTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollBar>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class tst_CredentialPanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void saysWhatToDoWhereThereIsNone();
    void saysWhereTheServersClockIsOff();
    void cardsKeepTheirWidthBesideAScrollBar();
    void choosesByClickAndKey();
    void countsDownWhileItIsSeen();
    void opensAndClosesDetails();
    void revealsAndCopiesTokens();
    void asksBeforeItForgets();
    void editsInPlace();
    void asksAboutAChangedAddress();
    void offersToUnlockTheKeychain();
    void saysWhatMayNotUseHttp();
    void saysTroubleWithWhatToDo();
    void offersEverythingInItsMenu();
    void whatIsNoTokenHasNoLife();
    void tenThousandCostAFew();
    void openDetailsSurviveOthersComingAndGoing();
    void saysWhatCameOfIt();
    void isSaidInWords();

private:
    void show();
    [[nodiscard]] UtcTime now() const { return m_clock->now(); }
    [[nodiscard]] CredentialCard *card(const QString &account) const;
    template <typename T = QWidget> T *find(const QString &name) const { return m_panel->findChild<T *>(name); }

    Theme m_theme;
    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<Ticker> m_ticker;
    std::unique_ptr<FixedCredentials> m_source;
    std::unique_ptr<CredentialPanel> m_panel;
};

void tst_CredentialPanel::init()
{
    m_theme.applyTo(*qApp);
    m_clock = std::make_unique<FakeClock>();
    m_ticker = std::make_unique<Ticker>(*m_clock);
    m_source = std::make_unique<FixedCredentials>();
    m_panel = std::make_unique<CredentialPanel>(m_theme, *m_ticker, *m_source);
    m_panel->resize(320, 640);
}

void tst_CredentialPanel::cleanup()
{
    m_panel.reset();
    m_source.reset();
    m_ticker.reset();
    m_clock.reset();
}

void tst_CredentialPanel::show()
{
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
}

CredentialCard *tst_CredentialPanel::card(const QString &account) const
{
    for (CredentialCard *each : m_panel->findChildren<CredentialCard *>()) {
        if (each->isVisible() && each->id().account == account)
            return each;
    }
    return nullptr;
}

void tst_CredentialPanel::saysWhatToDoWhereThereIsNone()
{
    show();
    QSignalSpy asked(m_panel.get(), &CredentialPanel::signInRequested);
    auto *empty = find<EmptyState>(u"noCredentials"_s);
    QVERIFY(empty->isVisible());
    QTest::mouseClick(empty->findChild<QPushButton *>(), Qt::LeftButton);
    QTest::mouseClick(find(u"panelSignIn"_s), Qt::LeftButton);
    QCOMPARE(asked.size(), 2);
    m_source->put(activeItem(u"admin"_s, now()));
    QVERIFY(!empty->isVisible());
    QTRY_VERIFY(card(u"admin"_s));
    m_source->remove({u"datarhei-core"_s, u"Sandbox"_s, u"admin"_s});
    QVERIFY(empty->isVisible());
}

void tst_CredentialPanel::saysWhereTheServersClockIsOff()
{
    CredentialItem item = activeItem(u"admin"_s, now());
    item.status.serverOffset = 4900ms;
    m_source->put(item);
    show();
    const auto clock = [this] { return card(u"admin"_s)->findChild<QLabel *>(u"cardClock"_s); };
    QVERIFY(!clock()->isVisible());
    item.status.serverOffset = -12s;
    m_source->put(item);
    QTRY_VERIFY(clock()->isVisible());
    QCOMPARE(clock()->text(), u"clock −12 s"_s);
    QVERIFY(clock()->accessibleName().contains("12 s behind"_L1));
    QVERIFY(!card(u"admin"_s)->findChild<ElidedLabel *>(u"cardState"_s)->isElided()); // it stands beside the name, not beside the state
}

void tst_CredentialPanel::cardsKeepTheirWidthBesideAScrollBar()
{
    m_source->put(activeItem(u"a0"_s, now()));
    show();
    QTRY_VERIFY(card(u"a0"_s));
    const int width = card(u"a0"_s)->width();
    for (int i = 1; i < 30; ++i)
        m_source->put(activeItem(u"a%1"_s.arg(i), now()));
    QTRY_VERIFY(m_panel->findChild<CardColumn *>()->verticalScrollBar()->isVisible());
    QTRY_COMPARE(card(u"a0"_s)->width(), width);
    QCOMPARE(find(u"credentialFilter"_s)->width(), width);
}

void tst_CredentialPanel::choosesByClickAndKey()
{
    for (const QString &name : {u"a"_s, u"b"_s, u"c"_s})
        m_source->put(activeItem(name, now()));
    show();
    QSignalSpy chosen(m_panel.get(), &CredentialPanel::credentialChosen);
    QTest::mouseClick(card(u"b"_s), Qt::LeftButton);
    QCOMPARE(chosen.takeFirst().at(0).value<CredentialId>().account, u"b"_s);
    QVERIFY(card(u"b"_s)->isSelected());
    QTest::keyClick(qApp->focusWidget(), Qt::Key_Down);
    QCOMPARE(qApp->focusWidget(), card(u"c"_s));
    QVERIFY(chosen.isEmpty()); // moving is not choosing
    QTest::keyClick(qApp->focusWidget(), Qt::Key_Space);
    QCOMPARE(chosen.takeFirst().at(0).value<CredentialId>().account, u"c"_s);
    QVERIFY(!card(u"b"_s)->isSelected());
    QTest::keyClick(qApp->focusWidget(), Qt::Key_Home);
    QCOMPARE(qApp->focusWidget(), card(u"a"_s));
    m_panel->setChosen(card(u"b"_s)->id());
    QVERIFY(chosen.isEmpty());
    QCOMPARE(m_panel->chosen().account, u"b"_s);
}

void tst_CredentialPanel::countsDownWhileItIsSeen()
{
    m_source->put(activeItem(u"admin"_s, now()));
    show();
    CredentialCard *admin = card(u"admin"_s);
    auto *ring = admin->findChild<CountdownRing *>();
    QCOMPARE(admin->stateText(), u"active, refreshes in 0:31"_s);
    QCOMPARE(ring->text(), u"42s"_s);
    m_clock->advance(3s);
    QCOMPARE(admin->stateText(), u"active, refreshes in 0:28"_s);
    QCOMPARE(ring->text(), u"39s"_s);
    m_panel->hide();
    QCOMPARE(m_clock->timers(), 0); // nobody looks: nothing moves
    m_clock->advance(5s);
    m_panel->show();
    QTRY_COMPARE(admin->stateText(), u"active, refreshes in 0:23"_s);

    CredentialItem refreshed = activeItem(u"admin"_s, now());
    refreshed.status.generation = 2;
    m_source->put(refreshed);
    QCOMPARE(admin->stateText(), u"active, refreshes in 0:31"_s);
}

void tst_CredentialPanel::opensAndClosesDetails()
{
    TokenSet tokens;
    tokens.captures
        = {{u"access"_s, Secret(u"abcdefghijklmnopqrstuvwxyz0123456789"_s)}, {u"identityId"_s, Secret(u"eu:1"_s)}};
    m_source->put(activeItem(u"admin"_s, now()), tokens);
    m_source->put(activeItem(u"other"_s, now()));
    show();
    auto *details = find(u"credentialDetails"_s);
    QVERIFY(!details->isVisible());
    card(u"admin"_s)->setFocus();
    QTest::keyClick(qApp->focusWidget(), Qt::Key_Return);
    QTRY_VERIFY(details->isVisible());
    QVERIFY(card(u"admin"_s)->isAncestorOf(details));
    QVERIFY(find(u"tokenLine_access"_s)->isVisible());
    QVERIFY(find(u"tokenLine_identityId"_s)->isVisible());
    const auto facts = details->findChild<FactList *>();
    QCOMPARE(facts->value(u"Token ends"_s), u"in 0:42, 12:00:42"_s);
    QCOMPARE(facts->value(u"Bound to"_s), u"http://127.0.0.1:40213"_s);
    m_clock->advance(2s);
    QCOMPARE(facts->value(u"Token ends"_s), u"in 0:40, 12:00:42"_s);

    m_panel->showDetails(card(u"other"_s)->id()); // one at a time
    QTRY_VERIFY(card(u"other"_s)->isAncestorOf(details));
    QVERIFY(!find(u"tokenLine_access"_s) || !find(u"tokenLine_access"_s)->isVisible());
    card(u"other"_s)->setFocus();
    QTest::keyClick(qApp->focusWidget(), Qt::Key_Left);
    QVERIFY(!details->isVisible());
    QTest::keyClick(qApp->focusWidget(), Qt::Key_Right);
    QVERIFY(details->isVisible());
    QTest::keyClick(qApp->focusWidget(), Qt::Key_Tab); // into the details...
    QVERIFY(details->isAncestorOf(qApp->focusWidget()));
    QTest::keyClick(qApp->focusWidget(), Qt::Key_Escape); // ...and back to the card
    QCOMPARE(qApp->focusWidget(), card(u"other"_s));
}

void tst_CredentialPanel::revealsAndCopiesTokens()
{
    const QString token = u"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZG1pbiJ9.c2lnbmF0dXJl"_s;
    TokenSet tokens;
    tokens.captures = {{u"access"_s, Secret(token)}, {u"expires"_s, Secret(u"2026-12-01T00:00:00Z"_s)}};
    CredentialItem item = activeItem(u"admin"_s, now());
    item.plainCaptures = {u"expires"_s};
    m_source->put(item, tokens);
    show();
    m_panel->showDetails(item.id());
    auto *access = find<TokenLine>(u"tokenLine_access"_s);
    auto *masked = access->findChild<ElidedLabel *>(u"tokenMasked"_s);
    QVERIFY(masked->text().startsWith(u"eyJhbG"_s));
    QVERIFY(!masked->text().contains(token));
    QVERIFY(!access->findChild<QWidget *>(u"tokenRevealed"_s)->isVisible());
    QTest::mouseClick(access->findChild<QWidget *>(u"tokenReveal"_s), Qt::LeftButton);
    QCOMPARE(access->findChild<ReadOnlyText *>(u"tokenRevealed"_s)->text(), token);
    auto *shown = access->findChild<ReadOnlyText *>(u"tokenRevealed"_s)->edit();
    QTRY_VERIFY(shown->viewport()->height() >= 2 * QFontMetrics(shown->font()).lineSpacing()); // all of it, on its lines
    QVERIFY(!shown->verticalScrollBar()->isVisible());
    m_source->put(item, tokens); // something of it changed: what is being read stays
    QVERIFY(access->isRevealed());

    QSignalSpy copied(m_panel.get(), &CredentialPanel::copyRequested);
    QTest::mouseClick(access->findChild<QWidget *>(u"tokenCopy"_s), Qt::LeftButton);
    QCOMPARE(copied.constFirst().at(0).value<Secret>().reveal(), token);
    QVERIFY(masked->text().startsWith(u"Copied"_s)); // for a moment
    m_clock->advance(5s);
    QVERIFY(masked->text().startsWith(u"eyJhbG"_s));

    const auto *plain = find<TokenLine>(u"tokenLine_expires"_s);
    QCOMPARE(plain->findChild<ElidedLabel *>(u"tokenMasked"_s)->text(), u"2026-12-01T00:00:00Z"_s);
    QVERIFY(!plain->findChild<QWidget *>(u"tokenReveal"_s)->isVisible());

    tokens.captures[u"access"_s] = Secret(token + u"2"_s);
    m_source->put(item, tokens);
    QVERIFY(!access->isRevealed()); // a new token is masked again
    access->setRevealed(true);
    m_panel->showDetails({});
    QVERIFY(!access->isRevealed());
    QVERIFY(access->findChild<ReadOnlyText *>(u"tokenRevealed"_s)->text().isEmpty());
}

void tst_CredentialPanel::asksBeforeItForgets()
{
    const CredentialItem item = activeItem(u"admin"_s, now());
    m_source->put(item);
    show();
    QSignalSpy forgotten(m_panel.get(), &CredentialPanel::forgetRequested);
    card(u"admin"_s)->setFocus();
    QTest::keyClick(qApp->focusWidget(), Qt::Key_Delete);
    auto *question = find<ErrorBanner>(u"cardOutcome"_s);
    QTRY_VERIFY(question->isVisible());
    QCOMPARE(question->message(), u"Forget admin?"_s);
    QTest::keyClick(qApp->focusWidget(), Qt::Key_Space); // a slip of the hand keeps it
    QTRY_VERIFY(!question->isVisible());
    QVERIFY(forgotten.isEmpty());
    card(u"admin"_s)->setFocus();
    QTest::keyClick(qApp->focusWidget(), Qt::Key_Delete);
    QTRY_VERIFY(question->isVisible());
    auto answers = question->findChildren<QPushButton *>(u"bannerAction"_s);
    QTest::mouseClick(answers.at(1), Qt::LeftButton); // keep it
    QTRY_VERIFY(!question->isVisible());
    QVERIFY(forgotten.isEmpty());

    QTest::mouseClick(find(u"cardForget"_s), Qt::LeftButton);
    QTRY_VERIFY(question->isVisible());
    answers = question->findChildren<QPushButton *>(u"bannerAction"_s);
    QTest::mouseClick(answers.at(0), Qt::LeftButton);
    QTRY_COMPARE(forgotten.size(), 1);
    QCOMPARE(forgotten.constFirst().at(0).value<CredentialId>(), item.id());
}

void tst_CredentialPanel::editsInPlace()
{
    CredentialItem item = activeItem(u"admin"_s, now());
    item.choices = {{u"identity"_s, u"Identity as"_s, {{u"header"_s, u"Header"_s, {}}, {u"query"_s, u"Query"_s, {}}}}};
    m_source->put(item);
    show();
    QSignalSpy edited(m_panel.get(), &CredentialPanel::editRequested);
    card(u"admin"_s)->setFocus();
    QTest::keyClick(qApp->focusWidget(), Qt::Key_F2);
    QTRY_VERIFY(find(u"editName"_s));
    auto *name = find<QLineEdit>(u"editName"_s);
    QCOMPARE(qApp->focusWidget(), name);
    QTest::keyClick(name, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(name, Qt::Key_Delete);
    QVERIFY(!find(u"editSave"_s)->isEnabled());
    QTest::keyClick(name, Qt::Key_Return);
    QVERIFY(edited.isEmpty());
    QTest::keyClicks(name, u"boss"_s);
    auto *address = find<QLineEdit>(u"editAddress"_s);
    address->selectAll();
    QTest::keyClicks(address, u"nonsense"_s);
    QVERIFY(!find(u"editSave"_s)->isEnabled());
    address->selectAll();
    QTest::keyClicks(address, u"https://other.example.org/"_s);
    QTest::keyClick(find(u"editChoice_identity"_s), Qt::Key_Down);
    QTest::keyClick(address, Qt::Key_Return);
    QCOMPARE(edited.size(), 1);
    const auto changed = edited.constFirst().at(1).value<Credential>();
    QCOMPARE(changed.id.account, u"boss"_s);
    QCOMPARE(changed.baseUrl, u"https://other.example.org"_s);
    QCOMPARE(changed.choices.value(u"identity"_s), u"query"_s);

    // Refused: what was typed is still there, to be put right.
    m_panel->say(item.id(), ErrorBanner::Kind::Error, u"There is one already."_s);
    QCOMPARE(find<QLineEdit>(u"editName"_s)->text(), u"boss"_s);
    QVERIFY(find(u"editName"_s)->parentWidget()->isAncestorOf(qApp->focusWidget()));
    m_panel->endEdit(item.id());
    QTRY_VERIFY(!find(u"editName"_s));

    QTest::mouseClick(find(u"cardEdit"_s), Qt::LeftButton);
    QTRY_VERIFY(find(u"editName"_s));
    QTest::keyClick(find(u"editName"_s), Qt::Key_Escape);
    QTRY_VERIFY(!find(u"editName"_s));
    QCOMPARE(edited.size(), 1);
}

void tst_CredentialPanel::asksAboutAChangedAddress()
{
    CredentialItem item = activeItem(u"admin"_s, now());
    item.status.addressToConfirm = u"https://other.example.org"_s;
    m_source->put(item);
    show();
    QSignalSpy confirmed(m_panel.get(), &CredentialPanel::addressConfirmed);
    QTest::mouseClick(card(u"admin"_s)->findChild<QWidget *>(u"cardNeeded"_s), Qt::LeftButton);
    auto *question = find<ErrorBanner>(u"cardTrouble"_s);
    QTRY_VERIFY(question->isVisible());
    QCOMPARE(question->message(),
        u"The address changed from http://127.0.0.1:40213 to https://other.example.org. Send the credential there?"_s);
    QVERIFY(confirmed.isEmpty());
    QTest::mouseClick(question->findChild<QPushButton *>(u"bannerAction"_s), Qt::LeftButton);
    QTRY_COMPARE(confirmed.size(), 1);
    QCOMPARE(confirmed.constFirst().at(1).toString(), u"https://other.example.org"_s);
}

void tst_CredentialPanel::offersToUnlockTheKeychain()
{
    CredentialItem item = activeItem(u"admin"_s, now());
    item.status.state = SignedOut{};
    item.status.isUnread = true;
    m_source->put(item);
    show();
    QSignalSpy unlock(m_panel.get(), &CredentialPanel::unlockRequested), signIn(m_panel.get(), &CredentialPanel::signInAgainRequested);
    auto *button = card(u"admin"_s)->findChild<QPushButton *>(u"cardNeeded"_s);
    QVERIFY(button->isVisible());
    QCOMPARE(button->text(), u"Unlock"_s);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(unlock.size(), 1);
    QCOMPARE(signIn.size(), 0);
}

// Of an account from before the question: its tokens are good, and are sent nowhere.
void tst_CredentialPanel::saysWhatMayNotUseHttp()
{
    CredentialItem item = activeItem(u"admin"_s, now());
    item.status.credential.baseUrl = u"http://core.example.com"_s;
    item.status.refreshesByItself = false;
    item.status.nextRefresh.reset();
    item.status.trouble = Error{ErrorKind::SignInNeeded, u"This account may not use http://."_s, {}};
    m_source->put(item);
    show();
    m_panel->showDetails(item.id());
    auto *trouble = find<ErrorBanner>(u"cardTrouble"_s);
    QTRY_VERIFY(trouble->isVisible());
    const auto state = [&] { return card(u"admin"_s)->findChild<ElidedLabel *>(u"cardState"_s)->text(); };
    QVERIFY2(state().contains(u"may not use http://"_s), qPrintable(state()));
    QSignalSpy signIn(m_panel.get(), &CredentialPanel::signInAgainRequested);
    QTest::mouseClick(trouble->findChild<QPushButton *>(u"bannerAction"_s), Qt::LeftButton);
    QTRY_COMPARE(signIn.size(), 1);
    QTest::mouseClick(card(u"admin"_s)->findChild<QWidget *>(u"cardNeeded"_s), Qt::LeftButton);
    QTRY_COMPARE(signIn.size(), 2);

    item.status.credential.allowsHttp = true;
    item.status.trouble.reset();
    m_source->put(item);
    QVERIFY2(!state().contains(u"http://"_s), qPrintable(state()));
}

void tst_CredentialPanel::saysTroubleWithWhatToDo()
{
    CredentialItem item = activeItem(u"admin"_s, now());
    item.status.failures = 1;
    item.status.trouble = Error{ErrorKind::Network, u"<b>No answer.</b>"_s, u"Is the network up?"_s};
    m_source->put(item);
    show();
    m_panel->showDetails(item.id());
    auto *trouble = find<ErrorBanner>(u"cardTrouble"_s);
    QTRY_VERIFY(trouble->isVisible());
    QCOMPARE(trouble->message(), u"<b>No answer.</b>"_s);
    QSignalSpy refresh(m_panel.get(), &CredentialPanel::refreshRequested);
    QTest::mouseClick(trouble->findChild<QPushButton *>(u"bannerAction"_s), Qt::LeftButton);
    QTRY_COMPARE(refresh.size(), 1);

    item.status.state = Failed{{ErrorKind::AuthRejected, u"Refused for good."_s, {}}};
    m_source->put(item);
    QCOMPARE(trouble->message(), u"Refused for good."_s);
    QSignalSpy signIn(m_panel.get(), &CredentialPanel::signInAgainRequested);
    QTest::mouseClick(trouble->findChild<QPushButton *>(u"bannerAction"_s), Qt::LeftButton);
    QTRY_COMPARE(signIn.size(), 1);
    QTest::mouseClick(card(u"admin"_s)->findChild<QWidget *>(u"cardNeeded"_s), Qt::LeftButton);
    QTRY_COMPARE(signIn.size(), 2);

    item.status.state = Active{};
    item.status.trouble.reset();
    m_source->put(item);
    QVERIFY(!trouble->isVisible());
}

void tst_CredentialPanel::offersEverythingInItsMenu()
{
    m_source->put(activeItem(u"admin"_s, now()));
    show();
    QSignalSpy signOut(m_panel.get(), &CredentialPanel::signOutRequested);
    QTest::mouseClick(card(u"admin"_s)->findChild<QWidget *>(u"cardMenu"_s), Qt::LeftButton);
    QTRY_VERIFY(find<QMenu>(u"cardActions"_s));
    auto *menu = find<QMenu>(u"cardActions"_s);
    QTRY_VERIFY(menu->isVisible());
    QStringList texts;
    for (const QAction *action : menu->actions())
        texts.append(action->text());
    QVERIFY(texts.contains(u"Refresh now"_s));
    QVERIFY(texts.contains(u"Forget…"_s));
    QAction *wanted = menu->actions().at(texts.indexOf(u"Sign out"_s));
    QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(wanted).center());
    QTRY_COMPARE(signOut.size(), 1);
}

// A user name and a password: neither refreshed nor inspected, and called what they are.
void tst_CredentialPanel::whatIsNoTokenHasNoLife()
{
    CredentialItem item = activeItem(u"ada"_s, now(), u"standard-basic"_s, u"Basic"_s);
    item.refresh = RefreshRule::Kind::None;
    item.scheme.kind = CredentialScheme::Kind::Basic;
    item.accessLabel = u"Password"_s;
    item.status.access = {Expiry::Kind::Never};
    item.status.nextRefresh.reset();
    item.status.refreshesByItself = false;
    TokenSet tokens;
    tokens.captures = {{u"access"_s, Secret(u"correct horse battery staple"_s)}};
    m_source->put(item, tokens);
    show();
    m_panel->showDetails(item.id());
    QTRY_VERIFY(find<TokenLine>(u"tokenLine_access"_s));
    const auto *password = find<TokenLine>(u"tokenLine_access"_s);
    QCOMPARE(password->label(), u"Password"_s);
    QCOMPARE(password->findChild<ElidedLabel *>(u"tokenMasked"_s)->text(), Secret().masked()); // not even its beginning
    const auto *facts = find(u"credentialDetails"_s)->findChild<FactList *>();
    for (const QString &fact : {u"Token ends"_s, u"Next refresh"_s})
        QCOMPARE(facts->value(fact), QString());
    QVERIFY(!find<QPushButton>(u"cardRefresh"_s)->isVisible());
    QTest::mouseClick(card(u"ada"_s)->findChild<QWidget *>(u"cardMenu"_s), Qt::LeftButton);
    QTRY_VERIFY(find<QMenu>(u"cardActions"_s));
    QStringList texts;
    for (const QAction *action : find<QMenu>(u"cardActions"_s)->actions())
        texts.append(action->text());
    QVERIFY(!texts.contains(u"Refresh now"_s));
    QVERIFY(texts.contains(u"Show what it is"_s) && !texts.contains(u"Inspect the token"_s));
}

void tst_CredentialPanel::tenThousandCostAFew()
{
    QList<CredentialItem> many;
    for (int i = 0; i < 10'000; ++i)
        many.append(activeItem(u"account %1"_s.arg(i), now()));
    m_source->putMany(many);
    show();
    auto *column = find<CardColumn>(u"credentialColumn"_s);
    QVERIFY(column->cardCount() > 5);
    QVERIFY2(column->cardCount() < 30, qPrintable(QString::number(column->cardCount())));
    QVERIFY2(m_source->itemsAskedFor() < 200, qPrintable(QString::number(m_source->itemsAskedFor())));

    card(u"account 0"_s)->setFocus();
    QTest::keyClick(qApp->focusWidget(), Qt::Key_End);
    QTRY_VERIFY(card(u"account 9999"_s));
    QCOMPARE(qApp->focusWidget(), card(u"account 9999"_s));
    m_panel->showDetails(card(u"account 9999"_s)->id());
    column->verticalScrollBar()->setValue(column->verticalScrollBar()->maximum() / 2);
    QVERIFY2(column->cardCount() < 30, qPrintable(QString::number(column->cardCount())));

    QTest::mouseClick(find(u"credentialFilter"_s), Qt::LeftButton);
    QTest::keyClicks(find(u"credentialFilter"_s), u"account 777"_s);
    QCOMPARE(column->ids().size(), 19);
    QTRY_VERIFY(card(u"account 777"_s)); // what is found is seen from its beginning
    const int asked = m_source->itemsAskedFor();
    m_clock->advance(1s); // a second of the countdown concerns what is seen
    QCOMPARE(m_source->itemsAskedFor(), asked);
}

void tst_CredentialPanel::openDetailsSurviveOthersComingAndGoing()
{
    for (const QString &name : {u"a"_s, u"b"_s, u"c"_s})
        m_source->put(activeItem(name, now()));
    show();
    const CredentialId b = card(u"b"_s)->id();
    m_panel->showDetails(b);
    QTest::mouseClick(find(u"cardEdit"_s), Qt::LeftButton);
    QTRY_VERIFY(find(u"editName"_s));
    find<QLineEdit>(u"editName"_s)->setText(u"half typed"_s);
    m_source->remove(card(u"a"_s)->id());
    m_source->put(activeItem(u"d"_s, now()));
    m_source->put(activeItem(u"b"_s, now()));
    QVERIFY(find(u"editName"_s));
    QCOMPARE(find<QLineEdit>(u"editName"_s)->text(), u"half typed"_s);
    QVERIFY(card(u"b"_s)->isAncestorOf(find(u"editName"_s)));
    m_source->remove(b); // and it goes quietly with its card
    QVERIFY(!find(u"credentialDetails"_s)->isVisible());
    QTRY_VERIFY(card(u"c"_s));
}

void tst_CredentialPanel::saysWhatCameOfIt()
{
    const CredentialItem item = activeItem(u"admin"_s, now());
    m_source->put(item);
    show();
    m_panel->say(item.id(), ErrorBanner::Kind::Info, u"Signed out on this computer."_s, u"The server was not told."_s);
    QTRY_VERIFY(find<ErrorBanner>(u"cardOutcome"_s)->isVisible());
    m_panel->say({u"x"_s, u"y"_s, u"gone"_s}, ErrorBanner::Kind::Error, u"Could not forget it."_s);
    const auto banners = m_panel->findChildren<ErrorBanner *>();
    QVERIFY(std::any_of(banners.begin(), banners.end(),
        [](const ErrorBanner *banner) { return banner->isVisible() && banner->message() == "Could not forget it."_L1; }));
}

void tst_CredentialPanel::isSaidInWords()
{
    m_source->put(activeItem(u"admin"_s, now()));
    show();
    QCOMPARE(card(u"admin"_s)->accessibleName(), u"admin, datarhei Core, Sandbox: active, refreshes in 0:31"_s);
    m_panel->showDetails(card(u"admin"_s)->id());
    for (QWidget *widget : m_panel->findChildren<QWidget *>()) {
        if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus || widget->focusProxy())
            continue;
        const auto *accessible = QAccessible::queryAccessibleInterface(widget);
        QVERIFY2(accessible && !accessible->text(QAccessible::Name).isEmpty(),
            qPrintable(u"%1 %2"_s.arg(QLatin1StringView(widget->metaObject()->className()), widget->objectName())));
    }
}

QTEST_MAIN(tst_CredentialPanel)
#include "tst_CredentialPanel.moc"
