#include "ui/response/HeaderGuide.h"

#include "app/json/JsonReader.h"

#include <QtCore/QFile>
#include <QtCore/QRegularExpression>
#include <QtTest/QTest>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;

class tst_HeaderGuide : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void explainsInAnyCase();
    void knowsNothingOfOthers();
    void everyEntryIsASentence();
};

void tst_HeaderGuide::explainsInAnyCase()
{
    const HeaderGuide guide;
    QVERIFY(guide.count() > 200);
    QVERIFY(guide.sentence("Content-Type").contains("media type"_L1));
    QCOMPARE(guide.sentence("content-type"), guide.sentence("Content-Type"));
    for (const QByteArray name : {"Date", "ETag", "Cache-Control", "Set-Cookie", "WWW-Authenticate", "Transfer-Encoding", "Vary", "Location"})
        QVERIFY2(!guide.sentence(name).isEmpty(), name.constData());
}

void tst_HeaderGuide::knowsNothingOfOthers()
{
    const HeaderGuide guide;
    QVERIFY(guide.sentence("X-Nobody-Has-Heard-Of").isEmpty());
    QVERIFY(guide.sentence({}).isEmpty());
}

void tst_HeaderGuide::everyEntryIsASentence()
{
    QFile file(u":/resources/guide/headers.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto json = parseJson(file.readAll(), file.fileName());
    QVERIFY2(json, json ? "" : qPrintable(json.error().message)); // no name stands twice
    static const QRegularExpression token(u"^[A-Za-z0-9!#$%&'*+.^_`|~-]+$"_s);
    for (const auto &[name, sentence] : json->items()) {
        QVERIFY2(token.match(toQString(name)).hasMatch(), name.c_str());
        QVERIFY2(sentence.is_string(), name.c_str());
        const QString text = toQString(sentence.get<std::string>());
        QVERIFY2(text.endsWith(u'.') && text.size() > 20 && text.size() < 160, name.c_str());
    }
}

QTEST_APPLESS_MAIN(tst_HeaderGuide)
#include "tst_HeaderGuide.moc"
