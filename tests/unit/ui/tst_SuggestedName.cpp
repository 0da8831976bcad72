#include "ui/response/SuggestedName.h"

#include <QtTest/QTest>

using namespace tessera::ui;
using namespace Qt::StringLiterals;

class tst_SuggestedName : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void suggests_data();
    void suggests();
};

void tst_SuggestedName::suggests_data()
{
    QTest::addColumn<QByteArray>("disposition");
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QString>("name");
    const QByteArray json = "application/json; charset=utf-8";
    QTest::newRow("from the path") << QByteArray() << QByteArray("http://h/api/v3/process?x=/y") << json << u"process.json"_s;
    QTest::newRow("has an ending") << QByteArray() << QByteArray("http://h/doc.json#x") << QByteArray("text/plain") << u"doc.json"_s;
    QTest::newRow("no path") << QByteArray() << QByteArray("http://h.example") << json << u"response.json"_s;
    QTest::newRow("slash at the end") << QByteArray() << QByteArray("http://h/a/") << QByteArray("text/html") << u"response.html"_s;
    QTest::newRow("encoded path") << QByteArray() << QByteArray("http://h/a%2F..%2Fb%20c") << QByteArray("image/png") << u"b c.png"_s;
    QTest::newRow("unknown type") << QByteArray() << QByteArray("http://h/a") << QByteArray() << u"a.bin"_s;
    QTest::newRow("quoted") << QByteArray("attachment; filename=\"my \\\"report\\\";1.pdf\"; size=3") << QByteArray("http://h/a") << json
                            << u"my _report_;1.pdf"_s;
    QTest::newRow("token") << QByteArray("attachment;filename=a.csv") << QByteArray("http://h/x") << json << u"a.csv"_s;
    QTest::newRow("extended wins") << QByteArray("attachment; filename=\"a.txt\"; filename*=UTF-8''%e2%82%ac%20rates.txt") << QByteArray("http://h/x")
                                   << json << u"€ rates.txt"_s;
    QTest::newRow("hostile") << QByteArray("attachment; filename=\"../../.bashrc\"") << QByteArray("http://h/x") << json << u"bashrc"_s;
    QTest::newRow("nothing in it") << QByteArray("attachment; filename=\"..\"") << QByteArray("http://h/x") << json << u"x.json"_s;
    QTest::newRow("never closed") << QByteArray("attachment; filename=\"abc") << QByteArray("http://h/x") << json << u"abc"_s;
    QTest::newRow("no value") << QByteArray("attachment; filename=") << QByteArray("http://h/x") << json << u"x.json"_s;
}

void tst_SuggestedName::suggests()
{
    QFETCH(QByteArray, disposition);
    QFETCH(QByteArray, url);
    QFETCH(QByteArray, type);
    QTEST(suggestedName(disposition, url, type), "name");
}

QTEST_APPLESS_MAIN(tst_SuggestedName)
#include "tst_SuggestedName.moc"
