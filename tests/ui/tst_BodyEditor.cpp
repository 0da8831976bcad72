#include "ui/theme/Theme.h"
#include "ui/widgets/BodyEditor.h"

#include <QtGui/QShortcut>
#include <QtTest/QtTest>

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

private:
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
             "Ctrl+E", "Ctrl+I", "Ctrl+\\", "Ctrl+J", "Ctrl+F", "Ctrl+D", "F5"})
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

QTEST_MAIN(tst_BodyEditor)
#include "tst_BodyEditor.moc"
