#include "ui/credentials/CredentialFilter.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;

class tst_CredentialFilter : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void findsByEveryWord_data();
    void findsByEveryWord();
    void isQuickWithTenThousand();
};

void tst_CredentialFilter::findsByEveryWord_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("accounts");
    QTest::newRow("nothing typed") << QString() << QStringList{u"admin"_s, u"Anna"_s, u"partner"_s};
    QTest::newRow("blanks") << u"  "_s << QStringList{u"admin"_s, u"Anna"_s, u"partner"_s};
    QTest::newRow("account, any case") << u"aNN"_s << QStringList{u"Anna"_s};
    QTest::newRow("profile") << u"datarhei"_s << QStringList{u"admin"_s, u"Anna"_s};
    QTest::newRow("the name that is shown") << u"video core"_s << QStringList{u"admin"_s, u"Anna"_s};
    QTest::newRow("environment") << u"prod"_s << QStringList{u"Anna"_s, u"partner"_s};
    QTest::newRow("all words") << u"prod core"_s << QStringList{u"Anna"_s};
    QTest::newRow("none") << u"nobody"_s << QStringList();
    QTest::newRow("no pattern") << u".*"_s << QStringList();
}

void tst_CredentialFilter::findsByEveryWord()
{
    QFETCH(QString, text);
    const QList<CredentialId> ids{{u"datarhei-core"_s, u"Sandbox"_s, u"admin"_s},
        {u"datarhei-core"_s, u"Production"_s, u"Anna"_s}, {u"pagfast-partner"_s, u"Production"_s, u"partner"_s}};
    QStringList found;
    for (const CredentialId &id : matchingCredentials(ids, text, {{u"datarhei-core"_s, u"Video Core"_s}}))
        found.append(id.account);
    QTEST(found, "accounts");
}

void tst_CredentialFilter::isQuickWithTenThousand()
{
    QList<CredentialId> ids;
    for (int i = 0; i < 10'000; ++i)
        ids.append({u"datarhei-core"_s, u"Production"_s, u"account %1"_s.arg(i)});
    QBENCHMARK_ONCE
    {
        QCOMPARE(matchingCredentials(ids, u"prod 9999"_s).size(), 1);
    }
}

QTEST_GUILESS_MAIN(tst_CredentialFilter)
#include "tst_CredentialFilter.moc"
