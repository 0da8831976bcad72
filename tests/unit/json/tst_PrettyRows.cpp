#include "app/json/PrettyRows.h"

#include "tests/support/RandomJson.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;

class tst_PrettyRows : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void laysOut_data();
    void laysOut();
    void agreesWithJsonText_data();
    void agreesWithJsonText();
    void namesTokens();
    void cutsLongLines_data();
    void cutsLongLines();
    void folds();
    void foldsAsThePlainWayDoes();
    void foldsALevel();
    void showsWhereItBreaks();
    void growsWithItsIndex();
    void flagsDuplicates();
    void copiesNoMoreThanAllowed();
    void laysOutSequences();
    void showsBrokenLinesOfSequences();
};

namespace {

QStringList textOf(const PrettyRows &rows)
{
    QStringList lines;
    for (const auto &row : rows.rows(0, rows.rowCount()))
        lines += QString(row.depth * 2, u' ') + QString::fromUtf8(row.text);
    return lines;
}

}

void tst_PrettyRows::laysOut_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QStringList>("lines");
    QTest::newRow("nothing") << ""_ba << QStringList();
    QTest::newRow("scalar") << " 1.10 "_ba << QStringList{u"1.10"_s};
    QTest::newRow("empty") << "[ ]"_ba << QStringList{u"[]"_s};
    QTest::newRow("object") << R"({"a":1,"b":[],"c":{"d":[null,"x"]}})"_ba
                            << QStringList{u"{"_s, u"  \"a\": 1,"_s, u"  \"b\": [],"_s, u"  \"c\": {"_s, u"    \"d\": ["_s, u"      null,"_s,
                                   u"      \"x\""_s, u"    ]"_s, u"  }"_s, u"}"_s};
}

void tst_PrettyRows::laysOut()
{
    QFETCH(QByteArray, json);
    const PrettyRows rows(JsonIndex::of(json));
    QTEST(textOf(rows), "lines");
}

void tst_PrettyRows::agreesWithJsonText_data()
{
    QTest::addColumn<int>("size");
    for (const int size : {10, 200, 5'000, 100'000})
        QTest::addRow("%d", size) << size;
}

void tst_PrettyRows::agreesWithJsonText()
{
    QFETCH(int, size);
    RandomJson random{unsigned(size)};
    const QByteArray json = random.document(size, true);
    const PrettyRows rows(JsonIndex::of(json));
    const QByteArray whole = JsonText::indented(json).value();
    QCOMPARE(rows.text(0, rows.rowCount(), whole.size()).value(), whole);
    QCOMPARE(rows.lineCount(), whole.count('\n') + 1);
    const QList<QByteArray> lines = whole.split('\n');
    const auto all = rows.rows(0, rows.rowCount());
    for (qint64 i = 0; i < all.size(); ++i) {
        if (size > 10'000 && random.below(20) > 0)
            continue;
        const auto alone = rows.rows(i, 1);
        QCOMPARE(alone.size(), 1);
        QCOMPARE(alone[0].text, all[i].text);
        QCOMPARE(alone[0].node, all[i].node);
        if (alone[0].piece == 0 && alone[0].text.size() < PrettyRows::longestRow)
            QCOMPARE(alone[0].text, lines[alone[0].line].trimmed());
        for (const auto &token : alone[0].tokens) {
            if (token.at < 0)
                continue;
            QCOMPARE(rows.rowOf(token.at), i);
            QCOMPARE(rows.rowOf(token.at + token.size - 1), i);
        }
    }
}

void tst_PrettyRows::namesTokens()
{
    const QByteArray json = R"({"k" : "v", "n":-1.0, "w":true, "l":[ ]})"_ba;
    const PrettyRows rows(JsonIndex::of(json));
    using Kind = PrettyRows::TokenKind;
    const auto check = [&](qint64 row, const QList<PrettyRows::Token> &tokens) { QCOMPARE(rows.rows(row, 1).constFirst().tokens, tokens); };
    check(0, {{Kind::Punctuation, 0, 1, 0}});
    check(1, {{Kind::Key, 0, 3, 1}, {Kind::Punctuation, 3, 1, -1}, {Kind::String, 5, 3, 7}, {Kind::Punctuation, 8, 1, -1}});
    check(2, {{Kind::Key, 0, 3, 12}, {Kind::Punctuation, 3, 1, -1}, {Kind::Number, 5, 4, 16}, {Kind::Punctuation, 9, 1, -1}});
    check(3, {{Kind::Key, 0, 3, 22}, {Kind::Punctuation, 3, 1, -1}, {Kind::Word, 5, 4, 26}, {Kind::Punctuation, 9, 1, -1}});
    check(4, {{Kind::Key, 0, 3, 32}, {Kind::Punctuation, 3, 1, -1}, {Kind::Punctuation, 5, 2, 36}});
    check(5, {{Kind::Punctuation, 0, 1, json.size() - 1}});
}

void tst_PrettyRows::cutsLongLines_data()
{
    QTest::addColumn<QByteArray>("before"); // so that each byte of a character comes to stand at a cut
    for (int size = 0; size < 10; ++size)
        QTest::addRow("%d", size) << QByteArray(size, 'y');
}

void tst_PrettyRows::cutsLongLines()
{
    QFETCH(QByteArray, before);
    const QByteArray value = '"' + before + QByteArray("ä€😀x").repeated(3000) + '"';
    const QByteArray key = '"' + QByteArray("schlüssel").repeated(700) + '"';
    const QByteArray json = "[1,{" + key + ":" + value + ", " + key + ":[0]},2]";
    const PrettyRows rows(JsonIndex::of(json));
    QCOMPARE(rows.lineCount(), 10);
    const auto all = rows.rows(0, rows.rowCount());
    QCOMPARE(all.size(), rows.rowCount());
    const qint64 pieces = (key.size() + value.size() + PrettyRows::longestRow - 1) / PrettyRows::longestRow;
    QByteArray line;
    for (const auto &row : all) {
        QVERIFY(row.text.size() <= PrettyRows::longestRow + 8);
        QCOMPARE(QString::fromUtf8(row.text).toUtf8(), row.text); // cut between characters
        if (row.line == 3) {
            QCOMPARE(row.piece, line.isEmpty() ? 0 : row.piece);
            line += row.text;
        }
        for (const auto &token : row.tokens) {
            if (token.at >= 0)
                QCOMPARE(json.mid(token.at, token.size), row.text.mid(token.from, token.size));
        }
    }
    QCOMPARE(line, key + ": " + value + ",");
    QCOMPARE(all[3 + pieces].line, 4);
    QCOMPARE(rows.text(0, rows.rowCount(), 1 << 20).value(), JsonText::indented(json).value());
    for (qint64 i = 1; i < json.size(); i += i % 2048 < 8 ? 1 : 61) {
        const qint64 row = rows.rowOf(i);
        if (row != 0)
            QVERIFY(rows.rowOf(i - 1) <= row);
        for (const auto &token : all[row].tokens) {
            if (token.at >= 0 && i >= token.at && i < token.at + token.size)
                goto found;
        }
        QVERIFY2(QByteArrayView(", :").contains(json[i]), qPrintable(QString::number(i)));
    found:;
    }
    // Its last row can be folded.
    const JsonNode list = all[3 + pieces].node;
    PrettyRows folded(JsonIndex::of(json));
    QVERIFY(folded.fold(list));
    QCOMPARE(folded.rowCount(), rows.rowCount() - 2);
}

void tst_PrettyRows::folds()
{
    const QByteArray json = R"({"a":{"b":[1,2],"c":3},"d":[],"e":4})"_ba;
    const auto index = JsonIndex::of(json);
    PrettyRows rows(index);
    const JsonNode a = index->find({u"a"_s}).value(), b = index->find({u"a"_s, u"b"_s}).value();
    QVERIFY(rows.fold(b));
    QCOMPARE(textOf(rows), (QStringList{u"{"_s, u"  \"a\": {"_s, u"    \"b\": […],"_s, u"    \"c\": 3"_s, u"  },"_s, u"  \"d\": [],"_s,
                               u"  \"e\": 4"_s, u"}"_s}));
    QVERIFY(rows.isFolded(b));
    QVERIFY(rows.rows(2, 1).constFirst().isFolded);
    QCOMPARE(rows.rowOf(json.indexOf('2')), 2);
    QCOMPARE(rows.rowOf(json.indexOf('3')), 3);
    QVERIFY(rows.fold(a));
    QCOMPARE(textOf(rows), (QStringList{u"{"_s, u"  \"a\": {…},"_s, u"  \"d\": [],"_s, u"  \"e\": 4"_s, u"}"_s}));
    QCOMPARE(rows.rows(3, 1).constFirst().line, 9);
    QVERIFY(rows.unfold(a));
    QCOMPARE(rows.rowCount(), 8); // b still is
    QVERIFY(rows.fold(a));
    rows.reveal(json.indexOf('2'));
    QCOMPARE(rows.rowCount(), 11);
    QVERIFY(!rows.fold(index->find({u"d"_s}).value())); // empty
    QVERIFY(!rows.fold(index->find({u"e"_s}).value()));
    QVERIFY(!rows.unfold(a));
    QVERIFY(rows.fold(*index->root()));
    QCOMPARE(textOf(rows), QStringList{u"{…}"_s});
    QCOMPARE(rows.text(0, 1, 1000).value(), JsonText::indented(json).value());
    rows.unfoldAll();
    QCOMPARE(rows.rowCount(), 11);
}

void tst_PrettyRows::foldsAsThePlainWayDoes()
{
    RandomJson random(5);
    const QByteArray json = random.document(40'000);
    const auto index = JsonIndex::of(json);
    PrettyRows rows(index);
    const auto all = rows.rows(0, rows.rowCount());
    QHash<qint64, qint64> hidden; // opening row to rows inside
    for (qint64 i = 0; i < all.size(); ++i) {
        if (all[i].canFold) {
            qint64 end = i;
            while (!all[end].isClosing || all[end].node != all[i].node)
                ++end;
            hidden[i] = end - i;
        }
    }
    const QList<qint64> places = hidden.keys();
    QSet<qint64> folded;
    for (int round = 0; round < 60; ++round) {
        for (int i = 0; i < 25; ++i) {
            const qint64 row = places.at(random.below(int(places.size())));
            if (folded.remove(row)) {
                QVERIFY(rows.unfold(all[row].node));
            } else {
                folded.insert(row);
                QVERIFY(rows.fold(all[row].node));
            }
        }
        QList<qint64> shown;
        for (qint64 i = 0; i < all.size(); ++i) {
            shown += i;
            if (folded.contains(i))
                i += hidden[i];
        }
        QCOMPARE(rows.rowCount(), shown.size());
        const auto now = rows.rows(0, rows.rowCount());
        QCOMPARE(now.size(), shown.size());
        for (qint64 i = 0; i < shown.size(); ++i) {
            QCOMPARE(now[i].line, all[shown[i]].line);
            QCOMPARE(now[i].isFolded, folded.contains(shown[i]));
        }
        const qint64 from = random.below(int(shown.size()));
        const auto part = rows.rows(from, 7);
        for (qint64 i = 0; i < part.size(); ++i)
            QCOMPARE(part[i].text, now[from + i].text);
        for (const auto &row : now)
            QVERIFY(row.tokens.isEmpty() || rows.rowOf(row.tokens.constFirst().at) == &row - now.constData());
    }
}

void tst_PrettyRows::foldsALevel()
{
    const auto index = JsonIndex::of(R"([{"a":[1]},[],{"b":[[2]]},3])");
    PrettyRows rows(index);
    rows.foldAll(PrettyRows::foldsAt(*index, 1, {}));
    QCOMPARE(textOf(rows), (QStringList{u"["_s, u"  {…},"_s, u"  [],"_s, u"  {…},"_s, u"  3"_s, u"]"_s}));
    rows.foldAll(PrettyRows::foldsAt(*index, 2, {}));
    QCOMPARE(rows.rowCount(), 10);
}

void tst_PrettyRows::showsWhereItBreaks()
{
    const PrettyRows rows(JsonIndex::of("{\"a\":1,\n\"b\": oops, \"c\":2}\nmore"));
    QCOMPARE(textOf(rows), (QStringList{u"{"_s, u"  \"a\": 1,"_s, u"\"b\": oops, \"c\":2}"_s}));
    const auto last = rows.rows(2, 1).constFirst();
    QCOMPARE(last.tokens.constFirst().kind, PrettyRows::TokenKind::Broken);
    QCOMPARE(last.tokens.constFirst().at, 8);
    QCOMPARE(rows.rowOf(13), 2);
    QCOMPARE(rows.rowOf(5), 1);
}

void tst_PrettyRows::growsWithItsIndex()
{
    RandomJson random(9);
    const QByteArray json = random.document(50'000);
    const PrettyRows whole(JsonIndex::of(json));
    const auto all = whole.rows(0, whole.rowCount());
    auto index = std::make_shared<JsonIndex>();
    PrettyRows rows(index);
    QCOMPARE(rows.rowCount(), 0);
    for (qsizetype size = 0; size < json.size(); size += 3000) {
        index->extend(QByteArrayView(json).first(size), false);
        const auto now = rows.rows(0, rows.rowCount());
        QCOMPARE(now.size(), rows.rowCount());
        for (qsizetype i = 0; i < now.size(); ++i) {
            if (i + 1 < now.size())
                QCOMPARE(now[i].text, all[i].text);
            else
                QVERIFY(all[i].text.startsWith(now[i].text)); // its comma may not have come
        }
    }
    index->extend(json, true);
    QCOMPARE(rows.rowCount(), whole.rowCount());
}

void tst_PrettyRows::flagsDuplicates()
{
    const PrettyRows rows(JsonIndex::of(R"({"a":1,"b":{"a":1,"c":[],"c":{"x":1}},"a":2})"));
    QString flags;
    for (const auto &row : rows.rows(0, rows.rowCount()))
        flags += row.isDuplicate ? u'!' : u'.';
    QCOMPARE(flags, u".!..!!...!."_s);
}

void tst_PrettyRows::copiesNoMoreThanAllowed()
{
    const PrettyRows rows(JsonIndex::of("[\"aaaaaaaaaaaaaaaaaaaa\"]"));
    QVERIFY(!rows.text(0, 3, 20));
    QCOMPARE(rows.text(1, 1, 100).value(), "  \"aaaaaaaaaaaaaaaaaaaa\""_ba);
    QCOMPARE(rows.text(1, 0, 100).value(), ""_ba);
}

void tst_PrettyRows::laysOutSequences()
{
    const QByteArray json = "{\"a\":1}\n[]\n{\"b\":[2]} 3"_ba;
    const auto index = JsonIndex::of(json, JsonIndex::Form::Sequence);
    PrettyRows rows(index);
    QCOMPARE(textOf(rows), (QStringList{u"{"_s, u"  \"a\": 1"_s, u"}"_s, u"[]"_s, u"{"_s, u"  \"b\": ["_s, u"    2"_s, u"  ]"_s, u"}"_s, u"3"_s}));
    QVERIFY(rows.fold(index->children(*index->root(), 0, 1).constFirst()));
    QCOMPARE(rows.rows(0, 1).constFirst().text, "{…}"_ba);
    QCOMPARE(rows.rowCount(), 8);
}

void tst_PrettyRows::showsBrokenLinesOfSequences()
{
    const QByteArray json = "{\"a\":1}\n{\"a\" oops\n[2]\n"_ba;
    const auto index = JsonIndex::of(json, JsonIndex::Form::Sequence);
    PrettyRows rows(index);
    QCOMPARE(textOf(rows), (QStringList{u"{"_s, u"  \"a\": 1"_s, u"}"_s, u"{\"a\" oops"_s, u"["_s, u"  2"_s, u"]"_s}));
    const PrettyRows::Row broken = rows.rows(3, 1).constFirst();
    QCOMPARE(broken.node.kind, JsonKind::Broken);
    QCOMPARE(broken.tokens, (QList<PrettyRows::Token>{{PrettyRows::TokenKind::Broken, 0, 9, 8}}));
    QCOMPARE(rows.rowOf(json.indexOf("oops")), 3);
    QVERIFY(rows.fold(index->children(*index->root(), 2, 1).constFirst()));
    QCOMPARE(rows.rowCount(), 5);

    const QByteArray longLine = "[1]\n" + QByteArray(5000, 'x') + "\n[2]";
    const PrettyRows cut(JsonIndex::of(longLine, JsonIndex::Form::Sequence));
    QCOMPARE(cut.rowCount(), 9);
    QCOMPARE(cut.rows(3, 3).at(2).text.size(), 5000 - 2 * PrettyRows::longestRow);
    QCOMPARE(cut.rows(3, 3).at(2).piece, 2);
}

QTEST_APPLESS_MAIN(tst_PrettyRows)
#include "tst_PrettyRows.moc"
