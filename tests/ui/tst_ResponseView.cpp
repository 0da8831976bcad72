#include "tests/ui/ResponseViewTest.h"
#include "ui/response/BodySaver.h"
#include "ui/response/BodyView.h"
#include "ui/response/HexView.h"
#include "ui/response/ImageView.h"
#include "ui/response/JsonTreeView.h"
#include "ui/response/LockButton.h"
#include "ui/response/Waterfall.h"

#include <QtCore/QBuffer>
#include <QtCore/QTemporaryDir>
#include <QtGui/QClipboard>
#include <QtGui/QImage>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QTableView>
#include <QtWidgets/QToolButton>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class tst_ResponseView : public ResponseViewTest {
    Q_OBJECT
private Q_SLOTS:
    void init() { open(); }
    void cleanup() { m_view.reset(); }

    void beginsEmpty();
    void aQuickAnswerDoesNotFlicker();
    void saysWhatItWaitsFor();
    void showsAnAnswer();
    void explainsHeadersAndCookies();
    void explainsNamesThatNobodyRegistered();
    void showsTlsAndEachCertificate();
    void theWaterfallHasAPlaceForEachPhase();
    void tellsHowTheConnectionWasProtected();
    void prettyAndRaw();
    void showsABodyWhileItComes();
    void keepsWhatCameOfABodyThatBrokeOff();
    void showsEventsAsTheyCome();
    void showsBytes();
    void showsPictures();
    void inspectsTokens();
    void laysOutXmlAndLines();
    void showsLongLinesAtOnce();
    void showsBothAnswers();
    void figuresGiveWayToTheTabs();
    void figuresHaveALineOfTheirOwnBesideARequest();
    void theTabOfARefusalHasItsPlace();
    void offersToBind();
    void saysOnceWhatWasWithheld();
    void saysThatABodyIsIncomplete();
    void showsAllOfALargeBody();
    void showsBrokenJson();
    void walksThroughTheTree();
    void copiesWhereTheCursorIs();
    void onlyTheLastBodyIsShown();
    void masksUntilRevealed();
    void savesTheBody();
    void foreignTextIsPlain();
    void failures_data();
    void failures();
    void nothingSentLeavesWhatWasThere();
    void savesAllOfIt();
    void aFailedSaveKeepsTheOldFile();

private:
    static HttpExchange arriving(const QByteArray &type)
    {
        HttpExchange exchange = SampleRun::exchange(200, "OK", type, {});
        exchange.body = std::make_shared<BodyStore>();
        return exchange;
    }
};

void tst_ResponseView::beginsEmpty()
{
    QVERIFY(m_view->isEmpty());
    QVERIFY(!find<QWidget>("responseTabs")->isVisible());
    m_view->openFind(); // nothing to find in
    QVERIFY(!find<QWidget>("findField")->isVisible());
}

void tst_ResponseView::aQuickAnswerDoesNotFlicker()
{
    m_view->showResult(SampleRun::answered(), fakeAdmin);
    QTRY_VERIFY(find<CodeView>("bodyText")->isVisible());
    m_view->showWaiting(u"Sending"_s);
    QVERIFY(m_view->isWaiting());
    m_clock.advance(100ms);
    QVERIFY(find<CodeView>("bodyText")->isVisible());
    m_view->showResult(SampleRun::answered(), fakeAdmin);
    m_clock.advance(1s);
    QTRY_VERIFY(find<CodeView>("bodyText")->isVisible());
}

void tst_ResponseView::saysWhatItWaitsFor()
{
    QSignalSpy cancelled(m_view.get(), &ResponseView::cancelRequested);
    m_view->showWaiting(u"Waiting for admin"_s);
    m_clock.advance(200ms);
    QTRY_VERIFY(find<QLabel>("waitingPhase")->isVisible());
    QCOMPARE(textOf("waitingPhase"), u"Waiting for admin"_s);
    m_view->setPhase(u"Receiving"_s);
    m_view->setProgress(1000, 4000);
    m_clock.advance(2s);
    QTRY_VERIFY(textOf("waitingElapsed").startsWith("2."_L1));
    QCOMPARE(textOf("waitingPhase"), u"Receiving"_s);
    m_view->setProgress(2000, 4000);
    QCOMPARE(textOf("waitingAmount"), u"2.0 kB of 4.0 kB, 1.0 kB/s"_s);
    QTest::mouseClick(find<QPushButton>("waitingCancel"), Qt::LeftButton);
    QCOMPARE(cancelled.size(), 1);
}

void tst_ResponseView::showsAnAnswer()
{
    m_view->showResult(SampleRun::answered(), fakeAdmin);
    QCOMPARE(textOf("status"), u"200 OK"_s);
    QCOMPARE(textOf("time"), u"12 ms"_s);
    QVERIFY(textOf("size").endsWith("kB"_L1));
    QVERIFY(!find<QWidget>("attempts")->isVisible());
    QVERIFY(!find<QWidget>("responseNotes")->isVisible());
    m_view->showTab(ResponseView::Tab::Headers);
    const auto *headers = find<QTableView>("responseHeaders")->model();
    QCOMPARE(headers->rowCount(), 9);
    QCOMPARE(headers->index(4, 0).data().toString(), u"Vary"_s); // twice, in order
    QCOMPARE(headers->index(5, 0).data().toString(), u"Vary"_s);
}

void tst_ResponseView::explainsHeadersAndCookies()
{
    m_view->showResult(SampleRun::answered(), fakeAdmin);
    m_view->showTab(ResponseView::Tab::Headers);
    const auto *headers = find<QTableView>("responseHeaders")->model();
    QVERIFY(headers->index(0, 1).data(Qt::ToolTipRole).toString().contains("media type"_L1));
    m_view->showTab(ResponseView::Tab::Cookies);
    auto *cookies = find<QTableView>("responseCookies");
    QVERIFY(cookies->isVisible());
    QCOMPARE(cookies->model()->rowCount(), 1);
    QCOMPARE(cookies->model()->index(0, 0).data().toString(), u"sid"_s);
    QCOMPARE(cookies->model()->index(0, 1).data().toString(), Redactor::mask());
    QCOMPARE(cookies->model()->index(0, 4).data().toString(), u"HttpOnly, SameSite=Lax"_s);
    cookies->setFocus();
    cookies->selectRow(0);
    QTest::keyClick(cookies, Qt::Key_C, Qt::ControlModifier);
    QVERIFY(QGuiApplication::clipboard()->text().startsWith("sid\t"_L1));
    QVERIFY(!QGuiApplication::clipboard()->text().contains("0123456789abcdef"_L1));
    QVERIFY(!find<QWidget>("waterfall")); // of one hop its own times tell all
    m_view->showResult(SampleRun::redirected(), fakeAdmin);
    m_view->showTab(ResponseView::Tab::Exchange);
    QTRY_VERIFY(find<QWidget>("waterfall")->isVisible());
    QVERIFY(find<QWidget>("waterfall")->accessibleName().contains("302 api.example"_L1));
}

void tst_ResponseView::explainsNamesThatNobodyRegistered()
{
    RunResult result = SampleRun::answered();
    result.attempts[0].exchange.hops.last().headers.append("X-Sandbox-Mood", "sunny");
    m_view->showResult(result, fakeAdmin);
    m_view->showTab(ResponseView::Tab::Headers);
    const auto *headers = find<QTableView>("responseHeaders")->model();
    const auto row = headers->index(headers->rowCount() - 1, 0);
    QCOMPARE(row.data().toString(), u"X-Sandbox-Mood"_s);
    QVERIFY(row.data(Qt::ToolTipRole).toString().contains("Not a registered header name"_L1));
}

void tst_ResponseView::showsTlsAndEachCertificate()
{
    m_view->showResult(SampleRun::redirected(), fakeAdmin);
    m_view->showTab(ResponseView::Tab::Exchange);
    for (const auto words : {"TLSv1.3"_L1, "TLS_AES_128_GCM_SHA256"_L1, "only because you said so"_L1, "CN=*.api.example"_L1, "CN=Sandbox CA"_L1})
        QTRY_VERIFY2(isSaid(words), words.data());
    const auto labels = m_view->findChildren<QLabel *>();
    QCOMPARE(std::count_if(labels.begin(), labels.end(), [](const QLabel *label) { return label->text() == "expires"_L1; }), 2); // of both in the chain
}

void tst_ResponseView::theWaterfallHasAPlaceForEachPhase()
{
    m_view->resize(1200, 600);
    m_view->showResult(SampleRun::redirected(), fakeAdmin);
    m_view->showTab(ResponseView::Tab::Exchange);
    auto *waterfall = find<QWidget>("waterfall");
    QTRY_VERIFY(waterfall->isVisible());
    const QImage image = waterfall->grab().toImage().convertToFormat(QImage::Format_RGB32);
    const int y = (m_theme->px(20) + m_theme->px(12)) * image.height() / waterfall->height(); // the middle of the first hop's line
    using Kind = TimingPhase::Kind;
    int lastLeft = -1;
    QMap<Kind, int> widths;
    for (const TimingPhase &phase : TimingPhase::of(SampleRun::redirected().attempts.constFirst().exchange.hops.constFirst().timings)) {
        const QRgb color = m_theme->color(tokenOf(phase.kind)).rgb();
        int left = -1;
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixel(x, y) != color)
                continue;
            left = left < 0 ? x : left;
            ++widths[phase.kind];
        }
        QVERIFY2(left > lastLeft, qPrintable(phase.label()));
        QVERIFY(waterfall->accessibleName().contains(phase.label()));
        lastLeft = left;
    }
    QCOMPARE(widths.size(), 6);
    QVERIFY(widths[Kind::Wait] > widths[Kind::Tls] && widths[Kind::Tls] > widths[Kind::Receive] && widths[Kind::Receive] > widths[Kind::NameLookup]);
}

void tst_ResponseView::tellsHowTheConnectionWasProtected()
{
    auto *lock = find<LockButton>("connectionLock");
    m_view->showResult(SampleRun::answered(), fakeAdmin);
    QVERIFY(lock->isVisible());
    QCOMPARE(lock->lock()->kind, ConnectionLock::Kind::PlainHere);
    m_view->showResult(SampleRun::redirected(), fakeAdmin);
    QCOMPARE(lock->lock()->kind, ConnectionLock::Kind::Exception); // the first hop's; the second never left this computer
    QVERIFY(lock->accessibleName().contains("because you said so"_L1));
    QVERIFY(lock->toolTip().contains("because you said so"_L1));
    lock->setFocus();
    QTest::keyClick(lock, Qt::Key_Space);
    QTRY_VERIFY(find<QWidget>("connectionFacts")->isVisible());
    QVERIFY(find<QWidget>("connectionFacts")->hasFocus());
    QVERIFY(!find<QWidget>("connectionFacts")->visibleRegion().isEmpty());
    m_view->showResult(SampleRun::failed(ErrorKind::Network), fakeAdmin);
    QVERIFY(!lock->isVisible());
}

void tst_ResponseView::prettyAndRaw()
{
    m_view->showResult(SampleRun::answered(), fakeAdmin);
    QTRY_VERIFY(body().startsWith("[\n  {\n    \"id\": \"ingest-lobby-0\","_L1));
    QTRY_VERIFY(body().contains("18446744073709551615"_L1));
    QTRY_VERIFY(body().contains("12.50"_L1));
    choose(u"Raw"_s);
    QTRY_COMPARE(body().toUtf8(), SampleRun::processes());
    // What was chosen stays for the next answer of the same kind, and what is no JSON begins in its own way.
    show("text/html", "<p>Hello &amp; welcome<script src=x></script>");
    QTRY_COMPARE(body(), u"<p>Hello &amp; welcome<script src=x></script>"_s);
    choose(u"Text"_s);
    QTRY_COMPARE(body(), u"Hello & welcome"_s);
    m_view->showResult(SampleRun::answered(), fakeAdmin);
    QTRY_COMPARE(body().toUtf8(), SampleRun::processes());
}

void tst_ResponseView::showsABodyWhileItComes()
{
    QSignalSpy cancelled(m_view.get(), &ResponseView::cancelRequested);
    auto exchange = arriving("application/json");
    m_view->showWaiting(u"Sending"_s);
    m_view->showArriving(exchange);
    QCOMPARE(textOf("status"), u"200 OK"_s);
    QVERIFY(find<QWidget>("arrival")->isVisible());
    QVERIFY(m_view->isWaiting());
    QVERIFY(exchange.body->append("[1,\n2,\n"));
    m_clock.advance(1s);
    m_view->setProgress(7, 2000);
    QTRY_VERIFY(find<CodeView>("bodyText")->isVisible());
    QTRY_VERIFY(body().contains("2,"_L1));
    QVERIFY(textOf("arrivalAmount").startsWith("7 B of 2.0 kB"_L1));
    QTest::mouseClick(find<QPushButton>("arrivalCancel"), Qt::LeftButton);
    QCOMPARE(cancelled.size(), 1);
    QVERIFY(exchange.body->append("3]"));
    exchange.body->finish();
    RunResult whole;
    whole.attempts = {{exchange, {}, {}}};
    m_view->showResult(whole, {});
    QVERIFY(!find<QWidget>("arrival")->isVisible());
    QTRY_COMPARE(body(), u"[\n  1,\n  2,\n  3\n]"_s);
    QVERIFY(find<QLabel>("size")->isVisible());
}

void tst_ResponseView::keepsWhatCameOfABodyThatBrokeOff()
{
    auto exchange = arriving("text/plain");
    m_view->showWaiting(u"Sending"_s);
    m_view->showArriving(exchange);
    QVERIFY(exchange.body->append("the first half"));
    m_view->setProgress(14, -1);
    exchange.body->finish();
    exchange.isComplete = false;
    RunResult broken;
    broken.attempts = {{exchange, {}, {}}};
    broken.error = Error{ErrorKind::Cancelled, u"Cancelled."_s, {}};
    m_view->showResult(broken, {});
    QTRY_COMPARE(body(), u"the first half"_s);
    QVERIFY(find<CodeView>("bodyText")->isVisible());
    QVERIFY(isSaid("Cancelled."_L1));
    QVERIFY(isSaid("incomplete"_L1));
}

void tst_ResponseView::showsEventsAsTheyCome()
{
    auto exchange = arriving("text/event-stream");
    m_view->showWaiting(u"Sending"_s);
    m_view->showArriving(exchange);
    QVERIFY(exchange.body->append("event: add\ndata: {\"a\":1}\n\n"));
    m_view->setProgress(30, -1);
    auto *list = find<QTableView>("eventList");
    QTRY_VERIFY(list->isVisible());
    QCOMPARE(list->model()->rowCount(), 1);
    QCOMPARE(list->model()->index(0, 2).data().toString(), u"add"_s);
    QCOMPARE(find<CodeView>("eventData")->text(), u"{\n  \"a\": 1\n}"_s);
    m_clock.advance(3s);
    QVERIFY(exchange.body->append("id: 9\ndata: x\ndata: y\n\n"));
    m_view->setProgress(60, -1);
    QCOMPARE(list->model()->rowCount(), 2);
    QVERIFY(list->model()->index(1, 1).data().toString().startsWith("+3.0"_L1));
    QTest::keyClick(list, Qt::Key_Down);
    QCOMPARE(find<CodeView>("eventData")->text(), u"x\ny"_s);
    QVERIFY(textOf("eventFoot").contains("open"_L1));
}

void tst_ResponseView::showsBytes()
{
    QByteArray bytes = "Hello\n";
    for (int i = 0; i < 256; ++i)
        bytes += char(i);
    show("application/octet-stream", bytes);
    auto *hex = find<HexView>("hexView");
    QVERIFY(hex->isVisible());
    QVERIFY(!find<QWidget>("bodyForm")->isVisible()); // bytes have one form only
    QVERIFY(textOf("hexPlace").startsWith("0x0 "_L1));
    QVERIFY(textOf("hexNumbers").startsWith("u8 72"_L1));
    hex->setFocus();
    QTest::keyClick(hex, Qt::Key_Down);
    QCOMPARE(hex->cursor() % 8, 0);
    QVERIFY(hex->cursor() > 0);
    QTest::keyClick(hex, Qt::Key_Home, Qt::ControlModifier);
    for (int i = 0; i < 4; ++i)
        QTest::keyClick(hex, Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(hex->selectionSize(), 5);
    QTest::keyClick(hex, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"48 65 6c 6c 6f"_s);
    hex->copy(HexView::CopyAs::Text);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"Hello"_s);
    QTest::keyClick(hex, Qt::Key_End, Qt::ControlModifier);
    QCOMPARE(hex->cursor(), bytes.size() - 1);
    QTest::keyClick(hex, Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(hex->selectionSize(), bytes.size());
    QTest::mouseClick(hex->viewport(), Qt::LeftButton, {}, {hex->viewport()->width() / 2, 5});
    QCOMPARE(hex->selectionSize(), 1);
    // Any body has this form.
    m_view->showResult(SampleRun::answered(), fakeAdmin);
    choose(u"Hex"_s);
    QVERIFY(hex->isVisible());
}

void tst_ResponseView::showsPictures()
{
    QImage image(64, 32, QImage::Format_ARGB32);
    image.fill(Qt::transparent);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QVERIFY(image.save(&buffer, "png"));
    show("text/plain", bytes); // whatever the server says
    auto *view = find<ImageView>("imageView");
    QTRY_VERIFY(view->isVisible());
    QCOMPARE(textOf("bodyAbout"), u"PNG, 64 × 32"_s);
    QVERIFY(textOf("bodyNotes").contains("text/plain"_L1));
    view->setFocus();
    QTest::keyClick(view, Qt::Key_Plus);
    QVERIFY(textOf("bodyAbout").endsWith("125 %"_L1));
    QTest::keyClick(view, Qt::Key_0);
    QVERIFY(qFuzzyCompare(view->zoom(), 1.0));
    choose(u"Hex"_s);
    QVERIFY(!view->isVisible());
    show("image/png", bytes.left(40)); // the form is chosen; what is broken says so
    choose(u"Image"_s);
    QTRY_VERIFY(isSaid("broken"_L1));
    QVERIFY(!view->isVisible());
}

void tst_ResponseView::inspectsTokens()
{
    const QString token = u"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZG1pbiJ9.c2lnbmF0dXJl"_s;
    QSignalSpy inspected(m_view.get(), &ResponseView::inspectTokenRequested);
    show("application/json", R"({"n":1,"token":")" + token.toLatin1() + "\"}");
    auto *code = find<CodeView>("bodyText");
    QTRY_COMPARE(code->document().rowCount(), 4);
    code->setFocus();
    code->select({{2, 0}, {2, 0}});
    QTest::keyClick(code, Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(inspected.size(), 1);
    QCOMPARE(inspected.takeFirst().at(0).toString(), token);
    QMenu menu;
    Q_EMIT code->menuRequested(&menu);
    QVERIFY(menu.findChild<QAction *>(u"inspectToken"_s));
    code->select({{1, 0}, {1, 0}});
    QMenu other;
    Q_EMIT code->menuRequested(&other);
    QVERIFY(!other.findChild<QAction *>(u"inspectToken"_s));
    QTest::keyClick(code, Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(inspected.isEmpty());
    QVERIFY(isSaid("no token"_L1));
    choose(u"Tree"_s);
    auto *tree = find<JsonTreeView>("jsonTree");
    tree->setFocus();
    QTest::keyClick(tree, Qt::Key_Down);
    QTest::keyClick(tree, Qt::Key_Down);
    QTest::keyClick(tree, Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(inspected.size(), 1);
    inspected.clear();
    // A body that is a token and nothing else.
    show("text/plain", token.toLatin1());
    QTRY_COMPARE(body(), token);
    code->setFocus();
    code->select({{0, 3}, {0, 3}});
    QTest::keyClick(code, Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(inspected.size(), 1);
}

void tst_ResponseView::laysOutXmlAndLines()
{
    show("application/xml", "<a><b>1</b><c/></a>");
    QTRY_COMPARE(body().trimmed(), u"<a>\n  <b>1</b>\n  <c/>\n</a>"_s);
    choose(u"Raw"_s);
    QTRY_COMPARE(body(), u"<a><b>1</b><c/></a>"_s);
    show("application/x-ndjson", "{\"a\":[1]}\n{\"b\":2}\n");
    auto *code = find<CodeView>("bodyText");
    QTRY_VERIFY(body().contains("    1"_L1) && body().contains("\"b\": 2"_L1));
    code->setFolded(0, true);
    QVERIFY(code->document().rows(0, 1).constFirst().fold == CodeRow::Fold::Closed);
}

void tst_ResponseView::showsLongLinesAtOnce()
{
    QByteArray json = "[";
    for (int i = 0; i < 60'000; ++i)
        json += (i ? "," : "") + QByteArray(R"({"id":"ingest-lobby-)") + QByteArray::number(i) + R"(","exec":"running"})";
    json += ']';
    show("application/json", json);
    auto *code = find<CodeView>("bodyText");
    QTRY_VERIFY(code->isVisible() && code->document().rowCount() == 240'002);
    choose(u"Raw"_s);
    QTRY_VERIFY(code->document().rows(0, 1).constFirst().text.startsWith("[{\"id\""_L1));
    // Only what is seen of such a line is laid out: it looks as if all of it were.
    CodeView whole(*m_theme, m_view.get());
    whole.resize(code->size());
    whole.setText(QString::fromUtf8(json.left(300)), Syntax::Json);
    const int column = int(code->document().rows(0, 1).constFirst().text.indexOf("running"_L1));
    find<QToolButton>("find")->setFocus(); // no cursor
    QVERIFY(!code->hasFocus());
    const auto firstRow = [column](CodeView &view) {
        view.select({{0, column}, {0, column + 7}});
        return view.viewport()->grab(QRect(0, 0, 500, 16)).toImage();
    };
    (void)whole.grab(); // until then it has no size
    const QImage cut = firstRow(*code), laidOut = firstRow(whole);
    QCOMPARE(cut, laidOut);
    code->select({{0, 1500}, {0, 1507}});
    QVERIFY(code->horizontalScrollBar()->value() > 1000);
}

void tst_ResponseView::showsBothAnswers()
{
    m_view->showResult(SampleRun::afterRefresh(), fakeAdmin);
    QCOMPARE(textOf("status"), u"200 OK"_s);
    auto *attempts = find<QWidget>("attempts");
    QVERIFY(attempts->isVisible());
    attempts->findChild<QAbstractButton *>(u"segment0"_s)->click();
    QCOMPARE(textOf("status"), u"401 Unauthorized"_s);
    QTRY_VERIFY(body().contains("token expired"_L1));
    attempts->findChild<QAbstractButton *>(u"segment1"_s)->click();
    QCOMPARE(textOf("status"), u"200 OK"_s);
    m_view->showResult(SampleRun::answered(), fakeAdmin);
    QVERIFY(!attempts->isVisible());
}

void tst_ResponseView::figuresGiveWayToTheTabs()
{
    m_view->showResult(SampleRun::afterRefresh(), fakeAdmin);
    const auto *tabs = find<QTabBar>("responseTabs");
    const auto isShown = [this](const char *name) { return find<QWidget>(name)->isVisible(); };
    m_view->setFixedWidth(1100);
    QTRY_COMPARE(textOf("status"), u"200 OK"_s);
    QVERIFY(isShown("time") && isShown("size"));
    const auto top = [this](const char *name) { return find<QWidget>(name)->mapTo(m_view.get(), QPoint(0, 0)).y(); };
    QVERIFY(top("attempts") < top("responseNotes") && top("attempts") < tabs->height());
    m_view->setFixedWidth(tabs->sizeHint().width() + find<QWidget>("attempts")->width() + 180);
    QTRY_VERIFY(top("attempts") > tabs->height()); // a line of its own
    QCOMPARE(textOf("status"), u"200 OK"_s);
    QVERIFY(isShown("time") && isShown("size"));
    m_view->setFixedWidth(tabs->sizeHint().width() + 120);
    QTRY_COMPARE(textOf("status"), u"200"_s);
    QVERIFY(find<QLabel>("status")->toolTip().contains("OK"_L1));
    QVERIFY(!isShown("size"));
    QTRY_VERIFY(tabs->width() >= tabs->sizeHint().width());
    m_view->setFixedWidth(1100);
    QTRY_COMPARE(textOf("status"), u"200 OK"_s);
    QVERIFY(isShown("time") && isShown("size"));
}

void tst_ResponseView::figuresHaveALineOfTheirOwnBesideARequest()
{
    m_view->showResult(SampleRun::answered(), fakeAdmin);
    const auto *tabs = find<QTabBar>("responseTabs");
    const auto top = [this](const char *name) { return find<QWidget>(name)->mapTo(m_view.get(), QPoint(0, 0)).y(); };
    const int narrow = std::max(345, tabs->sizeHint().width() + 24); // in a wide font
    m_view->setFixedSize(narrow, 600);
    QTRY_VERIFY(top("status") > tabs->height());
    QCOMPARE(textOf("status"), u"200 OK"_s);
    QVERIFY(find<QWidget>("time")->isVisible() && find<QWidget>("size")->isVisible());
    QTRY_VERIFY(tabs->width() >= tabs->sizeHint().width());
    m_view->setFixedSize(narrow, 240); // no height to spare
    QTRY_VERIFY(top("status") < tabs->height());
    m_view->setFixedSize(1100, 600);
    QTRY_VERIFY(top("status") < tabs->height());
    QCOMPARE(textOf("status"), u"200 OK"_s);
}

void tst_ResponseView::theTabOfARefusalHasItsPlace()
{
    const auto *tabs = find<QTabBar>("responseTabs");
    const int why = int(ResponseView::Tab::Why), last = int(ResponseView::Tab::Exchange);
    RunResult refused = SampleRun::refused();
    RunResult before = refused; // as many headers and cookies: no other tab grows
    before.diagnosis = {};
    for (const RunResult &result : {refused, before, refused}) {
        m_view->showResult(result, fakeAdmin);
        QCOMPARE(tabs->isTabVisible(why), !result.diagnosis.isEmpty());
        QTRY_COMPARE(tabs->tabRect(why).width() > 0 && tabs->isTabVisible(why), !result.diagnosis.isEmpty());
        QTRY_VERIFY(tabs->tabRect(last).right() < tabs->width());
    }
}

void tst_ResponseView::offersToBind()
{
    QSignalSpy bound(m_view.get(), &ResponseView::bindRequested);
    m_view->showResult(SampleRun::withheld(), fakeAdmin);
    auto *offer = find<QPushButton>("noteOffer");
    QVERIFY(offer && offer->isVisible());
    QVERIFY(find<QWidget>("responseNotes")->isVisible());
    QVERIFY(offer->text().contains("admin"_L1) && offer->text().contains("http://staging.example:8080"_L1));
    QTest::mouseClick(offer, Qt::LeftButton);
    QTRY_COMPARE(bound.size(), 1);
    QCOMPARE(bound.first().at(0).value<CredentialId>(), fakeAdmin);
    QCOMPARE(bound.first().at(1).toString(), u"http://staging.example:8080"_s);
}

void tst_ResponseView::saysOnceWhatWasWithheld()
{
    RunResult result = SampleRun::withheld();
    Finding finding;
    finding.cause = RefusalCause::Withheld;
    finding.text = u"admin did not go along: http://staging.example:8080 is not an address that it is bound to."_s;
    result.diagnosis.findings = {finding};
    auto *notes = find<QWidget>("responseNotes");
    m_view->showResult(result, fakeAdmin);
    m_view->showTab(ResponseView::Tab::Why);
    QVERIFY(!notes->isVisible());
    m_view->addNote(u"Copied."_s); // what else there is to say stands there all the same
    QVERIFY(notes->isVisible());
    QVERIFY(!find<QPushButton>("noteOffer")->isVisible());
    m_view->showTab(ResponseView::Tab::Body);
    QVERIFY(notes->isVisible() && find<QPushButton>("noteOffer")->isVisible());
}

void tst_ResponseView::saysThatABodyIsIncomplete()
{
    m_view->showResult(SampleRun::incomplete(), fakeAdmin);
    const auto labels = find<QWidget>("responseNotes")->findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) { return label->text().contains("before the body was complete"_L1); }));
    const auto all = m_view->findChildren<QLabel *>();
    QVERIFY(std::any_of(all.begin(), all.end(), [](const QLabel *label) { return label->isVisible() && label->text() == "incomplete"_L1; }));
}

void tst_ResponseView::showsAllOfALargeBody()
{
    QByteArray json = "[\"first\"";
    for (int i = 0; i < 300'000; ++i)
        json += ", {\"n\": " + QByteArray::number(i) + '}';
    json += ", \"last\"]";
    show("application/json", json);
    auto *code = find<CodeView>("bodyText");
    QTRY_VERIFY(code->isVisible() && code->document().rowCount() == 900'004);
    QCOMPARE(code->document().rows(1, 1).constFirst().text, u"  \"first\","_s);
    code->setFocus();
    QTest::keyClick(code, Qt::Key_End, Qt::ControlModifier);
    QCOMPARE(code->cursor().row, 900'003);
    QCOMPARE(code->document().rows(900'002, 1).constFirst().text, u"  \"last\""_s);
    QTest::keyClick(code, Qt::Key_Home, Qt::ControlModifier);
    QTest::keyClick(code, Qt::Key_Minus); // folds all of it
    QCOMPARE(code->document().rowCount(), 1);
    QTest::keyClick(code, Qt::Key_Plus);
    QCOMPARE(code->document().rowCount(), 900'004);
    choose(u"Raw"_s);
    QTRY_VERIFY(code->document().rows(0, 1).constFirst().text.startsWith("[\"first\", {"_L1));
    QVERIFY(find<QToolButton>("saveBody")->isEnabled());
}

void tst_ResponseView::showsBrokenJson()
{
    show("application/json", "{\"a\": 1,\n\"b\" 2}");
    QTRY_VERIFY(textOf("bodyNotes").contains("Line 2, column 5"_L1));
    QTRY_VERIFY(body().contains("\"a\": 1"_L1)); // what came before the mistake is laid out
    choose(u"Raw"_s);
    QTRY_COMPARE(body(), u"{\"a\": 1,\n\"b\" 2}"_s);
}

void tst_ResponseView::walksThroughTheTree()
{
    m_view->showResult(SampleRun::answered(), fakeAdmin);
    choose(u"Tree"_s);
    auto *tree = find<JsonTreeView>("jsonTree");
    QTRY_VERIFY(tree->isVisible() && tree->model()->rowCount(tree->model()->index(0, 0)) == 40);
    tree->setFocus();
    for (const Qt::Key key : {Qt::Key_Down, Qt::Key_Right, Qt::Key_Down}) // into the first item
        QTest::keyClick(tree, key);
    QCOMPARE(tree->currentIndex().siblingAtColumn(0).data().toString(), u"id"_s);
    QTest::keyClick(tree, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"ingest-lobby-0"_s);
    QTest::keyClick(tree, Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"/0/id"_s);
    QTest::keyClick(tree, Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"$[0]['id']"_s);
    // What is found is opened.
    m_view->openFind();
    QTest::keyClicks(find<QLineEdit>("findField"), u"ingest-lobby-7"_s);
    QTRY_COMPARE(tree->currentIndex().siblingAtColumn(1).data().toString(), u"\"ingest-lobby-7\""_s);
}

void tst_ResponseView::copiesWhereTheCursorIs()
{
    show("application/json", R"({"a":{"b":[1,"x"]}})");
    auto *code = find<CodeView>("bodyText");
    QTRY_COMPARE(code->document().rowCount(), 8);
    code->setFocus();
    for (int i = 0; i < 4; ++i)
        QTest::keyClick(code, Qt::Key_Down);
    QTest::keyClick(code, Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"/a/b/1"_s);
    QTest::keyClick(code, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"x"_s);
}

void tst_ResponseView::onlyTheLastBodyIsShown()
{
    RunResult large;
    large.attempts = {{SampleRun::exchange(200, "OK", "application/json", '[' + QByteArray(200'000, '4') + ']'), {}, {}}};
    m_view->showResult(large, {});
    m_view->showResult(SampleRun::answered(), {}); // at once, while the other is laid out
    QTRY_VERIFY(body().contains("ingest-lobby"_L1));
    m_view->showResult(large, {});
    QTRY_VERIFY(find<CodeView>("bodyText")->isVisible() && body().contains("44444"_L1));
}

void tst_ResponseView::masksUntilRevealed()
{
    const QString token = u"eyJhbGciOiJIUzI1NiJ9"_s;
    m_view->showResult(SampleRun::answered(), fakeAdmin);
    m_view->showTab(ResponseView::Tab::Exchange);
    auto *sent = find<QPlainTextEdit>("sentHead");
    QVERIFY(sent->toPlainText().contains(u"Bearer "_s + Redactor::mask()));
    QVERIFY(!sent->toPlainText().contains(token));
    QVERIFY(find<QPlainTextEdit>("answerHead")->toPlainText().contains(u"sid="_s + Redactor::mask()));
    find<QToolButton>("revealSecrets")->click();
    QVERIFY(sent->toPlainText().contains(token));
    m_view->showTab(ResponseView::Tab::Body);
    m_view->showTab(ResponseView::Tab::Exchange);
    QVERIFY(!sent->toPlainText().contains(token));
    m_view->showTab(ResponseView::Tab::Headers);
    const auto *headers = find<QTableView>("responseHeaders")->model();
    QVERIFY(headers->index(6, 1).data().toString().contains(Redactor::mask()));
}

void tst_ResponseView::savesTheBody()
{
    const QTemporaryDir folder;
    RunResult result;
    result.attempts = {{SampleRun::exchange(200, "OK", "application/json", "{\"n\": 1.50}"), {}, {}}};
    result.attempts[0].exchange.hops.last().headers.append("Content-Disposition", "attachment; filename=\"../../evil.json\"");
    m_view->showResult(result, {});
    QTest::mouseClick(find<QAbstractButton>("saveBody"), Qt::LeftButton);
    auto *dialog = m_view->findChild<QFileDialog *>();
    QVERIFY(dialog);
    QCOMPARE(QFileInfo(dialog->selectedFiles().constFirst()).fileName(), u"evil.json"_s);
    QVERIFY(!dialog->selectedFiles().constFirst().contains(".."_L1));
    dialog->setDirectory(folder.path());
    dialog->selectFile(folder.filePath(u"kept.json"_s));
    dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Save)->click();
    QTRY_VERIFY(QFile::exists(folder.filePath(u"kept.json"_s)));
    QFile kept(folder.filePath(u"kept.json"_s));
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QCOMPARE(kept.readAll(), "{\"n\": 1.50}"_ba);
    QTRY_VERIFY(find<QWidget>("responseNotes")->isVisible());
}

void tst_ResponseView::foreignTextIsPlain()
{
    RunResult result;
    result.attempts = {{SampleRun::exchange(200, "<b>OK</b><img src=x>", "<i>type</i>", "<script>alert(1)</script>"), {}, {}}};
    result.attempts[0].exchange.warnings = {u"<b>warning</b>"_s};
    result.notes = {u"<b>note</b>"_s};
    m_view->showResult(result, {});
    m_view->showTab(ResponseView::Tab::Exchange);
    const auto labels = m_view->findChildren<QLabel *>();
    for (const QLabel *label : labels)
        QVERIFY2(label->textFormat() == Qt::PlainText, qPrintable(label->text()));
    const auto widgets = m_view->findChildren<QWidget *>();
    for (const QWidget *widget : widgets)
        QVERIFY2(!widget->toolTip().contains("<b>"_L1) && !widget->toolTip().contains("<img"_L1), qPrintable(widget->toolTip()));
    QVERIFY(textOf("status").contains("<b>OK</b>"_L1));
}

void tst_ResponseView::failures_data()
{
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<QString>("title");
    QTest::addColumn<bool>("signIn");
    QTest::newRow("network") << ErrorKind::Network << u"No answer"_s << false;
    QTest::newRow("time-out") << ErrorKind::Timeout << u"It took too long"_s << false;
    QTest::newRow("TLS") << ErrorKind::Tls << u"The connection can't be trusted"_s << false;
    QTest::newRow("cancelled") << ErrorKind::Cancelled << u"Cancelled"_s << false;
    QTest::newRow("sign-in") << ErrorKind::SignInNeeded << u"Sign in first"_s << true;
}

void tst_ResponseView::failures()
{
    QFETCH(ErrorKind, kind);
    QFETCH(bool, signIn);
    QSignalSpy retried(m_view.get(), &ResponseView::retryRequested), signedIn(m_view.get(), &ResponseView::signInRequested);
    m_view->showResult(SampleRun::answered(), fakeAdmin);
    const RunResult failed = SampleRun::failed(kind);
    m_view->showResult(failed, fakeAdmin);
    QTEST(textOf("failureTitle"), "title");
    QCOMPARE(textOf("failureMessage"), failed.error->message);
    QVERIFY(!find<CodeView>("bodyText")->isVisible());
    QVERIFY(!find<QWidget>("responseTabs")->isVisible()); // no hop took place
    QTest::mouseClick(find<QPushButton>("retry"), Qt::LeftButton);
    QCOMPARE(retried.size(), 1);
    QCOMPARE(find<QPushButton>("failureSignIn")->isVisible(), signIn);
    if (signIn) {
        QTest::mouseClick(find<QPushButton>("failureSignIn"), Qt::LeftButton);
        QCOMPARE(signedIn.size(), 1);
    }

    // Where hops took place before it failed, they are there to look at.
    RunResult partly = SampleRun::redirected();
    partly.error = failed.error;
    m_view->showResult(partly, fakeAdmin);
    QVERIFY(find<QWidget>("responseTabs")->isVisible());
    QVERIFY(find<QLabel>("failureTitle")->isVisible());
    m_view->showTab(ResponseView::Tab::Exchange);
    QVERIFY(!find<QLabel>("failureTitle")->isVisible());
    QCOMPARE(m_view->findChildren<QPlainTextEdit *>(u"sentHead"_s).size(), 2);
}

void tst_ResponseView::nothingSentLeavesWhatWasThere()
{
    m_view->showWaiting(u"Sending"_s);
    m_view->showPrevious();
    QVERIFY(m_view->isEmpty());
    m_view->showResult(SampleRun::answered(), fakeAdmin);
    m_view->showWaiting(u"Sending"_s);
    m_view->showPrevious();
    m_clock.advance(1s);
    QTRY_VERIFY(find<CodeView>("bodyText")->isVisible());
}

void tst_ResponseView::savesAllOfIt()
{
    const QTemporaryDir folder;
    const QByteArray bytes = QByteArray(9'000'000, 'x') + "end";
    const auto exchange = SampleRun::exchange(200, "OK", "text/plain", bytes);
    const QString path = folder.filePath(u"body.txt"_s);
    std::optional<Result<Done>> saved;
    saveBody(exchange.body, path, {this, [&](const Result<Done> &result) { saved = result; }});
    QTRY_VERIFY(saved);
    QVERIFY(saved->has_value());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), bytes);
    QVERIFY(!file.permissions().testFlag(QFile::ExeOwner));
}

void tst_ResponseView::aFailedSaveKeepsTheOldFile()
{
    std::optional<Result<Done>> saved;
    saveBody(SampleRun::answered().attempts.first().exchange.body, u"/no/such/folder/body"_s, {this, [&](const Result<Done> &result) { saved = result; }});
    QTRY_VERIFY(saved);
    QVERIFY(!saved->has_value());
    QCOMPARE(saved->error().kind, ErrorKind::Storage);
    QVERIFY(saved->error().message.contains("/no/such/folder/body"_L1));
}

QTEST_MAIN(tst_ResponseView)
#include "tst_ResponseView.moc"
