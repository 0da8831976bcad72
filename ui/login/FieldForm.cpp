#include "ui/login/FieldForm.h"

#include "ui/login/FieldEditor.h"
#include "ui/theme/Theme.h"

#include <QtWidgets/QGridLayout>

namespace tessera::ui {

namespace {

constexpr int pairedFields = 4, manyFields = 6; // from so many on: two in a row, and in a wider dialog

}

FieldForm::FieldForm(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(theme.px(12));
    m_grid->setVerticalSpacing(theme.px(12));
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnStretch(1, 1);
}

void FieldForm::setFields(const QList<Field> &fields, const QString &besideField, QWidget *companion)
{
    if (companion)
        m_grid->removeWidget(companion);
    for (FieldEditor *old : std::as_const(m_editors)) {
        m_grid->removeWidget(old);
        old->hide();
        old->deleteLater();
    }
    m_editors.clear();
    m_isWide = fields.size() >= manyFields;
    const bool isPaired = fields.size() >= pairedFields;

    int row = 0, column = 0;
    const auto startRow = [&] {
        if (column > 0) {
            column = 0;
            ++row;
        }
    };
    const auto add = [&](FieldEditor *editor, bool isWhole) {
        if (isWhole) {
            startRow();
            m_grid->addWidget(editor, row++, 0, 1, 2);
            return;
        }
        m_grid->addWidget(editor, row, column, Qt::AlignTop);
        if (++column == 2)
            startRow();
    };
    const auto make = [&](const Field &field) {
        auto *editor = new FieldEditor(m_theme, field, this);
        connect(editor, &FieldEditor::edited, this, [this, name = field.name] { Q_EMIT edited(name); });
        m_editors.append(editor);
        return editor;
    };
    // The name comes first with its companion: the password stands last, where Enter is pressed.
    for (const Field &field : fields) {
        if (companion && field.name == besideField) {
            startRow();
            m_grid->addWidget(make(field), row, 0, Qt::AlignTop);
            m_grid->addWidget(companion, row++, 1, Qt::AlignTop);
            companion->show();
        }
    }
    for (const Field &field : fields) {
        if (!companion || field.name != besideField)
            add(make(field), !isPaired || field.isConfirmation);
    }
    if (companion && besideField.isEmpty()) {
        startRow();
        m_grid->addWidget(companion, row, 0, 1, 2);
        companion->show();
    }
}

FieldEditor *FieldForm::editor(const QString &name) const
{
    for (FieldEditor *each : m_editors) {
        if (each->field().name == name)
            return each;
    }
    return nullptr;
}

QMap<QString, Secret> FieldForm::values() const
{
    QMap<QString, Secret> values;
    for (const FieldEditor *each : m_editors)
        values.insert(each->field().name, each->value());
    return values;
}

FieldEditor *FieldForm::showProblems(const QMap<QString, QString> &problems)
{
    FieldEditor *first = nullptr;
    for (FieldEditor *each : std::as_const(m_editors)) {
        const QString problem = problems.value(each->field().name);
        each->setProblem(problem);
        if (!first && !problem.isEmpty())
            first = each;
    }
    return first;
}

}
