#include "ui/login/LabelledField.h"

#include "ui/theme/ControlLook.h"
#include "ui/theme/Icon.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/TextLabel.h"
#include "ui/widgets/ToolTip.h"

#include <QtGui/QShortcut>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

namespace tessera::ui {

using namespace Qt::StringLiterals;

LabelledField::LabelledField(const Theme &theme, const QString &label, QWidget *editor, QWidget *parent)
    : QWidget(parent)
    , m_editor(editor)
    , m_ask(new QToolButton(this))
    , m_problem(new TextLabel(theme, TextRole::Small, Token::BadText, {}, this))
    , m_aside(new TextLabel(theme, TextRole::Small, Token::Dim, {}, this))
    , m_help(new TextLabel(theme, TextRole::Small, Token::Dim, {}, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.px(4));
    m_ask->setObjectName(u"fieldAsk"_s);
    m_ask->setIcon(themedIcon(theme, Icon::Question, Token::Faint));
    m_ask->setIconSize(QSize(theme.px(13), theme.px(13)));
    m_ask->setFixedSize(theme.px(18), theme.px(16));
    m_ask->setFocusPolicy(Qt::NoFocus); // F1 does the same
    QSizePolicy place = m_ask->sizePolicy();
    place.setRetainSizeWhenHidden(true); // fields with and without help stand in one line
    m_ask->setSizePolicy(place);
    m_ask->setCursor(Qt::ArrowCursor);
    connect(m_ask, &QToolButton::clicked, this, [this] { setHelpShown(!m_isHelpShown); });
    auto *head = new QHBoxLayout;
    head->setSpacing(theme.px(3));
    if (label.isEmpty()) {
        head->addWidget(editor);
    } else {
        auto *name = new TextLabel(theme, TextRole::Small, Token::Dim, label, this);
        name->setBuddy(editor);
        editor->setAccessibleName(label);
        head->addWidget(name);
    }
    head->addWidget(m_ask);
    head->addStretch();
    column->addLayout(head);
    if (!label.isEmpty())
        column->addWidget(editor);
    for (TextLabel *note : {m_problem, m_aside, m_help}) {
        note->setWordWrap(true);
        note->setTextInteractionFlags(Qt::TextSelectableByMouse);
        column->addWidget(note);
    }
    m_problem->setObjectName(u"fieldProblem"_s);
    m_help->setObjectName(u"fieldHelp"_s);
    setFocusProxy(editor);
    auto *help = new QShortcut(QKeySequence(Qt::Key_F1), this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(help, &QShortcut::activated, this, [this] { setHelpShown(!m_isHelpShown); });
    render();
}

void LabelledField::setHelp(const QString &help)
{
    m_helpText = help;
    render();
}

void LabelledField::setHelpShown(bool isShown)
{
    m_isHelpShown = isShown;
    render();
}

void LabelledField::setProblem(const QString &problem, const QString &aside)
{
    m_problemText = problem;
    m_asideText = aside;
    render();
}

void LabelledField::render()
{
    const bool isWrong = !m_problemText.isEmpty();
    m_problem->setText(m_problemText);
    m_problem->setVisible(isWrong);
    m_aside->setText(m_asideText);
    m_aside->setVisible(isWrong && !m_asideText.isEmpty());
    m_help->setText(m_helpText);
    m_help->setVisible(m_isHelpShown && !m_helpText.isEmpty());
    m_ask->setVisible(!m_helpText.isEmpty());
    m_ask->setToolTip(plainToolTip(m_helpText));
    m_ask->setAccessibleName(m_isHelpShown ? tr("Hide the help (F1)") : tr("Show the help (F1)"));
    setInvalid(m_editor, isWrong);
    m_editor->setAccessibleDescription(isWrong ? m_problemText : m_helpText);
}

}
