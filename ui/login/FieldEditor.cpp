#include "ui/login/FieldEditor.h"

#include "ui/theme/ControlLook.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/SecretField.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>

namespace tessera::ui {

using namespace Qt::StringLiterals;

FieldEditor::FieldEditor(const Theme &theme, const Field &field, QWidget *parent)
    : LabelledField(theme, field.isConfirmation ? QString() : field.label, makeEditor(theme, field), parent)
    , m_field(field)
{
    setObjectName(u"fieldBox_"_s + field.name);
    editor()->setObjectName(u"field_"_s + field.name);
    setHelp(field.help);
    if (auto *line = qobject_cast<QLineEdit *>(editor()))
        connect(line, &QLineEdit::textEdited, this, &FieldEditor::edited);
    else if (auto *list = qobject_cast<QComboBox *>(editor()))
        connect(list, &QComboBox::activated, this, &FieldEditor::edited);
    else if (auto *box = qobject_cast<QCheckBox *>(editor()))
        connect(box, &QCheckBox::clicked, this, &FieldEditor::edited);
}

QWidget *FieldEditor::makeEditor(const Theme &theme, const Field &field)
{
    if (field.isConfirmation)
        return new QCheckBox(QString(field.label).replace(u'&', "&&"_L1));
    if (!field.choices.isEmpty()) {
        auto *list = new QComboBox;
        list->addItems(field.choices);
        setTall(list);
        return list;
    }
    QLineEdit *line = field.isSecret ? new SecretField(theme) : new QLineEdit;
    // An example must not look like what is filled in already.
    if (!field.placeholder.isEmpty())
        line->setPlaceholderText(tr("e.g. %1").arg(field.placeholder));
    else if (!field.isRequired)
        line->setPlaceholderText(tr("optional"));
    setTall(line);
    return line;
}

Secret FieldEditor::value() const
{
    if (const auto *secret = qobject_cast<SecretField *>(editor()))
        return secret->secret();
    if (const auto *line = qobject_cast<QLineEdit *>(editor()))
        return Secret(line->text());
    if (const auto *list = qobject_cast<QComboBox *>(editor()))
        return Secret(list->currentText());
    return Secret(qobject_cast<QCheckBox *>(editor())->isChecked() ? u"true"_s : QString());
}

void FieldEditor::setValue(const Secret &value)
{
    if (auto *line = qobject_cast<QLineEdit *>(editor())) {
        if (line->text() != value.reveal())
            line->setText(value.reveal());
    } else if (auto *list = qobject_cast<QComboBox *>(editor())) {
        list->setCurrentIndex(std::max(0, list->findText(value.reveal())));
    } else {
        qobject_cast<QCheckBox *>(editor())->setChecked(value.reveal() == "true"_L1);
    }
}

void FieldEditor::setPlaceholder(const QString &text)
{
    if (auto *line = qobject_cast<QLineEdit *>(editor()))
        line->setPlaceholderText(text);
}

}
