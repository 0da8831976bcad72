#include "ui/widgets/FactList.h"

#include "ui/theme/Theme.h"
#include "ui/widgets/ReadOnlyText.h"
#include "ui/widgets/TextLabel.h"

#include <QtWidgets/QGridLayout>
#include <QtWidgets/QPlainTextEdit>

#include <algorithm>

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

const FactList::Row *FactList::find(const QString &name) const
{
    const auto row = std::find_if(m_rows.cbegin(), m_rows.cend(), [&name](const Row &each) { return each.key == name; });
    return row == m_rows.cend() ? nullptr : &*row;
}

const FactList::Row &FactList::add(const QString &name, bool isMono)
{
    auto *label = new TextLabel(m_theme, TextRole::Small, Token::Dim, name, this);
    auto *text = new ReadOnlyText(m_theme, this);
    text->setRole(isMono ? TextRole::Mono : TextRole::Small);
    text->setPlain();
    text->setObjectName(u"fact_"_s + name);
    label->setBuddy(text->edit());
    const int at = int(m_rows.size());
    m_grid->addWidget(label, at, 0, Qt::AlignTop);
    m_grid->addWidget(text, at, 1, Qt::AlignTop);
    m_rows.append({name, label, text});
    return m_rows.constLast();
}

void FactList::fill(const Row &row, const QString &value)
{
    if (row.value->text() != value) {
        row.value->setText(value);
        row.value->edit()->setAccessibleName(row.key + u": "_s + value);
    }
    row.name->setVisible(!value.isEmpty());
    row.value->setVisible(!value.isEmpty());
}

void FactList::set(const QString &name, const QString &value, bool isMono)
{
    const Row *row = find(name);
    fill(row ? *row : add(name, isMono), value);
}

void FactList::setAll(const QList<std::pair<QString, QString>> &facts)
{
    for (const Row &row : std::as_const(m_rows)) {
        for (QWidget *gone : {static_cast<QWidget *>(row.name), static_cast<QWidget *>(row.value)}) {
            m_grid->removeWidget(gone);
            gone->hide();
            gone->deleteLater(); // it may be in the middle of a signal
        }
    }
    m_rows.clear();
    for (const auto &[name, value] : facts)
        fill(add(name, false), value);
}

QString FactList::value(const QString &name) const
{
    const Row *row = find(name);
    return row ? row->value->text() : QString();
}

}
