#include "ui/composer/KeptNote.h"
#include "ui/composer/RequestTitle.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;

// The small texts and choices of a tab.
class tst_RequestTitle : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tellsTabsApart_data();
    void tellsTabsApart();
    void saysWhatIsNotKept_data();
    void saysWhatIsNotKept();
};

void tst_RequestTitle::tellsTabsApart_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("title");
    QTest::newRow("its name") << u" List\n processes "_s << u"http://h/a"_s << u"List processes"_s;
    QTest::newRow("nothing") << QString() << QString() << u"New request"_s;
    QTest::newRow("host only") << QString() << u"https://api.example"_s << u"api.example"_s;
    QTest::newRow("end of the path") << QString() << u"https://api.example/v1/users/{{id}}?x=/y#z"_s << u"users/{{id}}"_s;
    QTest::newRow("base URL") << QString() << u"{{baseUrl}}/process"_s << u"process"_s;
    QTest::newRow("user and password") << QString() << u"http://me:secret@h.example"_s << u"h.example"_s;
    QTest::newRow("long") << QString() << u"http://h/"_s + QString(200, u'a') << QString(59, u'a') + u'…';
}

void tst_RequestTitle::tellsTabsApart()
{
    QFETCH(QString, name);
    QFETCH(QString, url);
    RequestDocument document;
    document.name = name;
    document.url = url;
    QTEST(requestTitle(document), "title");
}

void tst_RequestTitle::saysWhatIsNotKept_data()
{
    QTest::addColumn<QStringList>("withheld");
    QTest::addColumn<QStringList>("missing");
    QTest::addColumn<QString>("part");
    QTest::newRow("nothing") << QStringList() << QStringList() << QString();
    QTest::newRow("another part's") << QStringList{u"body"_s} << QStringList() << QString();
    QTest::newRow("a name") << QStringList{u"header:Authorization"_s, u"header:Cookie"_s} << QStringList() << u"Authorization, Cookie"_s;
    QTest::newRow("without a name") << QStringList{u"header"_s} << QStringList() << u"holds a secret"_s;
    QStringList many;
    for (int i = 0; i < 9000; ++i)
        many += u"header:X-Key-%1"_s.arg(i);
    QTest::newRow("many") << many << QStringList() << u"X-Key-5 and 8994 more. "_s;
    QTest::newRow("was not kept") << QStringList() << QStringList{u"header:Cookie"_s} << u"was a secret: Cookie"_s;
}

void tst_RequestTitle::saysWhatIsNotKept()
{
    QFETCH(QStringList, withheld);
    QFETCH(QStringList, missing);
    QFETCH(QString, part);
    const QString text = KeptNote::text(withheld, missing, u"header"_s);
    QCOMPARE(text.isEmpty(), part.isEmpty());
    QVERIFY2(text.contains(part), qPrintable(text));
}

QTEST_APPLESS_MAIN(tst_RequestTitle)
#include "tst_RequestTitle.moc"
