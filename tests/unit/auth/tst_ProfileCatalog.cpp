#include "app/auth/profile/ProfileCatalog.h"
#include "app/base/PrivateFile.h"

#include <QtCore/QFile>
#include <QtCore/QRegularExpression>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;

namespace {

QByteArray profile(const QString &id, const QString &name)
{
    return uR"({"schema":1,"id":"%1","name":"%2","fields":[{"name":"user","label":"User"}],
        "signIn":[{"way":"w","label":"W","request":{"method":"POST","path":"/in","json":{"user":"{{user}}"}}}],
        "tokens":{"access":"$response.body#/t"},"apply":{"headers":{"Authorization":"{{access}}"}}})"_s.arg(id, name)
        .toUtf8();
}

QStringList ids(const ProfileCatalog &catalog)
{
    QStringList all;
    for (const AuthProfile *each : catalog.profiles())
        all += each->id;
    return all;
}

const QStringList apiIds{u"datarhei-core"_s, u"kent-hack-enough"_s, u"pagfast-partner"_s, u"telenor-mic"_s};
const QStringList standardIds{u"standard-api-key"_s, u"standard-aws-sigv4"_s, u"standard-basic"_s, u"standard-bearer"_s,
    u"standard-client-certificate"_s, u"standard-digest"_s, u"standard-ntlm"_s};
const QStringList bundledIds = apiIds + standardIds;

}

class tst_ProfileCatalog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bundledProfilesAreThere();
    void ownProfilesFollow();
    void ownProfileTakesABundledOnesPlace();
    void bundledOnesAreCopiedToBeCorrected();
    void badFilesAreNamedAndLeftAlone();
    void secondFileWithAnIdIsNamed();
    void folderIsWatched();
    void folderMayComeLater();
    void unchangedProfilesStayWhereTheyAre();

private:
    void write(const QString &name, const QByteArray &bytes);
    [[nodiscard]] QString folder() const { return m_dir->path(); }
    std::unique_ptr<QTemporaryDir> m_dir;

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
};

void tst_ProfileCatalog::write(const QString &name, const QByteArray &bytes)
{
    QFile file(m_dir->filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

void tst_ProfileCatalog::bundledProfilesAreThere()
{
    const ProfileCatalog catalog(folder());
    QCOMPARE(catalog.problems(), QList<Error>());
    QCOMPARE(ids(catalog), bundledIds);
    for (const AuthProfile *each : catalog.profiles())
        QVERIFY(catalog.isBundled(*each));
    for (const QString &id : bundledIds)
        QCOMPARE(catalog.find(id)->isStandard(), standardIds.contains(id));
    QVERIFY(catalog.find(u"datarhei-core"_s));
    QVERIFY(!catalog.find(u"nobody"_s));
    QCOMPARE(ids(ProfileCatalog(QString())), bundledIds);
}

void tst_ProfileCatalog::ownProfilesFollow()
{
    write(u"b.json"_s, profile(u"zebra"_s, u"Aardvark"_s));
    write(u"a.json"_s, profile(u"ant"_s, u"Bee"_s));
    write(u"notes.txt"_s, "not a profile");
    const ProfileCatalog catalog(folder());
    QCOMPARE(catalog.problems(), QList<Error>());
    QCOMPARE(ids(catalog), apiIds + QStringList({u"zebra"_s, u"ant"_s}) + standardIds);
    QVERIFY(!catalog.isBundled(*catalog.find(u"ant"_s)));
    QCOMPARE(catalog.find(u"ant"_s)->source, m_dir->filePath(u"a.json"_s));
}

void tst_ProfileCatalog::ownProfileTakesABundledOnesPlace()
{
    write(u"mine.json"_s, profile(u"datarhei-core"_s, u"My Core"_s));
    const ProfileCatalog catalog(folder());
    QCOMPARE(catalog.profiles().size(), bundledIds.size());
    QCOMPARE(catalog.find(u"datarhei-core"_s)->name, u"My Core"_s);
    QVERIFY(!catalog.isBundled(*catalog.find(u"datarhei-core"_s)));
}

void tst_ProfileCatalog::bundledOnesAreCopiedToBeCorrected()
{
    ProfileCatalog catalog(folder());
    QSignalSpy changed(&catalog, &ProfileCatalog::changed);
    const auto path = catalog.copyForUser(u"telenor-mic"_s);
    QVERIFY2(path, qPrintable(path ? QString() : path.error().message));
    QCOMPARE(*path, m_dir->filePath(u"telenor-mic.json"_s));
    QVERIFY(!changed.isEmpty());
    QCOMPARE(ids(catalog), QStringList(apiIds).filter(QRegularExpression(u"^(?!telenor-mic$)"_s)) + QStringList(u"telenor-mic"_s) + standardIds);
    QCOMPARE(catalog.find(u"telenor-mic"_s)->source, *path);
    QCOMPARE(QFile(*path).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    // It is the user's own now; and what is there already is never written over.
    QCOMPARE(catalog.copyForUser(u"telenor-mic"_s).error().kind, ErrorKind::Profile);
    QCOMPARE(catalog.copyForUser(u"nobody"_s).error().kind, ErrorKind::Profile);
    write(u"datarhei-core.json"_s, "{");
    catalog.reload();
    QCOMPARE(catalog.copyForUser(u"datarhei-core"_s).error().kind, ErrorKind::Storage);
    QFile broken(m_dir->filePath(u"datarhei-core.json"_s));
    QVERIFY(broken.open(QIODevice::ReadOnly));
    QCOMPARE(broken.readAll(), QByteArray("{"));
    // Nor is anything made where a link leads to.
    QVERIFY(QFile::remove(m_dir->filePath(u"telenor-mic.json"_s)));
    const QString link = m_dir->filePath(u"telenor-mic.json"_s), target = m_dir->filePath(u"elsewhere"_s);
    QVERIFY(QFile::link(target, link));
    catalog.reload();
    QCOMPARE(catalog.copyForUser(u"telenor-mic"_s).error().kind, ErrorKind::Storage);
    QVERIFY(QFileInfo(link).isSymLink() && !QFileInfo::exists(target));
    QVERIFY(!PrivateFile::create(link, "x")); // whoever asks, and whatever came in between
    QVERIFY(QFileInfo(link).isSymLink() && !QFileInfo::exists(target));
}

void tst_ProfileCatalog::badFilesAreNamedAndLeftAlone()
{
    const QByteArray wrong = profile(u"x"_s, u"X"_s).replace("\"POST\"", "\"PO ST\"");
    const QByteArray huge = profile(u"y"_s, u"Y"_s) + QByteArray(2 * 1024 * 1024, ' ');
    const QByteArray newer = profile(u"z"_s, u"Z"_s).replace("\"schema\":1", "\"schema\":2");
    write(u"1.json"_s, wrong);
    write(u"2.json"_s, huge);
    write(u"3.json"_s, newer);
    write(u"4.json"_s, QByteArray("\x00\xff\xfe{", 4));
    write(u"5.json"_s, QByteArray());
    QVERIFY(QFile::link(u"/dev/zero"_s, m_dir->filePath(u"6.json"_s)));
    const ProfileCatalog catalog(folder());
    QCOMPARE(ids(catalog), bundledIds);
    QCOMPARE(catalog.problems().size(), 6);
    for (int i = 0; i < 6; ++i)
        QVERIFY2(catalog.problems().at(i).message.contains(u"%1/%2.json"_s.arg(folder()).arg(i + 1)),
            qPrintable(catalog.problems().at(i).message));
    QVERIFY(catalog.problems().at(0).message.contains("/signIn/0/request/method"_L1));
    QVERIFY(catalog.problems().at(1).message.contains("1 MiB"_L1));
    QVERIFY(catalog.problems().at(2).message.contains("newer Tessera"_L1));
    QFile file(m_dir->filePath(u"3.json"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), newer);
}

void tst_ProfileCatalog::secondFileWithAnIdIsNamed()
{
    write(u"1.json"_s, profile(u"twin"_s, u"First"_s));
    write(u"2.json"_s, profile(u"twin"_s, u"Second"_s));
    const ProfileCatalog catalog(folder());
    QCOMPARE(catalog.find(u"twin"_s)->name, u"First"_s);
    QCOMPARE(catalog.problems().size(), 1);
    QVERIFY(catalog.problems().first().message.contains("2.json"_L1));
}

void tst_ProfileCatalog::folderIsWatched()
{
    ProfileCatalog catalog(folder());
    QSignalSpy changed(&catalog, &ProfileCatalog::changed);
    write(u"new.json"_s, profile(u"new"_s, u"New"_s));
    QTRY_VERIFY(catalog.find(u"new"_s));
    QVERIFY(!changed.isEmpty());
    write(u"new.json"_s, profile(u"new"_s, u"Renamed"_s));
    QTRY_VERIFY(catalog.find(u"new"_s) && catalog.find(u"new"_s)->name == u"Renamed"_s);
    QVERIFY(QFile::remove(m_dir->filePath(u"new.json"_s)));
    QTRY_VERIFY(!catalog.find(u"new"_s));
    QCOMPARE(ids(catalog), bundledIds);
}

void tst_ProfileCatalog::folderMayComeLater()
{
    ProfileCatalog catalog(m_dir->filePath(u"profiles"_s));
    QVERIFY(QDir(folder()).mkdir(u"profiles"_s));
    write(u"profiles/new.json"_s, profile(u"new"_s, u"New"_s));
    QTRY_VERIFY(catalog.find(u"new"_s));
}

void tst_ProfileCatalog::unchangedProfilesStayWhereTheyAre()
{
    ProfileCatalog catalog(folder());
    QSignalSpy changed(&catalog, &ProfileCatalog::changed);
    const AuthProfile *before = catalog.find(u"telenor-mic"_s);
    catalog.reload();
    QVERIFY(changed.isEmpty());
    write(u"new.json"_s, profile(u"new"_s, u"New"_s));
    catalog.reload();
    QCOMPARE(changed.size(), 1);
    QCOMPARE(catalog.find(u"telenor-mic"_s), before);
}

QTEST_GUILESS_MAIN(tst_ProfileCatalog)
#include "tst_ProfileCatalog.moc"
