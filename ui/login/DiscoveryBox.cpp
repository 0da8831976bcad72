#include "ui/login/DiscoveryBox.h"

#include "ui/login/FieldEditor.h"
#include "ui/login/FieldForm.h"
#include "ui/login/FieldInput.h"
#include "ui/theme/ButtonRole.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/FactList.h"
#include "ui/widgets/TextLabel.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace tessera::ui {

using namespace Qt::StringLiterals;

DiscoveryBox::DiscoveryBox(const Theme &theme, const Discovery &discovery, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_discovery(discovery)
    , m_link(new QPushButton(discovery.label, this))
    , m_fields(new FieldForm(theme, this))
    , m_go(new QPushButton(tr("Find"), this))
    , m_progress(new TextLabel(theme, TextRole::Small, Token::Dim, {}, this))
    , m_failure(new ErrorBanner(theme, this))
    , m_notes(new FactList(theme, this))
{
    setObjectName(u"discovery_"_s + discovery.id);
    m_link->setObjectName(u"discoveryLink"_s);
    m_go->setObjectName(u"discoveryGo"_s);
    setButtonRole(m_link, ButtonRole::Link);
    m_fields->setFields(discovery.fields);
    m_fields->setVisible(!discovery.fields.isEmpty());
    for (const Field &field : discovery.fields)
        m_fields->editor(field.name)->setValue(Secret(field.defaultValue));

    auto *help = new TextLabel(theme, TextRole::Small, Token::Dim, discovery.help, this);
    help->setWordWrap(true);
    help->setVisible(!discovery.help.isEmpty());
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_go);
    row->addWidget(m_progress, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(12), theme.px(4), 0, theme.px(6));
    column->setSpacing(theme.px(8));
    column->addWidget(help);
    column->addWidget(m_fields);
    column->addLayout(row);
    column->addWidget(m_failure);
    column->addWidget(m_notes);
    hide();
    m_notes->hide();

    connect(m_link, &QPushButton::clicked, this, [this] { open(isHidden()); });
    connect(m_go, &QPushButton::clicked, this, &DiscoveryBox::start);
}

// With nothing to ask, the link itself is the button.
void DiscoveryBox::open(bool isOpen)
{
    setVisible(isOpen);
    if (!isOpen)
        return;
    if (m_discovery.fields.isEmpty())
        start();
    else
        m_fields->editor(m_discovery.fields.constFirst().name)->setFocus(Qt::OtherFocusReason);
}

void DiscoveryBox::start()
{
    if (!m_go->isEnabled())
        return;
    QMap<QString, QString> problems;
    const QMap<QString, Secret> values = m_fields->values();
    for (const Field &field : m_discovery.fields)
        problems[field.name] = FieldInput::problem(field, values.value(field.name).reveal());
    if (FieldEditor *wrong = m_fields->showProblems(problems))
        return wrong->setFocus(Qt::OtherFocusReason);
    m_failure->clear();
    m_notes->hide();
    m_go->setEnabled(false);
    m_progress->setText(tr("Asking the server"));
    Q_EMIT requested(values);
}

void DiscoveryBox::showOutcome(const Result<DiscoveryOutcome> &outcome, const QStringList &filled)
{
    m_go->setEnabled(true);
    if (!outcome) {
        m_progress->clear();
        return m_failure->sayError(outcome.error());
    }
    m_progress->setText(!filled.isEmpty()      ? tr("Filled in: %1.").arg(FieldInput::list(filled))
            : outcome->notes.isEmpty() ? tr("It answered; there was nothing to fill in.")
                                       : tr("The server answered:"));
    for (const auto &[label, text] : outcome->notes)
        m_notes->set(label, text);
    m_notes->setVisible(!outcome->notes.isEmpty());
}

void DiscoveryBox::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        start(); // Enter in here asks; it does not sign in
    else
        QWidget::keyPressEvent(event);
}

}
