#include "ui/theme/Theme.h"
#include "ui/widgets/BodyEditor.h"
#include "ui/widgets/WordPopup.h"

#include <QtGui/QClipboard>
#include <QtGui/QShortcut>
#include <QtTest/QtTest>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QScrollBar>

#include <ctime>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;

class tst_BodyEditor : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void windowsShortcutsPassThrough_data();
    void windowsShortcutsPassThrough();
    void editsLikeAnEditor();
    void takesTheThemesColors();
    void sameTextChangesNothing();
    void keepsEveryCharacter_data();
    void keepsEveryCharacter();
    void marksWhatIsWrong();
    void formatsAsOneStep();
    void offersVariables();
    void escClosesTheListFirst();
    void tabIndentsAndEscLeaves();
    void foldsByKey();
    void findsByKeyboard();
    void replacesAllAsOneStep();
    void replacesOneByOne();
    void saysHowManyWereReplaced();
    void staysInPlaceUnderTheBar_data();
    void staysInPlaceUnderTheBar();
    void aLineThatIsTooLongLeavesItsWaysOut_data();
    void aLineThatIsTooLongLeavesItsWaysOut();
    void takesTenMegabytes_data();
    void takesTenMegabytes();

private:
    WordPopup *popup() const { return m_editor->findChild<WordPopup *>(u"wordPopup"_s); }
    template <typename T> T *inBar(const char *name) const { return m_editor->findChild<T *>(QString::fromLatin1(name)); }
    QString summary() const { return inBar<QLabel>("editorFindSummary")->text(); }
    void find(const QString &wanted, Qt::Key key = Qt::Key_F)
    {
        QTest::keyClick(text(), key, Qt::ControlModifier);
        inBar<QLineEdit>("editorFindField")->setText(wanted);
    }
    [[nodiscard]] bool isMarked(const QColor &color) const // anything painted in it
    {
        const QImage image = m_editor->grab().toImage();
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (image.pixelColor(x, y) == color)
                    return true;
            }
        }
        return false;
    }
    QWidget *text() const { return m_editor->findChild<QWidget *>(u"bodyText"_s); }

    Theme m_theme;
    std::unique_ptr<QWidget> m_window;
    BodyEditor *m_editor = nullptr;
};

void tst_BodyEditor::init()
{
    m_window = std::make_unique<QWidget>();
    m_editor = new BodyEditor(m_theme, m_window.get());
    m_window->resize(500, 300);
    m_editor->setGeometry(m_window->rect());
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_editor->setFocus();
}

void tst_BodyEditor::windowsShortcutsPassThrough_data()
{
    QTest::addColumn<QKeySequence>("keys");
    for (const char *keys : {"Ctrl+Return", "Ctrl+L", "Ctrl+T", "Ctrl+W", "Ctrl+Shift+T", "Ctrl+S", "Ctrl+K", "Ctrl+P",
             "Ctrl+E", "Ctrl+I", "Ctrl+\\", "Ctrl+J", "Ctrl+D", "F5"})
        QTest::newRow(keys) << QKeySequence(QString::fromLatin1(keys));
}

void tst_BodyEditor::windowsShortcutsPassThrough()
{
    QFETCH(QKeySequence, keys);
    const QString body = u"{\n  \"a\": 1\n}"_s;
    m_editor->setText(body);
    const QShortcut shortcut(keys, m_window.get());
    QSignalSpy heard(&shortcut, &QShortcut::activated);
    QTest::keySequence(text(), keys);
    QCOMPARE(heard.size(), 1);
    QCOMPARE(m_editor->text(), body);
}

void tst_BodyEditor::editsLikeAnEditor()
{
    QTest::keyClicks(text(), u"one two"_s);
    QTest::keyClick(text(), Qt::Key_Backspace, Qt::ControlModifier);
    QCOMPARE(m_editor->text(), u"one "_s);
    QTest::keySequence(text(), QKeySequence::Undo);
    QCOMPARE(m_editor->text(), u"one two"_s);
    QTest::keySequence(text(), QKeySequence::SelectAll);
    QTest::keySequence(text(), QKeySequence::Cut);
    QCOMPARE(m_editor->text(), QString());
    QTest::keySequence(text(), QKeySequence::Paste);
    QTest::keyClick(text(), Qt::Key_Enter);
    QTest::keyClicks(text(), u"x"_s);
    QCOMPARE(m_editor->text(), u"one two\nx"_s);
}

void tst_BodyEditor::takesTheThemesColors()
{
    const auto ground = [this] {
        const QImage image = m_editor->grab().toImage();
        return image.pixelColor(image.width() - 40, image.height() - 40);
    };
    m_editor->setLanguage(BodyEditor::Language::Json);
    for (SchemeChoice choice : {SchemeChoice::Light, SchemeChoice::Dark}) {
        m_theme.setChoice(choice);
        QCOMPARE(ground(), m_theme.color(Token::Panel));
    }
}

void tst_BodyEditor::sameTextChangesNothing()
{
    m_editor->setText(u"abc"_s);
    QSignalSpy changes(m_editor, &BodyEditor::textChanged);
    m_editor->setText(u"abc"_s);
    QCOMPARE(changes.size(), 0);
    m_editor->insert(u"ü{{name}}"_s);
    QVERIFY(m_editor->text().contains(u"ü{{name}}"_s));
    QVERIFY(!changes.isEmpty());
}

void tst_BodyEditor::keepsEveryCharacter_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("line ends of each kind") << u"a\r\nb\nc\rd"_s;
    QTest::newRow("a NUL inside") << QString(u"a"_s + QChar(0) + u"b"_s);
    QTest::newRow("beyond the first plane") << u"😀{{x}}é"_s;
    QTest::newRow("blanks at the ends") << u"  a \n\n"_s;
}

void tst_BodyEditor::keepsEveryCharacter()
{
    QFETCH(QString, text);
    m_editor->setText(text);
    QCOMPARE(m_editor->text(), text);
    m_editor->setText({});
    QGuiApplication::clipboard()->setText(text);
    QTest::keySequence(this->text(), QKeySequence::Paste);
    QCOMPARE(m_editor->text(), text);
}

void tst_BodyEditor::marksWhatIsWrong()
{
    m_editor->setLanguage(BodyEditor::Language::Json);
    QSignalSpy judged(m_editor, &BodyEditor::judged);
    m_editor->setText(u"{\n  \"a\": {{x}},\n  \"b\" 2\n}"_s);
    QTRY_VERIFY(!judged.isEmpty());
    QVERIFY(m_editor->fault());
    QCOMPARE(m_editor->fault()->line, 3);
    QVERIFY(isMarked(m_theme.color(Token::Bad)));
    m_editor->goToFault();
    QTest::keyClicks(text(), u":"_s);
    QTRY_VERIFY(!m_editor->fault());
    QVERIFY(isMarked(m_theme.color(Token::Bad))); // {{x}} has no value
    VariableScope scope;
    scope.push(u"admin"_s, {{u"x"_s, u"1"_s}});
    m_editor->setScope(scope);
    QTRY_VERIFY(!isMarked(m_theme.color(Token::Bad)));
}

void tst_BodyEditor::formatsAsOneStep()
{
    m_editor->setLanguage(BodyEditor::Language::Json);
    const QString written = u"{\"a\":1.10,\"b\":{{x}}}"_s;
    m_editor->setText(written);
    QSignalSpy changes(m_editor, &BodyEditor::textChanged);
    QTest::keyClick(text(), Qt::Key_F, Qt::ShiftModifier | Qt::AltModifier);
    QCOMPARE(m_editor->text(), u"{\n  \"a\": 1.10,\n  \"b\": {{x}}\n}"_s);
    QCOMPARE(changes.size(), 1);
    QTest::keySequence(text(), QKeySequence::Undo);
    QCOMPARE(m_editor->text(), written);
    QTest::keySequence(text(), QKeySequence::Redo);
    m_editor->minify();
    QCOMPARE(m_editor->text(), written);
    m_editor->setText(u"[1,]"_s);
    m_editor->format();
    QCOMPARE(m_editor->text(), u"[1,]"_s);
    QVERIFY(m_editor->fault());
}

void tst_BodyEditor::offersVariables()
{
    VariableScope scope;
    scope.push(u"admin"_s, {{u"baseUrl"_s, u"http://h"_s}, {u"user"_s, u"me"_s}, {u"bank"_s, u"1"_s}});
    m_editor->setScope(scope);
    QTest::keyClicks(text(), u"\"{{ba"_s);
    QTRY_VERIFY(popup()->isVisible());
    QCOMPARE(popup()->words().size(), 2);
    QVERIFY(popup()->words().at(1).remark.contains("http://h"_L1));
    QVERIFY(text()->hasFocus());
    QTest::keyClick(text(), Qt::Key_Down);
    QTest::keyClick(text(), Qt::Key_Return);
    QCOMPARE(m_editor->text(), u"\"{{baseUrl}}"_s);
    QVERIFY(!popup()->isVisible());
    QTest::keyClicks(text(), u"\" "_s);
    QTest::keyClick(text(), Qt::Key_Space, Qt::ControlModifier); // asked for
    QTRY_VERIFY(popup()->isVisible());
    QTest::keyClick(text(), Qt::Key_Tab);
    QCOMPARE(m_editor->text(), u"\"{{baseUrl}}\" {{bank}}"_s);
}

void tst_BodyEditor::escClosesTheListFirst()
{
    VariableScope scope;
    scope.push(u"admin"_s, {{u"user"_s, u"me"_s}});
    m_editor->setScope(scope);
    const QShortcut shortcut(Qt::Key_Escape, m_window.get());
    QSignalSpy heard(&shortcut, &QShortcut::activated);
    QTest::keyClicks(text(), u"{{"_s);
    QTRY_VERIFY(popup()->isVisible());
    QTest::keyClick(text(), Qt::Key_Escape);
    QVERIFY(!popup()->isVisible());
    QCOMPARE(heard.size(), 0);
    QVERIFY(text()->hasFocus());
    QTest::keyClick(text(), Qt::Key_Escape); // now it is the window's: what is under way is cancelled
    QCOMPARE(heard.size(), 1);
}

void tst_BodyEditor::tabIndentsAndEscLeaves()
{
    auto *behind = new QLineEdit(m_window.get());
    behind->show();
    QTest::keyClick(text(), Qt::Key_Tab);
    QCOMPARE(m_editor->text(), u"  "_s);
    QTest::keyClick(text(), Qt::Key_Tab, Qt::ShiftModifier);
    QCOMPARE(m_editor->text(), QString());
    QTest::keyClick(text(), Qt::Key_Escape);
    QVERIFY(behind->hasFocus());
}

void tst_BodyEditor::foldsByKey()
{
    m_editor->setLanguage(BodyEditor::Language::Json);
    const QString body = u"{\n  \"a\": {\n"_s + u"    \"b\": 1,\n"_s.repeated(100) + u"    \"c\": 2\n  }\n}"_s;
    m_editor->setText(body);
    const auto *scroll = qobject_cast<QAbstractScrollArea *>(text())->verticalScrollBar();
    m_editor->goTo(3, 1);
    QTRY_VERIFY(scroll->maximum() > 80); // lines beyond those that are seen
    (void)m_editor->grab(); // what was painted is known to the lexer
    QTest::keyClick(text(), Qt::Key_BraceLeft, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(scroll->maximum(), 0); // 101 of 105 are hidden
    QCOMPARE(m_editor->text(), body);
    // The next line that is seen comes behind them.
    m_editor->goTo(2, 1);
    QTest::keyClick(text(), Qt::Key_Down);
    QTest::keyClick(text(), Qt::Key_End);
    QTest::keyClicks(text(), u" "_s);
    QVERIFY2(m_editor->text().endsWith(u"\n} "_s), qPrintable(m_editor->text().right(20)));
}

void tst_BodyEditor::aLineThatIsTooLongLeavesItsWaysOut_data()
{
    QTest::addColumn<int>("height");
    QTest::newRow("a whole page") << 300;
    QTest::newRow("as usual") << 90;
    QTest::newRow("least") << 40;
}

void tst_BodyEditor::aLineThatIsTooLongLeavesItsWaysOut()
{
    QFETCH(int, height);
    m_editor->resize(500, height);
    m_editor->setText(u"{\"a\": 1}"_s);
    m_editor->setLanguage(BodyLanguage::Json);
    m_editor->replaceText(u"[\"%1\"]"_s.arg(QString(200'000, u'x')));
    auto *held = m_editor->findChild<QScrollArea *>(u"heldText"_s);
    QTRY_VERIFY(held->isVisible());
    m_editor->setFocus();
    for (const char *name : {"formatHeld", "heldBack", "heldEmpty"}) {
        auto *button = held->findChild<QPushButton *>(QString::fromLatin1(name));
        QVERIFY2(button->isVisible() && button->hasFocus(), name);
        for (const QWidget *other : held->widget()->findChildren<QWidget *>(Qt::FindDirectChildrenOnly))
            QVERIFY2(other == button || !other->isVisible() || !other->geometry().intersects(button->geometry()), name);
        QTest::keyClick(button, Qt::Key_Tab); // scrolls to the next where it must
        const QWidget *next = QApplication::focusWidget();
        const QRect seen(next->mapTo(held->viewport(), QPoint()), next->size());
        QVERIFY2(!held->isAncestorOf(next) || held->viewport()->rect().intersects(seen), name);
    }
    QTest::mouseClick(held->findChild<QPushButton *>(u"heldBack"_s), Qt::LeftButton);
    QCOMPARE(m_editor->text(), u"{\"a\": 1}"_s);
}

void tst_BodyEditor::takesTenMegabytes_data()
{
    QTest::addColumn<QString>("text");
    QString lines = u"[\n"_s, one = u"["_s;
    while (lines.size() < 10'000'000)
        lines += u"  {\"id\": 12345678901234567890, \"name\": \"something\", \"state\": true},\n"_s;
    while (one.size() < 10'000'000)
        one += u"{\"id\":12345678901234567890,\"name\":\"something\",\"state\":true},"_s;
    QTest::newRow("lines") << lines + u"  1\n]"_s;
    QTest::newRow("one line") << one + u"1]"_s;
}

void tst_BodyEditor::findsByKeyboard()
{
    const QShortcut shortcut(QKeySequence(QKeySequence::Find), m_window.get());
    QSignalSpy windows(&shortcut, &QShortcut::activated);
    m_editor->setText(u"ü one\ntwo One\none"_s);
    QTest::keyClick(text(), Qt::Key_F, Qt::ControlModifier);
    QCOMPARE(windows.size(), 0); // the editor's own
    auto *field = inBar<QLineEdit>("editorFindField");
    QTRY_VERIFY(field->hasFocus());
    QTest::keyClicks(field, u"one"_s);
    QCOMPARE(summary(), u"1 of 3"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(summary(), u"2 of 3"_s);
    QTest::keyClick(field, Qt::Key_F3, Qt::ShiftModifier);
    QTest::keyClick(field, Qt::Key_F3, Qt::ShiftModifier);
    QCOMPARE(summary(), u"3 of 3"_s); // round and round
    QTest::keyClick(field, Qt::Key_C, Qt::AltModifier);
    QTRY_COMPARE(summary(), u"2 of 2"_s);
    QTest::keyClick(field, Qt::Key_X, Qt::AltModifier);
    field->setText(u"^o"_s);
    QCOMPARE(summary(), u"1 of 1"_s);
    field->setText(u"("_s);
    QVERIFY(summary().contains("character 2"_L1));
    field->setText(u"none"_s);
    QCOMPARE(summary(), u"nothing found"_s);
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(!field->isVisible());
    QVERIFY(text()->hasFocus());
    QCOMPARE(m_editor->text(), u"ü one\ntwo One\none"_s);
}

void tst_BodyEditor::replacesAllAsOneStep()
{
    const QString written = u"{\"a\": 1.10, \"b\": \"é 1.10\"}"_s;
    m_editor->setText(written);
    find(u"1.10"_s, Qt::Key_H);
    auto *replacement = inBar<QLineEdit>("editorReplacement");
    QVERIFY(replacement->isVisible());
    replacement->setText(u"2"_s);
    QSignalSpy changes(m_editor, &BodyEditor::textChanged);
    QTest::mouseClick(inBar<QPushButton>("editorReplaceAll"), Qt::LeftButton);
    QCOMPARE(m_editor->text(), u"{\"a\": 2, \"b\": \"é 2\"}"_s);
    QCOMPARE(changes.size(), 1);
    QCOMPARE(summary(), u"2 replaced"_s);
    QVERIFY(!inBar<QPushButton>("editorReplaceAll")->isEnabled());
    QTest::keySequence(text(), QKeySequence::Undo);
    QCOMPARE(m_editor->text(), written);
}

void tst_BodyEditor::replacesOneByOne()
{
    m_editor->setText(u"é1 1 1"_s);
    find(u"1"_s, Qt::Key_H);
    auto *replacement = inBar<QLineEdit>("editorReplacement");
    replacement->setText(u"11"_s); // what comes in is not looked at again
    replacement->setFocus();
    QTest::keyClick(replacement, Qt::Key_Return);
    QCOMPARE(m_editor->text(), u"é11 1 1"_s);
    QTest::keyClick(replacement, Qt::Key_Return);
    QCOMPARE(m_editor->text(), u"é11 11 1"_s);
    QTest::keySequence(text(), QKeySequence::Undo);
    QCOMPARE(m_editor->text(), u"é11 1 1"_s);
}

void tst_BodyEditor::saysHowManyWereReplaced()
{
    m_editor->setText(u"a b a"_s);
    find(u"a"_s, Qt::Key_H);
    auto *replacement = inBar<QLineEdit>("editorReplacement");
    replacement->setText(u"c"_s);
    replacement->setFocus();
    QTest::keyClick(replacement, Qt::Key_Return);
    QTRY_COMPARE(summary(), u"1 of 1"_s);
    QTest::keyClick(replacement, Qt::Key_Return);
    QCOMPARE(m_editor->text(), u"c b c"_s);
    QTRY_COMPARE(summary(), u"2 replaced, no more found"_s);
    QTest::keyClick(replacement, Qt::Key_Return);
    QCOMPARE(m_editor->text(), u"c b c"_s);
    inBar<QLineEdit>("editorFindField")->setText(u"x"_s); // another search
    QTRY_COMPARE(summary(), u"nothing found"_s);
}

// What is read moves no further than the bar is high: it does not jump.
void tst_BodyEditor::staysInPlaceUnderTheBar_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::addColumn<bool>("isAtEnd");
    QTest::newRow("find, in the middle") << Qt::Key_F << false;
    QTest::newRow("replace, in the middle") << Qt::Key_H << false;
    QTest::newRow("replace, in the last line") << Qt::Key_H << true;
}

void tst_BodyEditor::staysInPlaceUnderTheBar()
{
    QFETCH(Qt::Key, key);
    QFETCH(bool, isAtEnd);
    QStringList lines;
    for (int i = 0; i < 200; ++i)
        lines += u"line %1"_s.arg(i);
    m_editor->setText(lines.join(u'\n'));
    QTest::keyClick(text(), Qt::Key_End, Qt::ControlModifier);
    for (int i = 0; i < (isAtEnd ? 0 : 100); ++i)
        QTest::keyClick(text(), Qt::Key_Up);
    const auto top = [this] { return text()->mapToGlobal(QPoint()).y(); };
    const auto caret = [this] { return text()->mapToGlobal(text()->inputMethodQuery(Qt::ImCursorRectangle).toRect().topLeft()).y(); };
    const int topBefore = top(), caretBefore = caret();
    QTest::keyClick(text(), key, Qt::ControlModifier);
    const auto *bar = m_editor->findChild<QWidget *>(u"editorFind"_s);
    QTRY_VERIFY(top() > topBefore);
    const int moved = caret() - caretBefore;
    QVERIFY2(std::abs(moved) <= bar->height(), qPrintable(QString::number(moved)));
    QTest::keyClick(inBar<QLineEdit>("editorFindField"), Qt::Key_Escape);
    QTRY_COMPARE(top(), topBefore);
    if (!isAtEnd)
        QCOMPARE(caret(), caretBefore);
}

// How long the window stands still; the bars are measured elsewhere, this notices what takes seconds.
void tst_BodyEditor::takesTenMegabytes()
{
    QFETCH(QString, text);
    m_editor->setLanguage(BodyEditor::Language::Json);
    QGuiApplication::clipboard()->setText(text);
    const auto timed = [&](const char *what, auto run) {
        const auto start = std::clock(); // of this process: other programs don't count
        run();
        m_editor->grab();
        const auto spent = (std::clock() - start) * 1000 / CLOCKS_PER_SEC;
        qInfo("%s: %ld ms", what, long(spent));
        return spent;
    };
    QVERIFY(timed("paste", [&] { QTest::keySequence(this->text(), QKeySequence::Paste); }) < 3000);
    QCOMPARE(m_editor->text().size(), text.size());
    QVERIFY(timed("to the start", [&] { QTest::keyClick(this->text(), Qt::Key_Home, Qt::ControlModifier); }) < 3000);
    QVERIFY(timed("type", [&] { QTest::keyClick(this->text(), Qt::Key_Space); QVERIFY(!m_editor->text().isEmpty()); }) < 3000);
    QVERIFY(timed("to the end", [&] { QTest::keyClick(this->text(), Qt::Key_End, Qt::ControlModifier); }) < 3000);
    QSignalSpy judged(m_editor, &BodyEditor::judged);
    QTRY_VERIFY_WITH_TIMEOUT(!judged.isEmpty(), 10'000);
    QVERIFY(!m_editor->fault());
}

QTEST_MAIN(tst_BodyEditor)
#include "tst_BodyEditor.moc"
