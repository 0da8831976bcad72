#include "tests/support/SampleRun.h"
#include "tests/ui/ComposerTest.h"
#include "ui/composer/MethodPicker.h"
#include "ui/composer/RequestLine.h"
#include "ui/composer/UrlEdit.h"
#include "ui/theme/ControlLook.h"
#include "ui/widgets/BodyEditor.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/KeyValueTable.h"

#include <QtCore/QMimeData>
#include <QtGui/QClipboard>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTabBar>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;

using Row = RequestDocument::Row;

class tst_Composer : public ComposerTest {
    Q_OBJECT
private Q_SLOTS:
    void init() { openComposer(); }
    void cleanup() { m_composer.reset(); }

    void holdsWhatItWasGiven();
    void partsMadeLaterHoldItToo();
    void urlAndParamsGoTogether();
    void undoInTheUrlUndoesParams();
    void switchingParamsOffKeepsThem();
    void aPastedUrlIsOneLine();
    void marksVariables();
    void sends();
    void sendBecomesCancel();
    void takesAnyMethod();
    void aClickIntoTheMethodIsForAnother();
    void takesTheRowBackBeforeTheUrl();
    void showsWhatGoesAlong();
    void showsErrorsAtTheirPlace_data();
    void showsErrorsAtTheirPlace();
    void forgetsErrorsWhenNamesMeanSomethingElse();
    void saysWhatIsNotKept();
    void keepsBodiesOfEachKind();
    void offersVariablesInTheUrl();
    void pathVariablesFollowTheUrl();
    void theProxyIsCheckedAsItIsWritten();
    void showsWhatWillBeSent();
    void headersAreATextToo();
    void completesHeaders();
    void marksHeadersThatCantBeSent_data();
    void marksHeadersThatCantBeSent();
    void settingsComeBack();
    void saysBeforeSendingThatTheIdentityStays();

private:
    UrlEdit &url() const { return m_composer->line().url(); }
    void type(const QString &text)
    {
        url().setFocus();
        url().selectAll();
        QTest::keyClicks(&url(), text);
    }
};

void tst_Composer::holdsWhatItWasGiven()
{
    RequestDocument document;
    document.name = u"x"_s;
    document.method = u"M-SEARCH"_s;
    document.url = u"{{baseUrl}}/p?a=%2f&&b#top"_s;
    document.parkedQuery = {{1, u"off=%7e"_s}};
    document.headers = {{true, u"Accept"_s, u"*/*"_s}, {false, u"accept"_s, QString()}};
    document.url += u"&id=/"_s;
    document.body.kind = RequestDocument::Body::Kind::Form;
    document.body.text = u"{\n\t\"a\": 1\n}"_s;
    document.body.form = {{true, u"f"_s, u"v"_s}};
    document.body.file = u"/no/such/file"_s;
    document.body.contentType = u"text/csv"_s;
    document.maxRedirects = 3;
    document.usesTlsExceptions = false;
    document.proxy = {RequestDocument::Proxy::Kind::Socks5, u"::1"_s, 1080};
    document.unknown = "{\"later\": 1}";
    document.credential = fakeAdmin;
    document.timeouts.total = std::chrono::milliseconds(250);
    document.followRedirects = false;
    document.version = HttpVersion::Http2;
    QSignalSpy edited(m_composer.get(), &Composer::edited);
    m_composer->setDocument(document);
    QCOMPARE(m_composer->document(), document);
    QCOMPARE(edited.size(), 0);
    m_composer->setDocument({});
    QCOMPARE(m_composer->document(), RequestDocument());
}

// What is not looked at is not made; when it is, it holds what was given before, and takes no room from what is below.
void tst_Composer::partsMadeLaterHoldItToo()
{
    RequestDocument document;
    document.method = u"POST"_s;
    document.url = u"http://h/p"_s;
    document.body.kind = RequestDocument::Body::Kind::Json;
    document.body.text = u"{\n\t\"a\": {{name}}\n}"_s;
    document.body.form = {{true, u"f"_s, u"v"_s}};
    document.timeouts.connect = std::chrono::milliseconds(250);
    document.followRedirects = false;
    document.version = HttpVersion::Http1_1;
    document.proxy = {RequestDocument::Proxy::Kind::Http, u"proxy.example"_s, 3128};
    QSignalSpy edited(m_composer.get(), &Composer::edited);
    m_composer->setDocument(document);
    QVERIFY(!find<QWidget>("bodyEditor") && !find<QWidget>("connectTimeout"));
    const int height = m_composer->minimumSizeHint().height();
    for (const auto section : {Composer::Section::Auth, Composer::Section::Body, Composer::Section::Settings, Composer::Section::AsSent})
        m_composer->showSection(section);
    QVERIFY(find<QWidget>("bodyEditor") && find<QWidget>("connectTimeout"));
    QCOMPARE(m_composer->document(), document);
    QCOMPARE(m_composer->minimumSizeHint().height(), height);
    QVERIFY(edited.isEmpty());
    m_composer->setDocument({});
    QCOMPARE(m_composer->document(), RequestDocument());
}

void tst_Composer::urlAndParamsGoTogether()
{
    auto *params = find<KeyValueTable>("params");
    type(u"http://h/p?a=%2f&b=x+y"_s);
    QCOMPARE(params->rows(), (QList<Row>{{true, u"a"_s, u"/"_s}, {true, u"b"_s, u"x+y"_s}}));

    // A new row, written into the empty one.
    params->setFocus();
    params->setCurrentIndex(params->model()->index(2, KeyValueModel::NameColumn));
    QTest::keyClick(params, Qt::Key_F2);
    QTest::keyClicks(QApplication::focusWidget(), u"q"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QTest::keyClicks(QApplication::focusWidget(), u"1 & 2"_s);
    m_composer->commit();
    QTRY_COMPARE(url().text(), u"http://h/p?a=%2f&b=x+y&q=1%20%26%202"_s);
    QCOMPARE(m_composer->document().url, url().text());
}

void tst_Composer::undoInTheUrlUndoesParams()
{
    auto *params = find<KeyValueTable>("params");
    type(u"http://h?a=1"_s);
    const auto value = params->model()->index(0, KeyValueModel::ValueColumn);
    QVERIFY(params->model()->setData(value, u"2"_s, Qt::EditRole));
    QCOMPARE(url().text(), u"http://h?a=2"_s);
    url().setFocus();
    QTest::keySequence(&url(), QKeySequence::Undo);
    QCOMPARE(url().text(), u"http://h?a=1"_s);
    QCOMPARE(params->rows(), (QList<Row>{{true, u"a"_s, u"1"_s}}));
}

void tst_Composer::switchingParamsOffKeepsThem()
{
    auto *params = find<KeyValueTable>("params");
    type(u"http://h?a=%2f&b=2"_s);
    QVERIFY(params->model()->setData(params->model()->index(0, KeyValueModel::EnabledColumn), Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(url().text(), u"http://h?b=2"_s);
    QCOMPARE(m_composer->document().parkedQuery.size(), 1);
    QVERIFY(params->model()->setData(params->model()->index(0, KeyValueModel::EnabledColumn), Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(url().text(), u"http://h?a=%2f&b=2"_s);
}

void tst_Composer::aPastedUrlIsOneLine()
{
    QApplication::clipboard()->setText(u"  http://h/a\n  b?x=1\r\n "_s);
    url().setFocus();
    QTest::keySequence(&url(), QKeySequence::Paste);
    QCOMPARE(url().text(), u"http://h/a  b?x=1"_s);
    QCOMPARE(url().document()->blockCount(), 1);
}

void tst_Composer::marksVariables()
{
    RequestDocument document;
    document.url = u"{{baseUrl}}/{{nobody}}"_s;
    document.credential = fakeAdmin;
    m_composer->setDocument(document);
    QCOMPARE(url().marks().size(), 2);
    QCOMPARE(url().marks().at(0).kind, VariableMark::Kind::Known);
    QVERIFY(url().marks().at(0).explanation.contains("http://127.0.0.1:40213"_L1));
    QCOMPARE(url().marks().at(1).kind, VariableMark::Kind::Unknown);
    m_composer->setCredential({}); // nobody, at the same API
    QCOMPARE(url().marks().at(0).kind, VariableMark::Kind::Known);
    document.credential = {};
    m_composer->setDocument(document);
    QCOMPARE(url().marks().at(0).kind, VariableMark::Kind::Unknown);
}

void tst_Composer::sends()
{
    QSignalSpy sent(m_composer.get(), &Composer::sendRequested);
    url().setFocus();
    QTest::keyClick(&url(), Qt::Key_Return);
    QCOMPARE(sent.size(), 1);
    QCOMPARE(url().document()->blockCount(), 1);
    QTest::mouseClick(find<QPushButton>("send"), Qt::LeftButton);
    QCOMPARE(sent.size(), 2);
}

void tst_Composer::sendBecomesCancel()
{
    QSignalSpy sent(m_composer.get(), &Composer::sendRequested), cancelled(m_composer.get(), &Composer::cancelRequested);
    auto *button = find<QPushButton>("send");
    const int width = button->width();
    m_composer->setRunning(true);
    QCOMPARE(button->text(), u"Cancel"_s);
    QCOMPARE(button->width(), width);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(cancelled.size(), 1);
    QCOMPARE(sent.size(), 0);
    m_composer->setRunning(false);
    QCOMPARE(button->text(), u"Send"_s);
}

void tst_Composer::aClickIntoTheMethodIsForAnother()
{
    QSignalSpy sent(m_composer.get(), &Composer::sendRequested), edited(m_composer.get(), &Composer::edited);
    url().setFocus();
    QLineEdit *edit = m_composer->line().method().lineEdit();
    QTest::mouseClick(edit, Qt::LeftButton, {}, edit->rect().center());
    QCOMPARE(edit->selectedText(), u"GET"_s);
    QTest::keyClicks(edit, u"DELETE"_s);
    QTest::keyClick(edit, Qt::Key_Return); // ends the word
    QCOMPARE(m_composer->document().method, u"DELETE"_s);
    QCOMPARE(edited.size(), 1);
    QCOMPARE(sent.size(), 0);
    QTest::mouseClick(edit, Qt::LeftButton, {}, edit->rect().center()); // one more puts the cursor
    QVERIFY(!edit->hasSelectedText());
}

void tst_Composer::takesTheRowBackBeforeTheUrl()
{
    m_composer->setDocument({});
    type(u"http://h/echo?a=1"_s);
    auto *params = find<KeyValueTable>("params")->model();
    params->setData(params->index(1, KeyValueModel::NameColumn), u"b"_s);
    params->setData(params->index(1, KeyValueModel::ValueColumn), u"2"_s);
    QCOMPARE(url().text(), u"http://h/echo?a=1&b=2"_s);
    url().setFocus();
    QTest::keySequence(&url(), QKeySequence(QKeySequence::Undo));
    QCOMPARE(url().text(), u"http://h/echo?a=1&b="_s);
    QTest::keySequence(&url(), QKeySequence(QKeySequence::Undo));
    QCOMPARE(url().text(), u"http://h/echo?a=1"_s);
    QTest::keySequence(&url(), QKeySequence(QKeySequence::Undo));
    QCOMPARE(url().text(), QString());
    QCOMPARE(params->rowCount(), 1);
}

void tst_Composer::takesAnyMethod()
{
    auto &method = m_composer->line().method();
    const auto write = [&](const QString &text) {
        method.setFocus();
        method.lineEdit()->selectAll();
        QTest::keyClicks(method.lineEdit(), text);
        url().setFocus();
        return m_composer->document().method;
    };
    QSignalSpy edited(m_composer.get(), &Composer::edited);
    QCOMPARE(write(u"PROPFIND"_s), u"PROPFIND"_s);
    QCOMPARE(edited.size(), 1);
    auto *popup = method.findChild<QWidget *>(u"wordPopup"_s);
    QCOMPARE(write(u"post"_s), u"post"_s); // another method than POST, and not for us to put right
    QVERIFY(find<QLabel>("urlNote")->text().contains("POST, which is probably meant"_L1));
    QVERIFY(!popup->isVisible());
    method.setFocus();
    method.lineEdit()->selectAll();
    QTest::keyClicks(method.lineEdit(), u"po"_s);
    QVERIFY(popup->isVisible());
    QCOMPARE(method.currentText(), u"po"_s);
    QTest::keyClick(method.lineEdit(), Qt::Key_Down);
    QTest::keyClick(method.lineEdit(), Qt::Key_Return);
    QTest::keyClick(method.lineEdit(), Qt::Key_Return);
    QCOMPARE(m_composer->document().method, u"POST"_s);
    QVERIFY(!find<QLabel>("urlNote")->isVisible());
    QCOMPARE(write(u"x Y(Z)"_s), u"xYZ"_s); // what no method may hold is not taken
    QTest::keyClick(&method, Qt::Key_Backspace);
    QVERIFY(!m_composer->document().method.isEmpty());
}

void tst_Composer::showsWhatGoesAlong()
{
    RequestDocument document;
    document.credential = fakeAdmin;
    document.body.kind = RequestDocument::Body::Kind::Json;
    m_composer->setDocument(document);
    const auto *model = find<KeyValueTable>("headers")->model();
    QCOMPARE(model->rowCount(), 3); // the empty one, and two that go along
    QCOMPARE(model->index(1, KeyValueModel::ValueColumn).data().toString(), u"Bearer "_s + Redactor::mask());
    QVERIFY(model->index(1, KeyValueModel::ValueColumn).data(KeyValueModel::NoteRole).toString().contains("admin"_L1));
    QCOMPARE(model->index(2, KeyValueModel::ValueColumn).data().toString(), u"application/json"_s);
}

void tst_Composer::showsErrorsAtTheirPlace_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<int>("section");
    QTest::addColumn<QString>("focus");
    QTest::newRow("URL") << u"url"_s << 0 << u"url"_s;
    QTest::newRow("method") << u"method"_s << 0 << u"method"_s;
    QTest::newRow("header") << u"header:X-Bad"_s << 1 << u"headers"_s;
    QTest::newRow("body") << u"body"_s << 3 << u"bodyEditor"_s;
    QTest::newRow("path variable") << u"path:id"_s << 0 << u"pathVariables"_s;
    QTest::newRow("query item") << u"query:q"_s << 0 << u"params"_s;
    QTest::newRow("setting") << u"setting:idle"_s << 4 << u"idleTimeout"_s;
}

void tst_Composer::showsErrorsAtTheirPlace()
{
    QFETCH(QString, field);
    QFETCH(QString, focus);
    RequestDocument document;
    document.url = u"http://h/{id}?q=1"_s;
    document.headers = {{true, u"A"_s, u"1"_s}, {true, u"X-Bad"_s, u"2"_s}};
    document.body.kind = RequestDocument::Body::Kind::Json;
    m_composer->setDocument(document);
    m_composer->showError(field, {ErrorKind::Input, u"<b>It</b> can't be sent."_s, u"Try."_s});
    QCOMPARE(find<ErrorBanner>("errorBanner")->message(), u"<b>It</b> can't be sent."_s);
    QVERIFY(find<ErrorBanner>("errorBanner")->isVisible());
    QTEST(find<QTabBar>("composerTabs")->currentIndex(), "section");
    auto *place = m_composer->findChild<QWidget *>(focus);
    QTRY_VERIFY(place->hasFocus() || place->isAncestorOf(QApplication::focusWidget()));
    if (field == "url"_L1) {
        QVERIFY(isInvalid(place));
        QTest::keyClicks(place, u"x"_s);
        QVERIFY(!isInvalid(place));
    }
    if (field.startsWith("header"_L1))
        QVERIFY(!find<KeyValueTable>("headers")->model()->index(1, 0).data(KeyValueModel::ErrorRole).toString().isEmpty());
    m_composer->clearErrors();
    QVERIFY(!find<ErrorBanner>("errorBanner")->isVisible());
}

void tst_Composer::forgetsErrorsWhenNamesMeanSomethingElse()
{
    RequestDocument document;
    document.url = u"{{baseUrl}}/x"_s;
    m_composer->setDocument(document);
    m_composer->setCredential({});
    const Error error{ErrorKind::Input, u"{{baseUrl}} has no value."_s, u"Choose one."_s};
    m_composer->showError(u"url"_s, error);
    m_composer->setCredential({}); // nothing else
    QVERIFY(find<ErrorBanner>("errorBanner")->isVisible() && isInvalid(&url()));
    m_composer->setCredential(fakeAdmin);
    QVERIFY(!find<ErrorBanner>("errorBanner")->isVisible() && !isInvalid(&url()));
}

void tst_Composer::saysWhatIsNotKept()
{
    m_composer->showSection(Composer::Section::Headers);
    auto *headers = find<KeyValueTable>("headers");
    const auto notes = m_composer->findChildren<QLabel *>(u"keptNote"_s);
    const auto said = [&] {
        for (const QLabel *note : notes) {
            if (note->isVisible())
                return note->text();
        }
        return QString();
    };
    QCOMPARE(said(), QString());
    QVERIFY(headers->model()->setData(headers->model()->index(0, KeyValueModel::NameColumn), u"Authorization"_s, Qt::EditRole));
    QVERIFY(headers->model()->setData(headers->model()->index(0, KeyValueModel::ValueColumn), u"Bearer fake"_s, Qt::EditRole));
    QTRY_VERIFY2(said().contains("Authorization"_L1), qPrintable(said()));
    m_composer->setDocument({});
    m_composer->setMissing({u"header:Cookie"_s});
    QTRY_VERIFY2(said().contains("Cookie"_L1), qPrintable(said()));
}

void tst_Composer::keepsBodiesOfEachKind()
{
    m_composer->showSection(Composer::Section::Body);
    using Kind = RequestDocument::Body::Kind;
    const auto choose = [&](Kind kind) {
        auto *kinds = find<QComboBox>("bodyKind");
        kinds->setCurrentIndex(kinds->findData(int(kind)));
    };
    const auto fault = [&] { return find<QLabel>("bodyFault")->text(); };
    choose(Kind::Json);
    find<BodyEditor>("bodyEditor")->setText(u"{\"a\": {{x}} }"_s);
    QVERIFY(fault().isEmpty());
    find<BodyEditor>("bodyEditor")->setText(u"{\"a\": }"_s);
    QTRY_VERIFY(fault().startsWith("Line 1, column 7"_L1));
    QVERIFY(find<QLabel>("bodyFault")->isVisible());
    choose(Kind::Form);
    QVERIFY(!find<QLabel>("bodyFault")->isVisible());
    choose(Kind::None);
    QCOMPARE(m_composer->document().body.kind, Kind::None);
    QCOMPARE(m_composer->document().body.text, u"{\"a\": }"_s);
    choose(Kind::Json);
    QCOMPARE(m_composer->document().body.kind, Kind::Json);
    QTest::mouseClick(find<QPushButton>("goToFault"), Qt::LeftButton);
    QTest::keyClicks(QApplication::focusWidget(), u"1"_s);
    QCOMPARE(m_composer->document().body.text, u"{\"a\": 1}"_s);
    QTest::mouseClick(find<QPushButton>("minifyBody"), Qt::LeftButton);
    QCOMPARE(m_composer->document().body.text, u"{\"a\":1}"_s);
}

void tst_Composer::offersVariablesInTheUrl()
{
    m_composer->setCredential(fakeAdmin);
    type(u"{{ba"_s);
    auto *popup = url().findChild<QWidget *>(u"wordPopup"_s);
    QTRY_VERIFY(popup->isVisible());
    QSignalSpy sent(m_composer.get(), &Composer::sendRequested);
    QTest::keyClick(&url(), Qt::Key_Return);
    QCOMPARE(url().text(), u"{{baseUrl}}"_s);
    QCOMPARE(sent.size(), 0);
    QVERIFY(!popup->isVisible());
    QTest::keyClick(&url(), Qt::Key_Return);
    QCOMPARE(sent.size(), 1);
}

void tst_Composer::pathVariablesFollowTheUrl()
{
    auto *path = find<KeyValueTable>("pathVariables");
    type(u"http://h/a/{id}/:part?x=1"_s);
    QVERIFY(path->isVisible());
    QCOMPARE(path->rows(), (QList<Row>{{true, u"id"_s, {}}, {true, u"part"_s, {}}}));
    const auto cell = [&](int row, int column) { return path->model()->index(row, column); };
    QVERIFY(!cell(0, KeyValueModel::ValueColumn).data(KeyValueModel::ErrorRole).toString().isEmpty()); // a gap
    QVERIFY(path->model()->setData(cell(0, KeyValueModel::ValueColumn), u"a/b"_s, Qt::EditRole));
    QCOMPARE(m_composer->document().pathVariables.at(0).value, u"a/b"_s);
    QCOMPARE(url().text(), u"http://h/a/{id}/:part?x=1"_s);

    QVERIFY(path->model()->setData(cell(0, KeyValueModel::NameColumn), u"user"_s, Qt::EditRole)); // renamed in both
    QCOMPARE(url().text(), u"http://h/a/{user}/:part?x=1"_s);
    QCOMPARE(m_composer->document().pathVariables.at(0), (Row{true, u"user"_s, u"a/b"_s}));

    type(u"http://h/a/{user}?x=1"_s);
    QCOMPARE(path->rows(), (QList<Row>{{true, u"user"_s, u"a/b"_s}}));
    QCOMPARE(find<KeyValueTable>("params")->rows(), (QList<Row>{{true, u"x"_s, u"1"_s}}));
    type(u"http://h"_s);
    QVERIFY(!path->isVisible());
}

void tst_Composer::theProxyIsCheckedAsItIsWritten()
{
    m_composer->showSection(Composer::Section::Settings);
    auto *kind = find<QComboBox>("proxy");
    auto *place = find<QLineEdit>("proxyPlace");
    QVERIFY(!place->isVisible());
    kind->setCurrentIndex(2);
    QVERIFY(place->isVisible());
    QVERIFY(isInvalid(place));
    QTest::keyClicks(place, u"[::1]:3128"_s);
    QVERIFY(!isInvalid(place));
    QCOMPARE(m_composer->document().proxy, (RequestDocument::Proxy{RequestDocument::Proxy::Kind::Http, u"[::1]"_s, 3128}));
    QTest::keyClicks(place, u"99"_s); // no port any more, and not lost
    QVERIFY(isInvalid(place));
    QCOMPARE(m_composer->document().proxy.host, u"[::1]:312899"_s);
}

void tst_Composer::showsWhatWillBeSent()
{
    RequestDocument document;
    document.url = u"http://h"_s;
    m_composer->setDocument(document);
    m_composer->showSection(Composer::Section::AsSent);
    auto *wire = find<QPlainTextEdit>("wire");
    QVERIFY(wire->toPlainText().startsWith("GET "_L1));
    m_composer->line().method().lineEdit()->setText(u"PUT"_s);
    type(u"http://h/2"_s);
    QTRY_VERIFY(wire->toPlainText().startsWith("PUT "_L1));
    type(QString());
    QTest::keyClick(&url(), Qt::Key_Backspace);
    QTRY_VERIFY(find<QLabel>("asSentFault")->isVisible());
    QTest::mouseClick(find<QPushButton>("asSentGoThere"), Qt::LeftButton);
    QVERIFY(url().hasFocus());
    QVERIFY(isInvalid(&url()));
}

void tst_Composer::headersAreATextToo()
{
    const QList<Row> before{{true, u"Accept"_s, u"*/*"_s}, {false, u"X-Off"_s, u"1"_s}};
    RequestDocument document;
    document.headers = before;
    m_composer->setDocument(document);
    QVERIFY(!find<QPushButton>("headersForm")->isVisible());
    m_composer->showSection(Composer::Section::Headers);
    auto *table = find<KeyValueTable>("headers");
    QTest::mouseClick(find<QPushButton>("headersForm"), Qt::LeftButton);
    auto *text = find<BodyEditor>("headersText");
    QVERIFY(text && text->isVisible());
    QCOMPARE(text->text(), u"Accept: */*\n// X-Off: 1\n"_s);
    QCOMPARE(m_composer->document().headers, before);

    text->goTo(3, 1);
    QTest::keyClicks(QApplication::focusWidget(), u"X-New: 2"_s);
    const QList<Row> after = before + QList<Row>{{true, u"X-New"_s, u"2"_s}};
    QCOMPARE(m_composer->document().headers, after);
    QTest::mouseClick(find<QPushButton>("headersForm"), Qt::LeftButton);
    QVERIFY(table->isVisible());
    QCOMPARE(table->rows(), after);
    QTest::keySequence(table, QKeySequence::Undo); // all that was written as a text
    QCOMPARE(m_composer->document().headers, before);
    QTest::keySequence(table, QKeySequence::Redo);
    QCOMPARE(m_composer->document().headers, after);

    m_composer->showError(u"header:X-New"_s, {ErrorKind::Input, u"No."_s, {}});
    QVERIFY(table->isVisible());
}

void tst_Composer::completesHeaders()
{
    m_composer->setCredential(fakeAdmin);
    m_composer->showSection(Composer::Section::Headers);
    auto *table = find<KeyValueTable>("headers");
    table->setFocus();
    table->setCurrentIndex(table->model()->index(0, KeyValueModel::NameColumn));
    const auto keys = [](const QString &text) { QTest::keyClicks(QApplication::focusWidget(), text); };
    const auto key = [](Qt::Key code) { QTest::keyClick(QApplication::focusWidget(), code); };
    key(Qt::Key_F2);
    keys(u"content-t"_s);
    key(Qt::Key_Down);
    key(Qt::Key_Tab); // takes the word
    key(Qt::Key_Tab); // goes on
    keys(u"app"_s);
    key(Qt::Key_Down);
    key(Qt::Key_Return);
    key(Qt::Key_Return);
    QTRY_COMPARE(table->rows().value(0), (Row{true, u"Content-Type"_s, u"application/json"_s}));
    keys(u"X-Url"_s);
    key(Qt::Key_Return);
    keys(u"{{ba"_s);
    key(Qt::Key_Return);
    m_composer->commit();
    QTRY_COMPARE(table->rows().value(1), (Row{true, u"X-Url"_s, u"{{baseUrl}}"_s}));
}

void tst_Composer::marksHeadersThatCantBeSent_data()
{
    QTest::addColumn<Row>("row");
    QTest::addColumn<bool>("isWrong");
    QTest::newRow("good") << Row{true, u"A"_s, u"1"_s} << false;
    QTest::newRow("LF in the value") << Row{true, u"A"_s, u"1\n2"_s} << true;
    QTest::newRow("CR in the value") << Row{true, u"A"_s, u"1\r2"_s} << true;
    QTest::newRow("NUL in the value") << Row{true, u"A"_s, QString(u"1"_s + QChar(0) + u"2"_s)} << true;
    QTest::newRow("a blank in the name") << Row{true, u"A b"_s, u"1"_s} << true;
    QTest::newRow("no name") << Row{true, QString(), u"1"_s} << true;
    QTest::newRow("braces that are not closed") << Row{true, u"A"_s, u"{{x"_s} << true;
    QTest::newRow("switched off") << Row{false, u"A b"_s, u"1"_s} << false;
    QTest::newRow("a variable without a value is marked otherwise") << Row{true, u"A"_s, u"{{x}}"_s} << false;
}

void tst_Composer::marksHeadersThatCantBeSent()
{
    QFETCH(Row, row);
    RequestDocument document;
    document.headers = {row};
    m_composer->setDocument(document);
    const auto index = find<KeyValueTable>("headers")->model()->index(0, KeyValueModel::ValueColumn);
    QTEST(!index.data(KeyValueModel::ErrorRole).toString().isEmpty(), "isWrong");
    QCOMPARE(m_composer->document().headers, document.headers); // nothing is lost
    if (row.value.contains("{{x}}"_L1))
        QVERIFY(index.data(Qt::ToolTipRole).toString().contains("no value"_L1));
}

void tst_Composer::settingsComeBack()
{
    m_composer->showSection(Composer::Section::Settings);
    QSignalSpy edited(m_composer.get(), &Composer::edited);
    find<QCheckBox>("followRedirects")->click();
    QCOMPARE(edited.size(), 1);
    QVERIFY(!m_composer->document().followRedirects);
}

void tst_Composer::saysBeforeSendingThatTheIdentityStays()
{
    QVERIFY(!find<QLabel>("urlNote")->isVisible());
    type(u"http://staging.example:8080/x"_s);
    QVERIFY(find<QLabel>("urlNote")->isVisible());
    QVERIFY(find<QLabel>("urlNote")->text().contains("staging"_L1));
    const auto answer = [this] {
        m_composer->setRunning(false);
        m_composer->setSent(SampleRun::withheld());
    };
    m_composer->setRunning(true);
    answer();
    QVERIFY(!find<QLabel>("urlNote")->isVisible()); // now the answer says it
    type(u"http://staging.example:8080/y"_s);
    QVERIFY(find<QLabel>("urlNote")->isVisible()); // of the next request
    m_composer->setRunning(true); // that answer goes
    QVERIFY(find<QLabel>("urlNote")->isVisible());
    type(u"http://staging.third.example/y"_s);
    answer();
    QVERIFY(find<QLabel>("urlNote")->isVisible()); // of the third nothing was said
    type(u"http://staging.example:8080/y"_s);
    QVERIFY(!find<QLabel>("urlNote")->isVisible());
}

QTEST_MAIN(tst_Composer)
#include "tst_Composer.moc"
