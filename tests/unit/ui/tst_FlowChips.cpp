#include "app/auth/profile/ProfileCatalog.h"
#include "ui/shell/FlowChips.h"

#include <QtTest/QtTest>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;

class tst_FlowChips : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bundledProfilesInALine_data();
    void bundledProfilesInALine();
    void profileWithoutAnythingHasNone();
};

void tst_FlowChips::bundledProfilesInALine_data()
{
    QTest::addColumn<QStringList>("chips");
    QTest::newRow("datarhei-core") << QStringList{
        u"POST /api/login"_s, u"access + refresh JWT"_s, u"Bearer"_s, u"GET refresh"_s};
    QTest::newRow("kent-hack-enough") << QStringList{
        u"POST /users/token"_s, u"token + refresh + key"_s, u"Basic"_s, u"POST refresh, rotates"_s};
    QTest::newRow("telenor-mic") << QStringList{
        u"POST /auth/login"_s, u"JWT + refresh + identityId"_s, u"raw token + identityId + x-api-key"_s, u"POST refresh"_s};
    QTest::newRow("pagfast-partner") << QStringList{u"POST /login"_s, u"JWT as text"_s, u"Bearer"_s, u"sign in again"_s};
}

void tst_FlowChips::bundledProfilesInALine()
{
    const ProfileCatalog catalog{QString()};
    const AuthProfile *profile = catalog.find(QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(profile);
    QTEST(flowChips(*profile), "chips");
}

void tst_FlowChips::profileWithoutAnythingHasNone()
{
    AuthProfile profile;
    QCOMPARE(flowChips(profile), (QStringList{u"token"_s, u"no refresh"_s}));
    profile.refresh.kind = RefreshRule::Kind::Steps; // and none of them
    profile.apply.query = {{u"access_token"_s, {}, false, {}}};
    profile.apply.cookies = {{u"sid"_s, {}, false, {}}};
    QCOMPARE(flowChips(profile), (QStringList{u"token"_s, u"?access_token= + cookie sid"_s}));
}

QTEST_GUILESS_MAIN(tst_FlowChips)
#include "tst_FlowChips.moc"
