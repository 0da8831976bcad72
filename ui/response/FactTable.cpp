#include "ui/response/FactTable.h"

#include "ui/widgets/TextLabel.h"

#include <QtWidgets/QGridLayout>

namespace tessera::ui {

FactTable::FactTable(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(theme.px(12));
    m_grid->setVerticalSpacing(theme.px(5));
    m_grid->setColumnStretch(1, 1);
}

void FactTable::add(const QString &name, const QString &value)
{
    if (!value.isEmpty())
        addRow(name, value, false);
}

void FactTable::addWarning(const QString &name, const QString &value)
{
    addRow(name, value, true);
}

bool FactTable::isEmpty() const
{
    return m_grid->count() == 0;
}

void FactTable::addRow(const QString &name, const QString &value, bool isWarning)
{
    auto *label = new TextLabel(m_theme, TextRole::Small, Token::Dim, name);
    label->setMinimumWidth(m_theme.px(76));
    auto *text = new TextLabel(m_theme, TextRole::Mono, isWarning ? Token::WarnText : Token::Text, value);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setFocusPolicy(Qt::ClickFocus);
    text->setAccessibleName(name);
    const int row = m_grid->rowCount();
    m_grid->addWidget(label, row, 0, Qt::AlignTop | Qt::AlignLeft);
    m_grid->addWidget(text, row, 1, Qt::AlignTop);
}

}
