#pragma once

#include "app/auth/flow/SignIn.h"

#include <QtWidgets/QWidget>

namespace tessera::ui {

class FieldForm;
class ReadOnlyText;
class TextLabel;
class Theme;

// What a step asks before it goes on: a text to read, fields, and what else may be done ("Send the code again").
class QuestionPage : public QWidget {
    Q_OBJECT
public:
    explicit QuestionPage(const Theme &theme, QWidget *parent = nullptr);

    void setQuestion(const SignInQuestion &question);
    [[nodiscard]] QString title() const { return m_question.title; }
    bool check(); // as LoginPage::check()
    [[nodiscard]] QMap<QString, Secret> values() const;
    void showActionDone(const QString &text);
    void focusFirst();

Q_SIGNALS:
    void submitted();
    void actionChosen(int action);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    const Theme &m_theme;
    SignInQuestion m_question;
    TextLabel *m_help;
    ReadOnlyText *m_document;
    FieldForm *m_fields;
    QWidget *m_actions;
    TextLabel *m_done;
};

}
