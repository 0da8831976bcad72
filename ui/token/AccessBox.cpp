#include "ui/token/AccessBox.h"

#include "ui/theme/Theme.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/HiddenCharacters.h"

#include <QtWidgets/QGridLayout>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;
using Against = AccessReason::Against;

AccessBox::AccessBox(const Theme &theme, QWidget *parent)
    : Card(theme, parent)
    , m_theme(theme)
    , m_answer(new TextLabel(theme, TextRole::Strong, Token::Text))
    , m_grid(new QGridLayout)
{
    setObjectName(u"accessBox"_s);
    m_answer->setObjectName(u"accessAnswer"_s);
    m_answer->setWordWrap(true);
    m_answer->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_grid->setHorizontalSpacing(theme.px(14));
    m_grid->setVerticalSpacing(theme.px(4));
    m_grid->setColumnStretch(1, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(14), theme.px(10), theme.px(12), theme.px(10));
    column->setSpacing(theme.px(6));
    column->addWidget(m_answer);
    column->addLayout(m_grid);
}

void AccessBox::addRow()
{
    auto *claims = new ElidedLabel(m_theme, TextRole::Mono, Token::JsonKey, {}, this);
    auto *text = new TextLabel(m_theme, TextRole::Body, Token::Text, {}, this);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    const int at = int(m_rows.size());
    claims->setObjectName(u"accessClaims%1"_s.arg(at));
    text->setObjectName(u"accessReason%1"_s.arg(at));
    m_grid->addWidget(claims, at, 0, Qt::AlignTop);
    m_grid->addWidget(text, at, 1, Qt::AlignTop);
    m_rows.append({claims, text});
}

void AccessBox::setMostReasons(int most)
{
    if (most == m_most)
        return;
    m_most = most;
    render();
}

void AccessBox::tell(const AccessDiff &diff)
{
    m_diff = diff;
    m_answer->setText(HiddenCharacters::shown(diff.answer));
    m_answer->setColor(Token::Text);
    render();
}

void AccessBox::render()
{
    const QList<AccessReason> &reasons = m_diff.reasons;
    const auto count = reasons.size() > m_most + 1 ? m_most : reasons.size(); // "and 1 more" takes as much room
    const auto over = reasons.size() - count;
    const auto rows = count + (over > 0 ? 1 : 0);
    while (m_rows.size() < rows)
        addRow();
    int widest = 0;
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const Row &row = m_rows.at(i);
        row.claims->setVisible(i < rows);
        row.text->setVisible(i < rows);
        if (i >= rows)
            continue;
        const AccessReason reason = reasons.value(i < count ? i : -1);
        const QString claims = HiddenCharacters::shown(reason.claims.join(u", "_s));
        const QString text = i < count ? HiddenCharacters::shown(reason.text) : tr("And %1 more: they are below.").arg(over);
        row.claims->setText(claims);
        row.claims->setAlignment(Qt::AlignLeft | Qt::AlignTop);
        row.text->setText(text);
        row.text->setColor(i < count ? Token::Text : Token::Dim);
        row.text->setAccessibleName(claims.isEmpty() ? text : tr("%1: %2").arg(claims, text));
        widest = std::max(widest, QFontMetrics(m_theme.font(TextRole::Mono)).horizontalAdvance(claims));
    }
    m_grid->setColumnMinimumWidth(0, std::min(widest + 1, m_theme.px(230)));
    const bool isSomebodyOut = std::any_of(reasons.cbegin(), reasons.cend(), [](const AccessReason &each) {
        return each.kind <= AccessReason::Kind::Purpose && each.against != Against::Neither;
    });
    setEdge(isSomebodyOut ? Token::Bad : reasons.isEmpty() ? Token::Line : Token::Accent);
}

void AccessBox::ask(const QString &text)
{
    tell(AccessDiff{text, {}});
    m_answer->setColor(Token::Dim);
}

QString AccessBox::answer() const
{
    return m_answer->text();
}

}
