#include "tests/bench/ui/support/OpenProgram.h"

#include "tests/bench/support/Figure.h"
#include "ui/composer/RequestTabs.h"
#include "ui/widgets/CodeView.h"

#include <QtCore/QTimer>
#include <QtWidgets/QApplication>
#include <QtWidgets/QPushButton>

namespace tessera::bench {

using namespace Qt::StringLiterals;

OpenProgram::OpenProgram(const QByteArray &url, int x)
    : m_user(QString::fromLatin1(url))
    , m_services({m_user.programFolder(), u"tessera-bench"_s})
    , m_settings(m_user.programFolder() + "/window.json"_L1, m_services.clock())
    , m_window(m_services, m_theme, m_settings)
{
    const auto loaded = m_settings.load();
    m_theme.applyTo(*qobject_cast<QApplication *>(QCoreApplication::instance()));
    auto *tabs = m_window.findChild<ui::RequestTabs *>();
    demand(tabs, "the window has no requests");
    m_window.move(x, 0);
    m_window.show();
    m_window.start(false, loaded);
    QTimer::singleShot(2500, &m_window, [] { QCoreApplication::exit(); }); // when it has come to rest
    QCoreApplication::exec();
    m_tab = tabs->currentPage();
    m_send = m_tab ? m_tab->findChild<QPushButton *>(u"send"_s) : nullptr;
    m_answer = m_tab ? m_tab->findChild<ui::CodeView *>(u"bodyText"_s) : nullptr;
    demand(m_send && m_answer, "the window has no such request");
}

void OpenProgram::send()
{
    m_send->click();
}

}
