#include "tests/ui/TokenInspectorTest.h"
#include "ui/credentials/SchemeText.h"
#include "ui/token/ClaimList.h"
#include "ui/token/ClaimRow.h"
#include "ui/token/CompareWindow.h"
#include "ui/token/DiffModel.h"
#include "ui/token/JsonPart.h"
#include "ui/token/LifeLine.h"
#include "ui/token/OddityList.h"
#include "ui/token/TokenText.h"
#include "ui/token/TokenWindow.h"
#include "ui/widgets/Badge.h"
#include "ui/widgets/FactList.h"
#include "ui/widgets/ReadOnlyText.h"

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
#include <QtWidgets/QToolButton>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using State = SignatureCheck::State;

class tst_TokenInspector : public TokenInspectorTest {
    Q_OBJECT

private Q_SLOTS:
    void init() { openNarrow(); }
    void cleanup() { close(); }
    void saysWhatToDoWhereThereIsNothing();
    void saysWhatThereIsInPlaceOfAToken();
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
    void looksIntoTheJsonForms();
    void recognisesWhatIsNoJwt_data();
    void recognisesWhatIsNoJwt();
    void goesThroughClaimsByKeyboard();
    void standsSideBySideInAWindow();
    void coloursThreeParts();
    void saysSizes();
    void saysTimesByTheClockOnTheWall_data();
    void saysTimesByTheClockOnTheWall();
    void titleFollowsTheToken();
    void takesPastedAndDroppedText();
    void takesWhatIsPastedOverAToken();
    void decodesWhileOneTypes();
    void copiesWithoutShowing();
    void keepsWhatWasTypedWhenItIsLeft();
    void showsNoLifeWhereThereIsNone();
    void comparesTwoTokens();
    void saysWhyOneMayAndTheOtherMayNot();
    void comparesAnewAsTimeGoesBy();
    void comparesWithWhatWasTyped();
    void comparesWithAPastedOne();
    void showsForeignTextAsItIs();
    void looksIntoAMegabyte();
    void everyControlHasAName();

private:
    [[nodiscard]] ClaimRow *row(const QString &name) const;
};

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

void tst_TokenInspector::saysWhatThereIsInPlaceOfAToken()
{
    const auto seen = [this] {
        QString text;
        for (const QLabel *label : m_inspector->findChildren<QLabel *>())
            text += label->isVisible() ? label->text() + u'\n' : QString();
        return text;
    };
    look(SampleToken::core(seconds(), 600));
    const QString secret = m_inspector->token().value.reveal();
    SchemeText basic;
    basic.title = u"Basic: user name and password"_s;
    basic.facts = {{u"User name"_s, u"ada"_s}};
    basic.note = u"Both go along."_s;
    m_inspector->showInstead(u"ada"_s, basic);
    QVERIFY(m_inspector->token().isEmpty()); // nothing of the last one stays
    QVERIFY2(seen().contains(basic.title) && seen().contains(basic.note), qPrintable(seen()));
    QVERIFY2(!seen().contains(u"characters"_s), qPrintable(seen()));
    QVERIFY(!find(u"tokenLarge"_s)->isEnabled() && !find(u"tokenBadge"_s)->isVisible());
    auto *facts = find<FactList>(u"standInFacts"_s);
    QCOMPARE(facts->value(u"User name"_s), u"ada"_s);
    SchemeText key;
    key.title = u"API key"_s;
    key.facts = {{u"Name of the key"_s, u"X-Key"_s}};
    m_inspector->showInstead(u"key"_s, key);
    QCOMPARE(facts->value(u"User name"_s), QString());
    QCOMPARE(facts->value(u"Name of the key"_s), u"X-Key"_s);
    key.facts = {{u"Goes to"_s, u"the second floor"_s}, {u"Goes to"_s, u"http://127.0.0.1:8080"_s}}; // a profile may say it, too
    m_inspector->showInstead(u"key"_s, key);
    QStringList shown;
    for (const ReadOnlyText *text : facts->findChildren<ReadOnlyText *>())
        shown += text->isVisible() ? QStringList{text->text()} : QStringList();
    QCOMPARE(shown, (QStringList{u"the second floor"_s, u"http://127.0.0.1:8080"_s}));
    look(secret);
    QVERIFY2(!seen().contains(u"API key"_s), qPrintable(seen()));
    m_inspector->showInstead(u"key"_s, key);
    m_inspector->clear();
    QVERIFY(find(u"noToken"_s)->isVisible());
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
    QTest::newRow("far away") << QByteArray(R"({"iat":-1e300,"exp":1e300})") << int(Phase::None) << -1.0 << QString();
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

void tst_TokenInspector::looksIntoTheJsonForms()
{
    look(uR"( {"payload":"eyJzdWIiOiJhZGEifQ","signatures":[{"protected":"eyJhbGciOiJIUzI1NiJ9","header":{"kid":"1"},"signature":"c2ln"},{"header":{"alg":"HS512"},"signature":"c2ln"}]})"_s);
    QVERIFY2(find<QLabel>(u"tokenKind"_s)->text().startsWith(u"Signed token (JWS in JSON)"_s), qPrintable(find<QLabel>(u"tokenKind"_s)->text()));
    QCOMPARE(row(u"sub"_s)->text().value, u"ada"_s);
    QCOMPARE(row(u"alg"_s)->text().value, u"HS256"_s);
    QVERIFY(m_inspector->panels().headerJson->text().contains(u"HS256"_s));
    QVERIFY(m_inspector->panels().unprotectedJson->text().contains(uR"("kid": "1")"_s));
    QVERIFY(m_inspector->panels().notes->sentences().join(u' ').contains(u"2 signatures"_s));
    QVERIFY(signature().isCheckable());
    QVERIFY(!m_inspector->panels().text->shown().contains(u"c2ln"_s)); // what makes it valid is masked
    const auto shownParts = [this] {
        const TokenPanels &panels = m_inspector->panels();
        return std::array{!panels.headerJson->isHidden(), !panels.unprotectedJson->isHidden(), !panels.payloadJson->isHidden()};
    };
    QCOMPARE(shownParts(), (std::array{true, true, true}));
    look(uR"({"payload":"eyJzdWIiOiJhZGEifQ","header":{"alg":"HS512"},"signature":"c2ln"})"_s);
    QCOMPARE(shownParts(), (std::array{false, true, true}));
    look(SampleToken::core(seconds(), 60));
    QCOMPARE(shownParts(), (std::array{true, false, true}));
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
    QVERIFY(find<QLabel>(u"tokenKind"_s)->text().simplified().contains(u"%1 characters"_s.arg(token.size())));
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
    QTest::newRow("UTC, 5 s off") << QByteArray("UTC") << 5 << u"12:01:00"_s << QStringList{u"2026-01-01 12:01:00 UTC"_s, u"when this computer's clock shows 2026-01-01 12:00:55 UTC"_s};
    QTest::newRow("New York") << QByteArray("EST5EDT,M3.2.0,M11.1.0") << 0 << u"07:01:00"_s << QStringList{u"2026-01-01 12:01:00 UTC"_s, u"2026-01-01 07:01:00 EST"_s};
    QTest::newRow("Kathmandu, 10 s behind") << QByteArray("<+0545>-5:45") << -10 << u"17:46:00"_s << QStringList{u"2026-01-01 12:01:00 UTC"_s, u"2026-01-01 17:46:00 +0545"_s, u"when this computer's clock shows 2026-01-01 17:46:10 +0545"_s};
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

void tst_TokenInspector::takesWhatIsPastedOverAToken()
{
    makeWide();
    look(SampleToken::of(R"({"sub":"first"})"));
    QSignalSpy pasted(m_inspector.get(), &TokenInspector::pasted);
    QGuiApplication::clipboard()->setText(u" the.second.token\n"_s);
    for (QWidget *place : {find(u"tokenMore"_s), find(u"tokenEncoded"_s), static_cast<QWidget *>(m_inspector->panels().claims->rows().constFirst())}) {
        place->setFocus();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(pasted.size(), 1);
        QCOMPARE(pasted.takeFirst().constFirst().toString(), u"the.second.token"_s);
    }
    m_inspector->setFocus(); // nor where nothing else has it
    QTest::keyClick(m_inspector.get(), Qt::Key_Insert, Qt::ShiftModifier);
    QCOMPARE(pasted.size(), 1);
    pasted.clear();

    // A field that one types in keeps what is pasted there.
    const std::pair<KeyForm::Source, QString> fields[]{{KeyForm::Source::Address, u"keyAddress"_s}, {KeyForm::Source::Key, u"keyText"_s}, {KeyForm::Source::Secret, u"keySecret"_s}};
    for (const auto &[source, name] : fields) {
        m_inspector->panels().signature->form().setSource(source);
        find(name)->setFocus();
        QTest::keyClick(find(name), Qt::Key_V, Qt::ControlModifier);
        QVERIFY2(pasted.isEmpty(), qPrintable(name));
        const auto *line = find<QLineEdit>(name);
        QVERIFY2((line ? line->text() : find<QPlainTextEdit>(name)->toPlainText()).contains(u"second"_s), qPrintable(name));
    }
    QGuiApplication::clipboard()->setText(u" \n"_s); // nothing to take
    find(u"tokenMore"_s)->setFocus();
    QTest::keyClick(find(u"tokenMore"_s), Qt::Key_V, Qt::ControlModifier);
    QVERIFY(pasted.isEmpty());
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

void tst_TokenInspector::keepsWhatWasTypedWhenItIsLeft()
{
    TokenWindow window({m_theme, *m_ticker, *m_transport, {}}, nullptr);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    window.inspector().showPaste();
    auto *field = window.findChild<QPlainTextEdit *>(u"tokenPaste"_s);
    const QString typed = u"eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ."_s;
    QTest::keyClicks(field, typed);
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(!field->isVisible() && window.isVisible());
    QCOMPARE(window.inspector().token().value.reveal(), typed); // it is still looked at
    window.inspector().showPaste();
    QCOMPARE(field->toPlainText(), typed); // and one may type on
    field->moveCursor(QTextCursor::End);
    QTest::keyClicks(field, u"x"_s);
    QCOMPARE(window.inspector().token().value.reveal(), typed + u'x');
    field->selectAll();
    QTest::keyClick(field, Qt::Key_Delete);
    QVERIFY(window.inspector().token().isEmpty());
    QTest::keyClick(field, Qt::Key_Z, Qt::ControlModifier); // what was typed is not lost
    QCOMPARE(window.inspector().token().value.reveal(), typed + u'x');
    field->selectAll();
    QTest::keyClick(field, Qt::Key_Space);
    QCOMPARE(field->toPlainText(), u" "_s); // it stays under the fingers
    QTest::keyClick(field, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(window.inspector().token().value.reveal(), typed + u'x');
    window.findChild<QToolButton *>(u"inspectorCopy"_s)->setFocus();
    QTest::keyClick(&window, Qt::Key_Escape); // from anywhere in the window
    QVERIFY(!field->isVisible() && window.isVisible());
    window.inspector().showPaste();
    QGuiApplication::clipboard()->setText(u"ghp_16C7e42F292c6912E7710c838347Ae178B4a"_s);
    QSignalSpy pasted(&window.inspector(), &TokenInspector::pasted);
    QTest::keyClick(field, Qt::Key_V, Qt::ControlModifier); // in place of what stood there
    QCOMPARE(pasted.takeFirst().at(0).toString(), u"ghp_16C7e42F292c6912E7710c838347Ae178B4a"_s);
    QVERIFY(!field->document()->isUndoAvailable()); // what was given is not kept
    QTest::keyClick(&window, Qt::Key_Escape);
    QVERIFY(!window.isVisible());
    QVERIFY(field->toPlainText().isEmpty());
}

void tst_TokenInspector::showsNoLifeWhereThereIsNone()
{
    for (const QString &token : {u"what on earth is this"_s, u"ghp_16C7e42F292c6912E7710c838347Ae178B4a"_s}) {
        makeWide();
        look(token);
        QVERIFY(find(u"tokenKind"_s)->isVisible());
        QVERIFY(!m_inspector->panels().life->isVisible());
        look(SampleToken::core(seconds(), 60));
        QVERIFY(m_inspector->panels().life->isVisible());
        look(token);
        QVERIFY(!m_inspector->panels().life->isVisible());
    }
    look(u"what on earth is this"_s);
    QVERIFY(find<QLabel>(u"tokenKind"_s)->text().startsWith(u"Text, not a token"_s));
    QVERIFY(m_inspector->panels().notes->sentences().join(u' ').contains(u"This is no token"_s));
    look(u"eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ."_s);
    QVERIFY(find<QLabel>(u"tokenKind"_s)->text().startsWith(u"Unsigned token"_s));
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
    CompareWindow window(m_theme, *m_ticker, {{CompareWindow::labelOf(first), [first] { return first; }}, {CompareWindow::labelOf(second), [second] { return second; }}}, nullptr);
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

void tst_TokenInspector::saysWhyOneMayAndTheOtherMayNot()
{
    const InspectedToken first = named(SampleToken::of(R"({"sub":"<b>ada</b>","scope":"read write","realm_access":{"roles":["staff"]},"tid":"a","azp":"web","acr":"2"})")),
                         second = named(SampleToken::of(R"({"sub":"grace","scope":"read","tid":"a","azp":"robot","acr":"1"})"), u"other"_s);
    CompareWindow window(m_theme, *m_ticker, {{CompareWindow::labelOf(first), [first] { return first; }}}, nullptr);
    window.setAttribute(Qt::WA_DeleteOnClose, false);
    const auto text = [&window](const char *name) { return window.findChild<QLabel *>(QString::fromLatin1(name))->text(); };
    window.compare(first, second);
    window.show();
    QCOMPARE(text("accessAnswer"), u"The first may more than the second."_s);
    QCOMPARE(text("accessClaims0"), u"scope"_s);
    QCOMPARE(text("accessReason0"), u"Only the first has write."_s);
    QCOMPARE(text("accessClaims1"), u"realm_access.roles"_s);
    QCOMPARE(text("accessReason2"), u"The first is about “<b>ada</b>”, the second about “grace”."_s);
    QCOMPARE(window.findChild<QLabel *>(u"accessReason0"_s)->accessibleName(), u"scope: Only the first has write."_s);
    QVERIFY(window.findChild<QLabel *>(u"accessReason2"_s)->isVisible());
    QVERIFY(window.findChild<QLabel *>(u"accessReason4"_s)->isVisible());
    window.resize(980, 400); // the claims keep their room
    QTRY_COMPARE(text("accessReason3"), u"And 2 more: they are below."_s);
    QVERIFY(!window.findChild<QLabel *>(u"accessReason4"_s)->isVisible());
    window.choose(1, 0); // with itself: nothing of the reasons stays
    QCOMPARE(text("accessAnswer"), u"Nothing in them decides: an API that goes by the tokens alone treats both alike."_s);
    QVERIFY(!window.findChild<QLabel *>(u"accessReason0"_s)->isVisible());
}

void tst_TokenInspector::comparesAnewAsTimeGoesBy()
{
    CompareWindow window(m_theme, *m_ticker, {}, nullptr);
    window.setAttribute(Qt::WA_DeleteOnClose, false);
    window.compare(named(SampleToken::of(R"({"exp":)" + QByteArray::number(seconds() + 30) + '}')), named(SampleToken::of(R"({"exp":)" + QByteArray::number(seconds() + 600) + '}')));
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    const auto *answer = window.findChild<QLabel *>(u"accessAnswer"_s);
    QVERIFY(answer->text().startsWith(u"Nothing in them decides"_s));
    m_clock->advance(31s);
    QTRY_COMPARE(answer->text(), u"The first is refused: its time is over."_s);
    window.hide();
    QCOMPARE(m_ticker->count(), 0);
}

void tst_TokenInspector::comparesWithWhatWasTyped()
{
    CompareWindow window(m_theme, *m_ticker, {}, nullptr);
    window.setAttribute(Qt::WA_DeleteOnClose, false);
    window.compare(named(SampleToken::of(R"({"sub":"ada"})")), {});
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    auto *field = window.findChild<QPlainTextEdit *>(u"tokenPaste"_s);
    auto *second = window.findChild<QComboBox *>(u"compareSecond"_s);
    const auto *answer = window.findChild<QLabel *>(u"accessAnswer"_s);
    QVERIFY(answer->text().startsWith(u"Choose two tokens"_s));
    QTest::keyClicks(field, u"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln"_s);
    QVERIFY(answer->text().startsWith(u"The same rights for different people"_s));
    const QString said = answer->text();
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(!field->isVisible() && window.isVisible());
    QCOMPARE(answer->text(), said);
    Q_EMIT second->activated(second->count() - 1); // "Paste a token…": what was typed is still there
    QVERIFY(field->isVisible());
    QCOMPARE(field->toPlainText(), u"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln"_s);
    QCOMPARE(answer->text(), said);
    QTest::keyClick(&window, Qt::Key_Escape);
    QVERIFY(window.isVisible());
    QTest::keyClick(&window, Qt::Key_Escape);
    QVERIFY(!window.isVisible());
}

void tst_TokenInspector::comparesWithAPastedOne()
{
    CompareWindow window(m_theme, *m_ticker, {}, nullptr);
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
