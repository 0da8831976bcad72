#include "ui/composer/AddedRow.h"

#include "app/base/Redactor.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;

class tst_AddedRow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void showsWhatACredentialAddsMasked();
    void aComposedHeaderTakesItsPlace();
    void optionalOnesNeedAValue();
    void theBodySaysItsType_data();
    void theBodySaysItsType();

private:
    static QList<NamedTemplate> templates(const QString &name, const QString &text, bool isOptional = false)
    {
        return {{name, *Template::parse(text), isOptional, {}}};
    }
    static std::optional<QString> shown(const QString &name)
    {
        if (name == "access"_L1)
            return Redactor::mask();
        return name == "region"_L1 ? std::optional(u"eu"_s) : std::nullopt;
    }
};

void tst_AddedRow::showsWhatACredentialAddsMasked()
{
    Application application;
    application.headers = templates(u"Authorization"_s, u"Bearer {{access}}"_s);
    application.query = templates(u"region"_s, u"{{region}}"_s);
    application.cookies = templates(u"sid"_s, u"{{unknown}}"_s);
    const auto rows = AddedRow::fromCredential({&application}, &tst_AddedRow::shown, u"from admin"_s, {});
    const QList<AddedRow> expected{{AddedRow::Place::Header, u"Authorization"_s, u"Bearer "_s + Redactor::mask(), u"from admin"_s, false},
        {AddedRow::Place::Query, u"region"_s, u"eu"_s, u"from admin"_s, false},
        {AddedRow::Place::Cookie, u"sid"_s, Redactor::mask(), u"from admin"_s, false}};
    QCOMPARE(rows, expected);
}

void tst_AddedRow::aComposedHeaderTakesItsPlace()
{
    Application application;
    application.basic = Application::Basic{};
    QList<RequestDocument::Row> headers{{true, u" authorization "_s, u"x"_s}};
    QVERIFY(AddedRow::fromCredential({&application}, &tst_AddedRow::shown, {}, headers).first().isReplaced);
    headers.first().isOn = false;
    QVERIFY(!AddedRow::fromCredential({&application}, &tst_AddedRow::shown, {}, headers).first().isReplaced);
}

void tst_AddedRow::optionalOnesNeedAValue()
{
    Application application;
    application.headers = templates(u"X"_s, u"{{unknown}}"_s, true);
    QVERIFY(AddedRow::fromCredential({&application}, &tst_AddedRow::shown, {}, {}).isEmpty());
}

void tst_AddedRow::theBodySaysItsType_data()
{
    using Kind = RequestDocument::Body::Kind;
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("written");
    QTest::addColumn<QStringList>("types");
    QTest::newRow("none") << Kind::None << u"text/csv"_s << QStringList();
    QTest::newRow("JSON") << Kind::Json << QString() << QStringList{u"application/json"_s};
    QTest::newRow("written") << Kind::Text << u"text/csv"_s << QStringList{u"text/csv"_s};
    QTest::newRow("form") << Kind::Form << QString() << QStringList{u"application/x-www-form-urlencoded"_s};
}

void tst_AddedRow::theBodySaysItsType()
{
    RequestDocument document;
    QFETCH(RequestDocument::Body::Kind, kind);
    QFETCH(QString, written);
    document.body.kind = kind;
    document.body.contentType = written;
    QStringList types;
    for (const AddedRow &row : AddedRow::fromRequest(document))
        types += row.value;
    QTEST(types, "types");
}

QTEST_APPLESS_MAIN(tst_AddedRow)
#include "tst_AddedRow.moc"
