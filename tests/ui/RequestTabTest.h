#pragma once

#include "tests/support/RunWorld.h"
#include "ui/composer/AuthRequestContext.h"
#include "ui/composer/Composer.h"
#include "ui/composer/RequestLine.h"
#include "ui/composer/RequestSender.h"
#include "ui/composer/RequestTab.h"
#include "ui/composer/UrlEdit.h"
#include "ui/credentials/AuthCredentialSource.h"
#include "ui/response/ResponseView.h"
#include "ui/theme/CredentialColors.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/CodeView.h"
#include "ui/widgets/Ticker.h"

#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>

#include <memory>

// One request in a window of its own, with all that is behind it, where ada is signed in to a server of the test's own.
namespace tessera::ui {

class RequestTabTest : public QObject {
protected:
    void openTab()
    {
        if (!m_theme) {
            m_theme = new Theme(this);
            m_theme->applyTo(*qApp);
        }
        m_run = std::make_unique<RunWorld>();
        m_credentials = std::make_unique<AuthCredentialSource>(m_run->world.auth, m_run->world.profiles, m_colors);
        m_context = std::make_unique<AuthRequestContext>(
            AuthRequestContext::Parts{m_run->world.auth, m_run->world.profiles, m_run->runner, m_run->world.clock});
        m_ticker = std::make_unique<Ticker>(m_run->world.clock);
        m_tab = std::make_unique<RequestTab>(RequestTab::Parts{*m_theme, *m_ticker, *m_credentials, *m_context, m_run->world.redactor});
        m_sender = new RequestSender(*m_tab, m_run->runner, m_run->world.auth);
        m_tab->resize(900, 600);
        m_tab->show();
        QVERIFY(QTest::qWaitForWindowActive(m_tab.get()));
    }
    void closeTab()
    {
        m_tab.reset();
        m_ticker.reset();
        m_context.reset();
        m_credentials.reset();
        m_run.reset();
    }

    template <typename T> T *find(const char *name) const { return m_tab->findChild<T *>(QString::fromLatin1(name)); }
    QString textOf(const char *name) const { return find<QLabel>(name)->text(); }
    QString body() const { return find<CodeView>("bodyText")->text(); }
    UrlEdit &url() const { return m_tab->composer().line().url(); }
    void open(const QString &address, const CredentialId &id = AuthWorld::ada)
    {
        RequestDocument document;
        document.url = address;
        document.credential = id;
        m_tab->setDraft({document, document, {}});
    }
    void send()
    {
        url().setFocus();
        QTest::keyClick(&url(), Qt::Key_Return);
    }

    Theme *m_theme = nullptr;
    std::unique_ptr<RunWorld> m_run;
    CredentialColors m_colors;
    std::unique_ptr<AuthCredentialSource> m_credentials;
    std::unique_ptr<AuthRequestContext> m_context;
    std::unique_ptr<Ticker> m_ticker;
    std::unique_ptr<RequestTab> m_tab;
    RequestSender *m_sender = nullptr;
};

}
