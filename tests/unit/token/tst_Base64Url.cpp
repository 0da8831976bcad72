#include "app/token/Base64Url.h"

#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

using namespace tessera;
using Base64Url::Deviation;
using Base64Url::Finding;

class tst_Base64Url : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void decodes_data();
    void decodes();
    void readsWhatItWrites();
};

void tst_Base64Url::decodes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QList<Finding>>("findings");
    const auto row = [](const char *name, const QByteArray &text, const QByteArray &bytes, const QList<Finding> &findings = {}) {
        QTest::newRow(name) << text << bytes << findings;
    };
    row("empty", "", "");
    row("one byte", "Zg", "f");
    row("two bytes", "Zm8", "fo");
    row("three bytes", "Zm9v", "foo");
    row("four bytes", "Zm9vYg", "foob");
    row("both special characters", "-_-_", "\xfb\xff\xbf");
    row("zeros", "AAAA", QByteArray(3, '\0'));
    row("padded once", "Zm8=", "fo", {{Deviation::Padding, 3, 1}});
    row("padded twice", "Zg==", "f", {{Deviation::Padding, 2, 2}});
    row("only padding", "====", "", {{Deviation::Padding, 0, 4}});
    row("padding in the middle", "Zg==Zg", QByteArray("f\x06\x60", 3), {{Deviation::Padding, 2, 2}});
    row("standard alphabet", "+/+/", "\xfb\xff\xbf", {{Deviation::StandardAlphabet, 0, 4}});
    row("mixed alphabets", "-/", "\xfb", {{Deviation::StandardAlphabet, 1, 1}, {Deviation::TailBits, 1, 1}});
    row("space", "Zm 9v", "foo", {{Deviation::WhiteSpace, 2, 1}});
    row("lines", "Zm\r\n9v\n", "foo", {{Deviation::WhiteSpace, 2, 3}});
    row("tab", "\tZm9v", "foo", {{Deviation::WhiteSpace, 0, 1}});
    row("question mark", "?Zm9v", "foo", {{Deviation::ForeignCharacter, 0, 1}});
    row("question mark at the end", "Zm9v?", "foo", {{Deviation::ForeignCharacter, 4, 1}});
    row("not ASCII", "Zm9v\xc3\xbc", "foo", {{Deviation::ForeignCharacter, 4, 2}});
    row("NUL", QByteArray("Zm\0009v", 5), "foo", {{Deviation::ForeignCharacter, 2, 1}});
    row("percent", "Zm%39v", "fm\xfd", {{Deviation::ForeignCharacter, 2, 1}, {Deviation::SingleCharacter, 5, 1}});
    row("single character", "Z", "", {{Deviation::SingleCharacter, 0, 1}});
    row("single character after four", "Zm9vZ", "foo", {{Deviation::SingleCharacter, 4, 1}});
    row("tail bits of one byte", "Zh", "f", {{Deviation::TailBits, 1, 1}});
    row("all tail bits of one byte", "Z_", "g", {{Deviation::TailBits, 1, 1}});
    row("tail bits of two bytes", "Zm9", "fo", {{Deviation::TailBits, 2, 1}});
    row("tail bits and padding", "Zh==", "f", {{Deviation::TailBits, 1, 1}, {Deviation::Padding, 2, 2}});
    row("five bytes", "Zm9vYmE", "fooba");
    row("six bytes", "Zm9vYmFy", "foobar");
    row("all ones", "_____w", QByteArray(4, '\xff'));
    row("last character of the alphabet alone", "_w", "\xff");
    row("padded where nothing is missing", "Zm9v=", "foo", {{Deviation::Padding, 4, 1}});
    row("padded three times", "Zg===", "f", {{Deviation::Padding, 2, 3}});
    row("padding first", "=Zg", "f", {{Deviation::Padding, 0, 1}});
    row("padding of a single character", "Z=", "", {{Deviation::SingleCharacter, 0, 1}, {Deviation::Padding, 1, 1}});
    row("padding and a space", "Zg ==", "f", {{Deviation::WhiteSpace, 2, 1}, {Deviation::Padding, 3, 2}});
    row("percent-encoded padding", "Zg%3D%3D", QByteArray("f\x0d\xc3\xdc", 4), {{Deviation::ForeignCharacter, 2, 2}, {Deviation::TailBits, 7, 1}});
    row("plus alone", "+w", "\xfb", {{Deviation::StandardAlphabet, 0, 1}});
    row("slash alone", "/w", "\xff", {{Deviation::StandardAlphabet, 0, 1}});
    row("standard alphabet and padding", "+/8=", QByteArray("\xfb\xff"), {{Deviation::StandardAlphabet, 0, 2}, {Deviation::Padding, 3, 1}});
    row("only a space", " ", "", {{Deviation::WhiteSpace, 0, 1}});
    row("only lines", "\r\n\r\n", "", {{Deviation::WhiteSpace, 0, 4}});
    row("space at the end", "Zm9v ", "foo", {{Deviation::WhiteSpace, 4, 1}});
    row("vertical tab and form feed", "Zm\v\f9v", "foo", {{Deviation::ForeignCharacter, 2, 2}});
    row("no-break space", "Zm\xc2\xa0" "9v", "foo", {{Deviation::ForeignCharacter, 2, 2}});
    row("quotes around it", "\"Zm9v\"", "foo", {{Deviation::ForeignCharacter, 0, 2}});
    row("a dot in it", "Zm.9v", "foo", {{Deviation::ForeignCharacter, 2, 1}});
    row("comma and colon", "Zm,9:v", "foo", {{Deviation::ForeignCharacter, 2, 2}});
    row("zero width space", "Zm\xe2\x80\x8b" "9v", "foo", {{Deviation::ForeignCharacter, 2, 3}});
    row("byte order mark", "\xef\xbb\xbfZm9v", "foo", {{Deviation::ForeignCharacter, 0, 3}});
    row("highest byte", "\xffZg", "f", {{Deviation::ForeignCharacter, 0, 1}});
    row("tail bits of the last of many", "Zm9vYmFyYh", "foobarb", {{Deviation::TailBits, 9, 1}});
    row("all tail bits of two bytes", "AA_", QByteArray("\0\x0f", 2), {{Deviation::TailBits, 2, 1}});
    row("tail bits behind a foreign one", "Zh!", "f", {{Deviation::TailBits, 1, 1}, {Deviation::ForeignCharacter, 2, 1}});
    row("single character behind a line", "Zm9v\nZ", "foo", {{Deviation::WhiteSpace, 4, 1}, {Deviation::SingleCharacter, 5, 1}});
    row("all at once", " +Z?m8=", QByteArray("\xf9\x99\xbc"), {{Deviation::WhiteSpace, 0, 1}, {Deviation::StandardAlphabet, 1, 1},
        {Deviation::ForeignCharacter, 3, 1}, {Deviation::Padding, 6, 1}});
}

void tst_Base64Url::decodes()
{
    QFETCH(QByteArray, text);
    QFETCH(QList<Finding>, findings);
    const auto decoded = Base64Url::decode(text);
    QTEST(decoded.bytes, "bytes");
    QCOMPARE(decoded.findings, findings);
    QCOMPARE(Base64Url::decodeStrictly(text).has_value(), findings.isEmpty());
    for (const Finding &finding : findings)
        QVERIFY(Base64Url::describe(finding).endsWith(u'.'));
}

void tst_Base64Url::readsWhatItWrites()
{
    QRandomGenerator random(4);
    for (int i = 0; i < 500; ++i) {
        QByteArray bytes(random.bounded(60), Qt::Uninitialized);
        for (char &c : bytes)
            c = char(random.bounded(256));
        QCOMPARE(Base64Url::decodeStrictly(Base64Url::encode(bytes)), bytes);
        QCOMPARE(Base64Url::decode(bytes.toBase64()).bytes, bytes);
        QVERIFY(Base64Url::decode(bytes).bytes.size() <= bytes.size());
    }
}

QTEST_APPLESS_MAIN(tst_Base64Url)
#include "tst_Base64Url.moc"
