#pragma once

#include <QtWidgets/QWidget>

class QComboBox;
class QLineEdit;

namespace tessera::ui {

class LabelledField;
class LoginForm;
class Theme;

// Where to: the server's address and, beside it, the name of the environment it belongs to.
class ServerRow : public QWidget {
    Q_OBJECT
public:
    ServerRow(const Theme &theme, LoginForm &form, QWidget *parent = nullptr);

    void showForm(); // what the form says now, proposals included
    void showProblems(const QString &ofServer, const QString &ofEnvironment);
    [[nodiscard]] LabelledField *serverField() const { return m_serverField; }
    [[nodiscard]] LabelledField *environmentField() const { return m_environmentField; }

Q_SIGNALS:
    void edited();
    void sandboxChosen(); // among the environments

private:
    LoginForm &m_form;
    QLineEdit *m_server;
    QComboBox *m_environment;
    LabelledField *m_serverField;
    LabelledField *m_environmentField;
};

}
