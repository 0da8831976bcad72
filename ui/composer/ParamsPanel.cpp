#include "ui/composer/ParamsPanel.h"

#include "app/workspace/PathVariables.h"
#include "ui/composer/KeptNote.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/KeyValueTable.h"
#include "ui/widgets/TextLabel.h"

#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int rowHeight = 27, mostPathRows = 4; // more of them scroll

}

ParamsPanel::ParamsPanel(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_pathPart(new QWidget)
    , m_path(new KeyValueTable(theme))
    , m_queryTitle(new TextLabel(theme, TextRole::TinyStrong, Token::Dim, tr("Query")))
    , m_table(new KeyValueTable(theme))
    , m_note(new KeptNote(theme))
{
    m_table->setObjectName(u"params"_s);
    m_table->setAccessibleName(tr("Query parameters"));
    m_table->setPlaceholders(tr("name"), tr("value"));
    m_path->setObjectName(u"pathVariables"_s);
    m_path->setAccessibleName(tr("Path variables"));
    m_path->setGiven(true);
    m_path->setCheck([](const RequestDocument::Row &row) {
        return row.value.isEmpty() ? tr("%1 has no value. A path can't be sent with a gap.").arg(row.name) : QString();
    });
    auto *path = new QVBoxLayout(m_pathPart);
    path->setContentsMargins(0, theme.px(6), 0, 0);
    path->setSpacing(theme.px(2));
    path->addWidget(new TextLabel(theme, TextRole::TinyStrong, Token::Dim, tr("Path")));
    path->addWidget(m_path);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme.px(4));
    layout->addWidget(m_pathPart);
    layout->addWidget(m_queryTitle);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_note);
    connect(m_path, &KeyValueTable::edited, this, &ParamsPanel::takePath);
    connect(&theme, &Theme::changed, this, [this] { showPath(pathVariables()); });
    connect(m_table, &KeyValueTable::edited, this, [this] {
        m_query.setRows(m_table->rows());
        Q_EMIT edited(m_query.url());
    });
}

const QList<RequestDocument::Row> &ParamsPanel::pathVariables() const
{
    return m_path->rows();
}

void ParamsPanel::showPath(QList<RequestDocument::Row> rows)
{
    for (auto &row : rows) {
        if (row.value.isEmpty())
            row.value = m_pathValues.value(row.name);
        m_pathValues.insert(row.name, row.value);
    }
    m_path->setRows(rows);
    m_pathRows = m_path->rows();
    m_path->setFixedHeight(m_theme.px(rowHeight) * qBound(1, int(rows.size()), mostPathRows));
    m_pathPart->setVisible(!rows.isEmpty());
    m_queryTitle->setVisible(!rows.isEmpty());
}

void ParamsPanel::takePath()
{
    QString url = m_query.url();
    for (const auto &row : pathVariables())
        m_pathValues.insert(row.name, row.value);
    for (qsizetype i = 0; i < qMin(m_pathRows.size(), pathVariables().size()); ++i) {
        if (pathVariables().at(i).name != m_pathRows.at(i).name)
            url = PathVariables::renamed(url, m_pathRows.at(i).name, pathVariables().at(i).name);
    }
    // A name that no path can hold, or that is there already, changes the table back.
    showPath(PathVariables::inStep(pathVariables(), url));
    m_query.setUrl(url);
    Q_EMIT edited(url);
}

void ParamsPanel::setQuery(const QString &url, const QList<RequestDocument::ParkedItem> &parked, const QList<RequestDocument::Row> &pathVariables)
{
    m_query = QueryRows(url, parked);
    m_table->setRows(m_query.rows());
    m_pathValues.clear();
    showPath(PathVariables::inStep(pathVariables, url));
}

void ParamsPanel::setUrl(const QString &url)
{
    if (url == m_query.url())
        return;
    m_query.setUrl(url);
    m_table->setRows(m_query.rows());
    showPath(PathVariables::inStep(pathVariables(), url));
}

void ParamsPanel::showError(const QString &field, const QString &message)
{
    KeyValueTable *table = field.startsWith("path:"_L1) ? m_path : m_table;
    const QString name = field.section(u':', 1);
    const auto &rows = table->rows();
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const auto &row) { return row.name == name; });
    if (found != rows.end()) {
        const int row = int(found - rows.begin());
        table->showError(row, message);
        table->setCurrentIndex(table->model()->index(row, KeyValueModel::ValueColumn));
    }
    table->setFocus();
}

void ParamsPanel::clearErrors()
{
    m_path->clearErrors();
    m_table->clearErrors();
}

void ParamsPanel::setScope(const VariableScope &scope)
{
    m_table->setScope(scope);
    m_path->setScope(scope);
}

int ParamsPanel::count() const
{
    const auto &rows = m_table->rows();
    return int(pathVariables().size()) + int(std::count_if(rows.begin(), rows.end(), [](const auto &row) { return row.isOn; }));
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
    m_note->setPlaces(withheld, missing, {u"query"_s, u"path"_s});
}

void ParamsPanel::commit()
{
    m_path->commit();
    m_table->commit();
}

}
