#include "app/auth/profile/ProfileCatalog.h"
#include "ui/shell/MessageArea.h"
#include "ui/shell/ProfileTroubles.h"
#include "ui/theme/Theme.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;

// Wrong profile files are named in the window, all of them, and no longer than they are wrong.
class tst_ProfileTroubles : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void saysWhatIsWrongForAsLongAsItIs();
};

void tst_ProfileTroubles::saysWhatIsWrongForAsLongAsItIs()
{
    QTemporaryDir folder;
    const auto write = [&](const QString &name) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{");
    };
    ProfileCatalog catalog(folder.path());
    Theme theme;
    MessageArea messages(theme);
    ProfileTroubles troubles(catalog, messages, &messages);
    const QString topic = u"profiles"_s;
    QCOMPARE(messages.message(topic), QString());

    write(u"one.json"_s);
    catalog.reload();
    QVERIFY2(messages.message(topic).contains(u"one.json"_s), qPrintable(messages.message(topic)));
    write(u"two.json"_s);
    catalog.reload();
    QCOMPARE(messages.message(topic), u"2 profile files can't be used."_s);
    const auto *banner = messages.findChild<QWidget *>(u"message:profiles"_s);
    QVERIFY(banner);
    QString all;
    for (const QLabel *label : banner->findChildren<QLabel *>())
        all += label->text() + u'\n';
    QVERIFY2(all.contains(u"one.json"_s) && all.contains(u"two.json"_s), qPrintable(all));

    QVERIFY(QFile::remove(folder.filePath(u"one.json"_s)) && QFile::remove(folder.filePath(u"two.json"_s)));
    catalog.reload();
    QCOMPARE(messages.message(topic), QString());
}

QTEST_MAIN(tst_ProfileTroubles)
#include "tst_ProfileTroubles.moc"
