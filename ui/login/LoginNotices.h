#pragma once

#include <QtWidgets/QWidget>

class QCheckBox;

namespace tessera::ui {

class ErrorBanner;
class LoginForm;
class TextLabel;
class Theme;

// What is to be known before a sign-in is sent, and the one thing that has to be allowed first: an address without
// encryption.
class LoginNotices : public QWidget {
    Q_OBJECT
public:
    LoginNotices(const Theme &theme, QWidget *parent = nullptr);
    void showForm(const LoginForm &form);

Q_SIGNALS:
    void httpAllowed(bool isAllowed);

private:
    ErrorBanner *m_warning;
    QCheckBox *m_allowHttp;
    TextLabel *m_hint;
};

}
