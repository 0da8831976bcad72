#include "ui/composer/AddedRow.h"

#include "app/base/Redactor.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("AddedRow", text);
}

bool isComposed(const QList<RequestDocument::Row> &headers, QStringView name)
{
    return std::any_of(headers.begin(), headers.end(),
        [&](const auto &row) { return row.isOn && name.compare(row.name.trimmed(), Qt::CaseInsensitive) == 0; });
}

class Collector {
public:
    Collector(const Template::Lookup &shown, const QString &origin, const QList<RequestDocument::Row> &headers)
        : m_shown(shown)
        , m_origin(origin)
        , m_headers(headers)
    {
    }

    QList<AddedRow> rows;

    void add(AddedRow::Place place, const QList<NamedTemplate> &items)
    {
        for (const NamedTemplate &item : items) {
            const auto value = item.value.render(m_shown);
            if (item.isOptional && (!value || value->isEmpty()))
                continue;
            append(place, item.name, value.value_or(Redactor::mask()));
        }
    }

    void append(AddedRow::Place place, const QString &name, const QString &value)
    {
        rows.append({place, name, value, m_origin, place == AddedRow::Place::Header && isComposed(m_headers, name)});
    }

private:
    const Template::Lookup &m_shown;
    const QString &m_origin;
    const QList<RequestDocument::Row> &m_headers;
};

}

QList<AddedRow> AddedRow::fromCredential(const QList<const Application *> &applications, const Template::Lookup &shown, const QString &origin,
    const QList<RequestDocument::Row> &headers)
{
    Collector collector(shown, origin, headers);
    for (const Application *application : applications) {
        collector.add(Place::Header, application->headers);
        if (application->basic)
            collector.append(Place::Header, u"Authorization"_s, u"Basic "_s + Redactor::mask());
        collector.add(Place::Query, application->query);
        collector.add(Place::Cookie, application->cookies);
    }
    return collector.rows;
}

QList<AddedRow> AddedRow::fromRequest(const RequestDocument &document)
{
    QList<AddedRow> rows;
    const QString type = document.body.type();
    if (!type.isEmpty())
        rows.append({Place::Header, u"Content-Type"_s, type, tr("from the body"), isComposed(document.headers, u"Content-Type")});
    return rows;
}

}
