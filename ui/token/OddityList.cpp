#include "ui/token/OddityList.h"

#include "ui/theme/Icon.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/HiddenCharacters.h"
#include "ui/widgets/TextLabel.h"

#include <QtWidgets/QHBoxLayout>

namespace tessera::ui {

using namespace Qt::StringLiterals;
using Severity = TokenOddity::Severity;

OddityList::OddityList(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_column(new QVBoxLayout(this))
{
    setObjectName(u"oddityList"_s);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(theme.px(6));
    connect(&theme, &Theme::changed, this, &OddityList::applyTheme);
    hide();
}

void OddityList::setOddities(const QList<TokenOddity> &oddities, const QStringList &remarks)
{
    QList<Line> lines;
    for (const QString &remark : remarks)
        lines.append({Severity::Note, remark});
    for (const TokenOddity &oddity : oddities)
        lines.append({oddity.severity, oddity.text});
    if (const auto over = lines.size() - most; over > 0) {
        lines.resize(most);
        lines.append({Severity::Note, tr("There are %n more of this kind.", nullptr, int(over))});
    }
    if (lines == m_lines)
        return;
    while (m_rows.size() < lines.size())
        addRow();
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        m_rows.at(i).widget->setVisible(i < lines.size());
        if (i < lines.size() && lines.at(i) != m_lines.value(i, {Severity::Danger, {}}))
            dress(m_rows.at(i), lines.at(i));
    }
    m_lines = lines;
    setVisible(!lines.isEmpty());
}

QStringList OddityList::sentences() const
{
    QStringList all;
    for (const Line &line : m_lines)
        all += line.text;
    return all;
}

void OddityList::addRow()
{
    auto *row = new QWidget(this);
    auto *sign = new QLabel(row);
    sign->setTextFormat(Qt::PlainText);
    auto *text = new TextLabel(m_theme, TextRole::Small, Token::Text, {}, row);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(m_theme.px(8));
    line->addWidget(sign, 0, Qt::AlignTop);
    line->addWidget(text, 1);
    m_column->addWidget(row);
    m_rows.append({row, sign, text});
}

void OddityList::dress(const Row &row, const Line &line) const
{
    const bool isDanger = line.severity == Severity::Danger, isNote = line.severity == Severity::Note;
    const Token color = isDanger ? Token::BadText : isNote ? Token::Dim : Token::WarnText;
    const Icon icon = isDanger ? Icon::Error : isNote ? Icon::Info : Icon::Warning;
    row.sign->setPixmap(iconPixmap(icon, m_theme.color(color), m_theme.px(14), devicePixelRatioF()));
    const QString text = HiddenCharacters::shown(line.text);
    row.text->setText(text);
    row.text->setColor(isNote ? Token::Dim : Token::Text);
    row.text->setAccessibleName(isDanger ? tr("Danger: %1").arg(text) : isNote ? tr("Note: %1").arg(text) : tr("Warning: %1").arg(text));
}

void OddityList::applyTheme()
{
    for (qsizetype i = 0; i < m_lines.size(); ++i)
        dress(m_rows.at(i), m_lines.at(i));
}

}
