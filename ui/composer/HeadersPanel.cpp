#include "ui/composer/HeadersPanel.h"

#include "ui/composer/KeptNote.h"
#include "ui/widgets/KeyValueTable.h"

#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

// What people write by hand.
const QStringList &usualNames()
{
    static const QStringList names{u"Accept"_s, u"Accept-Encoding"_s, u"Accept-Language"_s, u"Authorization"_s, u"Cache-Control"_s,
        u"Content-Type"_s, u"Cookie"_s, u"If-Match"_s, u"If-Modified-Since"_s, u"If-None-Match"_s, u"Idempotency-Key"_s, u"Origin"_s,
        u"Prefer"_s, u"Range"_s, u"Referer"_s, u"User-Agent"_s, u"X-Api-Key"_s, u"X-Request-Id"_s};
    return names;
}

}

HeadersPanel::HeadersPanel(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_table(new KeyValueTable(theme))
    , m_note(new KeptNote(theme))
{
    m_table->setObjectName(u"headers"_s);
    m_table->setAccessibleName(tr("Headers"));
    m_table->setPlaceholders(tr("name"), tr("value"));
    m_table->setNameCompletions(usualNames());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_note);
    connect(m_table, &KeyValueTable::edited, this, &HeadersPanel::edited);
}

const QList<RequestDocument::Row> &HeadersPanel::rows() const
{
    return m_table->rows();
}

void HeadersPanel::setRows(const QList<RequestDocument::Row> &rows)
{
    m_table->setRows(rows);
}

int HeadersPanel::count() const
{
    return m_added + int(std::count_if(rows().begin(), rows().end(), [](const auto &row) { return row.isOn; }));
}

void HeadersPanel::setAdded(const QList<AddedRow> &added)
{
    QList<KeyValueTable::FixedRow> fixed;
    m_added = 0;
    for (const AddedRow &row : added) {
        if (row.place == AddedRow::Place::Query)
            continue;
        const bool isCookie = row.place == AddedRow::Place::Cookie;
        fixed.append({isCookie ? u"Cookie"_s : row.name, isCookie ? row.name + u'=' + row.value : row.value, row.origin, row.isReplaced});
        m_added += row.isReplaced ? 0 : 1;
    }
    m_table->setFixedRows(fixed);
}

void HeadersPanel::setNotKept(const QStringList &withheld, const QStringList &missing)
{
    m_note->setPlaces(withheld, missing, u"header"_s);
}

void HeadersPanel::showError(const QString &name, const QString &message)
{
    const auto found = std::find_if(rows().begin(), rows().end(), [&](const auto &row) { return row.isOn && row.name == name; });
    if (found != rows().end())
        m_table->showError(int(found - rows().begin()), message);
    m_table->setFocus();
}

void HeadersPanel::clearErrors()
{
    m_table->clearErrors();
}

void HeadersPanel::commit()
{
    m_table->commit();
}

}
