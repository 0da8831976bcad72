#include "app/http/BodyReader.h"
#include "app/http/MultipartForm.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;

class tst_MultipartForm : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void writesParts();
    void quotesNamesAsBrowsersDo_data();
    void quotesNamesAsBrowsersDo();
    void streamsFiles();
    void sameForTheSameParts();
    void takesABoundaryOfOnesOwn();
};

void tst_MultipartForm::writesParts()
{
    const MultipartForm form({{"a", std::nullopt, {}, "1\r\n2"}, {"b", "x.json", "application/json", "{}"}, {"c", std::nullopt, {}, {}}});
    const QByteArray line = "--" + form.boundary();
    QCOMPARE(form.body().bytes(),
        line + "\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n2\r\n" + line
            + "\r\nContent-Disposition: form-data; name=\"b\"; filename=\"x.json\"\r\nContent-Type: application/json\r\n\r\n{}\r\n" + line
            + "\r\nContent-Disposition: form-data; name=\"c\"\r\n\r\n\r\n" + line + "--\r\n");
    QVERIFY(form.boundary().size() <= 70);
    QVERIFY(form.isUnambiguous());
}

void tst_MultipartForm::quotesNamesAsBrowsersDo_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("plain") << "a b"_ba << "a b"_ba;
    QTest::newRow("quote") << "a\"b"_ba << "a%22b"_ba;
    QTest::newRow("line break") << "a\r\nX: y"_ba << "a%0D%0AX: y"_ba;
    QTest::newRow("backslash and percent") << "a\\b%22"_ba << "a\\b%22"_ba;
    QTest::newRow("UTF-8") << u"ü😀"_s.toUtf8() << u"ü😀"_s.toUtf8();
}

void tst_MultipartForm::quotesNamesAsBrowsersDo()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, written);
    const QByteArray bytes = MultipartForm({{name, name, {}, "x"}}).body().bytes();
    QVERIFY2(bytes.contains("name=\"" + written + "\"; filename=\"" + written + "\"\r\n"), bytes);
}

void tst_MultipartForm::streamsFiles()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"f"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("content");
    file.close();
    MultipartForm::Part part{"f", "f", "application/octet-stream", {}};
    QVERIFY(part.content.appendFile(file.fileName()));
    const MultipartForm form({part});
    QVERIFY(!form.body().isInMemory());
    const auto bytes = BodyReader::head(form.body(), form.body().size());
    QVERIFY(bytes && bytes->contains("\r\n\r\ncontent\r\n--" + form.boundary() + "--\r\n"));
}

void tst_MultipartForm::sameForTheSameParts()
{
    const auto boundary = [](const QByteArray &value) { return MultipartForm({{"a", std::nullopt, {}, value}}).boundary(); };
    QCOMPARE(boundary("x"), boundary("x"));
    QVERIFY(boundary("x") != boundary("y"));
}

void tst_MultipartForm::takesABoundaryOfOnesOwn()
{
    const MultipartForm form({{"a", std::nullopt, {}, "x"}}, "mine");
    QCOMPARE(form.boundary(), "mine"_ba);
    QVERIFY(form.body().bytes().startsWith("--mine\r\n"));
    QVERIFY(!MultipartForm({{"a", std::nullopt, {}, "--mine--"}}, "mine").isUnambiguous());
}

QTEST_APPLESS_MAIN(tst_MultipartForm)
#include "tst_MultipartForm.moc"
