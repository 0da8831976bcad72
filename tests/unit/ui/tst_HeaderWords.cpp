#include "app/http/HttpHeaders.h"
#include "ui/composer/HeaderWords.h"

#include <QtTest/QTest>

#include <algorithm>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;

class tst_HeaderWords : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void canAllBeSent();
    void offers_data();
    void offers();
};

void tst_HeaderWords::canAllBeSent()
{
    QVERIFY(HeaderWords::names().size() > 60);
    for (const QString &name : HeaderWords::names()) {
        QVERIFY2(HttpHeaders({{name.toUtf8(), "x"}}).check(), qPrintable(name));
        for (const QString &value : HeaderWords::values(name))
            QVERIFY2(HttpHeaders({{name.toUtf8(), value.toUtf8()}}).check(), qPrintable(name + u": "_s + value));
    }
    QVERIFY(std::is_sorted(HeaderWords::names().begin(), HeaderWords::names().end(),
        [](const QString &a, const QString &b) { return a.compare(b, Qt::CaseInsensitive) < 0; }));
}

void tst_HeaderWords::offers_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<bool>("isAsked");
    QTest::addColumn<QString>("first"); // empty: nothing is offered
    QTest::addColumn<int>("replaced");
    QTest::newRow("a name") << u"acc"_s << false << u"Accept"_s << 3;
    QTest::newRow("in the middle of names") << u"api-k"_s << false << u"X-API-Key"_s << 5;
    QTest::newRow("nothing typed") << QString() << false << QString() << 0;
    QTest::newRow("nothing typed, asked") << QString() << true << u"A-IM"_s << 0;
    QTest::newRow("a name that is whole") << u"X-GitHub-Api-Version"_s << false << QString() << 0;
    QTest::newRow("a value") << u"content-TYPE: application/j"_s << false << u"application/json"_s << 13;
    QTest::newRow("behind the colon") << u"Accept: "_s << false << u"application/json"_s << 0;
    QTest::newRow("behind a comma") << u"Accept: text/html, app"_s << false << u"application/json"_s << 3;
    QTest::newRow("a scheme") << u"// Authorization: B"_s << false << u"Bearer "_s << 1;
    QTest::newRow("of a name nobody knows") << u"X-Mine: a"_s << false << QString() << 0;
    QTest::newRow("variables are not for it") << u"Accept: {{a"_s << false << QString() << 0;
}

void tst_HeaderWords::offers()
{
    QFETCH(QString, line);
    QFETCH(bool, isAsked);
    const auto offer = HeaderWords::inLine(line, isAsked);
    QTEST(offer.words.value(0).text, "first");
    if (!offer.words.isEmpty())
        QTEST(int(offer.replaced), "replaced");
}

QTEST_APPLESS_MAIN(tst_HeaderWords)
#include "tst_HeaderWords.moc"
