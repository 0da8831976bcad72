#include "app/base/Redactor.h"
#include "app/workspace/DraftStore.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;

class tst_DraftStore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingAtFirst();
    void comesBackAfterARestart();
    void writesNoSecret();
    void anotherWindowWritesNothing();
    void leavesAnUnusableFileAlone_data();
    void leavesAnUnusableFileAlone();
    void putsAnUnusableFileAside();
    void saysWhereItCantWrite();
    void writesInItsOwnThread();

private:
    static Drafts some()
    {
        RequestDocument document;
        document.name = u"List"_s;
        document.url = u"{{baseUrl}}/x"_s;
        RequestDocument origin = document;
        document.headers = {{true, u"Accept"_s, u"*/*"_s}};
        const CredentialId id{u"p"_s, u"e"_s, u"a"_s};
        return {{{document, origin, {}}, {{}, {}, {}}}, 1, {true, 320, 450}, {{u"p"_s, id}}};
    }
    static QByteArray contents(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

void tst_DraftStore::nothingAtFirst()
{
    const QTemporaryDir folder;
    const Redactor redactor;
    DraftStore store(folder.filePath(u"new/tabs.json"_s), redactor);
    QCOMPARE(store.load().value(), Drafts());
    QCOMPARE(store.state(), DraftStore::State::Kept);
}

void tst_DraftStore::comesBackAfterARestart()
{
    const QTemporaryDir folder;
    const Redactor redactor;
    const QString path = folder.filePath(u"tabs.json"_s);
    {
        DraftStore store(path, redactor);
        QVERIFY(store.load());
        QVERIFY(store.save(some()));
    }
    DraftStore store(path, redactor);
    QCOMPARE(store.load().value(), some());
}

void tst_DraftStore::writesNoSecret()
{
    const QTemporaryDir folder;
    const Redactor redactor;
    const QString path = folder.filePath(u"tabs.json"_s);
    Drafts drafts = some();
    drafts.drafts[0].document.headers = {{true, u"Authorization"_s, u"Bearer fake-canary"_s}};
    drafts.drafts[0].origin.url = u"http://h?token=fake-canary"_s;
    {
        DraftStore store(path, redactor);
        QVERIFY(store.load());
        QVERIFY(store.save(drafts));
    }
    QVERIFY(!contents(path).isEmpty());
    QVERIFY(!contents(path).contains("canary"));
    DraftStore store(path, redactor);
    const auto read = store.load();
    QCOMPARE(read->drafts.first().withheld, QStringList{u"header:Authorization"_s});
}

void tst_DraftStore::anotherWindowWritesNothing()
{
    const QTemporaryDir folder;
    const Redactor redactor;
    const QString path = folder.filePath(u"tabs.json"_s);
    DraftStore first(path, redactor);
    QVERIFY(first.load());
    QVERIFY(first.save(some()));
    const QByteArray written = contents(path);

    DraftStore second(path, redactor);
    QCOMPARE(second.load().value(), Drafts());
    QCOMPARE(second.state(), DraftStore::State::OfAnother);
    QVERIFY(second.save(Drafts()));
    QCOMPARE(contents(path), written);
}

void tst_DraftStore::leavesAnUnusableFileAlone_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("half") << QByteArray("{\"schema\": 1, \"drafts\": [{");
    QTest::newRow("other types") << QByteArray("{\"schema\": 1, \"drafts\": 5}");
    QTest::newRow("newer") << QByteArray("{\"schema\": 2, \"news\": true}");
    QTest::newRow("zeros") << QByteArray(1000, '\0');
    QTest::newRow("merge markers") << QByteArray("<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> x\n");
}

void tst_DraftStore::leavesAnUnusableFileAlone()
{
    QFETCH(QByteArray, bytes);
    const QTemporaryDir folder;
    const Redactor redactor;
    const QString path = folder.filePath(u"tabs.json"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    file.close();
    DraftStore store(path, redactor);
    const auto drafts = store.load();
    QVERIFY(!drafts);
    QVERIFY2(drafts.error().message.contains(path), qPrintable(drafts.error().message));
    QCOMPARE(store.state(), DraftStore::State::Unusable);
    QVERIFY(store.save(some()));
    QCOMPARE(contents(path), bytes);
}

void tst_DraftStore::putsAnUnusableFileAside()
{
    const QTemporaryDir folder;
    const Redactor redactor;
    const QString path = folder.filePath(u"tabs.json"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("oops") == 4);
    file.close();
    DraftStore store(path, redactor);
    QVERIFY(!store.load());
    const auto aside = store.putAside();
    QVERIFY(aside.has_value());
    QCOMPARE(contents(*aside), QByteArray("oops"));
    QVERIFY(store.save(some()));
    QVERIFY(contents(path).contains("List"));
}

void tst_DraftStore::saysWhereItCantWrite()
{
    const QTemporaryDir folder;
    const Redactor redactor;
    QFile file(folder.filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    DraftStore store(folder.filePath(u"file/tabs.json"_s), redactor);
    const auto drafts = store.load();
    QVERIFY(!drafts);
    QCOMPARE(drafts.error().kind, ErrorKind::Storage);
    QCOMPARE(store.state(), DraftStore::State::Unusable);
}

void tst_DraftStore::writesInItsOwnThread()
{
    const QTemporaryDir folder;
    const Redactor redactor;
    const QString path = folder.filePath(u"tabs.json"_s);
    int answers = 0;
    {
        DraftStore store(path, redactor);
        QVERIFY(store.load());
        Drafts drafts = some();
        for (int i = 0; i < 50; ++i) {
            drafts.drafts[0].document.url = u"http://h/%1"_s.arg(i);
            store.saveSoon(drafts, {this, [&answers](const Result<Done> &saved) { answers += saved ? 1 : 0; }});
        }
        QCOMPARE(answers, 0); // never before the call returns
        QTRY_COMPARE(answers, 50);
        QVERIFY(contents(path).contains("http://h/49"));
        drafts.drafts[0].document.url = u"http://h/soon"_s;
        store.saveSoon(drafts, {this, [](const Result<Done> &) {}});
        drafts.drafts[0].document.url = u"http://h/now"_s;
        QVERIFY(store.save(drafts));
        QVERIFY(contents(path).contains("http://h/now")); // whichever of the two came first
        drafts.drafts[0].document.url = u"http://h/last"_s;
        store.saveSoon(drafts, {this, [](const Result<Done> &) {}});
    }
    QVERIFY(contents(path).contains("http://h/last"));
}

QTEST_GUILESS_MAIN(tst_DraftStore)
#include "tst_DraftStore.moc"
