#include "ui/composer/GraphQlPanel.h"

#include "ui/theme/Theme.h"
#include "ui/widgets/BodyEditor.h"
#include "ui/widgets/Rule.h"
#include "ui/widgets/TextLabel.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QVBoxLayout>

namespace tessera::ui {

using namespace Qt::StringLiterals;

GraphQlPanel::GraphQlPanel(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_query(new BodyEditor(theme))
    , m_variables(new BodyEditor(theme))
    , m_operation(new QLineEdit)
{
    m_query->setObjectName(u"graphQlQuery"_s);
    m_query->setLanguage(BodyLanguage::GraphQl);
    m_query->setTitle(tr("GraphQL query"));
    m_variables->setObjectName(u"graphQlVariables"_s);
    m_variables->setLanguage(BodyLanguage::Json);
    m_variables->setTitle(tr("GraphQL variables"));
    m_operation->setObjectName(u"graphQlOperation"_s);
    m_operation->setAccessibleName(tr("Operation name"));
    m_operation->setPlaceholderText(tr("its name, of several"));
    m_operation->setToolTip(tr("Which operation of the query runs, where it has several"));
    m_operation->setFont(theme.font(TextRole::Mono));
    m_operation->setMaximumWidth(theme.px(180));

    auto *split = new QSplitter(Qt::Horizontal);
    split->setObjectName(u"graphQlSplit"_s);
    split->setChildrenCollapsible(false);
    split->setHandleWidth(1);
    const auto addSide = [&](const QString &title, BodyEditor *editor, QWidget *beside) {
        auto *side = new QWidget;
        auto *top = new QHBoxLayout;
        top->setContentsMargins(theme.px(4), 0, theme.px(4), 0);
        top->setSpacing(theme.px(8));
        auto *label = new TextLabel(theme, TextRole::TinyStrong, Token::Dim, title);
        label->setMinimumHeight(theme.px(28));
        label->setBuddy(editor);
        top->addWidget(label);
        top->addStretch(1);
        if (beside) {
            auto *name = new TextLabel(theme, TextRole::Small, Token::Dim, tr("Operation"));
            name->setBuddy(beside);
            top->addWidget(name);
            top->addWidget(beside);
        }
        auto *column = new QVBoxLayout(side);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(theme.px(2));
        column->addLayout(top);
        column->addWidget(editor, 1);
        split->addWidget(side);
    };
    addSide(tr("Query"), m_query, m_operation);
    addSide(tr("Variables"), m_variables, nullptr);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(split);
    setFocusProxy(m_query);

    const auto change = [this] {
        if (!m_isSetting)
            Q_EMIT edited();
    };
    connect(m_query, &BodyEditor::textChanged, this, change);
    connect(m_variables, &BodyEditor::textChanged, this, change);
    connect(m_operation, &QLineEdit::textEdited, this, change);
}

RequestDocument::GraphQl GraphQlPanel::request() const
{
    return {m_query->text(), m_variables->text(), m_operation->text()};
}

void GraphQlPanel::setRequest(const RequestDocument::GraphQl &request)
{
    m_isSetting = true;
    m_query->setText(request.query);
    m_variables->setText(request.variables);
    if (m_operation->text() != request.operationName)
        m_operation->setText(request.operationName);
    m_isSetting = false;
}

void GraphQlPanel::replace(const RequestDocument::GraphQl &request)
{
    m_query->replaceText(request.query);
    m_variables->replaceText(request.variables);
    m_operation->setText(request.operationName);
    Q_EMIT edited();
}

void GraphQlPanel::setScope(const VariableScope &scope)
{
    m_query->setScope(scope);
    m_variables->setScope(scope);
}

}
