#pragma once

#include "app/auth/session/Credential.h"
#include "app/base/Result.h"
#include "ui/theme/CredentialColors.h"
#include "ui/widgets/TabWay.h"
#include "ui/widgets/Ticker.h"

#include <QtWidgets/QWidget>

namespace tessera {
class Services;
}

namespace tessera::ui {

class BottomDock;
class CredentialDesk;
class MainPages;
class MessageArea;
class RequestDesk;
class RightSide;
class SandboxDesk;
class SettingsStore;
class Sidebar;
class StatusStrip;
class Theme;
class TimelineDesk;
class TokenDesk;
class TopBar;
class WindowMenu;
class WorkArea;

// The window: puts its parts in their places and connects them. What they do, they do themselves.
class MainWindow : public QWidget {
    Q_OBJECT
public:
    MainWindow(Services &services, Theme &theme, SettingsStore &settings);
    ~MainWindow() override;

    // Brings back credentials, and what runs beside them; once, when the window is there. The tabs are in it from the beginning.
    // `settings`: what came of reading them.
    void start(bool withSandbox, const Result<Done> &settings);

protected:
    bool focusNextPrevChild(bool isNext) override { return moveFocus(*this, isNext); }
    void closeEvent(QCloseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void layOut();
    void connectParts();
    void prepare();
    void showWork(bool isWork);
    void takeCredentials();
    void takePage();
    void choose(const CredentialId &id);
    void begin(const CredentialId &id, bool isNew);
    void signInTo(const QString &profile);

    Services &m_services;
    Theme &m_theme;
    SettingsStore &m_settings;
    CredentialColors m_colors;
    Ticker m_ticker;
    TopBar *m_topBar;
    MessageArea *m_messages;
    CredentialDesk *m_credentials;
    TokenDesk *m_tokens;
    SandboxDesk *m_sandbox;
    RequestDesk *m_requests;
    Sidebar *m_sidebar;
    RightSide *m_right;
    WorkArea *m_work;
    TimelineDesk *m_timeline;
    BottomDock *m_dock;
    MainPages *m_pages;
    StatusStrip *m_status;
    WindowMenu *m_menu;
    CredentialId m_identity; // of the page
};

}
