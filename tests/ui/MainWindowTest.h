#pragma once

#include "app/auth/AuthManager.h"
#include "app/run/Services.h"
#include "ui/composer/RequestTab.h"
#include "ui/composer/RequestTabs.h"
#include "ui/login/LoginDialog.h"
#include "ui/settings/SettingsStore.h"
#include "ui/shell/MainWindow.h"
#include "ui/theme/Theme.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

#include <memory>

// The window as a whole, with everything behind it: a keyring, the sandbox, a folder of its own.
namespace tessera::ui {

class MainWindowTest : public QObject {
protected:
    struct Program {
        explicit Program(const QString &folder, bool isStarted = true)
            : services({folder, QStringLiteral("tst-main-window")})
            , settings(folder + QLatin1StringView("/window.json"), services.clock())
            , loaded(settings.load())
        {
            theme.setChoice(settings.settings().scheme);
            theme.setTextSize(settings.settings().textSize);
            theme.applyTo(*qApp);
            window = std::make_unique<MainWindow>(services, theme, settings);
            window->show();
            if (isStarted)
                window->start(false, loaded);
        }

        Services services;
        SettingsStore settings;
        Result<Done> loaded;
        Theme theme;
        std::unique_ptr<MainWindow> window;
    };

    void openProgram()
    {
        m_program.reset();
        if (!m_folder)
            m_folder = std::make_unique<QTemporaryDir>();
        m_program = std::make_unique<Program>(m_folder->path());
        QVERIFY(QTest::qWaitForWindowActive(m_program->window.get()));
    }
    void closeProgram() // and leave nothing in the keychain
    {
        if (m_program) {
            const QList<CredentialId> ids = m_program->services.auth().credentials();
            int left = int(ids.size());
            for (const CredentialId &id : ids)
                m_program->services.auth().forget(id, {this, [&left](const Result<Done> &) { --left; }});
            QTRY_COMPARE(left, 0);
        }
        m_program.reset();
        m_folder.reset();
    }

    template <typename T> T *find(const QString &name) const { return m_program->window->findChild<T *>(name); }
    [[nodiscard]] QWidget *page(const char *name) const { return find<QWidget>(QString::fromLatin1(name)); }
    [[nodiscard]] RequestTab &tab() const { return *m_program->window->findChild<RequestTabs *>()->currentPage(); }

    void signInTo(const QString &profile)
    {
        const QString name = QStringLiteral("signIn:") + profile;
        QTRY_VERIFY(find<QPushButton>(name) && find<QPushButton>(name)->isVisible());
        QTest::mouseClick(find<QPushButton>(name), Qt::LeftButton);
        QTRY_VERIFY(find<LoginDialog>({}));
        auto *dialog = find<LoginDialog>({});
        QVERIFY(QTest::qWaitForWindowActive(dialog));
        QTest::keyClick(dialog, Qt::Key_Return); // the sandbox's account is filled in
        QTRY_VERIFY_WITH_TIMEOUT(!m_program->services.auth().credentials().isEmpty(), 15000);
    }
    void sendByKeyboard() // and wait for the answer
    {
        QVERIFY(QTest::qWaitForWindowActive(m_program->window.get()));
        QSignalSpy sent(&tab(), &RequestTab::sendRequested);
        page("url")->setFocus();
        QTest::keyClick(page("url"), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(sent.size(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(page("send")->property("text").toString() == QLatin1StringView("Send")
                && find<QLabel>(QStringLiteral("status"))->isVisible(),
            15000);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Program> m_program;
};

}
