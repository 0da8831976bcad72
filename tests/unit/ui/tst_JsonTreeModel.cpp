#include "ui/response/JsonTreeModel.h"

#include "tests/support/FakeClock.h"
#include "ui/response/NodeActions.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/HiddenCharacters.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QTest>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;

class tst_JsonTreeModel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void showsWhatIsOpened();
    void putsManyIntoRanges();
    void findsTheWayToAByte_data();
    void findsTheWayToAByte();
    void showsSomeNodesWithTheirPaths();
    void saysWhatValuesMean_data();
    void saysWhatValuesMean();
    void copiesParts_data();
    void copiesParts();

private:
    static QString text(const QAbstractItemModel &model, const QModelIndex &index, int column)
    {
        return model.data(index.siblingAtColumn(column), Qt::DisplayRole).toString();
    }

    FakeClock m_clock;
    Theme m_theme;
};

void tst_JsonTreeModel::showsWhatIsOpened()
{
    const QByteArray json = R"({"id":"a\"b","n":1.10,"list":[true,null],"none":{}})";
    JsonTreeModel model(m_theme, m_clock);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    tester.setUseFetchMore(false); // it would open all there is
    QCOMPARE(model.rowCount(), 0);
    model.setIndex(JsonIndex::of(json));
    const QModelIndex root = model.index(0, 0);
    QCOMPARE(text(model, root, 0), u"$"_s);
    QCOMPARE(text(model, root, 1), u"{ 4 members }"_s);
    QVERIFY(model.canFetchMore(root));
    model.fetchMore(root);
    QCOMPARE(model.rowCount(root), 4);
    QCOMPARE(text(model, model.index(0, 0, root), 0), u"id"_s);
    QCOMPARE(text(model, model.index(0, 0, root), 1), uR"("a\"b")"_s);
    QCOMPARE(text(model, model.index(1, 0, root), 1), u"1.10"_s);
    const QModelIndex list = model.index(2, 0, root);
    model.fetchMore(list);
    QCOMPARE(text(model, model.index(1, 0, list), 0), u"[1]"_s);
    QCOMPARE(text(model, model.index(1, 0, list), 1), u"null"_s);
    QVERIFY(!model.hasChildren(model.index(3, 0, root)));
    QCOMPARE(model.index(1, 0, list).parent(), list);
}

void tst_JsonTreeModel::putsManyIntoRanges()
{
    QByteArray json = "[0";
    for (int i = 1; i < 2500; ++i)
        json += ',' + QByteArray::number(i);
    json += ']';
    JsonTreeModel model(m_theme, m_clock);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    tester.setUseFetchMore(false); // it would open all there is
    model.setIndex(JsonIndex::of(json));
    const QModelIndex root = model.index(0, 0);
    model.fetchMore(root);
    QCOMPARE(model.rowCount(root), 3);
    const QModelIndex last = model.index(2, 0, root);
    QCOMPARE(text(model, last, 0), u"[2000 … 2499]"_s);
    QVERIFY(!model.node(last));
    model.fetchMore(last);
    QCOMPARE(model.rowCount(last), 500);
    QCOMPARE(text(model, model.index(499, 0, last), 1), u"2499"_s);
    QCOMPARE(text(model, model.index(499, 0, last), 0), u"[2499]"_s);
    const QModelIndex found = model.indexOf(json.indexOf(",1234,") + 1);
    QCOMPARE(text(model, found, 1), u"1234"_s);
    QCOMPARE(found.parent().row(), 1);
}

void tst_JsonTreeModel::findsTheWayToAByte_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<QString>("name");
    QTest::newRow("a value") << QByteArray("7") << u"c"_s;
    QTest::newRow("a name") << QByteArray("\"b\"") << u"b"_s;
    QTest::newRow("an item") << QByteArray("\"x\"") << u"[1]"_s;
}

void tst_JsonTreeModel::findsTheWayToAByte()
{
    QFETCH(QByteArray, word);
    const QByteArray json = R"({"a":[{"b":{"c":7}},"x"]})";
    JsonTreeModel model(m_theme, m_clock);
    model.setIndex(JsonIndex::of(json));
    const QModelIndex found = model.indexOf(json.indexOf(word));
    QVERIFY(found.isValid());
    QTEST(text(model, found, 0), "name");
}

void tst_JsonTreeModel::showsSomeNodesWithTheirPaths()
{
    const auto index = JsonIndex::of(R"({"a":[{"id":1},{"id":2}]})");
    JsonTreeModel model(m_theme, m_clock);
    model.setIndex(index);
    model.setNodes({*index->find({u"a"_s, u"0"_s, u"id"_s}), *index->find({u"a"_s, u"1"_s})});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(text(model, model.index(0, 0), 0), u"$['a'][0]['id']"_s);
    QCOMPARE(text(model, model.index(0, 0), 1), u"1"_s);
    model.fetchMore(model.index(1, 0));
    QCOMPARE(text(model, model.index(0, 0, model.index(1, 0)), 0), u"id"_s);
}

// For those who listen: what is painted beside a value, and what a tool tip adds.
void tst_JsonTreeModel::saysWhatValuesMean_data()
{
    QTest::addColumn<QByteArray>("json"); // an object
    QTest::addColumn<QStringList>("said");
    const auto token = [](const QByteArray &claims) {
        const auto options = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
        return QByteArray(R"({"token":")" + QByteArray(R"({"alg":"HS256"})").toBase64(options) + '.' + claims.toBase64(options) + R"(.c2ln"})");
    };
    QTest::newRow("nothing to add") << QByteArray(R"({"a":"b"})") << QStringList();
    QTest::newRow("a name twice") << QByteArray(R"({"a":1,"a":2})") << QStringList{u"there more than once"_s, u"Programs differ in which one counts."_s};
    QTest::newRow("a token") << token(R"({"sub":"ada","exp":1})") << QStringList{u"JWT, expired"_s, u"subject: ada"_s, u"Its signature was not checked."_s};
    QTest::newRow("a token that turns the line round") << token("{\"iss\":\"\xe2\x80\xae\x65vil\"}") << QStringList{u"issuer: "_s + HiddenCharacters::shown(QString(QChar(0x202e))) + u"evil"_s};
    QTest::newRow("a large number") << QByteArray(R"({"n":9007199254740993})") << QStringList{u"kept as written"_s, u"9007199254740992"_s};
}

void tst_JsonTreeModel::saysWhatValuesMean()
{
    QFETCH(QByteArray, json);
    QFETCH(QStringList, said);
    JsonTreeModel model(m_theme, m_clock);
    model.setIndex(JsonIndex::of(json));
    model.fetchMore(model.index(0, 0));
    for (const int column : {JsonTreeModel::NameColumn, JsonTreeModel::ValueColumn}) {
        const QString description = model.index(0, column, model.index(0, 0)).data(Qt::AccessibleDescriptionRole).toString();
        QCOMPARE(description.isEmpty(), said.isEmpty());
        for (const QString &part : std::as_const(said))
            QVERIFY2(description.contains(part), qPrintable(description));
        QVERIFY(!description.contains(QChar(0x202e)));
    }
}

void tst_JsonTreeModel::copiesParts_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<NodePart>("part");
    QTest::addColumn<QString>("text");
    QTest::newRow("what a string says") << u"s"_s << NodePart::Value << u"ä\n\"x\""_s;
    QTest::newRow("a string as JSON") << u"s"_s << NodePart::Json << uR"("\u00e4\n\"x\"")"_s;
    QTest::newRow("a number") << u"n"_s << NodePart::Value << u"1.10"_s;
    QTest::newRow("a subtree") << u"a/b"_s << NodePart::Json << u"{ \"c\": [1] }"_s;
    QTest::newRow("pointer") << u"a/b"_s << NodePart::Pointer << u"/a~1b"_s;
    QTest::newRow("path") << u"a/b"_s << NodePart::Path << u"$['a/b']"_s;
}

void tst_JsonTreeModel::copiesParts()
{
    QFETCH(QString, name);
    QFETCH(NodePart, part);
    const auto index = JsonIndex::of(R"({"s":"\u00e4\n\"x\"","n":1.10,"a/b":{ "c": [1] }})");
    QTEST(nodePart(*index, *index->find({name}), part).value(), "text");
}

QTEST_MAIN(tst_JsonTreeModel)
#include "tst_JsonTreeModel.moc"
