#pragma once

#include "app/auth/AuthManager.h"
#include "ui/login/LoginForm.h"
#include "ui/widgets/ErrorBanner.h"

#include <QtWidgets/QWidget>

class QCheckBox;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace tessera::ui {

class DiscoveryBox;
class FieldForm;
class LabelledField;
class LoginNotices;
class SegmentedControl;
class ServerRow;
class TextLabel;
class Theme;

// The login dialog's form as widgets: what LoginForm asks and says, and nothing that it does not.
class LoginPage : public QWidget {
    Q_OBJECT
public:
    LoginPage(const Theme &theme, LoginForm form, QWidget *parent = nullptr);

    [[nodiscard]] const LoginForm &form() const { return m_form; }
    // Before it is sent: shows what is wrong below each input and goes to the first of them. True: nothing is.
    bool check();
    // A failed attempt: at the input that it is about, else at the top; the next thing typed takes it away. `aside` is what
    // comes with it ("after 5.0 s").
    void showFailure(const Error &error, const QString &aside, const QList<ErrorBanner::Action> &actions = {});
    void clearFailure();
    void chooseWay(const QString &id);
    void say(ErrorBanner::Kind kind, const QString &message, const QString &detail,
        const QList<ErrorBanner::Action> &actions = {});
    void showDiscovered(const QString &discovery, const Result<DiscoveryOutcome> &outcome);
    void focusFirst(); // the first input that is still empty

Q_SIGNALS:
    void changed(); // what the footer says may differ
    void submitted(); // Enter in an input
    void discoveryRequested(const tessera::SignInRequest &request, const QString &id);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build();
    void showWay(); // fields, choices and texts of the chosen way
    void takeField(const QString &name);
    void useSandbox();
    void takeEdit(); // after anything the person typed
    void render(); // everything that follows what is typed
    QWidget *showProblems(); // the first input that is wrong, or null
    void showWays();
    void showChoices();
    void showValues();

    const Theme &m_theme;
    LoginForm m_form;
    QVBoxLayout *m_column;
    SegmentedControl *m_ways;
    QWidget *m_back; // from a way to an account to signing in
    TextLabel *m_wayHelp;
    ErrorBanner *m_banner;
    ServerRow *m_server;
    QPushButton *m_sandbox; // fills in the one on this computer
    QLineEdit *m_account;
    LabelledField *m_accountField;
    FieldForm *m_fields;
    QWidget *m_choices;
    LoginNotices *m_notices;
    QMap<QString, DiscoveryBox *> m_discoveries;
    QWidget *m_rememberBox;
    QCheckBox *m_remember;
    TextLabel *m_rememberText;
    QWidget *m_otherWays;
    bool m_wasChecked = false; // from then on problems follow what is typed
    bool m_hasFailed = false; // and it still stands there
};

}
