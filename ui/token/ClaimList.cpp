#include "ui/token/ClaimList.h"

#include "ui/theme/Theme.h"
#include "ui/token/ClaimRow.h"
#include "ui/widgets/TextLabel.h"

#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

ClaimList::ClaimList(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_column(new QVBoxLayout(this))
    , m_headerTitle(new TextLabel(theme, TextRole::TinyStrong, Token::JwtHeader, tr("Header"), this))
    , m_more(new TextLabel(theme, TextRole::Small, Token::Dim, {}, this))
{
    setObjectName(u"claimList"_s);
    setAccessibleName(tr("Claims"));
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_headerTitle->setContentsMargins(theme.px(6), theme.px(8), 0, theme.px(2));
    m_more->setContentsMargins(theme.px(6), theme.px(6), 0, 0);
    m_more->setWordWrap(true);
    connect(&theme, &Theme::changed, this, &ClaimList::alignNames);
}

void ClaimList::setClaims(const QList<ClaimFact> &payload, const QList<ClaimFact> &header, const TokenMoment &moment)
{
    m_moment = moment;
    m_facts = payload.mid(0, most) + header.mid(0, most);
    m_payloadCount = std::min<qsizetype>(payload.size(), most);
    while (m_rows.size() < m_facts.size())
        addRow();
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        ClaimRow &row = *m_rows.at(i);
        const bool isUsed = i < m_facts.size();
        row.setVisible(isUsed);
        row.setFocusPolicy(i == 0 ? Qt::StrongFocus : Qt::ClickFocus);
        if (!isUsed)
            continue;
        const bool isSame = row.text().name == ClaimText::of(m_facts.at(i), moment).name;
        bind(row, m_facts.at(i));
        row.setOpen(m_areOpen || (isSame && row.isOpen()));
    }
    m_column->removeWidget(m_more);
    m_column->removeWidget(m_headerTitle);
    m_headerTitle->setVisible(!header.isEmpty() && !payload.isEmpty());
    m_column->insertWidget(int(m_payloadCount), m_headerTitle);
    const auto over = payload.size() + header.size() - m_facts.size();
    m_more->setText(tr("There are %n more: the JSON has them all.", nullptr, int(over)));
    m_more->setVisible(over > 0);
    m_column->addWidget(m_more);
    alignNames();
}

void ClaimList::setMoment(const TokenMoment &moment)
{
    m_moment = moment;
    for (qsizetype i = 0; i < m_facts.size(); ++i) {
        ClaimFact &fact = m_facts[i];
        if (fact.reading.isEmpty())
            continue; // it does not change with time
        const bool isOverruled = fact.isOverruled;
        fact = TokenDetails::explain(fact.part, fact.claim, moment);
        fact.isOverruled = isOverruled;
        bind(*m_rows.at(i), fact);
    }
}

void ClaimList::setAllOpen(bool areOpen)
{
    m_areOpen = areOpen;
    for (ClaimRow *row : std::as_const(m_rows))
        row->setOpen(areOpen);
}

QList<ClaimRow *> ClaimList::rows() const
{
    return m_rows.mid(0, m_facts.size());
}

void ClaimList::addRow()
{
    auto *row = new ClaimRow(m_theme, this);
    connect(row, &ClaimRow::moveRequested, this, [this, row](int rows) { move(row, rows); });
    connect(row, &ClaimRow::copyRequested, this, &ClaimList::copyRequested);
    m_column->addWidget(row);
    m_rows.append(row);
}

void ClaimList::bind(ClaimRow &row, const ClaimFact &fact)
{
    row.setText(ClaimText::of(fact, m_moment));
}

void ClaimList::move(ClaimRow *from, int rows)
{
    const qsizetype to = std::clamp<qsizetype>(m_rows.indexOf(from) + rows, 0, m_facts.size() - 1);
    for (ClaimRow *row : std::as_const(m_rows))
        row->setFocusPolicy(row == m_rows.at(to) ? Qt::StrongFocus : Qt::ClickFocus);
    m_rows.at(to)->setFocus(Qt::TabFocusReason);
}

// The values stand below each other, as far as the names let them.
void ClaimList::alignNames()
{
    const int most = std::clamp(width() / 4, m_theme.px(64), m_theme.px(132));
    int widest = m_theme.px(48);
    for (qsizetype i = 0; i < m_facts.size(); ++i)
        widest = std::max(widest, m_rows.at(i)->nameWidth());
    for (qsizetype i = 0; i < m_facts.size(); ++i)
        m_rows.at(i)->setNameWidth(std::min(widest, most));
}

void ClaimList::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    alignNames();
}

}
