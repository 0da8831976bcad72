#include "tests/ui/AppliedTheme.h"
#include "ui/composer/BodyPanel.h"
#include "ui/composer/PartRow.h"
#include "ui/composer/PartsPanel.h"
#include "ui/theme/ControlLook.h"
#include "ui/widgets/BodyEditor.h"
#include "ui/widgets/KeyValueTable.h"

#include <QtCore/QMimeData>
#include <QtCore/QTemporaryDir>
#include <QtGui/QDropEvent>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;

using Body = RequestDocument::Body;
using Part = RequestDocument::Part;

class tst_ComposerBodies : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void everyKindKeepsWhatIsItsOwn();
    void kindsDropDownAsAMenu_data();
    void kindsDropDownAsAMenu();
    void xmlIsJudged();
    void graphQlHasTwoEditors();
    void offersWhatWasWrittenAsAnotherKind_data();
    void offersWhatWasWrittenAsAnotherKind();
    void nothingTypedIsLostBetweenKinds();
    void partsAreWrittenByKeyboard();
    void partsAreTakenAwayAndSwitchedOff();
    void partsStandInColumns();
    void droppedFilesBecomeParts();
    void aMissingFileIsSaidAtItsRow();
    void errorsGoToTheirPlace_data();
    void errorsGoToTheirPlace();

private:
    template <typename T> T *find(const char *name) const { return m_panel->findChild<T *>(QString::fromLatin1(name)); }
    void choose(Body::Kind kind) const
    {
        auto *kinds = find<QComboBox>("bodyKind");
        kinds->setCurrentIndex(kinds->findData(int(kind)));
    }
    [[nodiscard]] QList<PartRow *> rows() const { return find<PartsPanel>("parts")->findChildren<PartRow *>(); }
    template <typename T> [[nodiscard]] T *inRow(int row, const char *name) const { return rows().at(row)->findChild<T *>(QString::fromLatin1(name)); }
    void drop(const QStringList &files) const
    {
        QMimeData data;
        QList<QUrl> urls;
        for (const QString &file : files)
            urls += QUrl::fromLocalFile(file);
        data.setUrls(urls);
        QDragEnterEvent enter({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(find<PartsPanel>("parts")->viewport(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent event(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(find<PartsPanel>("parts")->viewport(), &event);
    }

    AppliedTheme m_theme;
    std::unique_ptr<BodyPanel> m_panel;
};

void tst_ComposerBodies::init()
{
    m_panel = std::make_unique<BodyPanel>(m_theme);
    m_panel->resize(860, 320);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
}

void tst_ComposerBodies::cleanup()
{
    m_panel.reset();
}

void tst_ComposerBodies::everyKindKeepsWhatIsItsOwn()
{
    Body body;
    body.text = u"<a>{{x}}</a>"_s;
    body.form = {{false, u"f"_s, u"1"_s}};
    body.file = u"/no/such/file"_s;
    Part text, file;
    text.name = u"note"_s;
    text.text = u"hello"_s;
    text.contentType = u"text/markdown"_s;
    file.isOn = false;
    file.name = u"upload"_s;
    file.isFile = true;
    file.file = u"{{folder}}/a.bin"_s;
    file.fileName = u"b.bin"_s;
    body.parts = {text, file};
    body.graphQl = {u"query Q { a }"_s, u"{\"id\": 1.0}"_s, u"Q"_s};
    body.contentType = u"application/x"_s;
    QSignalSpy edited(m_panel.get(), &BodyPanel::edited);
    for (const auto kind : {Body::Kind::None, Body::Kind::Json, Body::Kind::Text, Body::Kind::Form, Body::Kind::File, Body::Kind::Xml,
             Body::Kind::Multipart, Body::Kind::GraphQl}) {
        body.kind = kind;
        m_panel->setBody(body);
        QCOMPARE(m_panel->body(), body);
    }
    QCOMPARE(edited.size(), 0);
    choose(Body::Kind::Xml);
    QCOMPARE(edited.size(), 1);
    body.kind = Body::Kind::Xml;
    QCOMPARE(m_panel->body(), body);
    m_panel->setBody({});
    QCOMPARE(m_panel->body(), Body());
}

void tst_ComposerBodies::kindsDropDownAsAMenu_data()
{
    QTest::addColumn<SchemeChoice>("scheme");
    QTest::newRow("light") << SchemeChoice::Light;
    QTest::newRow("dark") << SchemeChoice::Dark;
}

void tst_ComposerBodies::kindsDropDownAsAMenu()
{
    QFETCH(SchemeChoice, scheme);
    m_theme.setChoice(scheme);
    auto *kinds = find<QComboBox>("bodyKind");
    kinds->showPopup();
    QAbstractItemView *list = kinds->view();
    QTRY_VERIFY(list->isVisible());
    for (int i = 0; i < kinds->count(); ++i) {
        const QRect row = list->visualRect(list->model()->index(i, 0));
        QCOMPARE(row.height(), m_theme.px(28)); // as in a menu
        QVERIFY2(list->viewport()->rect().contains(row), "not all of it is there at once");
    }
    QWidget *frame = list->window();
    const QImage picture = frame->grab().toImage();
    const int middle = picture.height() / 2;
    QCOMPARE(picture.pixelColor(0, middle), m_theme.color(Token::Line));
    QCOMPARE(picture.pixelColor(3, 3), m_theme.color(Token::Raised));
    QCOMPARE(picture.pixelColor(picture.width() - 4, middle), m_theme.color(Token::Raised));
    kinds->hidePopup();
    m_theme.setChoice(SchemeChoice::Light);
}

void tst_ComposerBodies::xmlIsJudged()
{
    choose(Body::Kind::Xml);
    find<BodyEditor>("bodyEditor")->setText(u"<a><b></a>"_s);
    QTRY_VERIFY(find<QLabel>("bodyFault")->text().contains("Line 1, column 10"_L1));
    find<BodyEditor>("bodyEditor")->setText(u"<a><b>{{x}}</b></a>"_s);
    QTRY_VERIFY(!find<QLabel>("bodyFault")->isVisible());
    QVERIFY(!find<QPushButton>("minifyBody")->isVisible());
    QTest::mouseClick(find<QPushButton>("formatBody"), Qt::LeftButton);
    QCOMPARE(m_panel->body().text, u"<a>\n  <b>{{x}}</b>\n</a>"_s);
    choose(Body::Kind::Text);
    QVERIFY(!find<QPushButton>("formatBody")->isVisible());
}

void tst_ComposerBodies::graphQlHasTwoEditors()
{
    choose(Body::Kind::GraphQl);
    auto *query = find<BodyEditor>("graphQlQuery");
    auto *variables = find<BodyEditor>("graphQlVariables");
    QVERIFY(query->isVisible() && variables->isVisible());
    query->setFocus();
    QTest::keyClicks(QApplication::focusWidget(), u"{ me }"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QVERIFY(!query->isAncestorOf(QApplication::focusWidget()));
    variables->setFocus();
    QTest::keyClicks(QApplication::focusWidget(), u"{\"id\":1.10,}"_s);
    QTest::keyClicks(find<QLineEdit>("graphQlOperation"), u"Me"_s);
    QCOMPARE(m_panel->body().graphQl, (RequestDocument::GraphQl{u"{ me }"_s, u"{\"id\":1.10,}"_s, u"Me"_s}));
    QTRY_VERIFY(find<QLabel>("bodyFault")->text().contains("column 12"_L1));
    QTest::mouseClick(find<QPushButton>("goToFault"), Qt::LeftButton);
    QVERIFY(variables->isAncestorOf(QApplication::focusWidget()));
    variables->setText(u"{\"id\":1.10}"_s);
    QTest::mouseClick(find<QPushButton>("formatBody"), Qt::LeftButton);
    QCOMPARE(m_panel->body().graphQl.variables, u"{\n  \"id\": 1.10\n}"_s);
    QCOMPARE(m_panel->body().graphQl.query, u"{\n  me\n}"_s);
}

void tst_ComposerBodies::offersWhatWasWrittenAsAnotherKind_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<RequestDocument::GraphQl>("expected");
    using GraphQl = RequestDocument::GraphQl;
    QTest::newRow("a query") << u"{ me { id } }"_s << GraphQl{u"{ me { id } }"_s, {}, {}};
    QTest::newRow("a request in JSON") << u"{\"query\": \"{ me(id: \\\"\u00e9\\\") }\", \"variables\": {\"n\":1.50}, \"operationName\": \"Me\"}"_s
                                       << GraphQl{u"{ me(id: \"\u00e9\") }"_s, u"{\n  \"n\": 1.50\n}"_s, u"Me"_s};
    QTest::newRow("other JSON") << u"{\"id\": 1}"_s << GraphQl{u"{\"id\": 1}"_s, {}, {}};
}

void tst_ComposerBodies::offersWhatWasWrittenAsAnotherKind()
{
    QFETCH(QString, typed);
    QFETCH(RequestDocument::GraphQl, expected);
    choose(Body::Kind::Json);
    auto *editor = find<BodyEditor>("bodyEditor");
    editor->replaceText(typed);
    QVERIFY(!find<QWidget>("bodyOffer")->isVisible());
    choose(Body::Kind::GraphQl);
    QVERIFY(find<QWidget>("bodyOffer")->isVisible());
    QCOMPARE(m_panel->body().graphQl, RequestDocument::GraphQl()); // until it is wanted
    QSignalSpy edited(m_panel.get(), &BodyPanel::edited);
    QTest::mouseClick(find<QPushButton>("takeBody"), Qt::LeftButton);
    QTRY_COMPARE(m_panel->body().graphQl, expected);
    QVERIFY(!edited.isEmpty());
    QVERIFY(!find<QWidget>("bodyOffer")->isVisible());
    QTest::keySequence(find<BodyEditor>("graphQlQuery")->findChild<QWidget *>(u"bodyText"_s), QKeySequence::Undo);
    QCOMPARE(m_panel->body().graphQl.query, QString());
    choose(Body::Kind::Json);
    QCOMPARE(m_panel->body().text, typed);
}

void tst_ComposerBodies::nothingTypedIsLostBetweenKinds()
{
    choose(Body::Kind::Json);
    auto *text = find<BodyEditor>("bodyEditor")->findChild<QWidget *>(u"bodyText"_s);
    text->setFocus();
    QTest::keyClicks(text, u"1.50"_s);
    for (const Body::Kind kind : {Body::Kind::GraphQl, Body::Kind::Form, Body::Kind::Multipart, Body::Kind::File, Body::Kind::None, Body::Kind::Xml, Body::Kind::Json}) {
        choose(kind);
        QCOMPARE(m_panel->body().text, u"1.50"_s);
    }
    QTest::keySequence(text, QKeySequence::Undo); // and back to before it was typed
    QCOMPARE(m_panel->body().text, QString());
    QTest::keySequence(text, QKeySequence::Redo);
    QCOMPARE(m_panel->body().text, u"1.50"_s);
    // A query goes back to JSON as servers take it.
    find<BodyEditor>("bodyEditor")->replaceText({});
    choose(Body::Kind::GraphQl);
    find<BodyEditor>("graphQlQuery")->replaceText(u"{ me }"_s);
    find<BodyEditor>("graphQlVariables")->replaceText(u"{\"n\":1.50}"_s);
    choose(Body::Kind::Json);
    QVERIFY(find<QWidget>("bodyOffer")->isVisible());
    QTest::mouseClick(find<QPushButton>("takeBody"), Qt::LeftButton);
    QCOMPARE(m_panel->body().text, u"{\n  \"query\": \"{ me }\",\n  \"variables\": {\n    \"n\": 1.50\n  }\n}"_s);
    QCOMPARE(m_panel->body().graphQl.query, u"{ me }"_s);
}

void tst_ComposerBodies::partsAreWrittenByKeyboard()
{
    choose(Body::Kind::Multipart);
    QSignalSpy edited(m_panel.get(), &BodyPanel::edited);
    QCOMPARE(rows().size(), 1);
    inRow<QLineEdit>(0, "partName")->setFocus();
    QTest::keyClicks(QApplication::focusWidget(), u"a"_s);
    QCOMPARE(rows().size(), 2); // the next one is there to be written
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab); // the kind
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QTest::keyClicks(QApplication::focusWidget(), u"1"_s);
    Part part;
    part.name = u"a"_s;
    part.text = u"1"_s;
    QCOMPARE(m_panel->body().parts, QList<Part>{part});
    QVERIFY(!edited.isEmpty());
}

void tst_ComposerBodies::partsAreTakenAwayAndSwitchedOff()
{
    Body body;
    body.kind = Body::Kind::Multipart;
    for (const QString &name : {u"a"_s, u"b"_s}) {
        Part part;
        part.name = name;
        body.parts += part;
    }
    m_panel->setBody(body);
    inRow<QCheckBox>(0, "partOn")->click();
    QVERIFY(!m_panel->body().parts.at(0).isOn);
    inRow<QToolButton>(0, "partRemove")->click();
    QCOMPARE(m_panel->body().parts.size(), 1);
    QCOMPARE(m_panel->body().parts.at(0).name, u"b"_s);
}

void tst_ComposerBodies::partsStandInColumns()
{
    Body body;
    body.kind = Body::Kind::Multipart;
    Part text, file;
    text.name = u"note"_s;
    file.name = u"upload"_s;
    file.isFile = true;
    file.file = QCoreApplication::applicationFilePath(); // with its size beside it
    body.parts = {text, file};
    m_panel->setBody(body);
    for (const char *column : {"partName", "partKind", "partType"}) {
        const auto place = [&](int row) {
            const auto *cell = inRow<QWidget>(row, column);
            return std::pair(cell->mapTo(m_panel.get(), QPoint()).x(), cell->width());
        };
        QTRY_COMPARE(place(1), place(0));
        QCOMPARE(place(2), place(0));
    }
    QVERIFY(!inRow<QCheckBox>(2, "partOn")->isEnabled()); // nothing to send yet
}

void tst_ComposerBodies::droppedFilesBecomeParts()
{
    choose(Body::Kind::Multipart);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a b.bin"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(2048, 'x'));
    file.close();
    drop({path, path});
    QCOMPARE(m_panel->body().parts.size(), 2);
    QVERIFY(m_panel->body().parts.at(1).isFile);
    QCOMPARE(m_panel->body().parts.at(1).file, path);
    QVERIFY(!isInvalid(inRow<QLineEdit>(0, "partFile")));
    const auto labels = rows().at(0)->findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) { return label->isVisible() && label->text().contains(u'2'); })); // its size
}

void tst_ComposerBodies::aMissingFileIsSaidAtItsRow()
{
    Body body;
    body.kind = Body::Kind::Multipart;
    Part part;
    part.name = u"a"_s;
    part.isFile = true;
    part.file = u"/no/such/file"_s;
    body.parts = {part};
    m_panel->setBody(body);
    QVERIFY(isInvalid(inRow<QLineEdit>(0, "partFile")));
    QVERIFY(inRow<QLineEdit>(0, "partFile")->toolTip().contains("no such file"_L1));
    QCOMPARE(m_panel->body(), body);
}

void tst_ComposerBodies::errorsGoToTheirPlace_data()
{
    QTest::addColumn<Body::Kind>("kind");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("place");
    QTest::newRow("text") << Body::Kind::Json << u"body"_s << u"bodyEditor"_s;
    QTest::newRow("form") << Body::Kind::Form << u"form:1"_s << u"form"_s;
    QTest::newRow("part") << Body::Kind::Multipart << u"part:1"_s << u"parts"_s;
    QTest::newRow("query") << Body::Kind::GraphQl << u"graphqlQuery"_s << u"graphQlQuery"_s;
    QTest::newRow("variables") << Body::Kind::GraphQl << u"graphqlVariables"_s << u"graphQlVariables"_s;
    QTest::newRow("file") << Body::Kind::File << u"body"_s << u"bodyFile"_s;
}

void tst_ComposerBodies::errorsGoToTheirPlace()
{
    QFETCH(Body::Kind, kind);
    QFETCH(QString, field);
    QFETCH(QString, place);
    Body body;
    body.kind = kind;
    body.form = {{true, u"a"_s, u"1"_s}, {true, u"b"_s, u"2"_s}};
    Part part;
    part.name = u"a"_s;
    body.parts = {part, part};
    m_panel->setBody(body);
    m_panel->showError(field, u"No."_s);
    auto *there = m_panel->findChild<QWidget *>(place);
    QTRY_VERIFY(there->hasFocus() || there->isAncestorOf(QApplication::focusWidget()));
    if (kind == Body::Kind::Form)
        QCOMPARE(find<KeyValueTable>("form")->model()->index(1, 1).data(KeyValueModel::ErrorRole).toString(), u"No."_s);
    if (kind == Body::Kind::Multipart)
        QCOMPARE(inRow<QLineEdit>(1, "partText")->accessibleDescription(), u"No."_s);
}

QTEST_MAIN(tst_ComposerBodies)
#include "tst_ComposerBodies.moc"
