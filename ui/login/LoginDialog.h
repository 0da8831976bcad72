#pragma once

#include "app/auth/AuthManager.h"
#include "ui/login/LoginForm.h"
#include "ui/login/ProfilePage.h"
#include "ui/widgets/TabWay.h"
#include "ui/widgets/TrustQuestion.h"

#include <QtCore/QPointer>
#include <QtWidgets/QDialog>

class QLabel;
class QPushButton;
class QScrollArea;

namespace tessera::ui {

class LoginFooter;
class LoginPage;
class QuestionPage;
class TextLabel;
class Theme;
class Ticker;

// Signing in: which API, then its form, then whatever the server asks on the way. Opened with open(). It says what it will
// send, sends once, keeps what was typed when the server says no, and cancels what is under way when it is closed. It
// renders and emits; SignInDesk talks to the AuthManager.
class LoginDialog : public QDialog {
    Q_OBJECT
public:
    LoginDialog(const Theme &theme, Ticker &ticker, QWidget *parent = nullptr);
    ~LoginDialog() override;

    // Its first page; a profile that is chosen comes back through showForm().
    void showProfiles(const QList<ProfilePage::Entry> &entries, const QList<Error> &problems, const QString &folder);
    void showForm(const LoginForm &form, int colorIndex);
    [[nodiscard]] const LoginForm *form() const; // null while it shows profiles

    // The attempt that signInRequested() asked for; its owner is this dialog.
    void follow(SignIn *attempt);
    void showDiscovered(const QString &discovery, const Result<DiscoveryOutcome> &outcome);
    // Something that kept an attempt from starting, or a choice about a certificate from being kept.
    void showError(const Error &error);
    [[nodiscard]] bool isSending() const { return m_phase == Phase::Sending; }

    void reject() override; // Esc: cancels what is under way; once more closes

Q_SIGNALS:
    void profileChosen(const QString &id);
    void folderRequested();
    void signInRequested(const tessera::SignInRequest &request);
    void discoveryRequested(const tessera::SignInRequest &request, const QString &id);
    void certificateTrusted(const QString &environment, const tessera::TlsException &exception);
    void signedIn(const tessera::CredentialId &id); // and the dialog is done

protected:
    bool focusNextPrevChild(bool isNext) override { return moveFocus(*this, isNext); }
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    enum class Phase { Choosing, Filling, Sending, Asked };

    void build();
    void setPage(QWidget *page);
    void setPhase(Phase phase);
    void submit();
    void ask(const SignInQuestion &question);
    void finish(const Result<SignInOutcome> &result);
    void finishAccount(const SignInOutcome &outcome);
    void askTrust(const TrustQuestion &question);
    void render(); // title and foot
    void paintMark();
    void fit();
    void showFocused();

    const Theme &m_theme;
    Phase m_phase = Phase::Choosing;
    int m_color = 0;
    QPointer<SignIn> m_attempt;
    std::optional<TrustQuestion> m_distrusted; // what the last call of the attempt ended with
    QPointer<QWidget> m_focusBefore;

    QLabel *m_mark; // of the credential's colour
    TextLabel *m_title;
    QPushButton *m_profiles; // back to the first page
    QScrollArea *m_scroll;
    QWidget *m_content;
    ProfilePage *m_profilePage = nullptr;
    LoginPage *m_loginPage = nullptr;
    QuestionPage *m_questionPage = nullptr;
    QWidget *m_page = nullptr;
    LoginFooter *m_footer;
};

}
