#include "app/run/Services.h"
#include "app/sandbox/Sandbox.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

using namespace tessera;
using namespace Qt::StringLiterals;

// The program's parts as they are put together.
class tst_Services : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sandboxComesBackAtItsAddresses();
    void secondProgramLeavesTheFirstItsAddresses();

private:
    [[nodiscard]] static QStringList addresses(Services &services);
};

QStringList tst_Services::addresses(Services &services)
{
    QStringList urls;
    if (!services.startSandbox().isEmpty())
        return urls;
    for (const SandboxApi &api : services.sandbox().apis())
        urls += api.baseUrl;
    return urls;
}

void tst_Services::sandboxComesBackAtItsAddresses()
{
    QTemporaryDir folder;
    const Services::Options options{folder.path(), u"tessera-test"_s};
    const QStringList before = addresses(*std::make_unique<Services>(options));
    QCOMPARE(before.size(), 4);
    QCOMPARE(addresses(*std::make_unique<Services>(options)), before);
}

void tst_Services::secondProgramLeavesTheFirstItsAddresses()
{
    QTemporaryDir folder;
    const Services::Options options{folder.path(), u"tessera-test"_s};
    auto first = std::make_unique<Services>(options);
    const QStringList before = addresses(*first);
    QCOMPARE(before.size(), 4);
    {
        Services second(options);
        const QStringList others = addresses(second);
        QCOMPARE(others.size(), 4);
        QVERIFY(others != before);
    }
    first.reset();
    QCOMPARE(addresses(*std::make_unique<Services>(options)), before);
}

QTEST_GUILESS_MAIN(tst_Services)
#include "tst_Services.moc"
