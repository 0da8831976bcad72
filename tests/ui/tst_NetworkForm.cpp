#include "app/auth/AuthManager.h"
#include "app/auth/session/Accounts.h"
#include "app/run/Services.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/settings/SettingsStore.h"
#include "ui/theme/Theme.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QSpinBox>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;

// What is set in Settings, Network is what holds: now, after a restart, and with every password in the keychain alone.
class tst_NetworkForm : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void keepsAProxy_data();
    void keepsAProxy();
    void aPasswordThatIsNotTouchedStays();
    void aProxyThatIsGoneTakesItsPasswordAlong();
    void refusesAProxyWithoutAPlace_data();
    void refusesAProxyWithoutAPlace();
    void keepsCertificates();
    void saysWhichFileIsMissing_data();
    void saysWhichFileIsMissing();
    void forgetsOneException();
    void nobodyHasExceptionsAndNoCertificate();
    void nothingIsKeptWithoutSave();

private:
    struct Program {
        explicit Program(const QString &folder)
            : services({folder, u"tst-network-form"_s})
            , settings(folder + "/window.json"_L1, services.clock())
        {
            bool isLoaded = false;
            services.auth().load({&services.auth(), [&isLoaded](const Result<Done> &) { isLoaded = true; }});
            if (!QTest::qWaitFor([&isLoaded] { return isLoaded; }, 10'000))
                qFatal("the accounts are not read");
        }
        Services services;
        SettingsStore settings;
    };
    void open(const QString &environment = u"staging"_s);
    void restart()
    {
        m_window.reset();
        m_program.reset();
        m_program = std::make_unique<Program>(m_folder->path());
    }
    NetworkSettings kept(const QString &environment = u"staging"_s) const { return m_program->services.auth().network({{}, environment, {}}); }
    template <typename T> T *find(const char *name) const { return m_dialog->findChild<T *>(QString::fromLatin1(name)); }
    void type(const char *name, const QString &text)
    {
        auto *field = find<QLineEdit>(name);
        QVERIFY2(field && field->isEnabled() && field->isVisible(), name);
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, text);
    }
    void choose(ProxySettings::Kind kind)
    {
        auto *segment = find<QWidget>("proxyKind")->findChild<QAbstractButton *>(u"segment%1"_s.arg(int(kind)));
        QTest::mouseClick(segment, Qt::LeftButton);
    }
    void save() { QTest::mouseClick(find<QAbstractButton>("saveNetwork"), Qt::LeftButton); }
    QString said() const { return find<QLabel>("bannerMessage")->text(); }
    QString fileWith(const QByteArray &bytes)
    {
        const QString path = m_folder->filePath(u"made%1.pem"_s.arg(++m_files));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("can't write a test file");
        return path;
    }
    // In none of the files.
    bool isOnDisk(const QByteArray &canary) const
    {
        const auto files = QDir(m_folder->path()).entryInfoList(QDir::Files | QDir::Hidden);
        return std::any_of(files.begin(), files.end(), [&](const QFileInfo &info) {
            QFile file(info.filePath());
            return file.open(QIODevice::ReadOnly) && file.readAll().contains(canary);
        });
    }

    Theme *m_theme = nullptr;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Program> m_program;
    std::unique_ptr<QWidget> m_window;
    SettingsDialog *m_dialog = nullptr;
    int m_files = 0;
};

void tst_NetworkForm::init()
{
    if (!m_theme) {
        m_theme = new Theme(this);
        m_theme->applyTo(*qApp);
    }
    m_folder = std::make_unique<QTemporaryDir>();
    m_program = std::make_unique<Program>(m_folder->path());
}

void tst_NetworkForm::cleanup()
{
    m_window.reset();
    m_program.reset();
}

void tst_NetworkForm::open(const QString &environment)
{
    m_window = std::make_unique<QWidget>();
    m_window->resize(900, 700);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get())); // else it comes to the front when the dialog is there
    m_dialog = SettingsDialog::open({m_program->services, *m_theme, m_program->settings}, m_window.get(), environment);
    QVERIFY(QTest::qWaitForWindowActive(m_dialog));
}

void tst_NetworkForm::keepsAProxy_data()
{
    QTest::addColumn<ProxySettings::Kind>("kind");
    QTest::addColumn<bool>("hasPlace");
    QTest::newRow("as the system") << ProxySettings::Kind::System << false;
    QTest::newRow("none") << ProxySettings::Kind::None << false;
    QTest::newRow("HTTP") << ProxySettings::Kind::Http << true;
    QTest::newRow("SOCKS 5") << ProxySettings::Kind::Socks5 << true;
}

void tst_NetworkForm::keepsAProxy()
{
    QFETCH(ProxySettings::Kind, kind);
    QFETCH(bool, hasPlace);
    open();
    choose(kind == ProxySettings::Kind::System ? ProxySettings::Kind::None : kind);
    choose(kind);
    for (const char *name : {"proxyHost", "proxyPort", "proxyUser", "proxyPassword"})
        QCOMPARE(find<QWidget>(name)->isEnabled(), hasPlace);
    ProxySettings expected{kind, {}, 0, {}, {}};
    if (hasPlace) {
        type("proxyHost", u" proxy.example "_s);
        auto *port = find<QSpinBox>("proxyPort");
        port->selectAll();
        QTest::keyClicks(port, u"3129"_s);
        type("proxyUser", u"ada"_s);
        type("proxyPassword", u"fake-proxy-canary"_s);
        expected = {kind, u"proxy.example"_s, 3129, u"ada"_s, Secret(u"fake-proxy-canary"_s)};
    }
    save();
    QTRY_VERIFY2(said().startsWith("Saved."_L1), qPrintable(said()));
    QCOMPARE(kept().proxy, expected);
    QVERIFY(!isOnDisk("fake-proxy-canary"));
    restart();
    QCOMPARE(kept().proxy, expected);
}

void tst_NetworkForm::aPasswordThatIsNotTouchedStays()
{
    open();
    choose(ProxySettings::Kind::Http);
    type("proxyHost", u"proxy.example"_s);
    type("proxyUser", u"ada"_s);
    type("proxyPassword", u"fake-proxy-canary"_s);
    save();
    QTRY_VERIFY(said().startsWith("Saved."_L1));
    restart();
    open();
    auto *password = find<QLineEdit>("proxyPassword");
    QCOMPARE(password->text(), QString()); // never shown again
    QCOMPARE(password->placeholderText(), u"Kept in the keychain"_s);
    type("proxyHost", u"other.example"_s);
    save();
    QTRY_COMPARE(kept().proxy.host, u"other.example"_s);
    QCOMPARE(kept().proxy.password, Secret(u"fake-proxy-canary"_s));
}

void tst_NetworkForm::aProxyThatIsGoneTakesItsPasswordAlong()
{
    open();
    choose(ProxySettings::Kind::Socks5);
    type("proxyHost", u"proxy.example"_s);
    type("proxyUser", u"ada"_s);
    type("proxyPassword", u"fake-proxy-canary"_s);
    save();
    QTRY_VERIFY(said().startsWith("Saved."_L1));
    choose(ProxySettings::Kind::None);
    save();
    QTRY_VERIFY(kept().proxy.password.isEmpty());
    restart();
    QCOMPARE(kept().proxy, (ProxySettings{ProxySettings::Kind::None, {}, 0, {}, {}}));
}

void tst_NetworkForm::refusesAProxyWithoutAPlace_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("says");
    QTest::newRow("none") << QString() << u"needs a host"_s;
    QTest::newRow("a URL") << u"http://proxy.example/"_s << u"without http://"_s;
}

void tst_NetworkForm::refusesAProxyWithoutAPlace()
{
    QFETCH(QString, host);
    QFETCH(QString, says);
    open();
    choose(ProxySettings::Kind::Http);
    type("proxyHost", host);
    save();
    QVERIFY2(said().contains(says), qPrintable(said()));
    QTRY_VERIFY(find<QLineEdit>("proxyHost")->hasFocus());
    QCOMPARE(kept(), NetworkSettings());
    type("proxyHost", u"proxy.example"_s); // and goes on from what was typed
    save();
    QTRY_COMPARE(kept().proxy.host, u"proxy.example"_s);
}

void tst_NetworkForm::keepsCertificates()
{
    const QString authority = fileWith("authority"), certificate = fileWith("certificate"), key = fileWith("key");
    open();
    type("caFile", authority);
    type("clientCertificate", certificate);
    type("clientKey", key);
    type("passphrase", u"fake-passphrase-canary"_s);
    save();
    QTRY_VERIFY2(said().startsWith("Saved."_L1), qPrintable(said()));
    NetworkSettings expected;
    expected.caFile = authority;
    expected.clientCertificate = {certificate, key, Secret(u"fake-passphrase-canary"_s)};
    QCOMPARE(kept(), expected);
    QVERIFY(!isOnDisk("fake-passphrase-canary"));
    restart();
    QCOMPARE(kept(), expected);
    open();
    QCOMPARE(find<QLineEdit>("passphrase")->text(), QString());
    QCOMPARE(find<QLineEdit>("passphrase")->placeholderText(), u"Kept in the keychain"_s);
    QCOMPARE(find<QLineEdit>("clientCertificate")->text(), certificate);
    // Without the certificate its passphrase is nobody's.
    find<QLineEdit>("clientCertificate")->setFocus();
    find<QLineEdit>("clientCertificate")->selectAll();
    QTest::keyClick(find<QLineEdit>("clientCertificate"), Qt::Key_Delete);
    save();
    QTRY_COMPARE(kept().clientCertificate, ClientCertificate());
    QCOMPARE(kept().caFile, authority);
}

void tst_NetworkForm::saysWhichFileIsMissing_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("says");
    QTest::newRow("authorities") << "caFile"_ba << u"certificates to trust is not there"_s;
    QTest::newRow("certificate") << "clientCertificate"_ba << u"client certificate is not there"_s;
}

void tst_NetworkForm::saysWhichFileIsMissing()
{
    QFETCH(QByteArray, field);
    QFETCH(QString, says);
    open();
    type(field, u"/no/such/file.pem"_s);
    save();
    QVERIFY2(said().contains(says) && said().contains("/no/such/file.pem"_L1), qPrintable(said()));
    QTRY_VERIFY(find<QLineEdit>(field)->hasFocus());
    QCOMPARE(find<QLineEdit>(field)->text(), u"/no/such/file.pem"_s);
    QCOMPARE(kept(), NetworkSettings());
}

void tst_NetworkForm::forgetsOneException()
{
    const TlsException one{u"127.0.0.1"_s, 8443, QByteArray(32, '\x5a')}, other{u"api.example"_s, 443, QByteArray(32, '\x3c')};
    QVERIFY(m_program->services.auth().trust(u"staging"_s, one));
    QVERIFY(m_program->services.auth().trust(u"staging"_s, other));
    QVERIFY(m_program->services.auth().trust(u"other"_s, one));
    open();
    auto *list = find<QListWidget>("tlsExceptions");
    QCOMPARE(list->count(), 2);
    QVERIFY(list->item(0)->text().startsWith("127.0.0.1:8443, "_L1));
    QVERIFY(list->item(0)->text().contains("5A:5A:5A"_L1));
    QVERIFY(list->item(1)->text().startsWith("api.example:443, "_L1));
    auto *forget = find<QAbstractButton>("forgetException");
    QVERIFY(!forget->isEnabled()); // none is chosen
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Home);
    forget->setFocus();
    QTest::keyClick(forget, Qt::Key_Space);
    QCOMPARE(list->count(), 1);
    QCOMPARE(kept().tlsExceptions.size(), 2); // until it is saved
    save();
    QTRY_COMPARE(m_program->services.accounts().network(u"staging"_s).tlsExceptions, QList{other});
    QCOMPARE(m_program->services.accounts().network(u"other"_s).tlsExceptions, QList{one});
    restart();
    QCOMPARE(kept().tlsExceptions, QList{other});
}

void tst_NetworkForm::nobodyHasExceptionsAndNoCertificate()
{
    const TlsException exception{u"127.0.0.1"_s, 8443, QByteArray(32, '\x5a')};
    QVERIFY(m_program->services.auth().trust({}, exception));
    open(QString());
    auto *environments = find<QComboBox>("networkEnvironment");
    QVERIFY(environments->currentText().contains("nobody"_L1));
    QCOMPARE(find<QListWidget>("tlsExceptions")->count(), 1);
    QVERIFY(!find<QLineEdit>("clientCertificate")->isVisible());
    QVERIFY(find<QLineEdit>("caFile")->isVisible());
    find<QListWidget>("tlsExceptions")->setCurrentRow(0);
    find<QAbstractButton>("forgetException")->click();
    save();
    QTRY_VERIFY(kept({}).tlsExceptions.isEmpty());
    QVERIFY(m_program->services.accounts().environments().isEmpty());
}

void tst_NetworkForm::nothingIsKeptWithoutSave()
{
    open();
    QVERIFY(!find<QAbstractButton>("saveNetwork")->isEnabled());
    choose(ProxySettings::Kind::Http);
    type("proxyHost", u"proxy.example"_s);
    QVERIFY(find<QAbstractButton>("saveNetwork")->isEnabled());
    m_dialog->close();
    QCOMPARE(kept(), NetworkSettings());
}

QTEST_MAIN(tst_NetworkForm)
#include "tst_NetworkForm.moc"
