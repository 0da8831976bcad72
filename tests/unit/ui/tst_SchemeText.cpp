#include "tests/support/BundledProfile.h"
#include "ui/credentials/SchemeText.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;

class tst_SchemeText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void saysWhatItIs_data();
    void saysWhatItIs();
    void saysWhereItIsKept();
    void aTokenHasNone();

private:
    [[nodiscard]] static CredentialItem itemOf(const QString &profile)
    {
        CredentialItem item;
        item.scheme = CredentialScheme::of(bundledProfile(profile), {}, [](const QString &name) { return std::optional<QString>(u"<"_s + name + u">"_s); });
        item.given = {{u"User name"_s, u"ada"_s}};
        item.accessLabel = u"Password"_s;
        item.status.origins = {u"https://api.example.com"_s};
        return item;
    }
    [[nodiscard]] static QString fact(const SchemeText &text, const QString &name)
    {
        const auto found = std::find_if(text.facts.begin(), text.facts.end(), [&](const auto &each) { return each.first == name; });
        return found == text.facts.end() ? QString() : found->second;
    }
};

void tst_SchemeText::saysWhatItIs_data()
{
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("place");
    QTest::newRow("standard-basic") << u"Basic: user name and password (RFC 7617)"_s << u"the header Authorization"_s;
    QTest::newRow("standard-digest") << u"Digest: user name and password (RFC 7616)"_s << u"the header Authorization"_s;
    QTest::newRow("standard-ntlm") << u"NTLM: a Windows account"_s << u"the header Authorization"_s;
    QTest::newRow("standard-api-key") << u"API key"_s << u"the header <keyName>"_s;
    QTest::newRow("standard-aws-sigv4") << u"AWS Signature Version 4: an access key"_s << u"the header Authorization"_s;
    QTest::newRow("standard-client-certificate") << u"Client certificate"_s << u"the making of the connection"_s;
}

void tst_SchemeText::saysWhatItIs()
{
    const SchemeText text = SchemeText::of(itemOf(QString::fromLatin1(QTest::currentDataTag())));
    QTEST(text.title, "title");
    QTEST(fact(text, u"Goes in"_s), "place");
    QCOMPARE(fact(text, u"Goes to"_s), u"https://api.example.com"_s);
    QCOMPARE(fact(text, u"User name"_s), u"ada"_s);
    QVERIFY(text.note.endsWith(u"until the server says no."_s));
}

void tst_SchemeText::saysWhereItIsKept()
{
    CredentialItem item = itemOf(u"standard-basic"_s);
    QCOMPARE(fact(SchemeText::of(item), u"Password"_s), u"in the keychain"_s);
    item.status.isInMemoryOnly = true;
    QCOMPARE(fact(SchemeText::of(item), u"Password"_s), u"in memory, until Tessera is closed"_s);
    item.isAccessPlain = true;
    QCOMPARE(fact(SchemeText::of(item), u"Password"_s), QString());
}

void tst_SchemeText::aTokenHasNone()
{
    QVERIFY(SchemeText::of(itemOf(u"standard-bearer"_s)).title.isEmpty());
    QVERIFY(SchemeText::of(itemOf(u"datarhei-core"_s)).title.isEmpty());
}

QTEST_APPLESS_MAIN(tst_SchemeText)
#include "tst_SchemeText.moc"
