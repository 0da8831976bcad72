#include "app/json/JsonIndex.h"
#include "app/json/PrettyRows.h"
#include "tests/support/Corpus.h"

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
    TESSERA_NEEDS_CORPUS(u"JSONTestSuite"_s);
    const QDir suite(Corpus::folder(u"JSONTestSuite"_s).filePath(u"test_parsing"_s));
    const auto files = suite.entryInfoList({u"*.json"_s}, QDir::Files, QDir::Name);
    for (const auto &file : files)
        QTest::newRow(qPrintable(file.fileName())) << file.filePath();
    TESSERA_COUNTS_ROWS(files.size(), 100);
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

    // The index for large bodies says the same of each, at once and byte by byte.
    const auto index = JsonIndex::of(json);
    QCOMPARE(index->fault(), JsonText::faultIn(json));
    JsonIndex slow;
    for (qsizetype size = 0; size < qMin<qsizetype>(json.size(), 2000); ++size)
        slow.extend(QByteArrayView(json).first(size), false);
    slow.extend(json, true);
    QCOMPARE(slow.fault(), index->fault());
    const PrettyRows rows(index);
    QCOMPARE(rows.rows(0, rows.rowCount()).size(), rows.rowCount());
    if (text)
        QCOMPARE(rows.text(0, rows.rowCount(), 1 << 24).value(), *text);
    for (qsizetype at = 0; at < qMin<qsizetype>(json.size(), 2000); ++at) {
        if (const auto node = index->nodeAt(at)) // in broken text as well, as far as it goes
            QVERIFY(index->pointer(*node).size() >= 0 && !index->value(*node).isEmpty());
    }
}

QTEST_APPLESS_MAIN(tst_JsonTestSuite)
#include "tst_JsonTestSuite.moc"
