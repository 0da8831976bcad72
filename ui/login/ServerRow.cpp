#include "ui/login/ServerRow.h"

#include "ui/login/LabelledField.h"
#include "ui/login/LoginForm.h"
#include "ui/theme/ControlLook.h"
#include "ui/theme/Icon.h"
#include "ui/theme/Theme.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int environmentWidth = 124;

}

ServerRow::ServerRow(const Theme &theme, LoginForm &form, QWidget *parent)
    : QWidget(parent)
    , m_form(form)
    , m_server(new QLineEdit(form.baseUrl()))
    , m_environment(new QComboBox)
{
    m_server->setObjectName(u"loginServer"_s);
    m_server->setFont(theme.font(TextRole::Mono));
    const QString example = form.profile().baseUrlPlaceholder;
    m_server->setPlaceholderText(tr("e.g. %1").arg(example.isEmpty() ? u"https://api.example.com"_s : example));
    if (form.isServerFixed()) {
        m_server->setReadOnly(true);
        m_server->addAction(themedIcon(theme, Icon::Lock, Token::Faint), QLineEdit::TrailingPosition)->setText(tr("This address is given"));
    }
    m_serverField = new LabelledField(theme, tr("Server"), m_server, this);
    m_serverField->setHelp(form.isServerFixed() ? QString() : form.profile().baseUrlHelp);

    m_environment->setObjectName(u"loginEnvironment"_s);
    m_environment->setEditable(true);
    m_environment->setInsertPolicy(QComboBox::NoInsert);
    for (const auto &[name, baseUrl] : form.surroundings().environments)
        m_environment->addItem(name, baseUrl);
    m_environment->setCurrentIndex(-1);
    m_environment->setEditText(form.typedEnvironment());
    m_environment->setEnabled(!form.isServerFixed());
    m_environmentField = new LabelledField(theme, tr("Environment"), m_environment, this);
    m_environmentField->setFixedWidth(theme.px(environmentWidth));
    for (QWidget *control : {static_cast<QWidget *>(m_server), static_cast<QWidget *>(m_environment)})
        setTall(control);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme.px(12));
    row->addWidget(m_serverField, 1, Qt::AlignTop);
    row->addWidget(m_environmentField, 0, Qt::AlignTop);

    connect(m_server, &QLineEdit::textEdited, this, [this](const QString &text) {
        m_form.setBaseUrl(text);
        Q_EMIT edited();
    });
    connect(m_server, &QLineEdit::editingFinished, this, &ServerRow::showForm);
    connect(m_environment, &QComboBox::editTextChanged, this, [this](const QString &text) {
        m_form.setEnvironment(text);
        Q_EMIT edited();
    });
    connect(m_environment, &QComboBox::activated, this, [this](int index) {
        const auto &sandbox = m_form.surroundings().sandbox;
        if (sandbox && sandbox->environment == m_environment->itemText(index))
            return Q_EMIT sandboxChosen();
        const QString baseUrl = m_environment->itemData(index).toString();
        if (baseUrl.isEmpty())
            return;
        m_form.setBaseUrl(baseUrl);
        m_server->setText(baseUrl);
        Q_EMIT edited();
    });
    showForm();
}

void ServerRow::showForm()
{
    // As it will be used, but not under the fingers: nor where another window has the focus for a while.
    if (window()->focusWidget() != m_server || !m_server->isModified())
        m_server->setText(m_form.address());
    if (m_environment->currentText() != m_form.typedEnvironment())
        m_environment->setEditText(m_form.typedEnvironment());
    m_environment->lineEdit()->setPlaceholderText(m_form.proposedEnvironment());
}

void ServerRow::showProblems(const QString &ofServer, const QString &ofEnvironment)
{
    m_serverField->setProblem(ofServer);
    m_environmentField->setProblem(ofEnvironment);
}

}
