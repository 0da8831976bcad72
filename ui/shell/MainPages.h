#pragma once

#include <QtWidgets/QStackedWidget>

namespace tessera {
class ProfileCatalog;
}

namespace tessera::ui {

class SandboxDesk;
class Theme;
class WelcomePage;

// What fills the window: the work, or the APIs to try. Each of the two is laid out when it is looked at first, and the second
// one is made then.
class MainPages : public QStackedWidget {
    Q_OBJECT
public:
    MainPages(const Theme &theme, const ProfileCatalog &profiles, const SandboxDesk &sandbox, QWidget *work, QWidget *parent = nullptr);

    void showWork();
    void showWelcome(bool canLeave); // canLeave: there is something to go back to

Q_SIGNALS:
    void welcomeLeft();
    void requestWanted(); // a new one, from the welcome page
    void sandboxChosen(const QString &profileId);
    void ownServerChosen();

private:
    void showPage(QWidget *page);
    [[nodiscard]] WelcomePage *makeWelcome();

    const Theme &m_theme;
    const ProfileCatalog &m_profiles;
    const SandboxDesk &m_sandbox;
    QWidget *m_work;
    WelcomePage *m_welcome = nullptr;
};

}
