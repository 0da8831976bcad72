#include "app/json/JsonPath.h"
#include "tests/support/Corpus.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;

// https://github.com/jsonpath-standard/jsonpath-compliance-test-suite: cts.json of it.
class tst_JsonPathSuite : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void agrees_data();
    void agrees();

private:
    QByteArray m_text; // the index reads it as long as it lives
    std::shared_ptr<const JsonIndex> m_suite;
};

namespace {

QByteArray memberOf(const JsonIndex &index, const JsonNode &object, const QString &name)
{
    const auto found = index.member(object, name);
    return found ? index.value(*found).toByteArray() : QByteArray();
}

QString textOf(const QByteArray &quoted)
{
    const QByteArray object = '{' + quoted + ":0}"; // a string of JSON is a name as well
    const auto index = JsonIndex::of(object);
    return index->name(index->children(*index->root(), 0, 1).value(0));
}

QByteArrayList itemsOf(const QByteArray &list)
{
    const auto index = JsonIndex::of(list);
    QByteArrayList items;
    for (const JsonNode &item : index->children(*index->root(), 0, index->childCount(*index->root())))
        items += JsonText::compact(index->value(item)).value();
    return items;
}

}

void tst_JsonPathSuite::agrees_data()
{
    QTest::addColumn<QByteArray>("test");
    QFile file(Corpus::folder(u"jsonpath-compliance-test-suite"_s).filePath(u"cts.json"_s));
    if (!file.open(QIODevice::ReadOnly))
        QSKIP(qPrintable(Corpus::advice(u"jsonpath-compliance-test-suite"_s)));
    m_text = file.readAll();
    m_suite = JsonIndex::of(m_text);
    const auto tests = m_suite->find({u"tests"_s});
    QVERIFY(tests);
    const auto rows = m_suite->childCount(*tests);
    for (const JsonNode &test : m_suite->children(*tests, 0, rows))
        QTest::newRow(memberOf(*m_suite, test, u"name"_s).constData()) << m_suite->value(test).toByteArray();
    TESSERA_COUNTS_ROWS(rows, 700);
}

void tst_JsonPathSuite::agrees()
{
    QFETCH(QByteArray, test);
    const auto index = JsonIndex::of(test);
    const JsonNode root = *index->root();
    const auto path = JsonPath::parse(textOf(memberOf(*index, root, u"selector"_s)));
    if (memberOf(*index, root, u"invalid_selector"_s) == "true") {
        QVERIFY2(!path, "was accepted");
        QVERIFY(path.error().at >= 0 && path.error().message.endsWith(u'.'));
        return;
    }
    QVERIFY2(path, path ? "" : qPrintable(u"%1: %2"_s.arg(path.error().at).arg(path.error().message)));

    const QByteArray document = memberOf(*index, root, u"document"_s);
    const auto body = JsonIndex::of(document);
    QByteArrayList values, paths;
    for (const JsonNode &node : path->evaluate(*body).nodes) {
        values += JsonText::compact(body->value(node)).value();
        paths += body->normalizedPath(node).toUtf8();
    }
    // Where objects have no order, the suite gives every answer that is right.
    const QByteArray one = memberOf(*index, root, u"result"_s);
    const QByteArrayList right = one.isEmpty() ? itemsOf(memberOf(*index, root, u"results"_s)) : QByteArrayList{one};
    QVERIFY2(std::any_of(right.begin(), right.end(), [&](const QByteArray &answer) { return itemsOf(answer) == values; }),
        '[' + values.join(',') + "] where it should be " + right.join(" or "));
    const QByteArray onePaths = memberOf(*index, root, u"result_paths"_s);
    if (onePaths.isEmpty())
        return;
    QByteArrayList rightPaths;
    for (const QByteArray &quoted : itemsOf(onePaths))
        rightPaths += textOf(quoted).toUtf8();
    QCOMPARE(paths, rightPaths);
}

QTEST_APPLESS_MAIN(tst_JsonPathSuite)
#include "tst_JsonPathSuite.moc"
