#include "ui/widgets/FactList.h"

#include "ui/theme/Theme.h"
#include "ui/widgets/ReadOnlyText.h"
#include "ui/widgets/TextLabel.h"

#include <QtWidgets/QGridLayout>
#include <QtWidgets/QPlainTextEdit>

namespace tessera::ui {

using namespace Qt::StringLiterals;

FactList::FactList(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(theme.px(8));
    m_grid->setVerticalSpacing(theme.px(4));
    m_grid->setColumnMinimumWidth(0, theme.px(84));
    m_grid->setColumnStretch(1, 1);
}

void FactList::set(const QString &name, const QString &value, bool isMono)
{
    auto row = m_rows.find(name);
    if (row == m_rows.end()) {
        auto *label = new TextLabel(m_theme, TextRole::Small, Token::Dim, name, this);
        auto *text = new ReadOnlyText(m_theme, this);
        text->setRole(isMono ? TextRole::Mono : TextRole::Small);
        text->setPlain();
        text->setObjectName(u"fact_"_s + name);
        label->setBuddy(text->edit());
        const int at = int(m_rows.size());
        m_grid->addWidget(label, at, 0, Qt::AlignTop);
        m_grid->addWidget(text, at, 1, Qt::AlignTop);
        row = m_rows.insert(name, {label, text});
    }
    if (row->value->text() != value) {
        row->value->setText(value);
        row->value->edit()->setAccessibleName(name + u": "_s + value);
    }
    row->name->setVisible(!value.isEmpty());
    row->value->setVisible(!value.isEmpty());
}

void FactList::clear()
{
    for (const Row &row : std::as_const(m_rows)) {
        delete row.name;
        delete row.value;
    }
    m_rows.clear();
}

QString FactList::value(const QString &name) const
{
    const auto row = m_rows.constFind(name);
    return row == m_rows.cend() ? QString() : row->value->text();
}

}
