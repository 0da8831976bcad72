#include "ui/composer/ParamsPanel.h"

#include "ui/composer/KeptNote.h"
#include "ui/widgets/KeyValueTable.h"

#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

ParamsPanel::ParamsPanel(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_table(new KeyValueTable(theme))
    , m_note(new KeptNote(theme))
{
    m_table->setObjectName(u"params"_s);
    m_table->setAccessibleName(tr("Query parameters"));
    m_table->setPlaceholders(tr("name"), tr("value"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_note);
    connect(m_table, &KeyValueTable::edited, this, [this] {
        m_query.setRows(m_table->rows());
        Q_EMIT edited(m_query.url());
    });
}

void ParamsPanel::setQuery(const QString &url, const QList<RequestDocument::ParkedItem> &parked)
{
    m_query = QueryRows(url, parked);
    m_table->setRows(m_query.rows());
}

void ParamsPanel::setUrl(const QString &url)
{
    if (url == m_query.url())
        return;
    m_query.setUrl(url);
    m_table->setRows(m_query.rows());
}

void ParamsPanel::setScope(const VariableScope &scope)
{
    m_table->setScope(scope);
}

int ParamsPanel::count() const
{
    const auto &rows = m_table->rows();
    return int(std::count_if(rows.begin(), rows.end(), [](const auto &row) { return row.isOn; }));
}

void ParamsPanel::setAdded(const QList<AddedRow> &added)
{
    QList<KeyValueTable::FixedRow> fixed;
    for (const AddedRow &row : added) {
        if (row.place == AddedRow::Place::Query)
            fixed.append({row.name, row.value, row.origin, row.isReplaced});
    }
    m_table->setFixedRows(fixed);
}

void ParamsPanel::setNotKept(const QStringList &withheld, const QStringList &missing)
{
    m_note->setPlaces(withheld, missing, u"query"_s);
}

void ParamsPanel::commit()
{
    m_table->commit();
}

}
