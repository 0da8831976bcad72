#include "app/http/BytePattern.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QRegularExpression>
#include <QtTest/QTest>

#include <random>

using namespace tessera;
using namespace Qt::StringLiterals;
using How = SearchQuery::How;

class tst_BytePattern : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void finds_data();
    void finds();
    void refusesWhatIsNoRegex_data();
    void refusesWhatIsNoRegex();
    void findsInBytesThatAreNotUtf8();
    void agreesWithThePlainWay_data();
    void agreesWithThePlainWay();
    void agreesWithQtOnCase();
    void givesUpOnEndlessTries_data();
    void givesUpOnEndlessTries();
    void keepsToItsRange();
};

namespace {

QStringList hitsOf(const SearchQuery &query, const QByteArray &text, qint64 from = 0, qint64 to = -1)
{
    const auto pattern = BytePattern::compile(query);
    if (!pattern)
        return {u"refused"_s};
    QStringList hits;
    pattern->scan(text, from, to < 0 ? text.size() : to, [&](BytePattern::Hit hit) {
        hits += QString::number(hit.at) + u':' + QString::fromUtf8(text.mid(hit.at, hit.size));
        return true;
    });
    return hits;
}

}

void tst_BytePattern::finds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("how"); // 0 literal, 1 ignoring case, 2 regex, 3 regex ignoring case
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<QStringList>("hits");
    QTest::newRow("literal") << u"abcabc"_s << 0 << u"bc"_s << QStringList{u"1:bc"_s, u"4:bc"_s};
    QTest::newRow("one byte") << u"abca"_s << 0 << u"a"_s << QStringList{u"0:a"_s, u"3:a"_s};
    QTest::newRow("case counts") << u"aA"_s << 0 << u"A"_s << QStringList{u"1:A"_s};
    QTest::newRow("no overlap") << u"aaaa a"_s << 0 << u"aa"_s << QStringList{u"0:aa"_s, u"2:aa"_s};
    QTest::newRow("no regex") << u"a.c abc"_s << 0 << u"a.c"_s << QStringList{u"0:a.c"_s};
    QTest::newRow("longer than the text") << u"ab"_s << 0 << u"abc"_s << QStringList();
    QTest::newRow("in a long text") << QString(100, u'x') + u"needle"_s + QString(100, u'x') << 0 << u"needle"_s
                                    << QStringList{u"100:needle"_s};
    QTest::newRow("at the very end") << QString(100, u'x') + u"needle"_s << 0 << u"needle"_s << QStringList{u"100:needle"_s};
    QTest::newRow("ASCII case") << u"ToDo @`[{"_s << 1 << u"tODO @"_s << QStringList{u"0:ToDo @"_s};
    QTest::newRow("no letters in either case") << u"@` [{"_s << 1 << u"@"_s << QStringList{u"0:@"_s};
    QTest::newRow("umlaut") << u"ÄPFEL äpfel"_s << 1 << u"Äpfel"_s << QStringList{u"0:ÄPFEL"_s, u"7:äpfel"_s};
    QTest::newRow("sharp s") << u"STRAßE straße"_s << 1 << u"straße"_s << QStringList{u"0:STRAßE"_s, u"8:straße"_s};
    QTest::newRow("sigma") << u"σας ΣΑΣ"_s << 1 << u"ΣΑσ"_s << QStringList{u"0:σας"_s, u"7:ΣΑΣ"_s};
    QTest::newRow("Cyrillic") << u"МОСКВА москва"_s << 1 << u"Москва"_s << QStringList{u"0:МОСКВА"_s, u"13:москва"_s};
    QTest::newRow("Kelvin") << u"10 \u212A"_s << 1 << u"10 k"_s << QStringList{u"0:10 \u212A"_s};
    QTest::newRow("long s") << u"Wach\u017Ftube"_s << 1 << u"wachSTUBE"_s << QStringList{u"0:Wach\u017Ftube"_s};
    QTest::newRow("anchor behind wide letters") << u"xÄÄb ääB"_s << 1 << u"ääb"_s << QStringList{u"1:ÄÄb"_s, u"7:ääB"_s};
    QTest::newRow("regex") << u"a1 b22 c"_s << 2 << uR"([a-z]\d+)"_s << QStringList{u"0:a1"_s, u"3:b22"_s};
    QTest::newRow("lines") << u"ab\nab"_s << 2 << u"^ab$"_s << QStringList{u"0:ab"_s, u"3:ab"_s};
    QTest::newRow("Unicode classes") << u"Jürgen ٣"_s << 2 << uR"(\w+)"_s << QStringList{u"0:Jürgen"_s, u"8:٣"_s};
    QTest::newRow("a dot is a character") << u"ä€"_s << 2 << u"."_s << QStringList{u"0:ä"_s, u"2:€"_s};
    QTest::newRow("nothing is no hit") << u"baa"_s << 2 << u"a*"_s << QStringList{u"1:aa"_s};
    QTest::newRow("looks back") << u"ab cb"_s << 2 << u"(?<=a)b"_s << QStringList{u"1:b"_s};
    QTest::newRow("regex ignoring case") << u"Ärger ärger"_s << 3 << u"ÄR[a-z]+"_s << QStringList{u"0:Ärger"_s, u"7:ärger"_s};
}

void tst_BytePattern::finds()
{
    QFETCH(QString, text);
    QFETCH(int, how);
    QFETCH(QString, wanted);
    QTEST(hitsOf({wanted, how < 2 ? How::Literal : How::Regex, how % 2 == 1}, text.toUtf8()), "hits");
}

void tst_BytePattern::refusesWhatIsNoRegex_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("place");
    QTest::newRow("bracket") << u"ä(b"_s << u"character 4"_s;
    QTest::newRow("class") << u"[a"_s << u"character 3"_s;
    QTest::newRow("nothing to repeat") << u"*"_s << u"character 1"_s;
    QTest::newRow("nothing") << u""_s << u"nothing to look for"_s;
}

void tst_BytePattern::refusesWhatIsNoRegex()
{
    QFETCH(QString, text);
    QFETCH(QString, place);
    const auto pattern = BytePattern::compile({text, How::Regex, false});
    QVERIFY(!pattern);
    QCOMPARE(pattern.error().kind, ErrorKind::Input);
    QVERIFY2(pattern.error().message.contains(place), qPrintable(pattern.error().message));
}

void tst_BytePattern::findsInBytesThatAreNotUtf8()
{
    const QByteArray text = "\xff\xfe" "ab\x80 Ab\xc3" "AB\xe2\x82"_ba;
    QCOMPARE(hitsOf({u"ab"_s, How::Literal, true}, text).size(), 3);
    QCOMPARE(hitsOf({u"ab"_s, How::Regex, true}, text).size(), 3);
    QCOMPARE(hitsOf({u"bä"_s, How::Literal, true}, text).size(), 0);
    QCOMPARE(hitsOf({u"\\w+"_s, How::Regex, false}, text).size(), 3);
}

void tst_BytePattern::agreesWithThePlainWay_data()
{
    QTest::addColumn<bool>("ignoresCase");
    QTest::newRow("literal") << false;
    QTest::newRow("ignoring case") << true;
}

void tst_BytePattern::agreesWithThePlainWay()
{
    QFETCH(bool, ignoresCase);
    std::mt19937 random(3);
    const auto below = [&](int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(random); };
    const QStringList letters{u"a"_s, u"A"_s, u"b"_s, u"k"_s, u"S"_s, u"ä"_s, u"Ä"_s, u"д"_s, u"Д"_s, u" "_s};
    const auto word = [&](int size) {
        QString text;
        for (int i = 0; i < size; ++i)
            text += letters.at(below(int(letters.size())));
        return text;
    };
    for (int round = 0; round < 300; ++round) {
        const QString text = word(below(400)), wanted = word(1 + below(4));
        QStringList expected;
        const auto sensitivity = ignoresCase ? Qt::CaseInsensitive : Qt::CaseSensitive;
        for (qsizetype at = text.indexOf(wanted, 0, sensitivity); at >= 0; at = text.indexOf(wanted, at + wanted.size(), sensitivity))
            expected += QString::number(text.left(at).toUtf8().size()) + u':' + text.mid(at, wanted.size());
        QCOMPARE(hitsOf({wanted, How::Literal, ignoresCase}, text.toUtf8()), expected);
        QCOMPARE(hitsOf({QRegularExpression::escape(wanted), How::Regex, ignoresCase}, text.toUtf8()), expected);
    }
}

// Every letter of the Latin, Greek and Cyrillic blocks finds its other case.
void tst_BytePattern::agreesWithQtOnCase()
{
    for (char32_t c = 0x41; c < 0x530; ++c) {
        const QString lower = QString::fromUcs4(&c, 1), upper = QString(QChar(char16_t(QChar::toUpper(c))));
        if (!QChar::isLower(c) || lower == upper || QChar::toLower(QChar::toUpper(c)) != c)
            continue;
        QCOMPARE(hitsOf({u"7"_s + lower, How::Literal, true}, (u"7"_s + upper).toUtf8()).size(), 1);
        QCOMPARE(hitsOf({upper, How::Literal, true}, (u"7"_s + lower).toUtf8()).size(), 1);
    }
}

void tst_BytePattern::givesUpOnEndlessTries_data()
{
    QTest::addColumn<QString>("regex");
    QTest::newRow("nested") << u"(a+)+b"_s;
    QTest::newRow("choices") << u"(a|aa)+b"_s;
    QTest::newRow("far") << u"(?s)a.*?b"_s;
}

void tst_BytePattern::givesUpOnEndlessTries()
{
    QFETCH(QString, regex);
    const QByteArray text(4'000'000, 'a');
    const auto pattern = BytePattern::compile({regex, How::Regex, false});
    QVERIFY(pattern);
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(pattern->scan(text, 0, text.size(), [](BytePattern::Hit) { return true; }), BytePattern::Outcome::TooHard);
    QVERIFY2(timer.elapsed() < 60'000, qPrintable(QString::number(timer.elapsed())));
}

void tst_BytePattern::keepsToItsRange()
{
    const QByteArray text = "ab ab ab ab"_ba;
    for (const auto &query : {SearchQuery{u"ab"_s, How::Literal, false}, SearchQuery{u"AB"_s, How::Literal, true}, SearchQuery{u"a\\w"_s, How::Regex, false}}) {
        QCOMPARE(hitsOf(query, text, 3, 6), QStringList{u"3:ab"_s});
        QCOMPARE(hitsOf(query, text, 4, 6), QStringList());
        QCOMPARE(hitsOf(query, text, 3, 7), (QStringList{u"3:ab"_s, u"6:ab"_s})); // it begins there
        QCOMPARE(hitsOf(query, text, 20, 30), QStringList());
    }
}

QTEST_APPLESS_MAIN(tst_BytePattern)
#include "tst_BytePattern.moc"
