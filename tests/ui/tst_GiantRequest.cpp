#include "tests/support/RawServer.h"
#include "tests/support/RunWorld.h"
#include "tests/support/StallWatch.h"
#include "tests/ui/AppliedTheme.h"
#include "ui/composer/AuthRequestContext.h"
#include "ui/composer/Composer.h"
#include "ui/composer/RequestLine.h"
#include "ui/composer/RequestSender.h"
#include "ui/composer/RequestTabs.h"
#include "ui/composer/UrlEdit.h"
#include "ui/credentials/AuthCredentialSource.h"
#include "ui/theme/CredentialColors.h"
#include "ui/widgets/BodyEditor.h"
#include "ui/widgets/KeyValueTable.h"
#include "ui/widgets/Ticker.h"

#include <QtGui/QClipboard>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QPushButton>

#include <algorithm>
#include <memory>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Row = RequestDocument::Row;

// Requests far larger than any server takes, written by hand: the window never stands still, and nothing that is typed is
// lost. Everything behind a request takes part: its tab, the drafts, the credential, what will be sent.
class tst_GiantRequest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void url_data();
    void url();
    void params();
    void headers();
    void headersAsText();
    void body_data();
    void body();
    void form();
    void preview_data();
    void preview();
    void sends();

private:
    static constexpr int count = 4096; // of twice as many a paste or a send takes some 100 ms, the bar of a stall itself

    Composer &composer() const { return m_tabs->currentPage()->composer(); }
    UrlEdit &urlEdit() const { return composer().line().url(); }
    template <typename T> T *find(const char *name) const { return composer().findChild<T *>(QString::fromLatin1(name)); }
    [[nodiscard]] QString typedUrl() const { return composer().document().url; }

    // Everything that follows from one step, painting and all that waits for a pause in the typing included.
    void settle(const char *step);
    // One key, and what follows from it before the next one comes.
    void press(const char *step, const std::function<void()> &key);
    void pasteInto(QWidget *widget, const QString &text);

    AppliedTheme m_theme;
    CredentialColors m_colors;
    std::unique_ptr<RunWorld> m_run;
    std::unique_ptr<AuthCredentialSource> m_credentials;
    std::unique_ptr<AuthRequestContext> m_context;
    std::unique_ptr<Ticker> m_ticker;
    std::unique_ptr<DraftStore> m_store;
    std::unique_ptr<RequestTabs> m_tabs;
    RequestSender *m_sender = nullptr;
    StallWatch m_stalls;
    QByteArrayList m_slow; // steps that took too long
};

void tst_GiantRequest::init()
{
    m_slow.clear();
    m_run = std::make_unique<RunWorld>();
    m_credentials = std::make_unique<AuthCredentialSource>(m_run->world.auth, m_run->world.profiles, m_colors);
    m_context = std::make_unique<AuthRequestContext>(
        AuthRequestContext::Parts{m_run->world.auth, m_run->world.profiles, m_run->runner, m_run->world.clock});
    m_ticker = std::make_unique<Ticker>(m_run->world.clock);
    m_store = std::make_unique<DraftStore>(m_run->home.folder.filePath(u"drafts.json"_s), m_run->world.redactor);
    m_tabs = std::make_unique<RequestTabs>(RequestTabs::Parts{{m_theme, *m_ticker, *m_credentials, *m_context, m_run->world.redactor},
        m_run->world.clock, *m_store, [this](RequestTab &page) { m_sender = new RequestSender(page, m_run->runner, m_run->world.auth); }});
    m_tabs->restore();
    m_tabs->resize(1000, 700);
    m_tabs->show();
    RequestDocument document;
    document.url = u"http://h/"_s;
    document.credential = AuthWorld::ada;
    m_tabs->open(document);
    QVERIFY(QTest::qWaitForWindowActive(m_tabs.get()));
}

void tst_GiantRequest::cleanup()
{
    m_tabs.reset();
    m_store.reset();
    m_ticker.reset();
    m_context.reset();
    m_credentials.reset();
    m_run.reset();
}

void tst_GiantRequest::press(const char *step, const std::function<void()> &key)
{
    m_stalls.begin();
    key();
    QCoreApplication::processEvents();
    QCoreApplication::processEvents(); // what that has asked for, painting say
    if (!m_stalls.isWithinBar())
        m_slow.append(QByteArray(step) + ": " + m_stalls.words());
}

void tst_GiantRequest::settle(const char *step)
{
    m_stalls.begin();
    const auto isWaiting = [this] {
        const auto timers = m_tabs->currentPage()->findChildren<QTimer *>();
        return std::any_of(timers.cbegin(), timers.cend(), [](const QTimer *timer) { return timer->isSingleShot() && timer->isActive(); });
    };
    QTRY_VERIFY(!isWaiting());
    m_run->world.clock.advance(2s); // the drafts are written
    QCoreApplication::processEvents();
    if (!m_stalls.isWithinBar())
        m_slow.append(QByteArray(step) + ", then: " + m_stalls.words());
}

void tst_GiantRequest::pasteInto(QWidget *widget, const QString &text)
{
    QApplication::clipboard()->setText(text);
    widget->setFocus();
    press("paste", [&] { QTest::keySequence(widget, QKeySequence::Paste); });
}


void tst_GiantRequest::url_data()
{
    QTest::addColumn<QString>("item"); // %1 is its number
    QTest::addColumn<int>("items");
    QTest::newRow("plain") << u"parameter%1=value-of-parameter-%1"_s << count;
    QTest::newRow("escaped") << u"p%1=%E4%BD%A0%20%2f"_s << count;
    QTest::newRow("variables") << u"parameter%1={{baseUrl}}-{{v%1}}"_s << count;
    QTest::newRow("secrets") << u"%1token=fake-secret-%1"_s << count;
    QTest::newRow("braces that are not closed") << u"p%1={{{{{{{{{{{{{{"_s << count;
    QTest::newRow("one item") << u"p%1="_s + QString(270'000, u'x') << 1;
    QTest::newRow("letters of another script") << u"p%1=مرحبا你好ß"_s << count / 2; // they have to be shaped
}

void tst_GiantRequest::url()
{
    QFETCH(QString, item);
    QFETCH(int, items);
    QStringList list;
    for (int i = 0; i < items; ++i)
        list += QString(item).replace("%1"_L1, QString::number(i));
    const QString text = u"http://h/path?"_s + list.join(u'&');
    urlEdit().setFocus();
    urlEdit().selectAll();
    pasteInto(&urlEdit(), text);
    QCOMPARE(typedUrl(), text);
    settle("paste");
    auto *params = find<KeyValueTable>("params");
    QCOMPARE(params->rows().size(), items);
    for (const char key : {'a', 'b', 'c'})
        press("key at the end", [&] { QTest::keyClick(&urlEdit(), key); });
    QCOMPARE(typedUrl(), text + u"abc"_s);
    QVERIFY(params->rows().constLast().value.endsWith("abc"_L1));
    press("home", [&] { QTest::keyClick(&urlEdit(), Qt::Key_Home); });
    for (int i = 0; i < 3; ++i)
        press("right", [&] { QTest::keyClick(&urlEdit(), Qt::Key_Right); });
    press("key at the begin", [&] { QTest::keyClick(&urlEdit(), Qt::Key_X); });
    press("delete", [&] { QTest::keyClick(&urlEdit(), Qt::Key_Delete); });
    press("undo", [&] { QTest::keySequence(&urlEdit(), QKeySequence::Undo); });
    settle("key at the begin");
    press("a row of the table", [&] {
        QVERIFY(params->model()->setData(params->model()->index(0, KeyValueModel::ValueColumn), u"new"_s, Qt::EditRole));
    });
    QVERIFY2(typedUrl().contains("=new"_L1), qPrintable(typedUrl().left(60)));
    press("a row switched off", [&] {
        QVERIFY(params->model()->setData(params->model()->index(0, KeyValueModel::EnabledColumn), Qt::Unchecked, Qt::CheckStateRole));
    });
    QCOMPARE(composer().document().parkedQuery.size(), 1);
    press("a key beside one that is off", [&] { QTest::keyClick(&urlEdit(), Qt::Key_X); });
    settle("a row");
    QVERIFY2(m_slow.isEmpty(), m_slow.join("\n"));
}

void tst_GiantRequest::params()
{
    QStringList lines;
    for (int i = 0; i < count; ++i)
        lines += u"parameter%1: value of parameter %1"_s.arg(i);
    auto *params = find<KeyValueTable>("params");
    QApplication::clipboard()->setText(lines.join(u'\n'));
    params->setFocus();
    params->setCurrentIndex(params->model()->index(0, KeyValueModel::NameColumn));
    press("paste", [&] { QTest::keySequence(params, QKeySequence::Paste); });
    QCOMPARE(params->rows().size(), count);
    QVERIFY(typedUrl().endsWith("parameter4095=value%20of%20parameter%204095"_L1));
    settle("paste");
    press("an editor", [&] {
        params->setCurrentIndex(params->model()->index(count / 2, KeyValueModel::ValueColumn));
        QTest::keyClick(params, Qt::Key_F2);
    });
    for (const char key : {'a', 'b', 'c'})
        press("key", [&] { QTest::keyClick(QApplication::focusWidget(), key); });
    press("enter", [&] { QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return); });
    settle("enter");
    QCOMPARE(params->rows().at(count / 2).value, u"abc"_s);
    QVERIFY(typedUrl().contains("parameter2048=abc&"_L1));
    press("undo", [&] {
        params->setFocus();
        QTest::keySequence(params, QKeySequence::Undo);
    });
    QVERIFY(typedUrl().contains("parameter2048=value%20of%20parameter%202048&"_L1));
    press("select all", [&] { QTest::keySequence(params, QKeySequence::SelectAll); });
    press("delete", [&] { QTest::keyClick(params, Qt::Key_Delete); });
    QCOMPARE(typedUrl(), u"http://h/"_s);
    press("undo", [&] { QTest::keySequence(params, QKeySequence::Undo); });
    QCOMPARE(params->rows().size(), count);
    settle("undo");
    QVERIFY2(m_slow.isEmpty(), m_slow.join("\n"));
}

void tst_GiantRequest::headers()
{
    QStringList lines;
    for (int i = 0; i < count; ++i)
        lines += u"X-Header-%1: {{baseUrl}} %1"_s.arg(i);
    composer().showSection(Composer::Section::Headers);
    auto *headers = find<KeyValueTable>("headers");
    QApplication::clipboard()->setText(lines.join(u'\n'));
    headers->setFocus();
    headers->setCurrentIndex(headers->model()->index(0, KeyValueModel::NameColumn));
    press("paste", [&] { QTest::keySequence(headers, QKeySequence::Paste); });
    QCOMPARE(headers->rows().size(), count);
    settle("paste");
    press("a row", [&] { QVERIFY(headers->model()->setData(headers->model()->index(7, KeyValueModel::ValueColumn), u"new"_s, Qt::EditRole)); });
    press("switched off", [&] { QVERIFY(headers->model()->setData(headers->model()->index(8, 0), Qt::Unchecked, Qt::CheckStateRole)); });
    settle("a row");
    press("as text", [&] { QTest::mouseClick(find<QPushButton>("headersForm"), Qt::LeftButton); });
    QVERIFY(find<BodyEditor>("headersText")->text().contains("// X-Header-8: {{baseUrl}} 8\n"_L1));
    settle("as text");
    QVERIFY2(m_slow.isEmpty(), m_slow.join("\n"));
}

void tst_GiantRequest::headersAsText()
{
    QStringList lines;
    for (int i = 0; i < count; ++i)
        lines += u"X-Header-%1: value of header %1"_s.arg(i);
    composer().showSection(Composer::Section::Headers);
    QTest::mouseClick(find<QPushButton>("headersForm"), Qt::LeftButton);
    find<BodyEditor>("headersText")->goTo(1, 1);
    QWidget *editor = QApplication::focusWidget();
    pasteInto(editor, lines.join(u'\n'));
    QTRY_COMPARE(composer().document().headers.size(), count);
    settle("paste");
    for (const char key : {'a', 'b', 'c'})
        press("key", [&] { QTest::keyClick(editor, key); });
    QTRY_VERIFY(composer().document().headers.constLast().value.endsWith("abc"_L1));
    settle("key");
    press("as table", [&] { QTest::mouseClick(find<QPushButton>("headersForm"), Qt::LeftButton); });
    QCOMPARE(find<KeyValueTable>("headers")->rows().size(), count);
    QVERIFY2(m_slow.isEmpty(), m_slow.join("\n"));
}

void tst_GiantRequest::body_data()
{
    using Kind = RequestDocument::Body::Kind;
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("line");
    QTest::addColumn<bool>("isTyped"); // else it is held as it is
    QTest::newRow("text") << int(Kind::Text) << u"Some words of a text that is long, line %1.\n"_s << true;
    QTest::newRow("JSON") << int(Kind::Json) << u"{\"number\": %1, \"text\": \"some words\", \"list\": [1, 2, 3]},\n"_s << true;
    QTest::newRow("JSON with variables") << int(Kind::Json) << u"{\"number\": %1, \"text\": \"{{baseUrl}}\"},\n"_s << true;
    QTest::newRow("one line") << int(Kind::Text) << u"Some words without an end %1, "_s << false;
}

void tst_GiantRequest::body()
{
    QFETCH(int, kind);
    QFETCH(QString, line);
    QString text;
    for (int i = 0; text.size() < 4 * 1024 * 1024; ++i)
        text += QString(line).replace("%1"_L1, QString::number(i));
    composer().showSection(Composer::Section::Body);
    auto *kinds = find<QComboBox>("bodyKind");
    kinds->setCurrentIndex(kinds->findData(kind));
    find<BodyEditor>("bodyEditor")->goTo(1, 1);
    QWidget *editor = QApplication::focusWidget();
    pasteInto(editor, text);
    settle("paste");
    for (const char key : {'a', 'b', 'c'})
        press("key", [&] { QTest::keyClick(editor, key); });
    settle("key");
    QFETCH(bool, isTyped);
    QCOMPARE(composer().document().body.text, isTyped ? text + u"abc"_s : text);
    QVERIFY2(m_slow.isEmpty(), m_slow.join("\n"));
}

void tst_GiantRequest::form()
{
    QStringList lines;
    for (int i = 0; i < count; ++i)
        lines += u"field%1=value of field %1"_s.arg(i);
    composer().showSection(Composer::Section::Body);
    auto *kinds = find<QComboBox>("bodyKind");
    kinds->setCurrentIndex(kinds->findData(int(RequestDocument::Body::Kind::Form)));
    auto *form = find<KeyValueTable>("form");
    QVERIFY(form);
    QApplication::clipboard()->setText(lines.join(u'\n'));
    form->setFocus();
    press("paste", [&] { QTest::keySequence(form, QKeySequence::Paste); });
    QCOMPARE(composer().document().body.form.size(), count);
    press("a row", [&] { QVERIFY(form->model()->setData(form->model()->index(7, KeyValueModel::ValueColumn), u"new"_s, Qt::EditRole)); });
    settle("a row");
    QVERIFY2(m_slow.isEmpty(), m_slow.join("\n"));
}

void tst_GiantRequest::preview_data()
{
    QTest::addColumn<QString>("item");
    QTest::newRow("plain") << u"parameter%1=value-of-parameter-%1"_s;
    QTest::newRow("secrets") << u"%1token=fake-secret-%1"_s;
}

void tst_GiantRequest::preview()
{
    QFETCH(QString, item);
    QStringList list;
    for (int i = 0; i < count; ++i)
        list += QString(item).replace("%1"_L1, QString::number(i));
    RequestDocument document;
    document.url = u"http://h/path?"_s + list.join(u'&');
    document.credential = AuthWorld::ada;
    m_tabs->open(document);
    QCOMPARE(typedUrl(), document.url);
    auto *wire = find<QPlainTextEdit>("wire");
    press("opened", [&] { composer().showSection(Composer::Section::AsSent); });
    QTRY_VERIFY(wire->toPlainText().contains("parameter1="_L1) || wire->toPlainText().contains(Redactor::mask()));
    press("key", [&] {
        urlEdit().setFocus();
        QTest::keyClick(&urlEdit(), Qt::Key_X);
    });
    settle("key");
    QVERIFY2(m_slow.isEmpty(), m_slow.join("\n"));
}

void tst_GiantRequest::sends()
{
    const RawServer server(RawServer::answering("HTTP/1.1 414 URI Too Long\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
    QStringList list;
    for (int i = 0; i < count; ++i)
        list += u"parameter%1=value-of-parameter-%1"_s.arg(i);
    RequestDocument document;
    document.url = QString::fromLatin1(server.url("/path")) + u'?' + list.join(u'&');
    m_tabs->open(document);
    QSignalSpy finished(m_sender, &RequestSender::finished);
    settle("opened");
    m_stalls.begin();
    urlEdit().setFocus();
    QTest::keyClick(&urlEdit(), Qt::Key_Return);
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY2(m_stalls.isWithinBar(), m_stalls.words());
    settle("sent");
    QCOMPARE(server.requests().size(), 1);
    QVERIFY(server.requests().constFirst().contains("parameter4095=value-of-parameter-4095 HTTP/1.1"));
    QVERIFY2(m_slow.isEmpty(), m_slow.join("\n"));
}

QTEST_MAIN(tst_GiantRequest)
#include "tst_GiantRequest.moc"
