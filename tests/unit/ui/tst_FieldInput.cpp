#include "ui/login/FieldInput.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;

class tst_FieldInput : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cleans_data();
    void cleans();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void fitsLabelsIntoSentences_data();
    void fitsLabelsIntoSentences();
    void listsNames();
    void shortensNames_data();
    void shortensNames();
};

void tst_FieldInput::cleans_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("plain");
    QTest::addColumn<QString>("secret");
    QTest::newRow("as it is") << u"admin"_s << u"admin"_s << u"admin"_s;
    QTest::newRow("blanks") << u" a b "_s << u"a b"_s << u" a b "_s;
    QTest::newRow("line end") << u"token\r\n"_s << u"token"_s << u"token"_s;
    QTest::newRow("as a line edit pastes it") << (u"token"_s + QChar(QChar::LineSeparator)) << u"token"_s << u"token"_s;
    QTest::newRow("nothing but line ends") << u"\n\n"_s << QString() << QString();
}

void tst_FieldInput::cleans()
{
    QFETCH(QString, typed);
    QTEST(FieldInput::cleaned(typed), "plain");
    QTEST(FieldInput::cleaned(typed, true), "secret");
}

void tst_FieldInput::saysWhatIsWrong_data()
{
    QTest::addColumn<Field>("field");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("isRemembered");
    QTest::addColumn<QString>("problem");
    Field field;
    field.name = u"user"_s;
    field.label = u"User name"_s;
    const QString none;
    const QString invisible = u"There is a line break or another invisible character in it. Paste it again without."_s;
    QTest::newRow("good") << field << u"admin"_s << false << none;
    QTest::newRow("empty") << field << none << false << u"User name is needed."_s;
    QTest::newRow("blanks only") << field << u"  "_s << false << u"User name is needed."_s;
    QTest::newRow("line break inside") << field << u"a\nb"_s << false << invisible;
    QTest::newRow("NUL") << field << (u"a"_s + QChar(0) + u"b"_s) << false << invisible;
    field.isSecret = true;
    QTest::newRow("remembered") << field << none << true << none;
    QTest::newRow("a password may be a blank") << field << u" "_s << false << none;
    field.isRequired = false;
    QTest::newRow("optional") << field << none << false << none;
    QTest::newRow("optional and wrong") << field << u"a\x7f"_s << false << invisible;
    field = {};
    field.choices = {u"a"_s, u"b"_s};
    QTest::newRow("one of the list") << field << u"b"_s << false << none;
    QTest::newRow("not of the list") << field << u"c"_s << false << u"Choose one of the list."_s;
    field = {};
    field.isConfirmation = true;
    QTest::newRow("not ticked") << field << none << false << u"Nothing goes on without this."_s;
    QTest::newRow("ticked") << field << u"true"_s << false << none;
}

void tst_FieldInput::saysWhatIsWrong()
{
    QFETCH(Field, field);
    QFETCH(QString, typed);
    QFETCH(bool, isRemembered);
    QTEST(FieldInput::problem(field, typed, isRemembered), "problem");
}

void tst_FieldInput::fitsLabelsIntoSentences_data()
{
    QTest::addColumn<QString>("label");
    QTest::addColumn<QString>("inside");
    QTest::newRow("word") << u"Password"_s << u"password"_s;
    QTest::newRow("words") << u"Access key"_s << u"access key"_s;
    QTest::newRow("acronym") << u"API key"_s << u"API key"_s;
    QTest::newRow("name") << u"Auth0 token"_s << u"Auth0 token"_s;
    QTest::newRow("hyphen") << u"E-mail"_s << u"e-mail"_s;
    QTest::newRow("empty") << QString() << QString();
}

void tst_FieldInput::fitsLabelsIntoSentences()
{
    QFETCH(QString, label);
    QTEST(FieldInput::insideSentence(label), "inside");
}

void tst_FieldInput::listsNames()
{
    QCOMPARE(FieldInput::list({}), QString());
    QCOMPARE(FieldInput::list({u"a"_s}), u"a"_s);
    QCOMPARE(FieldInput::list({u"a"_s, u"b"_s}), u"a and b"_s);
    QCOMPARE(FieldInput::list({u"a"_s, u"b"_s, u"c"_s}), u"a, b and c"_s);
    QCOMPARE(FieldInput::sentenceEnd(u"401 Unauthorized"_s, u"after 5.0 s"_s), u"401 Unauthorized, after 5.0 s"_s);
    QCOMPARE(FieldInput::sentenceEnd(u"Look at the path."_s, u"after 5.0 s"_s), u"Look at the path. (after 5.0 s)"_s);
    QCOMPARE(FieldInput::sentenceEnd({}, u"after 5.0 s"_s), u"after 5.0 s"_s);
}

void tst_FieldInput::shortensNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("shortName");
    QTest::newRow("name") << u"admin"_s << u"admin"_s;
    QTest::newRow("e-mail") << u"anna@example.org"_s << u"anna"_s;
    QTest::newRow("begins with the sign") << u"@anna"_s << u"@anna"_s;
    QTest::newRow("UUID") << u"45771ea1-b012-4b80-8ba4-49891c5d8d47"_s << u"45771ea1"_s;
    QTest::newRow("empty") << QString() << QString();
}

void tst_FieldInput::shortensNames()
{
    QFETCH(QString, name);
    QTEST(FieldInput::shortName(name), "shortName");
}

QTEST_GUILESS_MAIN(tst_FieldInput)
#include "tst_FieldInput.moc"
