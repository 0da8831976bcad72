#include "ui/login/QuestionPage.h"

#include "ui/login/FieldEditor.h"
#include "ui/login/FieldForm.h"
#include "ui/login/FieldInput.h"
#include "ui/theme/ButtonRole.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/ReadOnlyText.h"
#include "ui/widgets/TextLabel.h"
#include "ui/widgets/WrapLayout.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostDocumentLines = 14, linkInset = 6;

}

QuestionPage::QuestionPage(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_help(new TextLabel(theme, TextRole::Body, Token::Text, {}, this))
    , m_document(new ReadOnlyText(theme, this))
    , m_fields(new FieldForm(theme, this))
    , m_actions(new QWidget(this))
    , m_done(new TextLabel(theme, TextRole::Small, Token::Dim, {}, this))
{
    setObjectName(u"questionPage"_s);
    m_help->setWordWrap(true);
    m_document->setObjectName(u"questionDocument"_s);
    m_document->edit()->setAccessibleName(tr("Text to read first"));
    m_document->setMostLines(mostDocumentLines);
    m_done->setObjectName(u"questionActionDone"_s);
    m_done->setWordWrap(true);
    new WrapLayout(theme.px(6), theme.px(2), theme.px(linkInset), m_actions);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.px(12));
    for (QWidget *part : {static_cast<QWidget *>(m_help), static_cast<QWidget *>(m_document),
             static_cast<QWidget *>(m_fields), m_actions, static_cast<QWidget *>(m_done)})
        column->addWidget(part);
}

void QuestionPage::setQuestion(const SignInQuestion &question)
{
    m_question = question;
    m_help->setText(question.help);
    m_help->setVisible(!question.help.isEmpty());
    m_document->setText(question.document);
    m_document->setVisible(!question.document.isEmpty());
    m_fields->setFields(question.fields);
    m_fields->setVisible(!question.fields.isEmpty());
    for (const Field &field : question.fields)
        m_fields->editor(field.name)->setValue(Secret(field.defaultValue));
    m_done->clear();
    m_done->hide();

    while (QLayoutItem *item = m_actions->layout()->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    for (int i = 0; i < question.actions.size(); ++i) {
        auto *button = new QPushButton(question.actions.at(i), m_actions);
        button->setObjectName(u"questionAction%1"_s.arg(i));
        setButtonRole(button, ButtonRole::Link);
        connect(button, &QPushButton::clicked, this, [this, i] { Q_EMIT actionChosen(i); });
        m_actions->layout()->addWidget(button);
    }
    m_actions->setVisible(!question.actions.isEmpty());
}

bool QuestionPage::check()
{
    QMap<QString, QString> problems;
    const QMap<QString, Secret> typed = m_fields->values();
    for (const Field &field : m_question.fields)
        problems[field.name] = FieldInput::problem(field, typed.value(field.name).reveal());
    FieldEditor *wrong = m_fields->showProblems(problems);
    if (wrong)
        wrong->setFocus(Qt::OtherFocusReason);
    return !wrong;
}

QMap<QString, Secret> QuestionPage::values() const
{
    QMap<QString, Secret> cleaned;
    const QMap<QString, Secret> typed = m_fields->values();
    for (const Field &field : m_question.fields)
        cleaned[field.name] = Secret(FieldInput::cleaned(typed.value(field.name).reveal(), field.isSecret));
    return cleaned;
}

void QuestionPage::showActionDone(const QString &text)
{
    m_done->setText(text);
    m_done->setVisible(!text.isEmpty());
}

void QuestionPage::focusFirst()
{
    if (!m_question.document.isEmpty())
        m_document->setFocus(Qt::OtherFocusReason);
    else if (!m_question.fields.isEmpty())
        m_fields->editor(m_question.fields.constFirst().name)->setFocus(Qt::OtherFocusReason);
}

void QuestionPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        Q_EMIT submitted();
    else
        QWidget::keyPressEvent(event);
}

}
