#include "ui/shell/MainPages.h"

#include "ui/shell/SandboxDesk.h"
#include "ui/shell/WelcomePage.h"

#include <QtGui/QShortcut>

namespace tessera::ui {

MainPages::MainPages(const Theme &theme, const ProfileCatalog &profiles, const SandboxDesk &sandbox, QWidget *work, QWidget *parent)
    : QStackedWidget(parent)
    , m_theme(theme)
    , m_profiles(profiles)
    , m_sandbox(sandbox)
    , m_work(work)
{
    work->setParent(this);
    work->hide(); // as long as it is no page
}

void MainPages::showWork()
{
    showPage(m_work);
}

void MainPages::showWelcome(bool canLeave)
{
    if (!m_welcome)
        m_welcome = makeWelcome();
    m_welcome->setCanLeave(canLeave);
    showPage(m_welcome);
    m_welcome->setFocus();
}

void MainPages::showPage(QWidget *page)
{
    if (indexOf(page) < 0)
        addWidget(page);
    setCurrentWidget(page);
}

WelcomePage *MainPages::makeWelcome()
{
    auto *page = new WelcomePage(m_theme, m_profiles);
    page->setSandboxApis(m_sandbox.profiles());
    connect(&m_sandbox, &SandboxDesk::started, page, [this, page] { page->setSandboxApis(m_sandbox.profiles()); });
    connect(page, &WelcomePage::sandboxChosen, this, &MainPages::sandboxChosen);
    connect(page, &WelcomePage::ownServerChosen, this, &MainPages::ownServerChosen);
    connect(new QShortcut(QKeySequence(QStringLiteral("Ctrl+T")), page), &QShortcut::activated, this, &MainPages::requestWanted);
    connect(page, &WelcomePage::left, this, &MainPages::welcomeLeft);
    return page;
}

}
