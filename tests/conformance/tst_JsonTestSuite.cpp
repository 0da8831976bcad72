#include "app/json/JsonText.h"

#include <QtCore/QDir>
#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;

// https://github.com/nst/JSONTestSuite: y_ is JSON, n_ is not, i_ may be either.
class tst_JsonTestSuite : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void agrees_data();
    void agrees();
};

void tst_JsonTestSuite::agrees_data()
{
    QTest::addColumn<QString>("path");
    const QDir corpora(qEnvironmentVariable("TESSERA_CORPORA", QStringLiteral(TESSERA_SOURCE_DIR "/../shared/corpora")));
    const QDir suite(corpora.filePath(u"JSONTestSuite/test_parsing"_s));
    const auto files = suite.entryInfoList({u"*.json"_s}, QDir::Files, QDir::Name);
    if (files.isEmpty())
        QSKIP("JSONTestSuite is not here: set TESSERA_CORPORA to the folder that holds it.");
    for (const auto &file : files)
        QTest::newRow(qPrintable(file.fileName())) << file.filePath();
}

void tst_JsonTestSuite::agrees()
{
    QFETCH(QString, path);
    QFile file(path);
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.errorString()));
    const QByteArray json = file.readAll();

    const auto text = JsonText::indented(json);
    const QString name = QFileInfo(path).fileName();
    if (name.startsWith("y_"_L1))
        QVERIFY2(text.has_value(), text ? "" : qPrintable(text.error().message));
    if (name.startsWith("n_"_L1))
        QVERIFY2(!text.has_value(), "was accepted");
    if (text) {
        QCOMPARE(JsonText::indented(*text).value(), *text);
        QCOMPARE(JsonText::compact(*text).value(), JsonText::compact(json).value());
    } else {
        QVERIFY(text.error().at >= 0 && text.error().at <= json.size());
        QVERIFY(text.error().line >= 1 && text.error().column >= 1);
        QCOMPARE(JsonText::faultIn(json).value(), text.error());
    }
}

QTEST_APPLESS_MAIN(tst_JsonTestSuite)
#include "tst_JsonTestSuite.moc"
