#include "ui/credentials/CredentialEditor.h"

#include "app/http/Origin.h"
#include "app/http/UrlText.h"
#include "ui/login/FieldInput.h"
#include "ui/theme/ButtonRole.h"
#include "ui/theme/ControlLook.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/TextLabel.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace tessera::ui {

using namespace Qt::StringLiterals;

CredentialEditor::CredentialEditor(const Theme &theme, const CredentialItem &item, QWidget *parent)
    : QWidget(parent)
    , m_item(item)
    , m_name(new QLineEdit(item.id().account, this))
    , m_address(new QLineEdit(item.status.credential.baseUrl, this))
    , m_nameNote(new TextLabel(theme, TextRole::Small, Token::BadText, {}, this))
    , m_addressNote(new TextLabel(theme, TextRole::Small, Token::Dim, {}, this))
    , m_save(new QPushButton(tr("Save"), this))
{
    setObjectName(u"credentialEditor"_s);
    m_name->setObjectName(u"editName"_s);
    m_name->setMaxLength(FieldInput::longestName);
    m_address->setObjectName(u"editAddress"_s);
    m_address->setFont(theme.font(TextRole::Mono));
    m_save->setObjectName(u"editSave"_s);
    setButtonRole(m_save, ButtonRole::Primary);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.px(4));
    const auto add = [&](const QString &label, QWidget *field) {
        auto *name = new TextLabel(theme, TextRole::Small, Token::Dim, label, this);
        name->setBuddy(field);
        field->setAccessibleName(label);
        column->addWidget(name);
        column->addWidget(field);
    };
    add(tr("Name in Tessera"), m_name);
    column->addWidget(m_nameNote);
    add(tr("Server"), m_address);
    column->addWidget(m_addressNote);
    for (const ApplyChoice &choice : item.choices) {
        auto *box = new QComboBox(this);
        box->setObjectName(u"editChoice_"_s + choice.id);
        for (const ApplyChoice::Option &option : choice.options)
            box->addItem(option.label, option.id);
        box->setCurrentIndex(std::max(0, box->findData(item.status.credential.choices.value(choice.id))));
        m_choices.insert(choice.id, box);
        add(choice.label, box);
    }
    for (TextLabel *note : {m_nameNote, m_addressNote})
        note->setWordWrap(true);

    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(u"editCancel"_s);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(0, theme.px(4), 0, 0);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_save);
    column->addLayout(buttons);

    connect(m_name, &QLineEdit::textChanged, this, &CredentialEditor::look);
    connect(m_address, &QLineEdit::textChanged, this, &CredentialEditor::look);
    connect(m_save, &QPushButton::clicked, this, &CredentialEditor::save);
    connect(cancel, &QPushButton::clicked, this, &CredentialEditor::cancelled);
    setFocusProxy(m_name);
    look();
}

QString CredentialEditor::problemOfName(const QString &name)
{
    const QString text = name.trimmed();
    if (text.isEmpty())
        return tr("A name is needed: it tells your accounts apart.");
    const bool isVisible
        = std::none_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x20 || c == QChar::LineSeparator; });
    return isVisible ? QString() : tr("There is an invisible character in this name.");
}

QString CredentialEditor::problemOfAddress(const QString &address)
{
    const auto origin = Origin::of(address.trimmed());
    if (!origin)
        return (origin.error().message + u' ' + origin.error().detail).trimmed();
    const auto joined = UrlText::join(address.trimmed(), u"/"_s);
    return joined ? QString() : (joined.error().message + u' ' + joined.error().detail).trimmed();
}

void CredentialEditor::look()
{
    const QString nameProblem = problemOfName(m_name->text());
    const QString addressProblem = problemOfAddress(FieldInput::address(m_address->text()));
    m_nameNote->setText(nameProblem);
    m_nameNote->setVisible(!nameProblem.isEmpty());
    setInvalid(m_name, !nameProblem.isEmpty());
    setInvalid(m_address, !addressProblem.isEmpty());

    QString note = addressProblem;
    const auto origin = Origin::of(FieldInput::address(m_address->text()));
    const bool isOther = origin && !m_item.status.origins.isEmpty() && !m_item.status.origins.contains(origin->toString());
    if (note.isEmpty() && isOther)
        note = tr("Nothing secret goes to %1 before you say yes to it.").arg(origin->toString());
    m_addressNote->setText(note);
    m_addressNote->setColor(addressProblem.isEmpty() ? Token::Dim : Token::BadText);
    m_addressNote->setVisible(!note.isEmpty());
    m_save->setEnabled(nameProblem.isEmpty() && addressProblem.isEmpty());
}

Credential CredentialEditor::edited() const
{
    Credential changed = m_item.status.credential;
    changed.id.account = m_name->text().trimmed();
    changed.baseUrl = FieldInput::address(m_address->text());
    for (auto choice = m_choices.begin(); choice != m_choices.end(); ++choice)
        changed.choices[choice.key()] = choice.value()->currentData().toString();
    return changed;
}

void CredentialEditor::save()
{
    if (m_save->isEnabled())
        Q_EMIT saved(edited());
}

void CredentialEditor::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return save();
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT cancelled();
        return;
    }
    QWidget::keyPressEvent(event);
}

}
