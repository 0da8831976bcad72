#include "app/http/CurlTransport.h"
#include "tests/support/BusyPool.h"
#include "tests/support/FakeClock.h"
#include "tests/support/RawServer.h"
#include "tests/support/SampleToken.h"
#include "ui/theme/Theme.h"
#include "ui/token/ClaimList.h"
#include "ui/token/ClaimRow.h"
#include "ui/token/CompareWindow.h"
#include "ui/token/DiffModel.h"
#include "ui/token/JsonPart.h"
#include "ui/token/LifeLine.h"
#include "ui/token/OddityList.h"
#include "ui/token/SignatureBox.h"
#include "ui/token/TokenInspector.h"
#include "ui/token/TokenPanels.h"
#include "ui/token/TokenText.h"
#include "ui/token/TokenWindow.h"
#include "ui/widgets/Badge.h"
#include "ui/widgets/Ticker.h"

#include <QtCore/QMimeData>
#include <QtCore/QTemporaryFile>
#include <QtGui/QAccessible>
#include <QtGui/QClipboard>
#include <QtGui/QTextBlock>
#include <QtTest/QtTest>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using State = SignatureCheck::State;

class tst_TokenInspector : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void saysWhatToDoWhereThereIsNothing();
    void masksWhatMakesItValid_data();
    void masksWhatMakesItValid();
    void revealsUntilItIsLeft();
    void explainsEveryClaim();
    void countsWhileItIsSeen();
    void drawsALife_data();
    void drawsALife();
    void showsJsonAsItIsWritten_data();
    void showsJsonAsItIsWritten();
    void saysWhatIsUnusual();
    void recognisesWhatIsNoJwt_data();
    void recognisesWhatIsNoJwt();
    void goesThroughClaimsByKeyboard();
    void checksWithASecret();
    void checksWithASecretInBase64();
    void isNarrowedByThePerson();
    void neverCallsNoneValid();
    void checksWithAFile();
    void fetchesKeysOnAClickOnly();
    void asksBeforeItGoesToAnotherServer();
    void cancelsAFetch();
    void keepsItsKeysForTheNextToken();
    void triesManyKeysInTheBackground();
    void forgetsWhenItIsHidden();
    void acceptsFetchedKeys();
    void suggestsTheKeyThatTheTokenNames();
    void standsSideBySideInAWindow();
    void coloursThreeParts();
    void saysSizes();
    void saysTimesByTheClockOnTheWall_data();
    void saysTimesByTheClockOnTheWall();
    void titleFollowsTheToken();
    void takesPastedAndDroppedText();
    void decodesWhileOneTypes();
    void keepsItsKeysWhileOneTypes();
    void copiesWithoutShowing();
    void comparesTwoTokens();
    void comparesWithAPastedOne();
    void showsForeignTextAsItIs();
    void looksIntoAMegabyte();
    void everyControlHasAName();

private:
    InspectedToken named(const QString &value, const QString &name = u"access"_s) const;
    [[nodiscard]] qint64 seconds() const;
    void makeWide();
    void look(const QString &value);
    void enterSecret(const QString &secret);
    static void drop(QWidget &on, const QMimeData &data);
    template <typename T = QWidget> T *find(const QString &name) const { return m_inspector->findChild<T *>(name); }
    [[nodiscard]] SignatureBox &signature() const { return *m_inspector->panels().signature; }
    [[nodiscard]] ClaimRow *row(const QString &name) const;
    [[nodiscard]] QString verdict() const { return find<QLabel>(u"signatureVerdict"_s)->text(); }

    Theme m_theme;
    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<CurlTransport> m_transport;
    std::unique_ptr<Ticker> m_ticker;
    std::unique_ptr<TokenInspector> m_inspector;
};

void tst_TokenInspector::init()
{
    m_theme.applyTo(*qApp);
    m_clock = std::make_unique<FakeClock>();
    m_transport = std::make_unique<CurlTransport>(*m_clock);
    m_ticker = std::make_unique<Ticker>(*m_clock);
    m_inspector = std::make_unique<TokenInspector>(TokenInspector::Parts{m_theme, *m_ticker, *m_transport, {}}, TokenInspector::Shape::Narrow);
    m_inspector->resize(324, 520);
    m_inspector->show();
    QVERIFY(QTest::qWaitForWindowActive(m_inspector.get()));
}

void tst_TokenInspector::cleanup()
{
    m_inspector.reset();
    m_ticker.reset();
    m_transport.reset();
    m_clock.reset();
}

InspectedToken tst_TokenInspector::named(const QString &value, const QString &name) const
{
    return {Secret(value), name, u"admin"_s, u"datarhei Core"_s, {u"datarhei-core"_s, u"Sandbox"_s, u"admin"_s}, 0ms, 0};
}

qint64 tst_TokenInspector::seconds() const
{
    return std::chrono::duration_cast<std::chrono::seconds>(m_clock->now().time_since_epoch()).count();
}

void tst_TokenInspector::makeWide()
{
    m_inspector = std::make_unique<TokenInspector>(TokenInspector::Parts{m_theme, *m_ticker, *m_transport, {}}, TokenInspector::Shape::Wide);
    m_inspector->resize(1180, 720);
    m_inspector->show();
    QVERIFY(QTest::qWaitForWindowActive(m_inspector.get()));
}

void tst_TokenInspector::look(const QString &value)
{
    m_inspector->inspect(named(value));
}

void tst_TokenInspector::enterSecret(const QString &secret)
{
    m_inspector->showSection(TokenPage::Section::Signature);
    signature().form().setSource(KeyForm::Source::Secret);
    find<QLineEdit>(u"keySecret"_s)->setText(secret);
    QTest::mouseClick(find(u"keyGo"_s), Qt::LeftButton);
}

void tst_TokenInspector::drop(QWidget &on, const QMimeData &data)
{
    QDragEnterEvent enter({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&on, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&on, &drop);
}

ClaimRow *tst_TokenInspector::row(const QString &name) const
{
    for (ClaimRow *each : m_inspector->panels().claims->rows())
        if (each->text().name == name)
            return each;
    return nullptr;
}

void tst_TokenInspector::saysWhatToDoWhereThereIsNothing()
{
    QVERIFY(find(u"noToken"_s)->isVisible());
    QVERIFY(!find(u"tokenBadge"_s)->isVisible());
    QSignalSpy asked(m_inspector.get(), &TokenInspector::pasteRequested); // there is more room in a window
    QTest::mouseClick(find(u"emptyStateAction"_s), Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
    makeWide();
    QTest::mouseClick(find(u"emptyStateAction"_s), Qt::LeftButton);
    QVERIFY(find(u"tokenPaste"_s)->isVisible());
    QVERIFY(find(u"tokenPaste"_s)->hasFocus());
    QTest::keyClick(find(u"tokenPaste"_s), Qt::Key_Escape);
    QVERIFY(!find(u"tokenPaste"_s)->isVisible());
    QCOMPARE(m_ticker->count(), 0);
}

void tst_TokenInspector::masksWhatMakesItValid_data()
{
    QTest::addColumn<QString>("token");
    QTest::addColumn<QString>("shown");
    QTest::addColumn<QString>("hidden");
    QTest::newRow("JWS") << u"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl"_s << u"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.••••••••••••"_s << u"c2lnbmF0dXJl"_s;
    QTest::newRow("no signature") << u"eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0."_s << u"eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0."_s << u"••"_s;
    QTest::newRow("JWE") << u"eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..aXY.Y2lwaGVydGV4dA.dGFn"_s << u"eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0."_s << u"Y2lwaGVy"_s;
    QTest::newRow("opaque") << u"ghp_16C7e42F292c6912E7710c838347Ae178B4a"_s << u"ghp_16"_s << u"178B4a"_s;
    QTest::newRow("general JWS") << uR"({"payload":"eyJzdWIiOiJhIn0","signatures":[{"protected":"eyJhbGciOiJIUzI1NiJ9","signature":"c2lnbmF0dXJl"}]})"_s
                                 << uR"("protected":"eyJhbGciOiJIUzI1NiJ9","signature":"••••••••••••"}]})"_s << u"c2lnbmF0dXJl"_s;
    QTest::newRow("JSON of a JWE") << uR"({"protected":"eyJlbmMiOiJBMTI4R0NNIn0","iv":"aXY","ciphertext":"Y2lwaGVydGV4dA","tag":"dGFn"})"_s
                                   << uR"("ciphertext":"••••••••••••","tag":"••••••••••••"})"_s << u"Y2lwaGVydGV4dA"_s;
    QTest::newRow("token answer") << uR"({"access_token":"abc.def.ghi","refresh_token":"abc.def.ghi","expires_in":60})"_s
                                  << uR"("refresh_token":"••••••••••••","expires_in":60})"_s << u"def"_s;
    QTest::newRow("JWT in a list") << uR"({"got":["eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl"]})"_s << uR"({"got":["••••••••••••"]})"_s << u"c2lnbmF0dXJl"_s;
    QTest::newRow("JSON that says nothing") << uR"({"sub":"ada"})"_s << uR"({"sub":"ada"})"_s << u"••"_s;
    QTest::newRow("UUID") << u"0b2f1a6c-53f3-4bb6-9e8a-1f2d3c4b5a69"_s << u"••"_s << u"1f2d3c4b5a69"_s;
}

void tst_TokenInspector::masksWhatMakesItValid()
{
    QFETCH(QString, token);
    QFETCH(QString, shown);
    QFETCH(QString, hidden);
    QString all;
    for (const TokenText::Piece &piece : TokenText::masked(token, TokenFacts::of(token), 0))
        all += piece.text;
    QVERIFY2(all.startsWith(shown) || all.contains(shown), qPrintable(all));
    QVERIFY2(!all.contains(hidden), qPrintable(all));
    all.clear();
    for (const TokenText::Piece &piece : TokenText::revealed(token, TokenFacts::of(token)))
        all += piece.text;
    QCOMPARE(all, token);
}

void tst_TokenInspector::revealsUntilItIsLeft()
{
    const QString token = SampleToken::core(seconds(), 60);
    const QString end = token.section(u'.', 2);
    look(token);
    TokenText &text = *m_inspector->panels().text;
    QVERIFY(!text.shown().contains(end));
    QVERIFY(text.shown().contains(u'…')); // the payload is cut to the room there is
    QTest::mouseClick(find(u"inspectorReveal"_s), Qt::LeftButton);
    QCOMPARE(text.shown(), token);
    m_inspector->hide();
    QVERIFY(!text.shown().contains(end));
    m_inspector->show();
    QTest::mouseClick(find(u"inspectorReveal"_s), Qt::LeftButton);
    look(SampleToken::core(seconds() + 1, 60));
    QVERIFY(!text.isRevealed());

    const auto *edit = find<QPlainTextEdit>(u"tokenEncoded"_s);
    QVERIFY(edit->accessibleName().contains(u"hidden"_s));
    look(uR"({"access_token":"abc.def.ghi"})"_s);
    QVERIFY(edit->accessibleName().contains(u"hidden"_s));
    look(uR"({"sub":"ada"})"_s);
    QVERIFY(!edit->accessibleName().contains(u"hidden"_s));
}

void tst_TokenInspector::explainsEveryClaim()
{
    look(SampleToken::core(seconds() - 18, 60));
    QCOMPARE(m_inspector->panels().claims->rows().size(), 9); // seven, and two of the header
    QCOMPARE(row(u"iss"_s)->text().value, u"datarhei-core"_s);
    QCOMPARE(row(u"iss"_s)->text().note, u"Issuer"_s);
    QCOMPARE(row(u"exp"_s)->text().value, u"12:00:42"_s); // local, and it is today
    QCOMPARE(row(u"exp"_s)->text().note, u"in 42 s"_s);
    QVERIFY(row(u"exp"_s)->text().times.contains(u"2026-01-01 12:00:42 UTC"_s));
    QCOMPARE(row(u"exi"_s)->text().note, u"1 min"_s);
    QVERIFY(row(u"sub"_s)->text().title.contains(u"RFC 7519"_s));
    for (const ClaimRow *each : m_inspector->panels().claims->rows()) {
        QVERIFY2(!each->text().sentence.isEmpty(), qPrintable(each->text().name));
        QVERIFY(each->accessibleName().contains(each->text().name));
    }
    QTRY_VERIFY(row(u"exp"_s)->isVisible() && row(u"exp"_s)->rect().isValid());
    QTest::mouseClick(row(u"exp"_s), Qt::LeftButton);
    QVERIFY(row(u"exp"_s)->isOpen());
    look(SampleToken::core(seconds(), 60)); // the same names: it stays open
    QVERIFY(row(u"exp"_s)->isOpen());
}

void tst_TokenInspector::countsWhileItIsSeen()
{
    look(SampleToken::core(seconds() - 18, 60));
    QCOMPARE(m_ticker->count(), 1);
    m_clock->advance(2s);
    QCOMPARE(row(u"exp"_s)->text().note, u"in 40 s"_s);
    QCOMPARE(m_inspector->panels().life->life().ending, u"ends in 40 s"_s);
    m_inspector->hide();
    QCOMPARE(m_ticker->count(), 0);
    m_clock->advance(60s);
    m_inspector->show();
    QCOMPARE(row(u"exp"_s)->text().note, u"20 s ago"_s);
    QCOMPARE(m_inspector->panels().life->life().phase, TokenLife::Phase::Over);
    QVERIFY(m_inspector->panels().grave->sentences().join(u' ').contains(u"over"_s));
}

void tst_TokenInspector::drawsALife_data()
{
    QTest::addColumn<QByteArray>("claims");
    QTest::addColumn<int>("phase");
    QTest::addColumn<double>("now"); // on the line
    QTest::addColumn<QString>("ending");
    using Phase = TokenLife::Phase;
    QTest::newRow("half") << QByteArray(R"({"iat":1000,"exp":3000})") << int(Phase::Running) << 0.5 << u"ends in 16 min 40 s"_s;
    QTest::newRow("by a duration") << QByteArray(R"({"iat":1000,"exi":2000})") << int(Phase::Running) << 0.5 << u"ends in 16 min 40 s"_s;
    QTest::newRow("over") << QByteArray(R"({"iat":100,"exp":1000})") << int(Phase::Over) << 1.0 << u"ended 16 min 40 s ago"_s;
    QTest::newRow("not yet") << QByteArray(R"({"iat":1900,"nbf":2100,"exp":3000})") << int(Phase::NotYet) << 0.0 << u"ends in 16 min 40 s"_s;
    QTest::newRow("endless") << QByteArray(R"({"iat":1000})") << int(Phase::Endless) << 0.5 << u"does not say when it ends"_s;
    QTest::newRow("no beginning") << QByteArray(R"({"exp":3000})") << int(Phase::Running) << 0.0 << u"ends in 16 min 40 s"_s;
    QTest::newRow("nothing") << QByteArray(R"({"sub":"a"})") << int(Phase::None) << 0.0 << QString();
    QTest::newRow("backwards") << QByteArray(R"({"iat":3000,"exp":1000})") << int(Phase::Over) << 1.0 << u"ended 16 min 40 s ago"_s;
    QTest::newRow("far away") << QByteArray(R"({"iat":-1e300,"exp":1e300})") << int(Phase::Running) << -1.0 << QString();
}

void tst_TokenInspector::drawsALife()
{
    QFETCH(QByteArray, claims);
    QFETCH(double, now);
    const TokenFacts facts = TokenFacts::of(SampleToken::of(claims));
    const TokenLife life = TokenLife::of(facts, {UtcTime(2000s), 0ms});
    QTEST(int(life.phase), "phase");
    for (const double place : {life.begin, life.end, life.now})
        QVERIFY(place >= 0 && place <= 1);
    QVERIFY(life.begin <= life.end);
    QVERIFY(TokenLife::untilChange(facts, {UtcTime(2000s), 0ms}) > 0ms);
    if (now < 0)
        return; // only that nothing overflows
    QCOMPARE(life.now, now);
    QTEST(life.ending, "ending");
}

void tst_TokenInspector::showsJsonAsItIsWritten_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QString>("words"); // that are shown
    QTest::newRow("numbers") << QByteArray(R"({"a":18446744073709551615,"b":1.10,"c":1e400,"d":-0})") << u"18446744073709551615|1.10|1e400|-0"_s;
    QTest::newRow("duplicates") << QByteArray(R"({"a":1,"a":2})") << u"\"a\": 1|\"a\": 2"_s;
    QTest::newRow("order") << QByteArray(R"({"z":1,"a":2})") << u"\"z\": 1,\n  \"a\": 2"_s;
    QTest::newRow("broken") << QByteArray(R"({ uid":"65d0","iat":1})") << u"{ uid\":\"65d0\",\"iat\":1}"_s;
    QTest::newRow("no JSON") << QByteArray("hello") << u"hello"_s;
    QTest::newRow("bytes") << QByteArray("\xff\xfe\x00\x01", 4) << u"ff fe 00 01"_s;
}

void tst_TokenInspector::showsJsonAsItIsWritten()
{
    QFETCH(QByteArray, payload);
    QFETCH(QString, words);
    look(SampleToken::of(payload));
    const QString text = m_inspector->panels().payloadJson->text();
    for (const QString &word : words.split(u'|'))
        QVERIFY2(text.contains(word), qPrintable(text));
}

void tst_TokenInspector::saysWhatIsUnusual()
{
    look(SampleToken::of(R"({"sub":"robot","password":"hunter2"})", R"({"alg":"nOnE"})"));
    const QStringList grave = m_inspector->panels().grave->sentences();
    QVERIFY(grave.value(0).contains(u"not signed at all"_s)); // the gravest first
    QVERIFY(grave.join(u' ').contains(u"password"_s));
    QVERIFY(m_inspector->panels().notes->sentences().join(u' ').contains(u"whom it is for"_s));
    look(SampleToken::core(seconds(), 60));
    QVERIFY(m_inspector->panels().grave->sentences().isEmpty());
    QVERIFY(!m_inspector->panels().grave->isVisible());
}

void tst_TokenInspector::recognisesWhatIsNoJwt_data()
{
    QTest::addColumn<QString>("token");
    QTest::addColumn<QString>("kind");
    QTest::newRow("UUID") << u"0b2f1a6c-53f3-4bb6-9e8a-1f2d3c4b5a69"_s << u"UUID"_s;
    QTest::newRow("PASETO") << u"v4.public.eyJzdWIiOiJhIn0abcdefghijklmnopqrstuvwxyz"_s << u"PASETO"_s;
    QTest::newRow("base64") << u"dXNlcjpwYXNzd29yZCBmb3Igbm9ib2R5IQ=="_s << u"base64"_s;
    QTest::newRow("JWE") << u"eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..aXY.Y2lwaGVydGV4dA.dGFn"_s << u"Encrypted"_s;
    QTest::newRow("GitHub") << u"ghp_16C7e42F292c6912E7710c838347Ae178B4a"_s << u"Opaque"_s;
    QTest::newRow("JSON") << uR"({"access_token":"x"})"_s << u"JSON"_s;
    QTest::newRow("anything") << QString(300'000, u'x') << u"Opaque"_s;
}

void tst_TokenInspector::recognisesWhatIsNoJwt()
{
    QFETCH(QString, token);
    QFETCH(QString, kind);
    look(token);
    QVERIFY2(find<QLabel>(u"tokenKind"_s)->text().contains(kind), qPrintable(find<QLabel>(u"tokenKind"_s)->text()));
    QVERIFY(!m_inspector->panels().notes->sentences().isEmpty());
    QVERIFY(!find(u"tokenBadge"_s)->isVisible());
    QVERIFY(!signature().isCheckable());
    QVERIFY(!find(u"segment2"_s)->isEnabled()); // there is no signature to check
}

void tst_TokenInspector::goesThroughClaimsByKeyboard()
{
    look(SampleToken::core(seconds(), 60));
    const QList<ClaimRow *> rows = m_inspector->panels().claims->rows();
    rows.first()->setFocus(Qt::TabFocusReason);
    QTest::keyClick(qApp->focusWidget(), Qt::Key_Down);
    QVERIFY(rows.at(1)->hasFocus());
    QTest::keyClick(qApp->focusWidget(), Qt::Key_Space);
    QVERIFY(rows.at(1)->isOpen());
    QTest::keyClick(qApp->focusWidget(), Qt::Key_Left);
    QVERIFY(!rows.at(1)->isOpen());
    QSignalSpy copied(m_inspector.get(), &TokenInspector::copyRequested);
    QTest::keyClick(qApp->focusWidget(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(copied.takeFirst().at(0).value<Secret>().reveal(), QString::number(seconds() + 60)); // exp, digit by digit
    for (int i = 0; i < 20; ++i)
        QTest::keyClick(qApp->focusWidget(), Qt::Key_Down);
    QVERIFY(rows.last()->hasFocus());
    int stops = 0;
    for (const ClaimRow *each : rows)
        stops += each->focusPolicy() == Qt::StrongFocus ? 1 : 0;
    QCOMPARE(stops, 1); // for the tab key
}

void tst_TokenInspector::checksWithASecret()
{
    look(SampleToken::core(seconds(), 60));
    QCOMPARE(signature().check().state, State::NotChecked);
    QCOMPARE(find<QLabel>(u"tokenBadge"_s)->text(), u"not checked"_s);
    enterSecret(QString::fromLatin1(SampleToken::secret));
    QCOMPARE(signature().check().state, State::Valid);
    QCOMPARE(find<QLabel>(u"tokenBadge"_s)->text(), u"valid"_s);
    QVERIFY(verdict().contains(u"HS256"_s));
    find<QLineEdit>(u"keySecret"_s)->setText(u"x"_s); // what was said is not about this one
    QCOMPARE(signature().check().state, State::NotChecked);
    QTest::keyClick(find(u"keySecret"_s), Qt::Key_Return);
    QCOMPARE(signature().check().state, State::Invalid);
    QCOMPARE(find<QLabel>(u"tokenBadge"_s)->text(), u"invalid"_s);
    QVERIFY(verdict().contains(u"does not fit"_s));

    look(SampleToken::of(R"({"sub":"a"})", R"({"alg":"HS256"})", "short"));
    enterSecret(u"short"_s);
    QCOMPARE(signature().check().state, State::Valid);
    QVERIFY(m_inspector->panels().grave->sentences().join(u' ').contains(u"shorter"_s));
}

void tst_TokenInspector::checksWithASecretInBase64()
{
    look(SampleToken::core(seconds(), 60));
    find<QCheckBox>(u"keyIsBase64"_s)->setChecked(true);
    enterSecret(QString::fromLatin1(SampleToken::secret.toBase64()));
    QCOMPARE(signature().check().state, State::Valid);
    enterSecret(u"not base64!"_s);
    QCOMPARE(signature().check().state, State::NotChecked);
    QVERIFY(verdict().contains(u"not base64"_s));
}

void tst_TokenInspector::isNarrowedByThePerson()
{
    look(SampleToken::core(seconds(), 60));
    enterSecret(QString::fromLatin1(SampleToken::secret));
    auto *algorithm = find<QComboBox>(u"signatureAlgorithm"_s);
    algorithm->setCurrentText(u"HS512"_s);
    QCOMPARE(signature().check().state, State::Invalid);
    algorithm->setCurrentText(u"HS256"_s);
    QCOMPARE(signature().check().state, State::Valid);
}

void tst_TokenInspector::neverCallsNoneValid()
{
    look(u"eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0."_s);
    enterSecret(QString::fromLatin1(SampleToken::secret));
    QCOMPARE(signature().check().state, State::Invalid);
    QVERIFY(verdict().contains(u"not signed"_s));
}

void tst_TokenInspector::checksWithAFile()
{
    // RFC 8037 appendix A: a signature whose payload is no JSON.
    look(u"eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"_s);
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write(R"({"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})");
    file.close();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(file.fileName())});
    drop(signature().form(), data);
    QCOMPARE(signature().check().state, State::Valid);
    QVERIFY(verdict().contains(u"EdDSA"_s));

    m_inspector->showSection(TokenPage::Section::Signature);
    find<QPlainTextEdit>(u"keyText"_s)->setPlainText(u"-----BEGIN NONSENSE-----"_s);
    QTest::mouseClick(find(u"keyGo"_s), Qt::LeftButton);
    QCOMPARE(signature().check().state, State::NotChecked);
    QVERIFY(!verdict().isEmpty());
}

void tst_TokenInspector::fetchesKeysOnAClickOnly()
{
    QByteArray base;
    RawServer server([&base](RawConnection &connection) {
        const QByteArray request = connection.readRequest();
        connection.send(RawServer::ok(request.startsWith("GET /keys ") ? QByteArray(R"({"keys":[{"kty":"OKP","crv":"Ed25519","kid":"a","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]})")
                                                                       : R"({"issuer":")" + base + R"(","jwks_uri":")" + base + "/keys\"}"));
    });
    base = server.url("");
    look(SampleToken::of(R"({"iss":")" + base + "\"}", R"({"alg":"EdDSA","kid":"a","jku":")" + base + R"(/evil","x5u":")" + base + "/evil\"}"));
    m_inspector->showSection(TokenPage::Section::Signature);
    QCOMPARE(signature().form().source(), KeyForm::Source::Issuer);
    QCOMPARE(find<QPlainTextEdit>(u"keyPlan"_s)->toPlainText(), QString::fromLatin1("GET " + base + "/.well-known/openid-configuration"));
    QTest::qWait(50);
    QCOMPARE(server.connections(), 0);
    QTest::mouseClick(find(u"keyGo"_s), Qt::LeftButton);
    QTRY_COMPARE(signature().check().state, State::Invalid); // it was made with another key
    const QList<QByteArray> requests = server.requests();
    QCOMPARE(requests.size(), 2);
    QVERIFY(requests.at(0).startsWith("GET /.well-known/openid-configuration "));
    QVERIFY(requests.at(1).startsWith("GET /keys "));
}

void tst_TokenInspector::asksBeforeItGoesToAnotherServer()
{
    RawServer keys(RawServer::answering(RawServer::ok(R"({"keys":[]})")));
    QByteArray base;
    RawServer server([&](RawConnection &connection) {
        static_cast<void>(connection.readRequest());
        connection.send(RawServer::ok(R"({"issuer":")" + base + R"(","jwks_uri":")" + keys.url("/keys") + "\"}"));
    });
    base = server.url("");
    look(SampleToken::of(R"({"iss":")" + base + "\"}", R"({"alg":"RS256"})"));
    m_inspector->showSection(TokenPage::Section::Signature);
    QTest::mouseClick(find(u"keyGo"_s), Qt::LeftButton);
    QTRY_COMPARE(find<QPlainTextEdit>(u"keyPlan"_s)->toPlainText(), QString::fromLatin1("GET " + keys.url("/keys")));
    QCOMPARE(keys.connections(), 0);
    QTest::mouseClick(find(u"keyGo"_s), Qt::LeftButton);
    QTRY_COMPARE(keys.requests().size(), 1);
    QTRY_VERIFY(!find<QLabel>(u"signatureVerdict"_s)->text().isEmpty());
    QCOMPARE(signature().check().state, State::NotChecked); // there was no key in it
}

void tst_TokenInspector::cancelsAFetch()
{
    RawServer server([](RawConnection &connection) {
        static_cast<void>(connection.readRequest());
        static_cast<void>(connection.waitForClose());
    });
    look(SampleToken::core(seconds(), 60));
    m_inspector->showSection(TokenPage::Section::Signature);
    signature().form().setSource(KeyForm::Source::Address);
    find<QLineEdit>(u"keyAddress"_s)->setText(QString::fromLatin1(server.url("/keys")));
    auto *go = find<QPushButton>(u"keyGo"_s);
    QTest::mouseClick(go, Qt::LeftButton);
    QCOMPARE(go->text(), u"Cancel"_s);
    QTRY_COMPARE(server.requests().size(), 1);
    QTest::mouseClick(go, Qt::LeftButton);
    QTRY_VERIFY(go->text() != u"Cancel"_s);
    QCOMPARE(signature().check().state, State::NotChecked);
}

void tst_TokenInspector::keepsItsKeysForTheNextToken()
{
    look(SampleToken::core(seconds(), 60));
    enterSecret(QString::fromLatin1(SampleToken::secret));
    QCOMPARE(signature().check().state, State::Valid);
    m_inspector->inspect(named(SampleToken::core(seconds() + 5, 60)), true); // refreshed
    QCOMPARE(signature().check().state, State::Valid);
    m_inspector->inspect(named(SampleToken::core(seconds() + 9, 60), u"refresh"_s)); // another one
    QCOMPARE(signature().check().state, State::NotChecked);
    QVERIFY(find<QLineEdit>(u"keySecret"_s)->text().isEmpty());
}

void tst_TokenInspector::triesManyKeysInTheBackground()
{
    QByteArray keys;
    for (int i = 0; i < 40; ++i) {
        const QByteArray key = i == 30 ? SampleToken::secret : QByteArray("a fake key of 32 bytes, number ") + QByteArray::number(i);
        keys += (keys.isEmpty() ? "" : ",") + (R"({"kty":"oct","k":")" + key.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals) + "\"}");
    }
    const auto check = [&] {
        m_inspector->showSection(TokenPage::Section::Signature);
        signature().form().setSource(KeyForm::Source::Key);
        find<QPlainTextEdit>(u"keyText"_s)->setPlainText(QString::fromLatin1("{\"keys\":[" + keys + "]}"));
        QTest::mouseClick(find(u"keyGo"_s), Qt::LeftButton);
    };
    look(SampleToken::core(seconds(), 60));
    {
        const BusyPool busy;
        check();
        QCOMPARE(signature().check().state, State::NotChecked);
        QVERIFY2(verdict().contains(u"40"_s), qPrintable(verdict()));
        look(SampleToken::core(seconds() + 1, 60)); // another one: the answer about the first is nobody's
        QVERIFY(!verdict().contains(u"40"_s));
    }
    QTRY_COMPARE(QThreadPool::globalInstance()->activeThreadCount(), 0);
    QTest::qWait(20); // its answer is on the way
    QCOMPARE(signature().check().state, State::NotChecked);

    check();
    QTRY_COMPARE(signature().check().state, State::Valid);
    const BusyPool busy;
    m_inspector->inspect(named(SampleToken::core(seconds() + 5, 60)), true); // refreshed
    QCOMPARE(signature().check().state, State::Valid); // by the key that fitted before: the others are not tried again
    m_inspector->inspect(named(SampleToken::of("{}", R"({"alg":"HS256"})", "another fake secret of 32 bytes ")), true);
    QCOMPARE(signature().check().state, State::NotChecked); // as long as they are tried
    m_inspector->hide();
    QVERIFY(!verdict().contains(u"40"_s));
}

void tst_TokenInspector::forgetsWhenItIsHidden()
{
    look(SampleToken::core(seconds(), 60));
    enterSecret(QString::fromLatin1(SampleToken::secret));
    m_inspector->hide();
    m_inspector->show();
    QVERIFY(find<QLineEdit>(u"keySecret"_s)->text().isEmpty());
    QCOMPARE(signature().check().state, State::Valid); // what is known stays

    TokenWindow window({m_theme, *m_ticker, *m_transport, {}}, nullptr);
    window.inspect(named(SampleToken::core(seconds(), 60)));
    window.show();
    window.close();
    QVERIFY(window.inspector().token().isEmpty());
    QVERIFY(window.inspector().panels().text->shown().isEmpty());
}

// RFC 7515 appendix A.2 and A.3, RFC 8037 appendix A: three keys, and what the last one signed.
const QByteArray rsaKey = R"({"kty":"RSA","kid":"rsa","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ","e":"AQAB"})";
const QByteArray otherEdKey = R"({"kty":"OKP","crv":"Ed25519","kid":"other","x":"PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw"})";
const QByteArray edKey = R"({"kty":"OKP","crv":"Ed25519","kid":"@","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})";
const QString edToken = u"eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"_s;

void tst_TokenInspector::acceptsFetchedKeys()
{
    RawServer server(RawServer::answering(RawServer::ok("{\"keys\":[" + rsaKey + ',' + otherEdKey + ',' + QByteArray(edKey).replace('@', "main") + "]}", "Content-Type: application/json\r\n")));
    look(edToken);
    m_inspector->showSection(TokenPage::Section::Signature);
    signature().form().setSource(KeyForm::Source::Address);
    find<QLineEdit>(u"keyAddress"_s)->setText(QString::fromLatin1(server.url("/keys")));
    QTest::mouseClick(find(u"keyGo"_s), Qt::LeftButton);
    QTRY_COMPARE(signature().check().state, State::Valid);
    QVERIFY2(verdict().contains(u"EdDSA"_s) && verdict().contains(u"“main”"_s), qPrintable(verdict()));
    QCOMPARE(find<QLabel>(u"tokenBadge"_s)->text(), u"valid"_s);
    // The person decides which of them counts.
    auto *which = find<QComboBox>(u"signatureKey"_s);
    QVERIFY(which->isVisible());
    QCOMPARE(which->count(), 4);
    QCOMPARE(which->currentText(), u"whichever of the 3 fits"_s); // the token names none
    QVERIFY(which->itemText(1).contains(u"RSA"_s));
    const auto choose = [&](int index) {
        which->setCurrentIndex(index);
        Q_EMIT which->activated(index);
    };
    choose(2);
    QCOMPARE(signature().check().state, State::Invalid);
    QVERIFY2(verdict().contains(u"Choose another"_s), qPrintable(verdict()));
    choose(1);
    QCOMPARE(signature().check().state, State::Invalid); // a key of another kind
    choose(3);
    QCOMPARE(signature().check().state, State::Valid);
    QCOMPARE(server.requests().size(), 1);
}

void tst_TokenInspector::suggestsTheKeyThatTheTokenNames()
{
    const auto shared = [](const QByteArray &kid, const QByteArray &key) { return R"({"kty":"oct","kid":")" + kid + R"(","k":")" + Base64Url::encode(key) + "\"}"; };
    const QByteArray lie = "a fake key that signed nothing..", keys = "{\"keys\":[" + shared("a", SampleToken::secret) + ',' + shared("b", lie) + "]}";
    const auto check = [&] {
        m_inspector->showSection(TokenPage::Section::Signature);
        signature().form().setSource(KeyForm::Source::Key);
        find<QPlainTextEdit>(u"keyText"_s)->setPlainText(QString::fromLatin1(keys));
        QTest::mouseClick(find(u"keyGo"_s), Qt::LeftButton);
    };
    auto *which = find<QComboBox>(u"signatureKey"_s);
    look(SampleToken::of("{}", R"({"alg":"HS256","kid":"a"})"));
    check();
    QVERIFY(which->currentText().contains(u"“a”"_s));
    QCOMPARE(signature().check().state, State::Valid);
    // A token may name whatever it likes: that is a suggestion, and the keys decide.
    look(SampleToken::of("{}", R"({"alg":"HS256","kid":"b"})"));
    check();
    QVERIFY(which->currentText().contains(u"“b”"_s));
    QCOMPARE(signature().check().state, State::Invalid);
    which->setCurrentIndex(1);
    Q_EMIT which->activated(1);
    QCOMPARE(signature().check().state, State::Valid);
    QVERIFY(verdict().contains(u"“a”"_s));
    look(SampleToken::of("{}", R"({"alg":"HS256","kid":"nobody"})"));
    check();
    QVERIFY(which->currentText().startsWith(u"whichever"_s));
    // One key alone is no choice, and it goes with its token.
    look(SampleToken::core(seconds(), 60));
    enterSecret(QString::fromLatin1(SampleToken::secret));
    QVERIFY(!which->isVisible());
}

void tst_TokenInspector::standsSideBySideInAWindow()
{
    makeWide();
    look(SampleToken::rich(seconds(), 600));
    const auto place = [this](const QWidget *part) { return QRect(part->mapTo(m_inspector.get(), QPoint()), part->size()); };
    const QRect token = place(m_inspector->panels().text), header = place(m_inspector->panels().headerJson), payload = place(m_inspector->panels().payloadJson),
                claims = place(m_inspector->panels().claims);
    QTRY_VERIFY(m_inspector->panels().headerJson->isVisible());
    QVERIFY(header.left() > token.right() && payload.left() > token.right()); // beside the token ...
    QVERIFY(header.top() < token.bottom()); // ... and not below it
    QVERIFY(payload.top() >= header.bottom());
    QVERIFY(claims.left() > payload.right());
    for (const QRect &each : {token, header, payload, claims})
        QVERIFY(each.width() > 200 && each.left() >= 0 && each.right() < m_inspector->width());
}

void tst_TokenInspector::coloursThreeParts()
{
    for (const SchemeChoice scheme : {SchemeChoice::Light, SchemeChoice::Dark}) {
        m_theme.setChoice(scheme);
        look(SampleToken::core(seconds(), 60));
        QList<QRgb> colors;
        QString texts;
        const QTextDocument *document = find<QPlainTextEdit>(u"tokenEncoded"_s)->document();
        for (QTextBlock block = document->begin(); block.isValid(); block = block.next())
            for (auto it = block.begin(); !it.atEnd(); ++it)
                if (const QRgb color = it.fragment().charFormat().foreground().color().rgb(); it.fragment().text() != u"."_s && !colors.contains(color))
                    colors += color;
        QCOMPARE(colors, (QList<QRgb>{m_theme.color(Token::JwtHeader).rgb(), m_theme.color(Token::JwtPayload).rgb(), m_theme.color(Token::JwtSignature).rgb()}));
    }
    m_theme.setChoice(SchemeChoice::Light);
}

void tst_TokenInspector::saysSizes()
{
    const QString token = SampleToken::core(seconds(), 60);
    look(token);
    const auto says = [this](const QString &words) {
        for (const QLabel *label : m_inspector->findChildren<QLabel *>())
            if (label->text().contains(words))
                return true;
        return false;
    };
    QVERIFY(find<QLabel>(u"tokenKind"_s)->text().contains(u"%1 characters"_s.arg(token.size())));
    QVERIFY(says(u"27 bytes"_s)); // of the header
    QVERIFY(says(u"%1 bytes"_s.arg(Base64Url::decode(token.section(u'.', 1, 1).toLatin1()).bytes.size())));
    QVERIFY(says(u"32 bytes"_s)); // of the signature
}

void tst_TokenInspector::saysTimesByTheClockOnTheWall_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<int>("ahead"); // the server's clock, in seconds
    QTest::addColumn<QString>("value");
    QTest::addColumn<QStringList>("times"); // below what stands in the token
    QTest::newRow("UTC") << QByteArray("UTC") << 0 << u"12:01:00"_s << QStringList{u"2026-01-01 12:01:00 UTC"_s};
    QTest::newRow("UTC, a second off") << QByteArray("UTC") << 1 << u"12:01:00"_s << QStringList{u"2026-01-01 12:01:00 UTC"_s};
    QTest::newRow("UTC, 5 s off") << QByteArray("UTC") << 5 << u"12:00:55"_s << QStringList{u"2026-01-01 12:01:00 UTC"_s, u"2026-01-01 12:00:55 UTC"_s};
    QTest::newRow("New York") << QByteArray("EST5EDT,M3.2.0,M11.1.0") << 0 << u"07:01:00"_s << QStringList{u"2026-01-01 12:01:00 UTC"_s, u"2026-01-01 07:01:00 EST"_s};
    QTest::newRow("Kathmandu, 10 s behind") << QByteArray("<+0545>-5:45") << -10 << u"17:46:10"_s << QStringList{u"2026-01-01 12:01:00 UTC"_s, u"2026-01-01 17:46:10 +0545"_s};
    QTest::newRow("the day after") << QByteArray("<+14>-14") << 0 << u"02:01:00"_s << QStringList{u"2026-01-01 12:01:00 UTC"_s, u"2026-01-02 02:01:00 +14"_s};
}

void tst_TokenInspector::saysTimesByTheClockOnTheWall()
{
    QFETCH(QByteArray, zone);
    QFETCH(int, ahead);
    QFETCH(QStringList, times);
    const QByteArray before = qgetenv("TZ");
    const auto restore = qScopeGuard([&] {
        qputenv("TZ", before);
        tzset();
    });
    qputenv("TZ", zone);
    tzset();
    InspectedToken token = named(SampleToken::core(seconds(), 60));
    token.serverOffset = std::chrono::seconds(ahead);
    m_inspector->inspect(token);
    QTEST(row(u"exp"_s)->text().value, "value");
    QCOMPARE(row(u"exp"_s)->text().times.split(u'\n').mid(1), times);
}

void tst_TokenInspector::titleFollowsTheToken()
{
    TokenWindow window({m_theme, *m_ticker, *m_transport, {}}, nullptr);
    QCOMPARE(window.windowTitle(), u"Token"_s);
    window.inspect(named(SampleToken::core(seconds(), 60)));
    QCOMPARE(window.windowTitle(), u"Token: access, admin, datarhei Core"_s);
    // Whoever shows another one in it need not think of the title.
    window.inspector().inspect(named(SampleToken::core(seconds(), 600), u"refresh"_s));
    QCOMPARE(window.windowTitle(), u"Token: refresh, admin, datarhei Core"_s);
    window.inspector().clear();
    QCOMPARE(window.windowTitle(), u"Token"_s);
}

void tst_TokenInspector::decodesWhileOneTypes()
{
    makeWide();
    m_inspector->showPaste();
    auto *field = find<QPlainTextEdit>(u"tokenPaste"_s);
    QVERIFY(field->placeholderText().contains(u"as it comes"_s));
    QTest::keyClicks(field, u"eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ"_s);
    QVERIFY(field->isVisible() && field->hasFocus()); // one types on
    QCOMPARE(m_inspector->token().value.reveal(), u"eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ"_s);
    QVERIFY2(m_inspector->panels().payloadJson->text().contains(u"ada"_s) || m_inspector->panels().headerJson->text().contains(u"none"_s), "nothing is decoded yet");
    QTest::keyClicks(field, u"."_s);
    QCOMPARE(row(u"sub"_s)->text().value, u"ada"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(!field->isVisible() && field->toPlainText().isEmpty());
    QCOMPARE(row(u"sub"_s)->text().value, u"ada"_s);
    m_inspector->showPaste();
    QTest::keyClicks(field, u"x"_s);
    QTest::keyClick(field, Qt::Key_Backspace);
    QVERIFY(m_inspector->token().isEmpty());
    QVERIFY(field->isVisible());
}

void tst_TokenInspector::keepsItsKeysWhileOneTypes()
{
    makeWide();
    m_inspector->showPaste();
    auto *field = find<QPlainTextEdit>(u"tokenPaste"_s);
    field->setPlainText(SampleToken::of("{}", R"({"alg":"HS256","kid":"a"})"));
    QCOMPARE(signature().form().source(), KeyForm::Source::Secret); // as for any token
    const auto shared = [](const QByteArray &kid, const QByteArray &key) { return R"({"kty":"oct","kid":")" + kid + R"(","k":")" + Base64Url::encode(key) + "\"}"; };
    m_inspector->showSection(TokenPage::Section::Signature);
    signature().form().setSource(KeyForm::Source::Key);
    find<QPlainTextEdit>(u"keyText"_s)->setPlainText(QString::fromLatin1("{\"keys\":[" + shared("a", "a fake key that signed nothing..") + ',' + shared("b", SampleToken::secret) + "]}"));
    QTest::mouseClick(find(u"keyGo"_s), Qt::LeftButton);
    auto *which = find<QComboBox>(u"signatureKey"_s);
    QVERIFY(which->currentText().contains(u"“a”"_s));
    QCOMPARE(signature().check().state, State::Invalid);
    which->setCurrentIndex(2);
    Q_EMIT which->activated(2);
    QCOMPARE(signature().check().state, State::Valid);
    field->moveCursor(QTextCursor::End);
    const QString last = field->toPlainText().right(2);
    for (int i = 0; i < last.size(); ++i) {
        QTest::keyClick(field, Qt::Key_Backspace);
        QVERIFY(signature().check().state != State::Valid);
    }
    QTest::keyClicks(field, last);
    QCOMPARE(which->currentIndex(), 2);
    QCOMPARE(signature().form().source(), KeyForm::Source::Key);
    QCOMPARE(signature().check().state, State::Valid);
    QTest::keyClick(field, Qt::Key_Return); // the same token
    QCOMPARE(signature().check().state, State::Valid);
}

void tst_TokenInspector::takesPastedAndDroppedText()
{
    makeWide();
    QSignalSpy pasted(m_inspector.get(), &TokenInspector::pasted);
    m_inspector->showPaste();
    QGuiApplication::clipboard()->setText(u"  Bearer abc.def.ghi\n"_s);
    QTest::keyClick(find(u"tokenPaste"_s), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(pasted.takeFirst().at(0).toString(), u"Bearer abc.def.ghi"_s);
    QVERIFY(find<QPlainTextEdit>(u"tokenPaste"_s)->toPlainText().isEmpty());
    m_inspector->showPaste();
    QTest::keyClicks(find(u"tokenPaste"_s), u"typed"_s);
    QVERIFY(pasted.isEmpty()); // it shows itself: no window comes to the front at each key
    QCOMPARE(m_inspector->token().value.reveal(), u"typed"_s);
    QTest::keyClick(find(u"tokenPaste"_s), Qt::Key_Return);
    QCOMPARE(pasted.takeFirst().at(0).toString(), u"typed"_s);
    QMimeData data;
    data.setText(u"dropped"_s);
    drop(*m_inspector, data);
    QCOMPARE(pasted.takeFirst().at(0).toString(), u"dropped"_s);
}

void tst_TokenInspector::copiesWithoutShowing()
{
    const QString token = SampleToken::core(seconds(), 60);
    look(token);
    QSignalSpy copied(m_inspector.get(), &TokenInspector::copyRequested);
    QTest::mouseClick(find(u"inspectorCopy"_s), Qt::LeftButton);
    QCOMPARE(copied.takeFirst().at(0).value<Secret>().reveal(), token);
    QTest::mouseClick(find(u"tokenMore"_s), Qt::LeftButton);
    QTRY_VERIFY(find<QMenu>(u"tokenMenu"_s) && find<QMenu>(u"tokenMenu"_s)->isVisible());
    for (QAction *action : find<QMenu>(u"tokenMenu"_s)->actions())
        if (action->text().contains(u"JSON"_s))
            action->trigger();
    QVERIFY(copied.takeFirst().at(0).value<Secret>().reveal().contains(u"datarhei-core"_s));
    find<QMenu>(u"tokenMenu"_s)->close();
}

void tst_TokenInspector::comparesTwoTokens()
{
    const InspectedToken first = named(SampleToken::rich(1000, 60)), second = named(SampleToken::rich(2000, 60, "openid profile orders:read admin"), u"access before"_s);
    CompareWindow window(m_theme, {{CompareWindow::labelOf(first), [first] { return first; }}, {CompareWindow::labelOf(second), [second] { return second; }}}, nullptr);
    window.setAttribute(Qt::WA_DeleteOnClose, false);
    window.compare(first, second);
    window.show();
    auto *table = window.findChild<QTableView *>(u"diffTable"_s);
    const auto *model = table->model();
    const auto rowOf = [&](const QString &name) {
        for (int i = 0; i < model->rowCount(); ++i)
            if (model->index(i, DiffModel::Claim).data().toString() == name)
                return i;
        return -1;
    };
    QVERIFY(model->index(rowOf(u"exp"_s), DiffModel::Difference).data().toString().contains(u"later"_s));
    QVERIFY(model->index(rowOf(u"scope"_s), DiffModel::Difference).data().toString().contains(u"admin"_s));
    QVERIFY(model->index(rowOf(u"exp"_s), 0).data(Qt::BackgroundRole).isValid());
    QVERIFY(!model->index(rowOf(u"iss"_s), 0).data(Qt::BackgroundRole).isValid());
    const int all = model->rowCount();
    QSignalSpy copied(&window, &CompareWindow::copyRequested);
    table->selectRow(rowOf(u"iss"_s));
    QTest::keySequence(table, QKeySequence::Copy);
    QVERIFY(copied.takeFirst().at(0).value<Secret>().reveal().startsWith(u"iss\t"_s));
    window.findChild<QCheckBox *>(u"onlyDifferences"_s)->setChecked(true);
    QVERIFY(model->rowCount() < all && model->rowCount() >= 4);
    window.choose(1, 0); // the first one with itself
    QVERIFY(window.findChild<QLabel *>(u"compareSummary"_s)->text().contains(u"same token"_s));
    QCOMPARE(model->rowCount(), 0);
}

void tst_TokenInspector::comparesWithAPastedOne()
{
    CompareWindow window(m_theme, {}, nullptr);
    window.setAttribute(Qt::WA_DeleteOnClose, false);
    window.compare(named(SampleToken::core(1000, 60)), {});
    window.show();
    auto *paste = window.findChild<QPlainTextEdit *>(u"tokenPaste"_s);
    QVERIFY(paste->isVisible());
    QGuiApplication::clipboard()->setText(SampleToken::core(2000, 60));
    paste->paste();
    QVERIFY(!paste->isVisible());
    QVERIFY(window.findChild<QTableView *>(u"diffTable"_s)->model()->rowCount() > 0);
    QVERIFY(window.findChild<QLabel *>(u"compareSummary"_s)->text().contains(u"differ"_s));
}

void tst_TokenInspector::showsForeignTextAsItIs()
{
    look(SampleToken::of("{\"<b>x</b>\":\"<img src=x>\",\"sub\":\"admin\xe2\x80\xaenimda\",\"iss\":\"<a href='http://x'>y</a>\"}"));
    for (const QLabel *label : m_inspector->findChildren<QLabel *>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
    QCOMPARE(row(u"<b>x</b>"_s)->text().value, u"<img src=x>"_s);
    QVERIFY(!row(u"sub"_s)->text().value.contains(QChar(0x202e))); // made visible
    for (const QWidget *each : m_inspector->findChildren<QWidget *>())
        QVERIFY2(!each->toolTip().contains(u"<img"_s), qPrintable(each->objectName()));
}

void tst_TokenInspector::looksIntoAMegabyte()
{
    QByteArray claims = "{\"exp\":" + QByteArray::number(seconds() + 60);
    for (int i = 0; claims.size() < 700'000; ++i)
        claims += ",\"claim" + QByteArray::number(i) + "\":\"" + QByteArray(20, 'x') + '"';
    TokenWindow window({m_theme, *m_ticker, *m_transport, {}}, nullptr);
    QElapsedTimer timer;
    timer.start();
    window.inspect(named(SampleToken::of(claims + '}')));
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    m_clock->advance(1s);
    QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed()))); // a debug build, others beside it
    const ClaimList &list = *window.inspector().panels().claims;
    QVERIFY(list.rows().size() <= 2 * ClaimList::most);
    QCOMPARE(list.rows().first()->text().note, u"in 59 s"_s);
    QVERIFY(window.inspector().panels().payloadJson->text().contains(u"claim9000"_s)); // all of it
}

void tst_TokenInspector::everyControlHasAName()
{
    look(SampleToken::core(seconds(), 60));
    const QString secret = SampleToken::core(seconds(), 60).section(u'.', 2);
    for (QWidget *each : m_inspector->findChildren<QWidget *>()) {
        if (each->focusPolicy() == Qt::NoFocus || !each->isVisibleTo(m_inspector.get()) || each->objectName() == "qt_scrollarea_viewport"_L1)
            continue;
        QAccessibleInterface *face = QAccessible::queryAccessibleInterface(each);
        QVERIFY(face);
        const QString name = face->text(QAccessible::Name);
        QVERIFY2(!name.isEmpty(), qPrintable(QString::fromLatin1(each->metaObject()->className()) + u' ' + each->objectName()));
        QVERIFY2(!face->text(QAccessible::Value).contains(secret), qPrintable(name)); // masked for all ears, too
    }
}

QTEST_MAIN(tst_TokenInspector)
#include "tst_TokenInspector.moc"
